"""The lines that sign a report: who wrote it and when it was published."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import regex

from index.reading.cleaning.lines import LONGEST_FURNITURE, ends_sentence, word_count
from index.reading.dating.found import days_in, days_without_year
from index.text.languages import every

_LONGEST_NAME = 5
_LONGEST_REST = 14
_WRITER = r"written\s+by|reported\s+by|authored\s+by|author|posted\s+by|लेखक|लेखिका|रिपोर्ट(?:र)?|by"
_EDITOR = r"edited\s+by|curated\s+by|published\s+by|compiled\s+by|reviewed\s+by|संपादन|सम्पादन|द्वारा"
_PERSON = regex.compile(
    rf"(?:(?<![\p{{L}}\p{{M}}])(?:(?P<writer>{_WRITER})|(?P<editor>{_EDITOR}))(?![\p{{L}}\p{{M}}])|(?P<glued>लेखक))"
    r"[ ]*[:,：]?[ ]*",
    regex.IGNORECASE,
)
# Without one of these a line signs nothing; asked first, for it costs little.
_HINT = regex.compile(r"\p{Nd}|by|author|ago|लेख|रिपोर्ट|संपादन|सम्पादन|द्वारा|पहले", regex.IGNORECASE)
_DATED = regex.compile(
    r"""(?<![\p{L}\p{M}])(?:
    (?:last\s+|first\s+)?(?:updated?|published|modified)(?:\s+(?:on|at|date|time))? | publish(?:ed)?\s+date | posted(?:\s+on)?
    | created\s+on | date\s+posted | (?:अंतिम\s+)?(?:अपडेटेड|अपडेट|अद्यतन|संशोधित) | प्रकाशित(?:\s+तिथि)?
    | (?:प्रकाशन|प्रविष्टि)\s+(?:की\s+)?(?:तिथि|तारीख)
    )(?![\p{L}\p{M}]|\s+by\b)\s*[:：\-–—|]?""",
    regex.VERBOSE | regex.IGNORECASE,
)
_TIME = regex.compile(
    r"""(?<!\p{N})\p{Nd}{1,2}[:.]\p{Nd}{2}(?:[:.]\p{Nd}{2})?\s*(?:[ap]\.?m\.?(?![\p{L}\p{M}])|बजे)?(?!\p{N})
    | (?<!\p{N})\p{Nd}{1,2}\s*(?:[ap]\.?m\.?(?![\p{L}\p{M}])|बजे)""",
    regex.VERBOSE | regex.IGNORECASE,
)
_ZONE = regex.compile(
    r"(?<=\s)[+-]\d{2}:?\d{2}(?!\d)|[(\[]?\b(?:IST|GMT|UTC|EST|BST)\b[)\]]?(?:\s*[+-]\d{1,2}:?\d{2})?|भारतीय\s+समय(?:ानुसार)?"
)
_AGO = regex.compile(
    r"(?:(?<!\p{N})\p{Nd}{1,2}|एक|दो|कुछ(?:\s+ही)?|an?)\s*(?:क्षण|सेकंड|मिनट|घंटे|घंटा|दिन|हफ्ते|महीने|साल|minutes?|mins?|hours?|hrs?|days?|weeks?|months?)"
    r"\s*(?:पहले|ago)",
    regex.IGNORECASE,
)
_WEEKDAY = regex.compile(
    r"(?<![\p{L}\p{M}])(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?(?![\p{L}\p{M}])"
    r"|(?:सोम|मंगल|बुध|गुरु|शुक्र|शनि|रवि)वार",
    regex.IGNORECASE,
)
_READ_TIME = regex.compile(r"(?:read\s+time\s*:?\s*)?\d{1,2}\s*-?\s*min(?:ute)?s?(?:\s+read)?", regex.IGNORECASE)
_SMALL_WORDS = regex.compile(r"(?<![\p{L}\p{M}])(?:at|on|by|को|पर)(?![\p{L}\p{M}])", regex.IGNORECASE)
_SEPARATORS = " \n|,•·/-–—:：()[]؛;.©"
_NOT_A_PERSON = regex.compile(
    r"(?<![\p{L}\p{M}])(?:desk|bureau|staff|correspondent|reporter|team|admin|editor|agenc(?:y|ies)|press|trust|news|web|online|network|media|service|text|size|font|watch|live"
    r"|pti|ani|ians|afp|reuters|pib|bhasha|delhi|डेस्क|ब्यूरो|संवाददाता|टीम|एजेंसी|भाषा|एएनआई|न्यूज़?|नेटवर्क|समाचार|पीटीआई|पीआईबी|वार्ता)(?![\p{L}\p{M}])",
    regex.IGNORECASE,
)
_LATIN_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}.'’]*(?:\s\p{Lu}[\p{L}\p{M}.'’]*){0,4}")
_DEVANAGARI_NAME = regex.compile(r"[\p{Devanagari}\u200c\u200d.]+(?:\s[\p{Devanagari}\u200c\u200d.]+){0,3}")


@dataclass(frozen=True)
class Signature:
    """What a line that signs a report says.

    `is_writer`: the author is not an editor alone. `is_labelled`: the line says what it is ("By", "Updated:"), or holds
    nothing but a day and a time. `is_bare`: it is a day and nothing else.
    """

    author: str | None
    is_writer: bool
    day: date | None
    is_labelled: bool
    is_bare: bool


@lru_cache(maxsize=8192)  # asked for several times a line
def signature(line: str) -> Signature | None:
    """What a line says of the report's author and date; None for a line that is no byline and no dateline."""
    if len(line) > LONGEST_FURNITURE // 2 or ends_sentence(line, "।॥?!") or not _HINT.search(line):
        return None
    days = days_in(line)
    rest = _blanked(line, [(found.start, found.end) for found in days])
    has_day = bool(days)
    dated, rest = _taken(_DATED, rest)
    ago, rest = _taken(_AGO, rest)
    timed, rest = _taken(_TIME, rest)
    if not has_day and timed:
        spans = list(days_without_year(rest))
        has_day, rest = bool(spans), _blanked(rest, spans)
    for pattern in (_ZONE, _WEEKDAY):
        _, rest = _taken(pattern, rest)
    reading, rest = _taken(_READ_TIME, rest)
    author, is_writer, has_person, rest = _persons(rest)
    rest = _SMALL_WORDS.sub(" ", rest).strip(_SEPARATORS)
    if not (has_day or ago or has_person or (dated and timed)) or word_count(rest) > _LONGEST_REST:
        return None
    if line.endswith(".") and word_count(rest) > _LONGEST_NAME:
        return None
    alone = not rest
    bare = alone and not (dated or has_person or timed or ago or reading)
    labelled = (
        (dated and (has_day or timed)) or (has_person and (alone or has_day or ago)) or (alone and (timed or ago or reading))
    )
    return Signature(author, is_writer, days[0].day if days else None, labelled, bare)


