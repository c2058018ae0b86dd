"""A page's text without the page: NFC, plain white space, and no furniture around the report.

Every rule removes whole lines, and only lines that are nothing but furniture; the report keeps its characters.
"""

from dataclasses import dataclass

import regex

from index.text.headline import derived_title
from index.text.normalise import normalise

_TITLE_MAX = 150

_FURNITURE = regex.compile(
    r"""
    [\p{P}\p{S}\s]+                                                     # rules, lone dots, stars
    | \[?\s*(?:ad|विज्ञापन|advertisements?)[\s_]*\d*\s*\]?
    | (?:इसे|यह|ये|इन्हें)\s+भी\s+(?:पढ़ें|पढ़े|देखें|जानें)\s*(?:[:：\-–—|].{0,250}|)
    | (?:और|अधिक)\s+(?:पढ़ें|खबरें)\s*(?:[:：]|\.{0,3}|…|)
    | (?:और|अधिक)\s+पढ़ें\s*[:：].{0,250}
    | (?:also\s+(?:read|see|watch)|read\s+(?:also|more|next)|related\s+(?:news|stories|articles?))\s*(?:[:：|].{0,250}|[.…»→>]*)
    | (?:related|recommended)\s*:?
    | (?:\d+\s+)?(?:comments?|टिप्पणी|टिप्पणियाँ|टिप्पणियां)\s*(?:[(\[]\s*\d+\s*[)\]]|[:：]\s*\d*|)
    | (?:leave|post|add|write)\s+(?:a\s+|your\s+)?(?:reply|comment)(?:\s+cancel\s+reply)?
    | (?:अपनी\s+)?(?:टिप्पणी|प्रतिक्रिया|कमेंट)\s+(?:दें|करें|लिखें|छोड़ें|जोड़ें)
    | your\s+e-?mail\s+address\s+will\s+not\s+be\s+published.{0,80}
    | (?:आपका\s+)?ईमेल\s+पता\s+(?:प्रकाशित|सार्वजनिक)\s+नहीं.{0,80}
    | required\s+fields\s+are\s+marked.{0,40}
    | आवश्यक\s+(?:फ़ील्ड|फ़ील्ड्स|फील्ड|फील्ड्स)\s+(?:चिह्नित|चिन्हित|\*).{0,40}
    | save\s+my\s+name,\s+e-?mail.{0,120}
    | (?:name|e-?mail|website|comment)\s*\*
    | (?:share|follow)(?:\s+(?:this(?:\s+(?:article|story|post|page|news))?|us(?:\s+on\b.{0,60})?|(?:on|via)\s+.{0,60}))?\s*:?
    | (?:share|tweet|print|e-?mail|facebook|twitter|whatsapp|telegram|शेयर|साझा)(?:\s+(?:करें|करे))?
    | (?:tags?|टैग्?स?|filed\s+under|posted\s+in|category|श्रेणी)\s*[:：].{0,200}(?<![।.!?])
    | (?:subscribe|sign\s+up)\s+(?:to|for)\s+.{0,100}newsletters?.{0,40}
    | (?:हमें|हमारे).{0,60}(?:फॉलो|फ़ॉलो|सब्सक्राइब|लाइक)\s+(?:करें|कीजिए|करिए)\s*[।.!]?
    | (?:©|\(c\)|copyright\s*(?:©|\(c\)|\d{4})|कॉपीराइट\s*(?:©|\(c\)|\d{4})).{0,160}
    | .{0,100}(?:all\s+rights\s+reserved|सर्वाधिकार\s+सुरक्षित)\s*[।.]?(?:\s*(?:©|\|).{0,60})?
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_SOURCE_LINE = regex.compile(r"(?:स्रोत|स्त्रोत|साभार|source)\s*[:：]\s*(?P<value>\S.{0,300})", regex.IGNORECASE)
_URL = regex.compile(r"https?://\S+")
_SENTENCE_END = regex.compile("[।॥.?!;:,][\"'”’)\\]]*$")
_EXCERPT_END = regex.compile(r"\s*(?:…|\.{3}|\[…\]|\[\.{3}\])\s*$")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True)
class Cleaned:
    """An article's text and what its lines say of it."""

    title: str
    text: str
    source: str | None
    url: str | None


def clean(raw: str, title: str | None = None) -> Cleaned:
    """The report in `raw` with its title: the given one, else a headline on the first line, else the first words.

    `text` is empty when `raw` holds nothing but white space and furniture.
    """
    lines = [line.strip() for line in normalise(raw).split("\n")]
    lines, source, url = _take_source(lines)
    lines = [line for line in lines if not line or not _FURNITURE.fullmatch(line)]
    paragraphs = [paragraph for paragraph in _paragraphs(lines) if paragraph]
    if title:
        title = " ".join(normalise(title).split())
    elif _has_headline(paragraphs):
        title = paragraphs.pop(0).strip()
    paragraphs = _without_repeats(paragraphs, title or "")
    text = "".join(paragraphs).strip()
    return Cleaned(title or derived_title(text), text, source, url)


def _take_source(lines: list[str]) -> tuple[list[str], str | None, str | None]:
    """Lines such as "Source: https://…" become the article's source and address."""
    kept, source, url = [], None, None
    for line in lines:
        match = _SOURCE_LINE.fullmatch(line)
        is_note = match is not None and bool(_URL.match(match["value"]) or _is_name(match["value"]))
        if match is None or not is_note:
            kept.append(line)
        elif address := _URL.search(match["value"]):
            url = url or address.group()
        else:
            source = source or match["value"]
    return kept, source, url


def _is_name(value: str) -> bool:
    """Whether the words behind "Source:" are a name rather than a sentence."""
    return len(value) <= 60 and not _SENTENCE_END.search(value)


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines with the line breaks that follow them; the lines of a hard-wrapped block become one."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    paragraphs = []
    for block in filter(None, blocks):
        joined = [" ".join(block)] if _is_wrapped(block) else block
        paragraphs += [line + "\n" for line in joined]
        paragraphs[-1] += "\n"
    return paragraphs


def _is_wrapped(block: list[str]) -> bool:
    """Whether lines were broken at a fixed width: all but the last of about one length, and few ending a sentence."""
    body = block[:-1]
    if len(body) < 2:
        return False
    longest = max(map(len, body))
    ended = sum(bool(_SENTENCE_END.search(line)) for line in body)
    return 40 <= longest <= 100 and min(map(len, body)) > longest * 0.7 and ended * 2 < len(body)


def _has_headline(paragraphs: list[str]) -> bool:
    """Whether the first line is a headline: short, not a sentence, and something longer follows."""
    if len(paragraphs) < 2:
        return False
    first, second = paragraphs[0], paragraphs[1]
    line = first.strip()
    set_apart = (first.endswith("\n\n") or len(second) > 2 * len(line)) and not second[0].islower()
    return set_apart and len(line) <= _TITLE_MAX and not _SENTENCE_END.search(line)


def _without_repeats(paragraphs: list[str], title: str) -> list[str]:
    """Drops the lead paragraphs that the article repeats in full below, whole or as an excerpt, and the title again."""
    kept = list(paragraphs)
    while len(kept) > 1:
        lead = _folded(_EXCERPT_END.sub("", kept[0]))
        rest = _folded(" ".join(kept[1:]))
        is_title = lead == _folded(title) and not _SENTENCE_END.search(kept[0].strip())
        if not is_title and not (len(lead) > 20 and lead in rest):
            break
        kept.pop(0)
    return kept


def _folded(text: str) -> str:
    return " ".join(text.translate(_QUOTES).split()).casefold()
