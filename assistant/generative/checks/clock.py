"""Times of day: 17:00 is 5 pm and "शाम पाँच बजे", "साढ़े पाँच बजे" is 5:30, and 5 in the morning is another time than in the
evening. What tells no part of the day may be either.
"""

from functools import lru_cache
from typing import NamedTuple

import regex

from assistant.generative.checks.hours import Hour, hour_at, narrowed, plain_hour
from assistant.generative.checks.parts_of_day import DAY, is_part, minutes_of, part_ahead, part_alone, part_behind
from assistant.generative.tokens import Found, Tokens, tokens_of

_WITH_MINUTES = regex.compile(r"[0-9]{1,2}\.[0-5][0-9]")
_UNTIL = frozenset("to till until and से और se aur - – —".split())


class Clock(NamedTuple):
    """The times of a text, the parts of the day that it tells without an hour, numbers that may be times ("at 2.20"), and the
    text without the times.
    """

    times: tuple[Hour, ...]
    parts: tuple[frozenset[int], ...]
    perhaps: tuple[Hour, ...]
    rest: str

    def missing_from(self, other: "Clock") -> bool:
        """Whether a time here isn't told there, or a part of the day, or "noon", is told otherwise."""
        told = [time.minutes for time in other.times]
        near = [*told, *other.parts]
        known = [*told, *(time.minutes for time in other.perhaps)]
        is_missing = any(not any(time.minutes & minutes for minutes in known) for time in self.times if not time.is_named)
        loose = [*self.parts, *(time.minutes for time in self.times if time.is_named)]
        return is_missing or bool(near) and any(not any(one & minutes for minutes in near) for one in loose)


class Reading(NamedTuple):
    """Times that stand together, and where the parts of the day that belong to them stand."""

    times: tuple[Hour, ...]
    parts: frozenset[int]


@lru_cache(maxsize=500)
def clock(text: str) -> Clock:
    """The times of a text."""
    said = tokens_of(text)
    found = list(said.scan(times_at))
    used = {at for one in found for at in (*range(one.start, one.end), *one.value.parts)}
    alone = [part_alone(said, at) for at in range(len(said)) if at not in used]
    times = tuple(time for one in found for time in one.value.times)
    perhaps = [plain_hour(said, at) for at in range(len(said)) if at not in used and _may_be_time(said, at)]
    parts = tuple(part for part in alone if part)
    return Clock(times, parts, tuple(hour.value for hour in perhaps if hour), said.without(found) if found else text)


def _may_be_time(said: Tokens, at: int) -> bool:
    return said.word(at - 1) == "at" or bool(_WITH_MINUTES.fullmatch(said.word(at)))


def times_at(said: Tokens, at: int) -> Found[Reading] | None:
    """The time that begins at a place, or both of "1 से 4 बजे"."""
    if hour := hour_at(said, at):
        part = _part_of(said, hour)
        return Found(at, hour.end, Reading((_in_part(said, hour, part),), _places(part)))
    first = plain_hour(said, at)
    if not first or said.word(first.end) not in _UNTIL:
        return None
    second = hour_at(said, first.end + 1 + is_part(said, first.end + 1))
    if not second or second.value.is_named:
        return None
    part, own = _part_of(said, second), part_ahead(said, at)
    until = _in_part(said, second, own if part is None else part)
    since = _in_part(said, first, own) if own is not None else _last_before(first.value, until)
    return Found(at, second.end, Reading((since, until), _places(part) | _places(own)))


def _last_before(hour: Hour, until: Hour) -> Hour:
    """The first of two times as it is if the second tells its part of the day: "11 to 2 pm" begins in the morning."""
    if len(until.minutes) > 1:
        return hour
    (end,) = until.minutes
    return Hour(frozenset({min(hour.minutes, key=lambda minute: (end - minute) % DAY)}))


def _part_of(said: Tokens, hour: Found[Hour]) -> int | None:
    """Where the part of the day of a time stands."""
    ahead = part_ahead(said, hour.start)
    return part_behind(said, hour.end) if ahead is None else ahead


def _in_part(said: Tokens, hour: Found[Hour], part: int | None) -> Hour:
    return hour.value if part is None else narrowed(hour.value, minutes_of(said, part))


def _places(part: int | None) -> frozenset[int]:
    return frozenset() if part is None else frozenset({part})
