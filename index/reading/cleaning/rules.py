"""The rules by which lines are furniture: the words of each, and the place that its lines need."""

from dataclasses import dataclass
from typing import Literal

import regex

# "anywhere": words that no report's line consists of. "edge": only above the first or below the last paragraph of the
# report, or on a page that was pasted whole. "company": at such an edge, and next to other furniture.
Place = Literal["anywhere", "edge", "company"]

_NETWORKS = (
    r"(?:facebook|twitter|x|whats\s?app|telegram|instagram|you\s?tube|linked\s?in|pinterest|reddit|flipboard|google(?:\s+news)?"
    r"|koo|threads|e-?mail|social\s+media|फेसबुक|फ़ेसबुक|ट्विटर|व्हाट्सऐप|व्हाट्सएप|वॉट्सऐप|टेलीग्राम|टेलिग्राम|इंस्टाग्राम|यूट्यूब"
    r"|गूगल(?:\s+न्यूज़?)?|सोशल\s+मीडिया)"
)
_CHANNEL = r"(?:चैनल|पेज|ऐप|एप|ग्रुप|न्यूज़?लेटर|app|channel|page|newsletter|group)"
_TO_FOLLOW = r"(?:फॉलो|फ़ॉलो|सब्सक्राइब|लाइक|ज्वाइन|जॉइन)(?:\s+(?:करें|कीजिए|करिए|कर\s+सकते\s+हैं))?|जुड़ें"
_TO_READ = r"(?:पढ़ें|पढ़े|पढ़िए|देखें|देखिए|जानें)"
_STORIES = r"(?:news|stories|articles?|posts?|reads?|videos?|coverage|topics|links?)"
_OTHERS = r"(?:ख़?बरें|ख़?बर|समाचार|लेख|वीडियो|स्टोरीज?|टॉपिक्स)"
_PICTURE = r"(?:फोटो|फ़ोटो|तस्वीर|photos?|image|pic)"


def _pattern(words: str) -> regex.Pattern[str]:
    return regex.compile(words, regex.VERBOSE | regex.IGNORECASE)


@dataclass(frozen=True)
class Rule:
    """What a kind of furniture is called, where it stands, and what its whole line is.

    `hint` is found in every such line, and costs less to look for.
    """

    name: str
    place: Place
    pattern: regex.Pattern[str]
    hint: regex.Pattern[str] | None = None


