"""The lines that are a page's furniture: each rule has its words, and the place that a line needs to be meant by it."""

from dataclasses import dataclass
from typing import Literal

import regex

from index.reading.cleaning.lines import LONGEST_FURNITURE, fits

# "anywhere": words that no report's line consists of. "edge": only above the first or below the last paragraph of the
# report, or on a page that was pasted whole. "company": at such an edge, and next to other furniture.
Place = Literal["anywhere", "edge", "company"]

_NETWORKS = (
    r"(?:facebook|twitter|x|whats\s?app|telegram|instagram|you\s?tube|linked\s?in|pinterest|reddit|flipboard|google(?:\s+news)?"
    r"|koo|threads|e-?mail|social\s+media|फेसबुक|फ़ेसबुक|ट्विटर|व्हाट्सऐप|व्हाट्सएप|वॉट्सऐप|टेलीग्राम|टेलिग्राम|इंस्टाग्राम|यूट्यूब"
    r"|गूगल(?:\s+न्यूज़?)?|सोशल\s+मीडिया)"
)
_CHANNEL = r"(?:चैनल|पेज|ऐप|एप|ग्रुप|न्यूज़?लेटर|app|channel|page|newsletter|group)"
_TO_READ = r"(?:पढ़ें|पढ़े|पढ़िए|देखें|देखिए|जानें)"
_STORIES = r"(?:news|stories|articles?|posts?|reads?|videos?|coverage|topics|links?)"
_OTHERS = r"(?:खबरें|ख़बरें|खबर|ख़बर|समाचार|लेख|वीडियो|स्टोरीज?|टॉपिक्स)"


def _pattern(words: str) -> regex.Pattern[str]:
    return regex.compile(words, regex.VERBOSE | regex.IGNORECASE)


@dataclass(frozen=True)
class Rule:
    """What a kind of furniture is called, where it stands, and what its whole line is."""

    name: str
    place: Place
    pattern: regex.Pattern[str]


LINK_HEAD = _pattern(
    rf"""
    (?:इसे|यह|ये|इन्हें)\s+भी\s+{_TO_READ}\s*[:：\-–—|…]*
    | (?:संबंधित|सम्बंधित|सम्बन्धित|रेकमेंडेड|अन्य|ताज़?ा|बड़ी|और)\s+{_OTHERS}\s*:?
    | (?:also|must|don'?t)\s+(?:read|see|watch|miss)\s*[:|…-]*
    | (?:also\s+read|read\s+also|read\s+next)\s*[.…»→>:|]*
    | (?:more\s+from|read\s+more\s+(?:on|about))\s+[^.।?!]{{2,40}}
    | related\s*{_STORIES}?\s*:?
    | recommended(?:\s+(?:for\s+you|stories|articles|reading))?\s*:?
    | (?:you\s+(?:may|might)\s+also\s+(?:like|be\s+interested\s+in)|people\s+also\s+read|more\s+(?:stories|news|like\s+this))\s*:?
    | इन\s+टॉपिक्स\s+पर\s+और\s+पढ़ें | ज़?रूर\s+पढ़ें | आपके\s+लिए\s+चुनी\s+गई\s+{_OTHERS}
    """
)

