"""Parts of the day, as minutes: "रात" is from 6 in the evening to 5 in the morning where it stands beside an hour."""

from functools import cache
from typing import Final

from assistant.generative.checks.amount_words import amount_values, amount_words
from assistant.generative.tokens import Tokens
from index.text.languages import every

DAY: Final = 24 * 60
_HOUR: Final = 60
# So many words may stand between an hour and its part of the day: "at 5 on Monday evening", "रात के क़रीब 2 बजे".
_BETWEEN: Final = 4
_OF_DAYS = frozenset("दिन day days".split())
_HALVES = frozenset("am pm एएम पीएम".split())


@cache
def _parts(name: str) -> dict[str, frozenset[int]]:
    return {word: _minutes(*map(int, hours.split("-"))) for word, hours in amount_values(name).items()}


def _minutes(first: int, last: int) -> frozenset[int]:
    until = last if last > first else last + DAY // _HOUR
    return frozenset(minute % DAY for minute in range(first * _HOUR, until * _HOUR))


def half_of_day(said: Tokens, at: int) -> tuple[frozenset[int], int] | None:
    """What "am", "p.m." and "पीएम" at a place mean, and where they end."""
    if said.word(at) in _HALVES:
        return _parts("parts_of_day")[said.word(at)], at + 1
    letters = said.words(at, 3)
    if letters in (["a", ".", "m"], ["p", ".", "m"]):
        return _parts("parts_of_day")[f"{letters[0]}m"], at + 3 + (said.word(at + 3) == ".")
    return None


def minutes_of(said: Tokens, at: int) -> frozenset[int]:
    """The minutes of the part of the day at a place, as it is told of an hour."""
    return _parts("parts_of_day")[said.word(at)]


def part_ahead(said: Tokens, at: int) -> int | None:
    """Where the part of the day stands that is told ahead of an hour: "शाम को 5 बजे"."""
    for place in range(at - 1, max(-1, at - 2 - _BETWEEN), -1):
        if is_part(said, place):
            return place
        if said.word(place) not in amount_words("beside_hours"):
            break
    return None


def part_behind(said: Tokens, at: int) -> int | None:
    """Where the part of the day stands that is told behind an hour, unless it belongs to the next: "5 बजे, शाम 6 बजे"."""
    for place in range(at, at + 1 + _BETWEEN):
        if is_part(said, place):
            behind = said.skip(place + 1, amount_words("beside_hours"))
            return None if said.word(behind)[:1].isdecimal() or said.number(behind) else place
        if said.word(place) not in amount_words("beside_hours") | every("weekdays"):
            break
    return None


def part_alone(said: Tokens, at: int) -> frozenset[int] | None:
    """A part of the day that tells no hour; "day and night" is none, and no "Evening Standard"."""
    near = {*said.words(at - 2, 2), *said.words(at + 1, 2)}
    if not is_part(said, at) or near & _OF_DAYS or at and said.is_name(at):
        return None
    if said.word(at) == "morning" and "early" in near:
        return _parts("parts_of_day")["dawn"]
    return _parts("parts_alone").get(said.word(at), minutes_of(said, at))


def is_part(said: Tokens, at: int) -> bool:
    """Whether a part of the day stands at a place."""
    return said.word(at) in _parts("parts_of_day") and said.word(at) not in _HALVES
