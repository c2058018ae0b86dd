"""What a site says of itself: its apps, channels, newsletters, cookies, subscriptions, comments."""

import regex

_NETWORKS = r"facebook|twitter|whats\s?app|telegram|instagram|you\s?tube|google|फेसबुक|फ़ेसबुक|ट्विटर|व्हाट्सऐप|व्हाट्सएप|वॉट्सऐप|" + (
    r"टेलीग्राम|टेलिग्राम|इंस्टाग्राम|यूट्यूब|गूगल|सोशल\s+मीडिया"
)
_CHANNEL = r"चैनल|पेज|ऐप|एप|ग्रुप|न्यूज़?लेटर|\bapp|channel|\bpage|newsletter|group"
_NEWS = r"ख़?बर|ताज़?ा|अपडेट|\bnews\b|\bupdates\b"

# A line is the site's own where all patterns of a row are found. A report may say the same of others, so that it needs
# its place, too.
_ROWS = (
    (
        r"^(?:रहें|डाउनलोड\s+करें|ऐप\s+डाउनलोड|download\s+(?:the|our|now|from|it|\S+\s+app))|हमारा|हमारी|our\b|मोबाइल\s+ऐप\s+डाउनलोड\s+करें$",
        r"डाउनलोड|download",
        r"\bapps?\b|ऐप|एप",
    ),
    (r"न्यूज़?|ख़?बर|समाचार|\bnews\b", r"डाउनलोड\s+करें|^download|\.\s+download", r"\bapp|ऐप|एप"),
    (_NEWS, r"ज्वाइन|जॉइन|\bjoin\b|फॉलो|फ़ॉलो|सब्सक्राइब|जुड़ें", rf"{_CHANNEL}|{_NETWORKS}"),
    (r"^\(?(?:click\s+here\s+to\s+join|join\s+(?:our|us\s+on)|हमसे\s+जुड़)",),
    (r"क्लिक\s+कर|click\s+here", rf"{_NETWORKS}|{_CHANNEL}"),
    (
        r"^(?:get|check|track|catch|read)\s+(?:\S+\s+){0,3}(?:latest|current|breaking|all|live)\b|^stay\s+(?:tuned|updated)\b",
        r"\b(?:news|updates)\b",
    ),
    (_NEWS, r"(?:जुड़े|बने)\s+रहें"),
    (r"\b(?:our|the|this|your)\s+newsletter\b", r"\binbox\b|\bsubscribe|\bsign\s+up|^get\b"),
    (r"^\(?(?:disclaimer|डिस्क्लेमर|अस्वीकरण)\s*[:：]",),
    (r"^follow\s+our\b", r"coverage|channel|page"),
    (r"\bcookies?\b|कुकीज", r"\bwe\b|\bour\b|this\s+(?:site|website)|you\s+agree|हम\s|वेबसाइट|आपके"),
    (
        r"privacy\s+policy|terms\s+(?:of\s+(?:use|service)|(?:and|&)\s+conditions)",
        r"agree|contact|about|cookie|disclaimer|[|•]",
    ),
    (
        r"\b(?:subscribe|log\s?in|sign\s?in|sign\s?up|register)\b",
        r"\bto\s+(?:continue|read|receive|access|unlock|comment|get|support)\b",
    ),
    (r"thanks?(?:\s+you)?\s+for\s+reading", r"subscribe|!"),
    (r"support\s+(?:our|my|independent)\s+(?:journalism|work)|help\s+us\s+keep\s+it|already\s+a\s+(?:subscriber|member)",),
    (
        r"for\s+subscribers\s+only|exclusive(?:ly)?\s+(?:for|to)\s+(?:our\s+)?subscribers|is\s+(?:only\s+)?for\s+(?:paid\s+)?subscribers",
    ),
    (
        r"^\(?(?:this\s+is\s+an?\s+(?:unedited|auto)|except\s+for\s+the\s+headline|this\s+(?:story|report|article)\s+has\s+(?:not\s+been|been)\s+(?:edited|published|auto))",
    ),
    (r"comments?\s+have\s+to\s+be|commenting\s+(?:platform|feature)|community\s+guidelines|already\s+a\s+registered\s+user",),
    (r"\bdnpa\b|code\s+of\s+ethics\.?$",),
    (r"^अधूरा\s+नहीं!|प्रीमियम\s+मेंबरशिप|^पूरी\s+ख़?बर\s+पढ़ें\s+ऐप",),
    (r"(?:लिए|ओर\s+से)\s", r"प्रकाशित\s*[।.]?$", r"न्यूज़रूम|डेस्क|टीम"),
    (
        r"^(?:proudly\s+powered\s+by|this\s+site\s+is\s+best\s+viewed|disclaimer\s*[:：]|you\s+are\s+here|to\s+enjoy\s+additional)",
    ),
    (r"^इस\s+विज्ञप्ति\s+को\s+इन\s+भाषाओं",),
    (r"letters@|editor@|feedback@|comments?\s+at\s+\S+@", r"welcome|write|send|your|भेज"),
)
_PATTERNS = tuple(tuple(regex.compile(words, regex.IGNORECASE) for words in row) for row in _ROWS)


def is_of_the_site(line: str) -> bool:
    """Whether a line is what a site says of itself."""
    return any(all(words.search(line) for words in row) for row in _PATTERNS)