def is_agency(line: str) -> bool:
    """Whether a line is the name of a desk, a bureau or an agency, with a place or without."""
    return word_count(line) <= _LONGEST_NAME and not ends_sentence(line) and _NOT_A_PERSON.search(line) is not None


def name_of(line: str) -> str | None:
    """The name that a line consists of, if it looks like a person's."""
    name = " ".join(line.strip(_SEPARATORS).split())
    if not 2 <= word_count(name) <= _LONGEST_NAME or _NOT_A_PERSON.search(name) or ends_sentence(line):
        return None
    if every("stop_words") & set(name.lower().split()) or name.endswith("ें"):  # "करें" asks for something
        return None
    return name if _LATIN_NAME.fullmatch(name) or _DEVANAGARI_NAME.fullmatch(name) else None


def _persons(rest: str) -> tuple[str | None, bool, bool, str]:
    """The author behind "By" and the like, whether it is the writer, whether any label was there, and what is left."""
    found = [match for match in _PERSON.finditer(rest) if _introduces(rest, match)]
    writers: list[str] = []
    editors: list[str] = []
    for match, behind in zip(found, [*found[1:], None], strict=False):
        value = rest[match.end() : behind.start() if behind else len(rest)]
        name = regex.split(r"[|•·\n,:(\[–—]|\s{2,}|\s[-/]\s", value, maxsplit=1)[0].strip(_SEPARATORS)
        is_name = (
            name and word_count(name) <= _LONGEST_NAME and not _NOT_A_PERSON.search(name) and not any(map(str.isdigit, name))
        )
        if is_name:
            (editors if match["editor"] else writers).append(name)
    author = next(iter(writers or editors), None)
    left = rest[: found[0].start()] if found else rest
    return author, bool(writers), bool(found), left


def _may_be_person(name: str) -> bool:
    return word_count(name) <= _LONGEST_NAME and not _NOT_A_PERSON.search(name) and not any(map(str.isdigit, name))


def _introduces(rest: str, match: regex.Match[str]) -> bool:
    """Whether a label stands where one does: at the line's start, behind a separator or a date, or with a colon."""
    before = rest[: match.start()].rstrip(" ")
    is_at_start = not before or before[-1] in "|•·\n,:)-–—/" or rest[: match.start()].endswith("  ")
    has_colon = match.group().rstrip().endswith((":", "："))
    if match["glued"] and not is_at_start:
        return has_colon
    has_comma = match.group().rstrip().endswith(",")
    is_latin = match.group()[0].isascii()
    follows = rest[match.end() : match.end() + 1]
    is_name = follows.isupper() or "\u0900" <= follows <= "\u097f"
    return has_colon or (is_at_start and (has_comma or (is_latin and is_name)))


def _taken(pattern: regex.Pattern[str], text: str) -> tuple[bool, str]:
    spans = [match.span() for match in pattern.finditer(text)]
    return bool(spans), _blanked(text, spans)


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with two line breaks in place of what is taken out, so that what stood on both sides stays apart."""
    pieces, last = [], 0
    for start, end in sorted(spans):
        pieces += [text[last:start], " \n "]
        last = max(last, end)
    return "".join([*pieces, text[last:]])
