"""Where times of day, days, weekdays, months and years stand in a text, each as one mark, whatever its words."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import regex

from assistant.generative.checks.clock import times_at
from assistant.generative.checks.dates import month_numbers, weekday_numbers
from assistant.generative.checks.hours import plain_hour
from assistant.generative.tokens import Tokens

# Between two marks they make a span of them.
JOINS: Final = frozenset("to until till through - – — से se".split())

_DAY = regex.compile("([0-9]{1,2})(?:st|nd|rd|th)?")
_MOST_DAYS: Final = 31
_MAY_BE_VERBS = frozenset("may march".split())


class Mark(NamedTuple):
    """A time of day, a day, a weekday, a month or a year: where it stands, and which it may be."""

    start: int
    end: int
    kind: str
    values: frozenset[object]

    def is_same(self, other: "Mark") -> bool:
        """Whether both may be the same."""
        return self.kind == other.kind and bool(self.values & other.values)


def marks_of(said: Tokens) -> Iterator[tuple[Mark, ...]]:
    """The marks of a text in order, those two together that share a word: "1 से 4 बजे", "5 to 12 June"."""
    at = 0
    while at < len(said):
        found = _mark_at(said, at)
        if found:
            yield found
        at = found[-1].end if found else at + 1


def _mark_at(said: Tokens, at: int) -> tuple[Mark, ...]:
    if times := times_at(said, at):
        return tuple(Mark(at, times.end, "time", time.minutes) for time in times.value.times)
    if said.word(at - 1) == "at" and (hour := plain_hour(said, at)):
        return (Mark(at, hour.end, "time", hour.value.minutes),)
    if days := _days_at(said, at):
        return days
    word = said.word(at)
    if word in weekday_numbers():
        return (Mark(at, at + 1, "weekday", frozenset({weekday_numbers()[word]})),)
    if said.is_year(at):
        return (Mark(at, at + 1, "year", frozenset({said.word(at)})),)
    if month := _month(said, at):
        return (Mark(at, at + 1, "month", frozenset({month})),)
    return ()


def _days_at(said: Tokens, at: int) -> tuple[Mark, ...]:
    """The day of a month that begins at a place, or two of them."""
    month = _month(said, at)
    begin = at + 1 if month else at
    first = _day(said, begin)
    second = _day(said, begin + 2) if first and said.word(begin + 1) in JOINS else None
    end = begin + (3 if second else 1)
    if not month:
        month = _month(said, end)
        end += 1
    if not first or not month:
        return ()
    end += said.is_year(end + (said.word(end) == ",")) and 1 + (said.word(end) == ",")
    days = [first] if not second else [first, second]
    return tuple(Mark(at, end, "day", frozenset({(day, month)})) for day in days)


def _day(said: Tokens, at: int) -> int | None:
    day = _DAY.fullmatch(said.word(at))
    return int(day[1]) if day and 0 < int(day[1]) <= _MOST_DAYS else None


def _month(said: Tokens, at: int) -> int | None:
    word = said.word(at)
    return None if word in _MAY_BE_VERBS and not said.is_name(at) else month_numbers().get(word)
