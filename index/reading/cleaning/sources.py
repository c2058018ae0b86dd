"""Lines such as "Source: PTI": they give an article's source or its address."""

import regex

from index.reading.cleaning.furniture import rule_of
from index.reading.cleaning.lines import ends_sentence, is_field, match_line, neighbours
from index.reading.cleaning.sheet import Sheet

_LINE = regex.compile(r"(?P<label>स्रोत|स्त्रोत|साभार|source|courtesy)\s*[:：]\s*(?P<value>\S.{0,300})", regex.IGNORECASE)
_URL = regex.compile(r"https?://\S+")
_LONGEST_NAME = 60
# Those that are known, and the words that names of papers and agencies end in.
_AGENCY = regex.compile(
    r"""pti|ani|ians|uni|afp|ap|reuters|tass|xinhua|bbc|pib|dna|hindustan|bloomberg|the\s+hindu|wikipedia|getty(?:\s+images)?
    |पीटीआई|एएनआई|आईएएनएस|यूएनआई|एएफपी|एपी|रॉयटर्स|तास|शिन्हुआ|बीबीसी|पीआईबी|भाषा|वार्ता|विकिपीडिया
    |(?:[^\s:।]+\s){0,4}(?:news|times|post|tribune|express|today|herald|chronicle|mirror|agenc(?:y|ies)|desk|bureau|media|tv|network|press|ministry|wire
    |समाचार|न्यूज़?|टाइम्स|जागरण|भास्कर|उजाला|पत्रिका|हिंदुस्तान|हिन्दुस्तान|एजेंसी|एजेंसियां|डेस्क|ब्यूरो|मीडिया|प्रेस|केसरी|मंत्रालय)
    |[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.(?:com|in|org|net|news)""",
    regex.VERBOSE | regex.IGNORECASE,
)
_BETWEEN_NAMES = regex.compile(r"(?:(?<!\s)\s++)?[,/|&+]\s*|\s(?:and|एवं|और)\s")


def take_source(sheet: Sheet) -> tuple[str | None, str | None]:
    """Drops the lines that name the source, which becomes the article's source or its address.

    A river has a source, too: what is no name of a paper or an agency is one only next to furniture, or behind "साभार".
    """
    source, url = None, None
    for position in list(sheet.standing()):
        match = match_line(_LINE, sheet.lines[position])
        if match is None:
            continue
        value = match["value"]
        if address := _URL.search(value):
            url = url or address.group()
        elif _is_name(sheet, position, match["label"], value):
            source = source or value
        else:
            continue
        sheet.drop(position, "source")
    return source, url


def _is_name(sheet: Sheet, position: int, label: str, value: str) -> bool:
    if len(value) > _LONGEST_NAME:
        return False
    names = [name for name in _BETWEEN_NAMES.split(value.rstrip(".।")) if name]
    if names and all(_AGENCY.fullmatch(name) for name in names):
        return True
    if ends_sentence(value) or position not in sheet.edges:
        return False
    beside = [sheet.lines[other] for other in neighbours(sheet.lines, position)]
    furniture = [bool(rule_of(line, "anywhere")) for line in beside]
    fields = [is_field(line) for line, is_furniture in zip(beside, furniture, strict=True) if not is_furniture]
    return label in ("साभार", "courtesy") or (any(furniture) and not any(fields))
