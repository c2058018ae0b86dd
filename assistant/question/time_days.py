"""The days that the words for a time mean, seen from a day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.question.time_words import COUNTED, MONTHS, NUMBERS, SPANS

_BACK = {"today": 0, "yesterday": 1, "kal": 1, "before_yesterday": 2}
_MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Days:
    """From one day to another, both included; `date.min` and `date.max` where a side is open."""

    since: date
    until: date


def days_of(named: dict[str, str], today: date) -> Days | None:
    """The days of a match of assistant/question/time_words.py, by the names of its groups; None for 31 June."""
    if near := next((name for name in _BACK if name in named), None):
        day = today - timedelta(days=_BACK[near])
        return Days(day, day)
    if "night" in named:
        return Days(today - timedelta(days=1), today)
    if span := next((span for span in SPANS if f"whole_{span}" in named), None):
        return _span(span, today, -1 if "last" in named else 0)
    if "count" in named:
        return _counted(named, today)
    try:
        return _calendar(named, today)
    except ValueError:  # a day that its month doesn't have
        return None


def _calendar(named: dict[str, str], today: date) -> Days:
    """Days of a calendar: a year, or a month or day of one, or from one to another."""
    month = int(named.get("number", 0)) or MONTHS.get(named.get("month", ""), 0)
    if "last" in named:
        return _month(today.year - (month >= today.month), month)
    year = int(named.get("year", today.year)) - ("last_year" in named)
    if "to_year" in named:
        first, last = sorted([year, int(named["to_year"])])
        return Days(date(first, 1, 1), date(last, 12, 31))
    if not month:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if "to_month" in named:
        to_month = MONTHS[named["to_month"]]
        return Days(date(year - (to_month < month), month, 1), _month(year, to_month).until)
    if "day" not in named:
        return _month(year, month)
    since, until = sorted(date(year, month, int(named.get(name, named["day"]))) for name in ("day", "to_day"))
    return Days(since, until)


def _counted(named: dict[str, str], today: date) -> Days:
    """So many days, weeks, months or years: the last ones up to today, or the one that was so long ago."""
    said = named["count"]
    count = int(said) if said.isdecimal() else NUMBERS[said]
    unit = next(unit for unit in COUNTED if f"unit_{unit}" in named)
    if "ago" not in named:
        return Days(_back(unit, count, today), today)
    if unit in SPANS:
        return _span(unit, today, -count)
    day = _back(unit, count, today)
    return Days(day, day)


def _back(unit: str, count: int, today: date) -> date:
    """The day so long before another; in a shorter month its last day."""
    if unit in ("hour", "day", "week"):
        days = {"hour": -(-count // 24), "day": count, "week": 7 * count}[unit]
        return today - timedelta(days=days)
    month = today.year * _MONTHS_A_YEAR + today.month - 1 - count * (_MONTHS_A_YEAR if unit == "year" else 1)
    last = _month(month // _MONTHS_A_YEAR, month % _MONTHS_A_YEAR + 1).until
    return last.replace(day=min(last.day, today.day))


def _month(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _span(span: str, today: date, back: int) -> Days:
    """The week, month or year that `today` is in, or as many as `back` before or after."""
    if span == "week":
        monday = today + timedelta(days=7 * back - today.weekday())
        return Days(monday, monday + timedelta(days=6))
    if span == "year":
        return Days(date(today.year + back, 1, 1), date(today.year + back, 12, 31))
    month = today.year * _MONTHS_A_YEAR + today.month - 1 + back
    return _month(month // _MONTHS_A_YEAR, month % _MONTHS_A_YEAR + 1)