# The head of links to other stories, which stand on the lines below it.
LINK_HEAD = _pattern(
    rf"""
    (?:इसे|यह|ये|इन्हें)(?:\s+ख़?बर(?:ें)?)?\s+भी\s+{_TO_READ}\s*[:：\-–—|…]*
    | (?:संबंधित|सम्बंधित|सम्बन्धित|रेकमेंडेड|अन्य|ताज़?ा|बड़ी|और)\s+{_OTHERS}\s*:?
    | (?:also|must|don'?t)\s+(?:read|see|watch|miss)\s*[:|…-]*
    | (?:also\s+read|read\s+also|read\s+next)\s*[.…»→>:|]*
    | read\s+more\s+(?:on|about)\s+[^.।?!]{{2,40}}
    | related\s*{_STORIES}?\s*:?
    | recommended(?:\s+(?:for\s+you|stories|articles|reading))?\s*:?
    | you\s+(?:may|might)\s+also\s+(?:like|be\s+interested\s+in)\s*:?
    | (?:people\s+also\s+read|more\s+(?:stories|news|like\s+this))\s*:?
    | इन\s+टॉपिक्स\s+पर\s+और\s+पढ़ें | ज़?रूर\s+पढ़ें | आपके\s+लिए\s+चुनी\s+गई\s+{_OTHERS}
    """
)
MORE_OF = _pattern(r"more\s+(?:from|in)\s+[^.।?!]{2,30} | republish\s+this\s+(?:story|article)")
_ADVERTISEMENT = r"""
    \[?\s*(?:ad|विज्ञापन|advertisements?)[\s_]*\d*\s*\]?
    | story\s+continues\s+below(?:\s+this)?(?:\s+(?:ad|advertisement))?
    | यह\s+वीडियो/विज्ञापन\s+हटाएं | advertisement\s*[-–—]\s*scroll\s+to\s+continue | विज्ञापन\s+के\s+बाद\s+जारी
    | [.\s]{3,60}advertisement[.\s]{3,60} | promoted\s*listen\s+to.{0,80}
    | (?:article|story|news)\s+(?:continues|resumes)\s+(?:below|after|here).{0,30}
"""
_LINK = rf"""
    (?:इसे|यह|ये|इन्हें)(?:\s+ख़?बर(?:ें)?)?\s+भी\s+{_TO_READ}\s*[:：\-–—|].{{0,250}}
    | (?:और|अधिक)\s+(?:पढ़ें|खबरें|देखें)\s*(?:[:：]|\.{{0,3}}|…|)
    | (?:और|अधिक)\s+पढ़ें\s*[:：].{{0,250}}
    | (?:also\s+(?:read|see|watch)|read\s+(?:also|more|next)|related\s+(?:news|stories|articles?))\s*[:：|].{{0,250}}
    | read\s+more\s*[.…»→>]*
    | (?:also\s+(?:read|see|watch)|read\s+(?:also|more|next))\s*[-–—]\s.{{0,250}}
"""
_COMMENTS = r"""
    (?:\d+\s*)?(?:comments?|टिप्पणी|टिप्पणियाँ|टिप्पणियां|कमेंट्स?|कॉमेंट)\s*(?:[(\[]\s*\d+\s*[)\]]|[:：]\s*\d*|)
    | (?:leave|post|add|write|read|view|show)\s+(?:a\s+|your\s+|all\s+)?(?:reply|comments?)(?:\s+cancel\s+reply)?
    | (?:अपनी\s+)?(?:टिप्पणी|प्रतिक्रिया|कमेंट|कॉमेंट)\s+(?:दें|करें|लिखें|छोड़ें|जोड़ें)
    | your\s+e-?mail\s+address\s+will\s+not\s+be\s+published.{0,80}
    | (?:आपका\s+)?ईमेल\s+पता\s+(?:प्रकाशित|सार्वजनिक)\s+नहीं.{0,80}
    | (?:enter|type)\s+your\s+e-?mail.{0,40}
    | required\s+fields\s+are\s+marked.{0,40}
    | आवश्यक\s+(?:फ़ील्ड|फ़ील्ड्स|फील्ड|फील्ड्स)\s+(?:चिह्नित|चिन्हित|\*).{0,40}
    | save\s+my\s+name,\s+e-?mail.{0,120}
    | (?:name|e-?mail|website|comment)\s*\*
"""
_SHARE = rf"""
    (?:share|follow)(?:\s+this(?:\s+(?:article|story|post|page|news))?)?\s*:?
    | (?:share|follow)(?:\s+us)?(?:\s+(?:on|via)(?:\s+{_NETWORKS}[,&|]?(?:\s+and)?){{0,6}})?\s*:?
    | connect\s+with\s+us\s*:?
    | (?:share|tweet|print|e-?mail|facebook|twitter|whatsapp|telegram|reddit|pinterest|linkedin|शेयर|साझा)(?:\s+(?:करें|करे))?
    | (?:हमें|हमारे|हमारा).{{0,60}}(?:{_NETWORKS}|{_CHANNEL}).{{0,60}}(?:{_TO_FOLLOW})\s*[।.!)]*
    | (?:हमें\s+)?(?:{_NETWORKS}\s+पर\s+)?(?:फॉलो|फ़ॉलो)\s+करें\s*:?
    | इस\s+(?:पोस्ट|लेख|ख़?बर)\s+को\s+(?:शेयर|साझा)\s+करें\s*:?
    | click\s+to\s+share\s+on\s.{{0,60}} | spread\s+the\s+love | like\s+this\s*: | (?:like\s+)?loading\s*(?:\.{{1,3}}|…)
    | कॉपी\s+लिंक | copy\s+link | read\s+later
"""
_COPYRIGHT = r"""
    (?:©|\(c\))(?:\s*[^\s,।]+){1,4} | (?:©|\(c\))(?=.{0,120}(?:\d{4}|ltd|limited|reserved|pvt|सुरक्षित)).{0,300}
    | (?:copyright|कॉपीराइट)\s*(?:©|\(c\)|[-–—]?\s*\d{4}).{0,300}
    | .{0,100}(?:all\s+rights\s+reserved|सर्वाधिकार\s+सुरक्षित)\s*[।.]?(?:\s*(?:©|\|).{0,60})?
"""
_CAPTION = rf"""
    .{{0,250}}\s[-–—|]\s?{_PICTURE}(?:\s+credit)?\s*[:：].{{0,60}}
    | .{{0,250}}[(\[]\s*{_PICTURE}(?:\s*(?:credit|by|साभार|सौजन्य))?\s*[:：\-–—].{{1,60}}[)\]]
    | .{{0,250}}[(\[]\s*(?:[^()\[\]]{{0,30}}\s)?(?:photo|file\s+pic|फोटो|फ़ोटो)(?:\s+(?:by|credit)\s[^()\[\]]{{0,40}})?\s*[)\]]
    | (?:इमेज|फोटो)\s+(?:स्रोत|कैप्शन)\s*[,:：].{{0,250}} | तस्वीर\s+साभार\s*[,:：].{{0,250}}
    | (?:image\s+(?:source|caption|credit)|photo\s+(?:credit|courtesy|by))\s*[,:：].{{0,250}}
    | .{{0,200}}\s\|\s(?:reuters|ap|afp|pti|ani|ians|getty\s+images|special\s+arrangement)
    | (?:प्रतीकात्मक|सांकेतिक)\s+(?:तस्वीर|फोटो|फ़ोटो|चित्र)\s*[।.]?
    | (?:representative|representational|file)\s+(?:image|photo|picture)\s*[.|]?
    | .{{0,200}}(?<![\p{{L}}\p{{M}}])(?:pic|photo)s?\s+(?:by|courtesy)\s*:?\s[^.।]{{1,40}}
    | .{{0,200}}{_PICTURE}\s*(?:सौजन्य|साभार|courtesy)\s*[:：\-–—].{{1,40}} | .{{0,200}}[—–]\s[^.।]{{1,30}}\sphotos?
    | photo\s+by\s.{{1,60}}\son\s(?:unsplash|pexels|flickr|pixabay)
"""
_LABEL = r"""
    ख़?बर\s+सुनें | [\d.,]+\s*[km]?\s+(?:followers|views|shares|likes|reads)
    | (?:read\s+time\s*:?\s*)?\d{1,2}\s*-?\s*min(?:ute)?s?(?:\s+read)? | \d{1,2}\s+मिनट\s+(?:में\s+)?पढ़ें
    | listen\s+to\s+(?:this\s+)?(?:article|story) | this\s+is\s+a\s+text-to-speech.{0,60} | text\s+to\s+speech
    | (?:post\s+views|views|hits|आगंतुक\s+पटल)\s*[:：]\s*[\d,]+ | show\s+full\s+article | story\s+saved
    | click\s+here | trending\s+videos? | छोड़कर\s+पॉडकास्ट\s+आगे\s+बढ़ें | पॉडकास्ट\s+समाप्त
"""
_END = r"""
    लेखक\s+के\s+बारे\s+में | about\s+the\s+author | खबरें\s+और\s+भी\s+हैं.{0,3} | end\s+of\s+(?:article|story) | post\s+navigation
    | (?:next|previous|अगला|अगली|पिछला|पिछली)\s+(?:story|article|post|लेख|पोस्ट|ख़?बर)
"""
_EDGE_LABEL = r"""
    सार | विस्तार | (?:स्टोरी\s+)?हाइलाइट्स | high\s?lights | story\s+highlights | listen | premium | newsguard
    | updated\s*: | close
    | \d*\s*shares? | play\s+podcast | gift\s+this\s+article | back\s+to\s+top | पूरी\s+ख़?बर\s+पढ़ें.{0,80}
    | latest\s+and\s+breaking\s+news\s+on\s.{0,30} | powered\s+by.{0,60}
    | \(?रिलीज़\s+आईडी\s*[:：].{0,60} | लेटेस्ट\s+(?:न्यूज़|खबरें) | [\p{P}\s]*और\s+पढ़ें
"""