RULES = (
    Rule("rule", "anywhere", _pattern(r"[\p{P}\p{S}\s]+")),
    Rule(
        "advertisement",
        "anywhere",
        _pattern(
            r"""\[?\s*(?:ad|विज्ञापन|advertisements?)[\s_]*\d*\s*\]? | story\s+continues\s+below(?:\s+this)?(?:\s+(?:ad|advertisement))?
            | यह\s+वीडियो/विज्ञापन\s+हटाएं | advertisement\s*[-–—]\s*scroll\s+to\s+continue | विज्ञापन\s+के\s+बाद\s+जारी
            | [.\s]{3,60}advertisement[.\s]{3,60} | promoted\s*listen\s+to.{0,80}
            | (?:article|story|news)\s+(?:continues|resumes)\s+(?:below|after|here).{0,30}"""
        ),
    ),
    Rule("another article", "anywhere", LINK_HEAD),
    Rule(
        "another article",
        "anywhere",
        _pattern(
            rf"""
            (?:इसे|यह|ये|इन्हें)\s+भी\s+{_TO_READ}\s*[:：\-–—|].{{0,250}}
            | (?:और|अधिक)\s+(?:पढ़ें|खबरें|देखें)\s*(?:[:：]|\.{{0,3}}|…|)
            | (?:और|अधिक)\s+पढ़ें\s*[:：].{{0,250}}
            | (?:also\s+(?:read|see|watch)|read\s+(?:also|more|next)|related\s+(?:news|stories|articles?))\s*[:：|].{{0,250}}
            | read\s+more\s*[.…»→>]*
            | (?:also\s+(?:read|see|watch)|read\s+(?:also|more|next))\s*[-–—]\s.{{0,250}}
            """
        ),
    ),
    Rule(
        "comments",
        "anywhere",
        _pattern(
            r"""
            (?:\d+\s*)?(?:comments?|टिप्पणी|टिप्पणियाँ|टिप्पणियां|कमेंट्स?|कॉमेंट)\s*(?:[(\[]\s*\d+\s*[)\]]|[:：]\s*\d*|)
            | (?:leave|post|add|write|read|view|show)\s+(?:a\s+|your\s+|all\s+)?(?:reply|comments?)(?:\s+cancel\s+reply)?
            | (?:अपनी\s+)?(?:टिप्पणी|प्रतिक्रिया|कमेंट|कॉमेंट)\s+(?:दें|करें|लिखें|छोड़ें|जोड़ें)
            | your\s+e-?mail\s+address\s+will\s+not\s+be\s+published.{0,80}
            | (?:आपका\s+)?ईमेल\s+पता\s+(?:प्रकाशित|सार्वजनिक)\s+नहीं.{0,80}
            | required\s+fields\s+are\s+marked.{0,40}
            | आवश्यक\s+(?:फ़ील्ड|फ़ील्ड्स|फील्ड|फील्ड्स)\s+(?:चिह्नित|चिन्हित|\*).{0,40}
            | save\s+my\s+name,\s+e-?mail.{0,120}
            | (?:name|e-?mail|website|comment)\s*\*
            """
        ),
    ),
    Rule(
        "share",
        "anywhere",
        _pattern(
            rf"""
            (?:share|follow)(?:\s+(?:this(?:\s+(?:article|story|post|page|news))?|us(?:\s+on(?:\s+{_NETWORKS}[,&|]?(?:\s+and)?){{0,6}})?
            |(?:on|via)(?:\s+{_NETWORKS}[,&|]?(?:\s+and)?){{0,6}}))?\s*:?
            | (?:follow\s+us|connect\s+with\s+us|share\s+via)(?:\s+on)?\s*:?
            | (?:share|tweet|print|e-?mail|facebook|twitter|whatsapp|telegram|reddit|pinterest|linkedin|शेयर|साझा)(?:\s+(?:करें|करे))?
            | (?:हमें|हमारे|हमारा).{{0,60}}(?:{_NETWORKS}|{_CHANNEL}).{{0,60}}(?:फॉलो|फ़ॉलो|सब्सक्राइब|लाइक|ज्वाइन|जॉइन)(?:\s+(?:करें|कीजिए|करिए|कर\s+सकते\s+हैं))?\s*[।.!)]*
            | (?:{_NETWORKS}\s+पर\s+)?(?:फॉलो|फ़ॉलो)\s+करें\s*:?
            | click\s+to\s+share\s+on\s.{{0,60}} | spread\s+the\s+love | like\s+this\s*: | (?:like\s+)?loading\s*(?:\.{{1,3}}|…)
            | कॉपी\s+लिंक | copy\s+link | read\s+later
            """
        ),
    ),
    Rule("tags", "anywhere", _pattern(r"(?:tags?|टैग्?स?|filed\s+under|keywords?|topics|टॉपिक्स)\s*[:：].{0,200}(?<![।.!?])")),
    Rule("tags", "edge", _pattern(r"(?:tags?\s)?(?:\#\s?[\p{L}\p{M}\p{N}][^\#।.?!]{0,80}){1,20}")),
    Rule("tags", "company", _pattern(r"(?:posted\s+in|category|categories|श्रेणी|section|tagged)\s*[:：]?\s.{0,100}(?<![।.!?])")),
    Rule(
        "newsletter",
        "anywhere",
        _pattern(r"(?:subscribe|sign\s+up)\s+(?:to|for)\s+.{0,100}newsletters?.{0,40}"),
    ),
    Rule(
        "copyright",
        "anywhere",
        _pattern(
            r"""
            (?:©|\(c\)|copyright\s*(?:©|\(c\)|[-–—]?\s*\d{4})|कॉपीराइट\s*(?:©|\(c\)|\d{4})).{0,300}
            | .{0,100}(?:all\s+rights\s+reserved|सर्वाधिकार\s+सुरक्षित)\s*[।.]?(?:\s*(?:©|\|).{0,60})?
            """
        ),
    ),
    Rule(
        "caption",
        "anywhere",
        _pattern(
            r"""
            .{0,250}\s[-–—|]\s?(?:फोटो|फ़ोटो|तस्वीर|photo|image|pic)(?:\s+credit)?\s*[:：].{0,60}
            | .{0,250}[(\[]\s*(?:फोटो|फ़ोटो|तस्वीर|photos?|image|pic)(?:\s*(?:credit|by|साभार|सौजन्य))?\s*[:：\-–—].{1,60}[)\]]
            | .{0,250}[(\[]\s*(?:[^()\[\]]{0,30}\s)?(?:photo|file\s+(?:photo|pic)|फाइल\s+फोटो|फ़ाइल\s+फ़ोटो|फोटो)(?:\s+(?:by|credit)\s[^()\[\]]{0,40})?\s*[)\]]
            | (?:इमेज\s+(?:स्रोत|कैप्शन)|फोटो\s+(?:स्रोत|कैप्शन)|image\s+(?:source|caption|credit)|photo\s+(?:credit|courtesy|by)|तस्वीर\s+साभार)\s*[,:：].{0,250}
            | .{0,200}\s\|\s(?:reuters|ap|afp|pti|ani|ians|getty\s+images|special\s+arrangement)
            | (?:प्रतीकात्मक|सांकेतिक)\s+(?:तस्वीर|फोटो|फ़ोटो|चित्र)\s*[।.]? | (?:representative|representational|file)\s+(?:image|photo|picture)\s*[.|]?
            | photo\s+by\s.{1,60}\son\s(?:unsplash|pexels|flickr|pixabay)
            """
        ),
    ),
    Rule(
        "label",
        "anywhere",
        _pattern(
            r"""
            ख़?खबर\s+सुनें | ख़बर\s+सुनें | [\d.,]+\s*[km]?\s+(?:followers|views|shares|likes|reads)
            | (?:read\s+time\s*:?\s*)?\d{1,2}\s*[-]?\s*min(?:ute)?s?(?:\s+read)? | पढ़ने\s+का\s+समय\s*:.{0,20} | \d{1,2}\s+मिनट\s+(?:में\s+पढ़ें|पढ़ें)
            | listen\s+to\s+(?:this\s+)?(?:article|story) | this\s+is\s+a\s+text-to-speech.{0,60} | text\s+to\s+speech
            | (?:post\s+views|views|hits|आगंतुक\s+पटल)\s*[:：]\s*[\d,]+ | show\s+full\s+article | story\s+saved
            | click\s+here | trending\s+videos? | छोड़कर\s+पॉडकास्ट\s+आगे\s+बढ़ें | पॉडकास्ट\s+समाप्त | भारत\s+सरकार\s+द्वारा\s+जारी
            | (?:←|→|«|»|‹|›)\s.{0,200} | .{0,200}\s(?:←|→|«|»|›)
            """
        ),
    ),
    Rule(
        "end of the report",
        "edge",
        _pattern(
            r"""
            लेखक\s+के\s+बारे\s+में | about\s+the\s+author | खबरें\s+और\s+भी\s+हैं.{0,3} | end\s+of\s+(?:article|story) | post\s+navigation
            | (?:next|previous|अगला|अगली|पिछला|पिछली)\s+(?:story|article|post|लेख|पोस्ट|ख़?खबर)
            """
        ),
    ),
    Rule(
        "label",
        "edge",
        _pattern(
            r"""
            सार | विस्तार | (?:स्टोरी\s+)?हाइलाइट्स | high\s?lights | story\s+highlights | listen | premium | newsguard | updated\s*: | close
            | back\s+to\s+top | पूरी\s+ख़?खबर\s+पढ़ें.{0,80}
            | latest\s+and\s+breaking\s+news\s+on\s.{0,30} | powered\s+by.{0,60} | \(?रिलीज़\s+आईडी\s*[:：].{0,60}
            | लेटेस्ट\s+(?:न्यूज़|खबरें) | [\p{P}\s]*और\s+पढ़ें | thank\s+you\s+for\s+reading.{0,60}
            """
        ),
    ),
)

