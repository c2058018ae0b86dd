"""The time that a question names ("नवंबर 2024 में", "last week"), and whether it asks for the newest ("ताज़ा", "latest")."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import regex

from assistant.followup import topicless_words
from index.terms import WORD, words

_MONTHS = {
    spelling: number
    for number, spellings in enumerate(
        [
            "जनवरी january jan janvari janwari janavari",
            "फरवरी february feb farvari farwari faravari",
            "मार्च march mar maarch",
            "अप्रैल april apr aprail",
            "मई may mai",
            "जून june jun joon",
            "जुलाई july jul julai julaai",
            "अगस्त august aug agast",
            "सितंबर सितम्बर september sep sept sitambar",
            "अक्टूबर अक्तूबर october oct aktubar aktoobar",
            "नवंबर नवम्बर november nov navambar",
            "दिसंबर दिसम्बर december dec disambar",
        ],
        1,
    )
    for spelling in spellings.split()
}
_SPANS = {
    "week": "हफ्ते हफ्ता सप्ताह week hafte hafta saptah",
    "month": "महीने महीना माह month mahine mahina maah",
    "year": "साल वर्ष year saal sal varsh",
}
_LAST = "पिछले पिछली पिछला बीते बीती गत last previous past pichle pichhle pichli pichhli"
_THIS = "इस this is"
_NEWEST = "ताजा ताजी ताजे नवीनतम हालिया latest newest recent recently taza taaza taja taaja"
# "After 2019" names no time that an article would be from.
_AFTER = regex.compile(r"(?:^|\s)(?:after|before|since|until|till) $")
_LATER = regex.compile(r" (?:के बाद|के पहले|से पहले|से अब|तक|ke baad|ke bad|ke pehle|se pehle|se pahle|tak)(?!\S)")


def _phrase(pattern: str) -> regex.Pattern[str]:
    """Whole words of a text that has one space between them."""
    return regex.compile(rf"(?<!\S){pattern}(?!\S)")


def _any(spellings: str | Iterable[str]) -> str:
    return "|".join(spellings.split() if isinstance(spellings, str) else spellings)


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{_any(_MONTHS)})"
_DATES = [
    _phrase(rf"{_YEAR} (?P<number>0?[1-9]|1[0-2]) {_DAY}"),
    _phrase(rf"{_DAY} {_MONTH} {_YEAR}"),
    _phrase(rf"{_MONTH} {_DAY} {_YEAR}"),
    _phrase(rf"{_MONTH} {_YEAR}"),
    _phrase(_YEAR),
]
_LAST_MONTH = _phrase(rf"(?:{_any(_LAST)}) {_MONTH}")
_LAST_OR_THIS = {
    span: _phrase(rf"(?:(?P<last>{_any(_LAST)})|{_any(_THIS)}) (?:{_any(spellings)})") for span, spellings in _SPANS.items()
}
_TODAY = _phrase("(?:आज|today|aaj)")
_ASKS_FOR_NEWEST = _phrase(rf"(?:{_any(_NEWEST)}|(?:हाल|haal) (?:का|के|की|ही|ka|ke|ki|hi))")


@dataclass(frozen=True)
class Days:
    """From one day to another, both included."""

    since: date
    until: date


def asked_days(question: str, today: date) -> Days | None:
    """The days that a question names, if it names any: a day, month or year, or one that is told from today."""
    said = _plain(question)
    for pattern in _DATES:
        if match := pattern.search(said):
            beside = _AFTER.search(said[: match.start()]) or _LATER.match(said[match.end() :])
            return None if beside else _days(match.groupdict())
    if match := _LAST_MONTH.search(said):
        number = _MONTHS[match["month"]]
        return _month(today.year - (number >= today.month), number)
    for span, pattern in _LAST_OR_THIS.items():
        if match := pattern.search(said):
            return _span(span, today, -1 if match["last"] else 0)
    return Days(today, today) if _TODAY.search(said) else None


def asks_for_newest(question: str) -> bool:
    """Whether a question asks for what was reported last."""
    return bool(_ASKS_FOR_NEWEST.search(_plain(question)))


def without_time(question: str) -> str:
    """The question without the words that name its time or ask for the newest, or all of it where no topic is left."""
    places = [place.span() for place in WORD.finditer(question) if place[0].strip("\u200c\u200d")]
    said = _plain(question)
    rest = question
    for match in sorted(_named(said), key=lambda match: -match.start()):
        first = said[: match.start()].count(" ")
        last = first + match[0].count(" ")
        rest = rest[: places[first][0]] + rest[places[last][1] :]
    return rest if set(words(rest)) - topicless_words() else question


def _named(said: str) -> list[regex.Match[str]]:
    """What names a time, nothing twice."""
    found: list[regex.Match[str]] = []
    for pattern in (*_DATES, _LAST_MONTH, *_LAST_OR_THIS.values(), _TODAY, _ASKS_FOR_NEWEST):
        for match in pattern.finditer(said):
            if all(match.end() <= other.start() or other.end() <= match.start() for other in found):
                found.append(match)
    return found


def _plain(question: str) -> str:
    """Words with a space between them, nuktas left out, for many write none."""
    return " ".join(words(question)).replace("\N{DEVANAGARI SIGN NUKTA}", "")


def _days(named: dict[str, str | None]) -> Days | None:
    year = int(named["year"] or 0)
    month = int(named.get("number") or 0) or _MONTHS.get(named.get("month") or "", 0)
    if not month:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if not named.get("day"):
        return _month(year, month)
    try:
        day = date(year, month, int(named["day"] or 0))
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
