"""The words that bound a number: "at least 20", "20 से कम"; of twenty or more who died nobody may write that fewer did."""

from decimal import Decimal
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from assistant.generative.checks.amount_words import amount_words
from assistant.generative.checks.bare_scales import bare_scale_at
from assistant.generative.checks.wordlists import denies
from assistant.generative.tokens import Tokens, tokens_of
from assistant.question.tables import tables
from index.text.languages.record import word_set

# "plain" where nothing around a number bounds it, "open" where something may.
Bound = Literal["at_least", "more", "at_most", "fewer", "nearly", "nothing", "plain", "open"]
_Phrase = tuple[frozenset[str], ...]

_EXCLUDED: Final[dict[Bound, frozenset[Bound]]] = {
    "at_least": frozenset({"at_most", "fewer", "nearly"}),
    "more": frozenset({"at_most", "fewer", "nearly", "plain"}),
    "at_most": frozenset({"at_least", "more"}),
    "fewer": frozenset({"at_least", "more", "plain"}),
}
# So many words stand at most between a number and what bounds it, and so far from it one may leave it open or deny it.
_MOST_BETWEEN, _NEAR = 4, 6
_APART = frozenset(", ; : । | ? !".split())
_YEARS = word_set("year years साल वर्ष saal")


class Bounded(NamedTuple):
    """A number, what the words around it make of it, and whether that is denied. Who is over 18 may be told to be 18."""

    number: Decimal
    bound: Bound
    is_denied: bool = False
    is_age: bool = False


def bounded_otherwise(claim: str, told: str) -> bool:
    """Whether the claim bounds a number from the other side than what is told does wherever it has the number, or makes more or
    less of one that is told as it is.
    """
    written = bounds(told)
    for one in bounds(claim):
        same = [other for other in written if other.number == one.number]
        excluded = _EXCLUDED.get(one.bound, frozenset()) - ({"plain"} if one.is_age else frozenset())
        if same and all(other.bound in excluded and other.is_denied == one.is_denied for other in same):
            return True
    return False


@lru_cache(maxsize=500)
def bounds(text: str) -> tuple[Bounded, ...]:
    """The numbers of a text with their bounds; none for a one that is written out."""
    said = tokens_of(text)
    scales = [(one.start, one.end, one.value) for one in said.scan(bare_scale_at)]
    return tuple(_bounded(said, *found) for found in (*said.counts(), *scales))


def _bounded(said: Tokens, begin: int, end: int, number: Decimal) -> Bounded:
    found = bound_at(said, begin, end)
    # The words of a clause on both sides.
    near = [at for places in (range(begin - 1, -1, -1), range(end, len(said))) for at in said.beside(places[:_NEAR], _APART)]
    if not found:
        return Bounded(number, "open" if any(said.word(at) in _listed("loosely") for at in near) else "plain")
    bound, phrase = found
    around = {said.word(at) for at in near if at not in phrase}
    is_age = bool(around & _listed("ages")) or said.word(phrase.start - 1) in _listed("of_ages")
    is_age = is_age or said.word(end) in _YEARS and bool(around & _listed("of_ages"))
    if is_age or said.word(end) in _YEARS:
        around = {said.word(at) for at in range(len(said)) if at not in phrase}
    is_denied = denies(around)
    is_banned = is_age and bool(around & _listed("banning"))
    is_open = bound == "nothing" or is_age and bool(around & _listed("restricting"))
    return Bounded(number, "open" if is_open else bound, is_denied or is_banned, is_age)


def bound_at(said: Tokens, begin: int, end: int) -> tuple[Bound, range] | None:
    """What bounds a number, and where it stands."""
    return _ahead(said, begin, end) or _behind(said, end)


def _ahead(said: Tokens, begin: int, end: int) -> tuple[Bound, range] | None:
    """The bound that is told ahead of a number, and its place."""
    stops = [begin]
    while len(stops) <= _MOST_BETWEEN and said.word(stops[-1] - 1) in _listed("between_ahead"):
        stops.append(stops[-1] - 1)
    for stop, (phrase, bound) in ((stop, one) for stop in stops for one in _phrases("ahead")):
        place = range(stop - len(phrase), stop)
        if _stands(said, phrase, place):
            return ("open" if _is_of_other_sense(said, place, begin, end) else bound), place
    return None


def _is_of_other_sense(said: Tokens, place: range, begin: int, end: int) -> bool:
    """Whether "over" or its like is no bound here, or "up to" tells how far something rose."""
    before = said.word(place.start - 1)
    if said.word(place.start) == "up":
        return before in amount_words("changing")
    if said.word(place.start) not in _listed("of_place"):
        return False
    if before in _listed("of_ages") and said.word(end) not in _listed("times") - _YEARS:
        return False
    return said.word(end) in _listed("times") or said.is_year(begin) and end == begin + 1 or before in _listed("other_sense")


def _behind(said: Tokens, end: int) -> tuple[Bound, range] | None:
    """The bound that is told behind a number and what it counts, and its place."""
    starts = [end]
    while len(starts) <= _MOST_BETWEEN and _is_counted(said.word(starts[-1])):
        starts.append(starts[-1] + 1)
    for start, (phrase, bound) in ((start, one) for start in starts for one in _phrases("behind")):
        place = range(start, start + len(phrase))
        if _stands(said, phrase, place):
            return bound, place
    return None


def _is_counted(word: str) -> bool:
    return word in _listed("between_behind") or word.endswith("ों")


def _stands(said: Tokens, phrase: _Phrase, place: range) -> bool:
    return place.start >= 0 and all(said.word(at) in spellings for at, spellings in zip(place, phrase, strict=True))


@cache
def _listed(name: str) -> frozenset[str]:
    return word_set(tables("bounds")[name]["words"])


@cache
def _phrases(side: str) -> tuple[tuple[_Phrase, Bound], ...]:
    """The phrases ahead of a number or behind it with what they mean, the longest ones first."""
    lists: dict[Bound, str] = tables("bounds")[side]
    each = [
        (tuple(map(word_set, line.split())), bound) for bound, lines in lists.items() for line in lines.strip().splitlines()
    ]
    return tuple(sorted(each, key=lambda one: -len(one[0])))