# What a site says of itself: a line in which all words of a row are found. Only at an edge, for a report may say the same of others.
_OWN_WORDS = tuple(
    tuple(_pattern(words) for words in row)
    for row in (
        (r"^(?:रहें|डाउनलोड\s+करें|ऐप\s+डाउनलोड|download)|हमारा|हमारी|our\b|app\s+पे|मोबाइल\s+ऐप\s+डाउनलोड\s+करें$", r"डाउनलोड|download", r"\bapps?\b|ऐप|एप"),
        (r"ख़?खबर|ख़बर|ताज़?ा|अपडेट|\bnews\b|\bupdates\b", r"ज्वाइन|जॉइन|\bjoin\b|फॉलो|फ़ॉलो|सब्सक्राइब", rf"{_CHANNEL}|{_NETWORKS}"),
        (r"^\(?(?:click\s+here\s+to\s+join|join\s+(?:our|us\s+on)|हमसे\s+जुड़)",),
        (rf"क्लिक\s+कर|click\s+here", rf"{_NETWORKS}|{_CHANNEL}"),
        (r"^(?:get|check|track|catch|read)\s+(?:\S+\s+){0,3}(?:latest|current|breaking|all|live)\b|^stay\s+(?:tuned|updated)\b", r"\b(?:news|updates)\b"),
        (r"^follow\s+our\b", r"coverage|channel|page"),
        (r"\bcookies?\b|कुकीज", r"\bwe\b|\bour\b|this\s+(?:site|website)|you\s+agree|हम\s|वेबसाइट|आपके"),
        (r"privacy\s+policy|terms\s+(?:of\s+(?:use|service)|(?:and|&)\s+conditions)", r"agree|contact|about|cookie|disclaimer|[|•]"),
        (r"\b(?:subscribe|log\s?in|sign\s?in|sign\s?up|register)\b", r"\bto\s+(?:continue|read|receive|access|unlock|comment|get|support)\b"),
        (r"thanks?(?:\s+you)?\s+for\s+reading", r"subscribe|!"),
        (r"support\s+(?:our|my|independent)\s+(?:journalism|work)|help\s+us\s+keep\s+it|already\s+a\s+(?:subscriber|member)",),
        (r"for\s+subscribers\s+only|exclusive(?:ly)?\s+(?:for|to)\s+(?:our\s+)?subscribers|article\s+is\s+(?:only\s+)?for\s+(?:paid\s+)?subscribers",),
        (r"^\(?(?:except\s+for\s+the\s+headline|this\s+(?:story|report|article)\s+has\s+(?:not\s+been|been)\s+(?:edited|published|auto))",),
        (r"comments?\s+have\s+to\s+be|commenting\s+(?:platform|feature)|community\s+guidelines|already\s+a\s+registered\s+user",),
        (r"\bdnpa\b|code\s+of\s+ethics\.?$",),
        (r"^अधूरा\s+नहीं!|प्रीमियम\s+मेंबरशिप|^पूरी\s+ख़?खबर\s+पढ़ें\s+ऐप",),
        (r"(?:लिए|ओर\s+से)\s", r"प्रकाशित\s*[।.]?$", r"न्यूज़रूम|डेस्क|टीम"),
        (r"^(?:proudly\s+powered\s+by|this\s+site\s+is\s+best\s+viewed|disclaimer\s*[:：]|you\s+are\s+here|to\s+enjoy\s+additional\s+benefits)",),
        (r"^इस\s+विज्ञप्ति\s+को\s+इन\s+भाषाओं",),
        (r"letters@|editor@|feedback@|comments?\s+at\s+\S+@", r"welcome|write|send|your|भेज"),
    )
)