RULES = (
    Rule("rule", "anywhere", _pattern(r"[\p{P}\p{S}\s]+")),
    Rule("advertisement", "anywhere", _pattern(_ADVERTISEMENT)),
    Rule("another article", "anywhere", LINK_HEAD),
    Rule("another article", "anywhere", _pattern(_LINK)),
    Rule("another article", "edge", MORE_OF),
    Rule("comments", "anywhere", _pattern(_COMMENTS)),
    Rule("share", "anywhere", _pattern(_SHARE)),
    Rule("tags", "anywhere", _pattern(r"(?:tags?|ट[ैॅ]ग्?स?|filed\s+under|keywords?|topics|टॉपिक्स)\s*[:：].{0,200}(?<![।.!?])")),
    Rule("tags", "edge", _pattern(r"(?:tags?\s)?(?:\#[\p{L}\p{M}][\p{L}\p{M}\p{N}_\-]{0,60}[\s,|]*){1,30}")),
    Rule("tags", "company", _pattern(r"(?:tags?\s)?(?:\#\s?[\p{L}\p{M}\p{N}][^\#।.?!]{0,80}){1,20}")),
    Rule("tags", "company", _pattern(r"(?:posted\s+in|category|categories|श्रेणी|section|tagged)\s*[:：]?\s.{0,100}(?<![।.!?])")),
    Rule("another article", "company", _pattern(r"[←→«»‹›]\s.{0,200} | .{0,200}\s[←→«»›]"), _pattern("[←→«»‹›]")),
    Rule("tags", "edge", _pattern(r"(?:post\s+)?tags?\s*:? | (?:related\s+)?topics\s*:? | ट[ैॅ]ग्?स?\s*:?")),
    Rule("newsletter", "anywhere", _pattern(r"(?:subscribe|sign\s+up)\s+(?:to|for)\s+.{0,100}newsletters?.{0,40}")),
    Rule("copyright", "anywhere", _pattern(_COPYRIGHT)),
    Rule("caption", "anywhere", _pattern(_CAPTION), _pattern(r"फ़?ोटो|तस्वीर|इमेज|चित्र|photo|image|pic|\|\s")),
    Rule("label", "anywhere", _pattern(_LABEL)),
    Rule("end of the report", "edge", _pattern(_END)),
    Rule("label", "edge", _pattern(_EDGE_LABEL)),
)
