"""Days that stand in a line, an address or a file's name; a day that does not exist, or is still to come, is none."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePath
from urllib.parse import unquote

import regex

from index.text.languages import LANGUAGES
from index.text.languages.record import month_names
from index.text.normalise import normalise

# As datelines shorten them, beside the names in the languages' records.
_SHORT = month_names(
    """
    जन. jan.
    फर. फ़र. feb.
    mar.
    अप्रेल apr.
    May
    jun.
    jul.
    अग. aug.
    सित. sep. sept.
    अक्टू. अक्तू. ऑक्टोबर oct.
    नव. nov.
    दिस. dec.
    """
)
_SPELLINGS = [*(record.months for record in LANGUAGES.values()), _SHORT]
_NUMBERS = {name.lower(): number for months in _SPELLINGS for number, names in enumerate(months, 1) for name in names}
_JOINER = "[\u200c\u200d]"
_MONTH = "|".join(
    regex.escape(name).replace("\N{DEVANAGARI SIGN VIRAMA}", "\N{DEVANAGARI SIGN VIRAMA}" + _JOINER + "?")
    for name in sorted(_NUMBERS, key=len, reverse=True)
)
_DAY = r"(?P<day>\p{Nd}{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\p{Nd}{4})"
_WORDS = rf"(?P<month>{_MONTH})"
_NUMBER = r"(?P<month>\p{Nd}{1,2})"
_BEFORE, _BEHIND = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
_IN_LINES = [
    regex.compile(_BEFORE + pattern + _BEHIND, regex.IGNORECASE)
    for pattern in (
        rf"{_DAY}\s?[-./]?\s?{_WORDS}\s?[-/.,]?\s?{_YEAR}",
        rf"{_WORDS}\s{_DAY}\s?,?\s?{_YEAR}",
        rf"{_YEAR}-(?P<month>\p{{Nd}}{{2}})-(?P<day>\p{{Nd}}{{2}})(?:T[\p{{Nd}}:.+\-]{{4,20}}Z?)?",
        rf"{_DAY}(?P<sign>[-./]){_NUMBER}(?P=sign){_YEAR}",
    )
]
_WITHOUT_YEAR = [
    regex.compile(_BEFORE + pattern + _BEHIND, regex.IGNORECASE) for pattern in (rf"{_DAY}\s{_WORDS}", rf"{_WORDS}\s{_DAY}")
]
_DIGITS_BEFORE, _DIGITS_BEHIND = r"(?<![\p{L}\p{N}])", r"(?![\p{L}\p{N}])"
_IN_ADDRESSES = [
    regex.compile(_DIGITS_BEFORE + pattern + _DIGITS_BEHIND)
    for pattern in (
        r"(?P<year>\d{4})(?P<sign>[/-])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:[0-2]\d[0-5]\d[0-5]\d)?",
        # A site's number, the time to the second and three digits more: 185241112164938635.
        r"\d{3}(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)[0-2]\d[0-5]\d[0-5]\d\d{3}",
    )
]
_UNDERSCORED = regex.compile(r"(?<!\d)(\d{4}|\d\d)_(\d\d)_(\d{4}|\d\d)(?!\d)")
_ARCHIVE = regex.compile(r"^https?://[^/]*archive\.[a-z]{2,3}/(?:web/)?\d{4,14}[a-z_]*/", regex.IGNORECASE)
# Pages, addresses and files that carry dates are younger; an earlier day is what the text is about.
FIRST_YEAR = 1990
_LONGEST = 2000


@dataclass(frozen=True)
class FoundDay:
    """A day, and where it stands in the line: `line[start:end]`."""

    day: date
    start: int
    end: int


def days_in(line: str) -> list[FoundDay]:
    """The days with their years that a line names, in its order."""
    found: list[FoundDay] = []
    for pattern in _IN_LINES:
        for match in pattern.finditer(line[:_LONGEST]):
            day = _day(match)
            if day and all(match.end() <= other.start or other.end <= match.start() for other in found):
                found.append(FoundDay(day, match.start(), match.end()))
    return sorted(found, key=lambda each: each.start)


def days_without_year(line: str) -> Iterator[tuple[int, int]]:
    """Where a line names a day and a month alone."""
    for pattern in _WITHOUT_YEAR:
        yield from (match.span() for match in pattern.finditer(line[:_LONGEST]))


def day_in_address(url: str) -> date | None:
    """The day of an address such as https://paper.example/2024/11/12/story; an archive's own day is not the page's."""
    return _first(_ARCHIVE.sub("", url[:_LONGEST]))


def day_in_name(path: PurePath) -> date | None:
    """The day that a file's name says: 2024-11-12-story.md, 12 नवंबर 2024.txt."""
    name = _UNDERSCORED.sub(r"\1-\2-\3", normalise(unquote(path.stem))).replace("_", " ")
    days = {found.day for found in days_in(name)}
    return days.pop() if len(days) == 1 else None if days else _first(name)


def _first(text: str) -> date | None:
    days = (_day(match) for pattern in _IN_ADDRESSES for match in pattern.finditer(text))
    return next((day for day in days if day and day.year >= FIRST_YEAR), None)


def _day(match: regex.Match[str]) -> date | None:
    year, month = int(match["year"]), regex.sub(_JOINER, "", match["month"].lower())
    number = _NUMBERS.get(month) or (int(month) if month.isdecimal() else 0)
    with suppress(ValueError):
        day = date(year + 2000 if len(match["year"]) == 2 else year, number, int(match["day"]))
        return day if day <= date.today() + timedelta(days=1) else None
    return None
