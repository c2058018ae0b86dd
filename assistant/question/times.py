"""The time that a question names ("नवंबर 2024 में", "last week"), and whether it asks for the newest ("ताज़ा", "latest")."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import regex

from index.text.languages import LANGUAGES, every
from index.text.languages.record import Months
from index.text.words import WORD, words

# Hindi names of the spans of time that English calls week, month and year.
_SPANS = {
    "week": "हफ्ते|हफ्ता|सप्ताह|hafte|hafta|saptah",
    "month": "महीने|महीना|माह|mahine|mahina|maah",
    "year": "साल|वर्ष|saal|sal|varsh",
}
_LAST_HINDI = "पिछले|पिछली|पिछला|बीते|बीती|गत|pichle|pichhle|pichli|pichhli"
_LAST_ENGLISH = "last|previous|past"
# With one of these a question is about more than the time it names: "after 2019", "2019 के बाद", "आज तक".
_BEYOND = frozenset("after before since until till prior बाद पहले पश्चात तक लेकर baad pehle pahle tak lekar".split())


def _plain(text: str) -> str:
    """Words with a space between them, nuktas left out, for many write none."""
    return " ".join(words(text)).replace("\N{DEVANAGARI SIGN NUKTA}", "")


def months(*spellings: Months) -> dict[str, int]:
    """The number of each month, from 1, by its names in lower case."""
    return {name.lower(): number for rows in spellings for number, names in enumerate(rows, 1) for name in names}


def _phrase(pattern: str) -> regex.Pattern[str]:
    """Whole words of a text that has one space between them."""
    return regex.compile(rf"(?<!\S)(?:{pattern})(?!\S)")


_SPELLINGS = [rows for record in LANGUAGES.values() for rows in (record.months, record.months_in_latin_letters)]
_MONTHS = {_plain(name): number for name, number in months(*_SPELLINGS).items()}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_NUMBER = r"(?P<number>0?[1-9]|1[0-2])"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
# "March" and "may" are English words, too.
_CLEAR_MONTH = rf"(?P<month>{'|'.join(name for name in _MONTHS if name not in ('march', 'may'))})"
_TIMES = [
    _phrase(rf"{_YEAR} {_NUMBER} {_DAY}"),
    _phrase(rf"{_DAY} {_NUMBER} {_YEAR}"),
    _phrase(rf"{_DAY} (?:of )?{_MONTH} {_YEAR}"),
    _phrase(rf"{_MONTH} {_DAY} {_YEAR}"),
    _phrase(rf"{_MONTH} {_YEAR}"),
    # No sum of money, decade, "2023-24", "from 2019" or "2019 से".
    _phrase(rf"(?<!from |by ){_YEAR}(?! (?:\d|से|रुपये|रुपए|rupees|rupaye|(?:के |ke )?(?:दशक|dashak)))"),
    _phrase(rf"(?P<last>{_LAST_HINDI}|{_LAST_ENGLISH}) {_CLEAR_MONTH}"),
    *(
        _phrase(
            rf"(?:(?P<last>{_LAST_HINDI})|इस|इसी|is|isi) (?P<whole_{span}>{hindi})"
            rf"|(?:(?P<last>{_LAST_ENGLISH})|this) (?P<whole_{span}>{span})"
        )
        for span, hindi in _SPANS.items()
    ),
    _phrase("(?P<today>आज|aaj|(?<!india )today)"),
]
_ASKS_FOR_NEWEST = _phrase(
    "ताजा|ताजी|ताजे|नवीनतम|हालिया|हाल (?:ही )?में|हाल ही|taza|taaza|taja|taaja|haal (?:hi )?(?:mein|me)|haal hi"
    "|latest|newest|most recent|recently"
)


@dataclass(frozen=True)
class Days:
    """From one day to another, both included."""

    since: date
    until: date


def asked_days(question: str, today: date) -> Days | None:
    """The days that a question names, if it names one time: a day, month or year, or one that is told from today."""
    said = _plain(question)
    named = _named(said)
    if len(named) != 1 or _BEYOND & set(said.split()):
        return None
    return _days({name: value for name, value in named[0].groupdict().items() if value}, today)


def names_time(question: str) -> bool:
    """Whether a question names any time."""
    return bool(_named(_plain(question)))


def asks_for_newest(question: str) -> bool:
    """Whether a question asks for what was reported last."""
    return bool(_ASKS_FOR_NEWEST.search(_plain(question)))


def without_time(question: str) -> str:
    """The question without the words that name its time or ask for the newest, or all of it where no topic is left."""
    rest = cut_time(question)
    return rest if set(words(rest)) - every("topicless") else question


def cut_time(question: str) -> str:
    """The question without the words that name its time or ask for the newest."""
    places = [place.span() for place in WORD.finditer(question)]
    said = _plain(question)
    rest = question
    for match in sorted([*_named(said), *_ASKS_FOR_NEWEST.finditer(said)], key=lambda match: -match.start()):
        first = said[: match.start()].count(" ")
        last = first + match[0].count(" ")
        rest = rest[: places[first][0]] + rest[places[last][1] :]
    return rest


def _named(said: str) -> list[regex.Match[str]]:
    """What names a time, nothing twice."""
    found: list[regex.Match[str]] = []
    for pattern in _TIMES:
        for match in pattern.finditer(said):
            if all(match.end() <= other.start() or other.end() <= match.start() for other in found):
                found.append(match)
    return found


def _days(named: dict[str, str], today: date) -> Days | None:
    """The days of a match of _TIMES, by the names of its groups."""
    if "today" in named:
        return Days(today, today)
    if span := next((span for span in _SPANS if f"whole_{span}" in named), None):
        return _span(span, today, -1 if "last" in named else 0)
    month = int(named.get("number", 0)) or _MONTHS.get(named.get("month", ""), 0)
    if "last" in named:
        return _month(today.year - (month >= today.month), month)
    year = int(named["year"])
    if not month:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if "day" not in named:
        return _month(year, month)
    try:
        day = date(year, month, int(named["day"]))
    except ValueError:  # such as 31 June
        return None
    return Days(day, day)


def _month(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _span(span: str, today: date, back: int) -> Days:
    """The week, month or year that `today` is in, or with -1 for `back` the one before."""
    if span == "week":
        monday = today + timedelta(days=7 * back - today.weekday())
        return Days(monday, monday + timedelta(days=6))
    if span == "year":
        return Days(date(today.year + back, 1, 1), date(today.year + back, 12, 31))
    month = today.year * 12 + today.month - 1 + back
    return _month(month // 12, month % 12 + 1)
