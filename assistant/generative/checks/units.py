"""What is measured, with its unit: "ढाई घंटे", "2 hours and 30 minutes", "a year and a half", "$5 million", "20 रुपये किलो"."""

from collections import defaultdict
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final, NamedTuple

from assistant.generative.checks.amount_words import amount_values, amount_words
from assistant.generative.tokens import Found, Tokens, tokens_of
from assistant.question.tables import tables
from index.text.languages.record import word_set

_SQUARE = word_set("square sq वर्ग varg")
_CUBIC = word_set("cubic घन")
_LITRES: Final = 1000
_DEGREES = word_set("° º degree degrees deg डिग्री")
_SCALES = {"c": "celsius", "f": "fahrenheit"}
_POINTS = word_set("point points अंक अंकों")
_A = frozenset("a an".split())
_HALVES = word_set("half आधा आधे आधी adha aadha aadhe")
_AND = frozenset("and और aur".split())
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_THREE_QUARTERS = ["three", "quarters"]
_TO = frozenset("to से se - – — and और aur or या".split())
_PER = "/"
_NEAR: Final = 6


class Unit(NamedTuple):
    """What is measured, and how many of the smallest unit it has."""

    kind: str
    size: Decimal

    @property
    def is_time(self) -> bool:
        """Whether it is one of time."""
        return self.kind in TIMES


TIMES: Final = frozenset({"time", "month"})
Units = tuple[Unit, ...]


class Measure(NamedTuple):
    """A number, or the first of several ("2 hours 30 minutes"), all of them in that unit, and what the unit may be."""

    number: Decimal
    amount: Decimal
    units: Units


@lru_cache(maxsize=500)
def measures(text: str) -> tuple[Found[Measure], ...]:
    """What a text measures."""
    return tuple(tokens_of(text).scan(measure_at))


@lru_cache(maxsize=500)
def rates(text: str) -> frozenset[Unit]:
    """For each of what the numbers of a text are told: "per kilo", "20 rupees a kilo", "रोज़"."""
    said = tokens_of(text)
    return frozenset(unit for at in range(len(said)) for unit in _rate_at(said, at))


def measure_at(said: Tokens, at: int) -> Found[Measure] | None:
    """What is measured at a place, together with what is added to it: "5 feet 6 inches"."""
    first = _one_at(said, at)
    if not first:
        return None
    number, units = first.value
    part, end = _added(said, first.end)
    if part:
        return Found(at, end, Measure(number, number + part, units))
    second = _one_at(said, first.end + (said.word(first.end) in _AND))
    for unit in units:
        for smaller in second.value[1] if second else ():
            if second and smaller.kind == unit.kind and second.value[0] * smaller.size < unit.size:
                return Found(at, second.end, Measure(number, number + second.value[0] * smaller.size / unit.size, (unit,)))
    return Found(at, first.end, Measure(number, number, units))


def _added(said: Tokens, at: int) -> tuple[Decimal, int]:
    """The part that is told behind a unit: "an hour and a half", "a year and three quarters"."""
    if said.word(at) != "and":
        return Decimal(0), at
    if said.words(at + 1, 2) == _THREE_QUARTERS:
        return 3 * _PARTS["quarter"], at + 3
    part = _PARTS.get(said.word(at + 2)) if said.word(at + 1) in _A else None
    return (part, at + 3) if part else (Decimal(0), at)


def _one_at(said: Tokens, at: int) -> Found[tuple[Decimal, Units]] | None:
    """A number with its unit, which may stand before it or behind another number: "2 से 3 किलो"."""
    number, end = _number_at(said, at)
    if number is None:
        return None
    units, after = units_at(said, end + (said.word(end) == "-"))
    if units:
        return Found(at, after, (number, units))
    if ahead := _units_ahead(said, at):
        return Found(at, end, (number, ahead))
    other = said.number(end + 1) if said.word(end) in _TO and not said.is_year(at) else None
    shared = units_at(said, other[1])[0] if other else ()
    return Found(at, end, (number, shared)) if shared else None


def _number_at(said: Tokens, at: int) -> tuple[Decimal | None, int]:
    if number := said.number(at):
        return number
    word = said.word(at)
    if word in _HALVES:
        end = at + 1 + (said.word(at + 1) in _A)
        return (Decimal("0.5"), end) if units_at(said, end)[0] else (None, at)
    if 0 <= at < len(said) and said.each[at].kind == "quarter":  # "सवा घंटे"
        value = said.each[at].value
        return (1 + value, at + 1) if abs(value) < _PARTS["half"] else (None, at)
    is_one = word in _A and (said.word(at - 1) in amount_words("ahead_of_one") or bool(_added(said, at + 2)[0]))
    return (Decimal(1), at + 1) if is_one else (None, at)


def units_at(said: Tokens, at: int) -> tuple[Units, int]:
    """What the unit at a place may be, and where it ends; none where there is none."""
    if 0 <= at < len(said) and said.each[at].kind == "percent" or said.word(at) == "percentage":
        return (Unit("percent", Decimal(1)),), said.skip(at + 1, _POINTS)
    if said.word(at) in _DEGREES:
        scale = _SCALES.get(said.word(at + 1), said.word(at + 1))
        named = tuple(unit for unit in _units().get(scale, ()) if unit.kind in _SCALES.values())
        either = tuple(_units()[name][0] for name in _SCALES.values())
        return (named, at + 2) if named else (either, at + 1)
    place = at + (said.word(at) in _SQUARE | _CUBIC)
    place += place > at and said.word(place) == "."
    units = _units().get(said.word(place), ())
    if said.word(at) in _SQUARE:
        units = tuple(Unit("area", unit.size**2) for unit in units if unit.kind == "length")
    if said.word(at) in _CUBIC:
        units = tuple(Unit("volume", unit.size**3 * _LITRES) for unit in units if unit.kind == "length")
    return (units, place + 1) if units else ((), at)


def _units_ahead(said: Tokens, at: int) -> Units:
    place = at - 1 - (said.word(at - 1) == ".")
    return _units()[said.word(place)] if said.word(place) in amount_words("ahead_of_sums") else ()


def _rate_at(said: Tokens, at: int) -> Units:
    """What something is told for each of, at a place."""
    if unit := amount_values("rates").get(said.word(at)):
        return _units()[unit]
    units, end = units_at(said, at)
    ahead = said.word(at - 1)
    is_each = ahead in amount_words("each") or ahead == _PER and bool(_units().get(said.word(at - 2)))
    if not is_each and said.word(end) not in amount_words("behind_past") and not said.number(end):
        is_each = ahead in _A and said.word(at - 2) not in amount_words("ahead_of_one") and _has_number(said, at)
        is_each = is_each or any(unit.kind == "rupee" for unit in _units().get(ahead, ()))
    return units if is_each else ()


def _has_number(said: Tokens, at: int) -> bool:
    """Whether a number stands soon ahead of "a day": "300 tonnes of steel a day"."""
    return any(said.number(place) for place in range(at - _NEAR, at - 1))


@cache
def _units() -> dict[str, Units]:
    found = defaultdict[str, list[Unit]](list)
    for line in tables("amounts")["measures"]["words"].strip().splitlines():
        kind, size, names = line.split(maxsplit=2)
        for word in word_set(names):
            found[word].append(Unit(kind, Decimal(size)))
    return {word: tuple(units) for word, units in found.items()}