_NAVIGATION = frozenset(
    """home|होम|होम पेज|मुख्य पृष्ठ|menu|मेन्यू|मेनू|search|search for:|सर्च|खोजें|login|log in|logout|log out|sign in|sign out|sign up
    |sign-in|साइन इन|लॉगिन|subscribe|subscription|membership|my account|account|e-paper|epaper|ई-पेपर|ई-पेपर free|today's paper|video|videos
    |वीडियो|live tv|watch live tv|लाइव टीवी|photos|फोटो|फोटो गैलरी|photo gallery|photogallery|gallery|web stories|visual stories|वेब स्टोरी
    |वेब स्टोरीज|podcast|podcasts|राशिफल|horoscope|trending|trending now|ट्रेंडिंग|ट्रेंडिंग न्यूज़|trending topics|trending stories|top trends
    |top news|top stories|top news today|टॉप न्यूज़|टॉप स्टोरी|latest|latest news|latest stories|live updates|breaking news|most read
    |most popular|most shared|ज्यादा पठित|सबसे अधिक पढ़ी गईं|about|about us|हमारे बारे में|contact|contact us|संपर्क|संपर्क करें|हमसे संपर्क करें
    |privacy|privacy policy|प्राइवेसी पॉलिसी|terms|terms of use|terms of service|terms & conditions|terms and conditions|terms of use & grievance redressal
    |इस्तेमाल की शर्तें|disclaimer|sitemap|site map|साइटमैप|rss|rss feeds|advertise|advertise with us|विज्ञापन दें|careers|jobs|feedback|फीडबैक दें
    |archives|categories|recent posts|related posts|around the web|hot on web|hot on the web|useful links|quick links|other links|our network
    |download app|get app|ऐप खोलें|open in app|skip to content|skip to main content|सामग्री को स्किप करें|screen reader|select language|change language
    |english|हिन्दी|हिंदी|hindi|मराठी|தமிழ்|తెలుగు|বাংলা|ਪੰਜਾਬੀ|ગુજરાતી|اردو|hindi news|हिंदी न्यूज़|news|settings|notifications|help|status
    |cookies|cookies policy|कुकीज़|accept all cookies|agree|downloads|spotlight|back to top|world|india|entertainment|opinion|cricket|cities
    |देश|विदेश|दुनिया|राज्य|मनोरंजन|बिजनेस|लाइफस्टाइल|खेल|स्पोर्ट्स|क्रिकेट|टेक|ऑटो|शिक्षा|राष्ट्रीय|ओपिनियन|बॉलीवुड|धर्म|न्यूज़|समाचार|सेक्शन|शहर चुनें
    |अपना शहर चुनें|राज्य चुनें|राज्य-शहर|शहर और राज्य|और देखें|nextstory|must read|must listen|don't miss|best of express|popular categories
    |services|follow us|follow us on|follow us on:|get the app|website|comments|recommended for you|topics|sections|navigation|close
    |business|sports|sport|technology|tech|markets|economy|politics|lifestyle|health|education|auto|magazine|money|companies|corporate|industry
    |science|travel|food|movies|must watch|more|previous story|next story|print|my portfolio|forum|personal finance|mutual funds""".replace("\n", "").split("|")
)
_NAVIGATION_WORDS = frozenset(word.strip() for word in _NAVIGATION)
_HARD = frozenset(
    """about us|contact us|privacy policy|terms & conditions|terms and conditions|terms of use|sitemap|site map|advertise with us|disclaimer|login|log in
    |sign in|sign up|साइन इन|e-paper|epaper|ई-पेपर|ई-पेपर free|live tv|लाइव टीवी|skip to content|skip to main content|सामग्री को स्किप करें|हमारे बारे में|logout|sign out
    |प्राइवेसी पॉलिसी|संपर्क करें|download app|मेन्यू|menu|search|search for:|सर्च|खोजें|होम|होम पेज|home|rss|rss feeds|साइटमैप|cookies policy
    |privacy|terms|careers|feedback|select language|open in app|membership|web stories|वेब स्टोरीज|वेब स्टोरी|recent posts|archives""".replace("\n", "").split("|")
)
_HARD_WORDS = frozenset(word.strip() for word in _HARD)
_CLUTTER = " |•·›»⁄/#+*"


def rule_of(line: str, *places: Place) -> str | None:
    """The name of the rule for one of the places that a line falls under."""
    if len(line) > LONGEST_FURNITURE:
        return None
    by_words = (rule.name for rule in RULES if rule.place in places and fits(rule.pattern, line))
    own = "the site's own words" if "edge" in places and _is_of_the_site(line) else None
    return next(by_words, own)


def _is_of_the_site(line: str) -> bool:
    return any(all(words.search(line) for words in row) for row in _OWN_WORDS)


def is_navigation(line: str) -> bool:
    """Whether a line is a word of a site's menus: its sections, its languages, its small print."""
    return _bare(line) in _NAVIGATION_WORDS


def is_frame(line: str) -> bool:
    """Whether a line is such a word that hardly a report has for a line, or the line of the copyright."""
    return _bare(line) in _HARD_WORDS or rule_of(line, "anywhere") == "copyright"


def _bare(line: str) -> str:
    return line.strip(_CLUTTER).casefold() if len(line) <= 60 else ""
