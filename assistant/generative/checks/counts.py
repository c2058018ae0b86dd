"""What each number of a sentence counts: of "5 died, 18 were injured" neither may change places."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.generative.checks.amount_words import amount_words
from assistant.generative.checks.changes import changed_otherwise
from assistant.generative.checks.clock import clock
from assistant.generative.checks.dates import YEAR
from assistant.generative.checks.exchanged import exchanged
from assistant.generative.checks.meaning import content, keys
from assistant.generative.checks.outcomes import became_otherwise
from assistant.generative.checks.wordlists import listed
from assistant.generative.tokens import Tokens, tokens_of
from index.text.words import words

# Of so many words behind a number the first that says something may be what it counts, and the others tell more of it, up to
# one of these.
_NEAR, _FAR = 2, 6
# Between two numbers of a row stand so many words and marks at most: "12 teachers and 30".
_IN_A_ROW = 3
_EACH = frozenset("a an per प्रति / prati".split())
_DASHES = frozenset("-–")
_APART = frozenset(", ; : । . और and व एवं".split())


def counted_otherwise(claim: str, sentence: str) -> bool:
    """Whether a number counts in the claim what another one counts in the sentence, or belongs to another change, score or
    year, or two days or numbers have changed places.
    """
    claim, sentence = clock(claim).rest, clock(sentence).rest
    written = list(_counted(sentence))
    for one in _counted(claim):
        same = [other for other in written if other.number == one.number]
        told = frozenset[str]().union(*(other.behind for other in same))
        if any(other.counts for other in same) and one.counts and not one.around & told:
            if any(one.counts & other.counts for other in written if other.number != one.number):
                return True
        if same and all(any(_is_exchanged(one, own, other) for other in written) for own in same):
            return True
    return (
        became_otherwise(claim, sentence)
        or changed_otherwise(claim, sentence)
        or exchanged(claim, sentence)
        or _scored_otherwise(claim, sentence)
        or _of_other_year(claim, sentence)
    )


@dataclass(frozen=True)
class _Counted:
    """A number with the keys of the word that says what it counts, of all behind it, and of those ahead of it, too."""

    start: int
    end: int
    number: Decimal
    counts: frozenset[str]
    behind: frozenset[str]
    around: frozenset[str]


def _counted(text: str) -> Iterator[_Counted]:
    """Each number with what stands behind it, up to the next one."""
    said = tokens_of(text)
    for at, end, number in said.counts():
        if said.is_year(at):
            continue
        behind = _told(said, range(end, len(said)))
        first = content(behind[:_NEAR])[:1]
        is_rate = bool(_EACH.intersection(said.words(end, _NEAR)))  # "2,300 a quintal" counts no quintals
        counts = keys(first[0]) if first and not is_rate else frozenset[str]()
        told = counts | _keys_of(behind)
        yield _Counted(at, end, number, counts, told, told | _keys_of(_told(said, range(at - 1, -1, -1))))


def _is_exchanged(one: _Counted, own: _Counted, other: _Counted) -> bool:
    """Whether the claim counts by its number what another one of the same row does: of "400 boys and 350 girls passed" the boys
    by 350.
    """
    is_row = own.number != other.number and (0 < other.start - own.end <= _IN_A_ROW or 0 < own.start - other.end <= _IN_A_ROW)
    is_other = bool(one.counts & other.counts) and bool(own.counts) and not (own.counts & (other.counts | one.around))
    return is_row and is_other


def _told(said: Tokens, places: range) -> list[str]:
    """The words beside a number that are told of it."""
    return [said.word(place) for place in said.beside(places, _APART) if said.word(place) not in amount_words("units")][:_FAR]


def _keys_of(told: list[str]) -> frozenset[str]:
    return frozenset[str]().union(*(keys(word) for word in content(told) if not listed("light").fullmatch(word)))


def _scored_otherwise(claim: str, sentence: str) -> bool:
    """Whether the claim has a score, "3-1", and the sentence only others. Who lost 1-3 is told of who won 3-1."""
    told = _scores(sentence)
    return bool(told) and not _scores(claim) <= told


def _scores(text: str) -> set[frozenset[Decimal]]:
    said, found = tokens_of(text), set[frozenset[Decimal]]()
    for _, end, number in said.numbers():
        behind = said.number(end + 1) if said.word(end) in _DASHES else None
        if behind:
            found.add(frozenset({number, behind[0]}))
    return found


def _of_other_year(claim: str, sentence: str) -> bool:
    years, numbers = _in_order(sentence)
    said_years, said_numbers = _in_order(claim)
    if len(years) < 2 or len(years) != len(numbers) or len(said_years) != len(said_numbers):  # noqa: PLR2004
        return False
    pairs = set(zip(years, numbers, strict=True))
    return any(
        year in years and number in numbers and (year, number) not in pairs
        for year, number in zip(said_years, said_numbers, strict=True)
    )


def _in_order(text: str) -> tuple[list[str], list[str]]:
    found = [word for word in words(text) if word.isdecimal()]
    return [word for word in found if YEAR.fullmatch(word)], [word for word in found if not YEAR.fullmatch(word)]
