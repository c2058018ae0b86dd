"""Days in a text: day and month together, years, and weekdays in either language."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import regex

from assistant.generative.checks.numeric_days import with_named_months
from assistant.generative.checks.units import measures
from assistant.question.times import months
from index.text.languages import LANGUAGES
from index.text.number_tokens import number_tables
from index.text.words import words

YEAR = regex.compile(r"(?:1[5-9]|20)\d\d")
_DIGITS = regex.compile(r"\d{1,2}")
_ORDINAL = regex.compile(r"(?<=\d)(?:st|nd|rd|th|वीं|वें|वां|वाँ)(?![\p{L}\p{M}])")
# "may have died": no month. One is written with a capital, or stands last.
_MAY_DO = regex.compile(r"\bmay (?=\p{Ll})")
# "April and May", "the March quarter", but "Theresa May" and "the Salt March".
_NAMED = regex.compile(r"(?<=\b\p{Ll}+ |\bThe |\p{Lu}\p{Ll}+, |[-–])(?=(?:May|March)\b)")
_FROM_TO = regex.compile(r"(?<![\d-])(\d{1,2})\s?[-–]\s?(\d{1,2})(?=\s\p{L})")
# "March" and "may" behind one of these are months.
_AHEAD_OF_MONTHS = frozenset("in since until by last next this late early".split())
_BETWEEN_DAYS = frozenset("or and to या और व से".split())
_DAYS = range(1, 32)


@dataclass(frozen=True)
class Dates:
    """Days as (day, month), months, years and weekdays from 0 for Monday; `implied` are the weekdays of whole days."""

    days: frozenset[tuple[int, int]]
    months: frozenset[int]
    years: frozenset[int]
    weekdays: frozenset[int]
    implied: frozenset[int]

    def missing_from(self, other: "Dates") -> bool:
        """Whether something here is told otherwise there, or isn't there."""
        return not (
            self.days <= other.days
            and self.months <= other.months
            and self.years <= other.years
            and self.weekdays <= other.weekdays | other.implied
        )


def dates(text: str) -> Dates:
    """The days of a text."""
    plain = _NAMED.sub("in ", _MAY_DO.sub(" ", _ORDINAL.sub("", with_named_months(text))))
    said = words(_FROM_TO.sub(r"\1 to \2", plain))
    days, named, years = set[tuple[int, int]](), set[int](), set[int]()
    weekdays = {weekday_numbers()[word] for word in said if word in weekday_numbers()}
    full = set[tuple[int, int, int]]()
    sums = {str(one.value.number) for one in measures(text) if not one.value.units[0].is_time}  # "1500 रुपये"
    for at, word in enumerate(said):
        if YEAR.fullmatch(word) and word not in sums:
            years.add(int(word))
        month = month_numbers().get(word)
        if month and not (word in ("may", "march") and not _tells_time(said, at)):
            named.add(month)
            days |= {(day, month) for day in _days_at(said, at)}
            full |= {(year, month, day) for day in _days_at(said, at) for year in _years_at(said, at)}
    return Dates(frozenset(days), frozenset(named), frozenset(years), frozenset(weekdays), _weekdays_of(full))


def _tells_time(said: list[str], at: int) -> bool:
    beside = {said[near] for near in (at - 1, at + 1) if 0 <= near < len(said)}
    return any(word.isdecimal() for word in beside) or at > 0 and said[at - 1] in _AHEAD_OF_MONTHS


def _days_at(said: list[str], at: int) -> list[int]:
    """The days before a month's name, or behind it; those before it win: "8 or 9 October", "चार नवंबर"."""
    ahead = at - 2 if at and said[at - 1] == "of" else at - 1
    for step, near in ((-1, ahead), (1, at + 1)):
        if day := _day(said, near):
            other = _day(said, near + 2 * step) if 0 <= near + step < len(said) and said[near + step] in _BETWEEN_DAYS else None
            return [day, other] if other else [day]
    return []


def _day(said: list[str], at: int) -> int | None:
    """The day of a month that a word tells, in digits or as a number in Hindi."""
    if not 0 <= at < len(said):
        return None
    word = said[at]
    day = int(word) if _DIGITS.fullmatch(word) else int(number_tables()["hindi"].get(word, 0))
    return day if day in _DAYS else None


def _years_at(said: list[str], at: int) -> list[int]:
    return [int(word) for word in said[at + 1 : at + 3] if YEAR.fullmatch(word)]


def _weekdays_of(full: set[tuple[int, int, int]]) -> frozenset[int]:
    found = set[int]()
    for year, month, day in full:
        try:
            found.add(date(year, month, day).weekday())
        except ValueError:  # there is no such day
            continue
    return frozenset(found)


@cache
def weekday_numbers() -> dict[str, int]:
    """Weekdays from 0 for Monday, by their names."""
    return {name: day for record in LANGUAGES.values() for name, day in record.weekdays.items()}


@cache
def month_numbers() -> dict[str, int]:
    """Months by their names in small letters."""
    return {name.lower(): number for name, number in months(*(record.months for record in LANGUAGES.values())).items()}
