"""What became of how many: of "12 killed and 30 injured" neither number may change places, whatever the words."""

from collections import defaultdict
from decimal import Decimal
from functools import cache, lru_cache
from itertools import takewhile

from assistant.generative.tokens import Tokens, tokens_of
from assistant.question.tables import tables
from index.text.languages.record import word_set

# In "killed at least 12" so many words stand at most between the two, and none of these.
_NEAR = 4
_APART = frozenset(", ; : । . when after as while but जब जबकि लेकिन".split())
# Behind them something else is told.
_ELSE = frozenset("; । but while whereas although लेकिन मगर जबकि परंतु किंतु".split())
_JOINS = frozenset(", और and".split())


def became_otherwise(claim: str, sentence: str) -> bool:
    """Whether something else became of as many as the claim tells."""
    told = _outcomes(sentence)
    return any(number in told and not became & told[number] for number, became in _outcomes(claim).items())


@lru_cache(maxsize=500)
def _outcomes(text: str) -> dict[Decimal, set[int]]:
    """What became of each number. It is told behind it, or ahead of it, "killed 12", where no other number stands before, or
    one that is joined to it, "29 for and against it 34".
    """
    said, found = tokens_of(text), defaultdict[Decimal, set[int]](set)
    ahead: int | None = None
    last: Decimal | None = None
    ended = at = 0
    while at < len(said):
        number = None if said.is_year(at) else said.number(at)
        if number:
            last, ended = number
            between = said.words(ahead + 1, at - ahead - 1) if ahead is not None else []
            if ahead is not None and len(between) <= _NEAR and not _APART & set(between):
                found[last].add(_named()[said.word(ahead)])
                last = None
            ahead = None
        elif said.word(at) in _named():
            if last is None or _JOINS & set(said.words(ended, at - ended)) and _is_soon_counted(said, at + 1):
                ahead, last = at, None
            else:
                found[last].add(_named()[said.word(at)])
        elif said.word(at) in _ELSE or said.word(at) == "पर" and said.word(at - 1) == ",":
            ahead = last = None
        at = number[1] if number else at + 1
    return found


def _is_soon_counted(said: Tokens, at: int) -> bool:
    """Whether a number stands soon behind a place, and nothing between them sets it apart."""
    between = takewhile(lambda place: said.word(place) not in _APART | _JOINS, range(at, at + _NEAR))
    return any(said.number(place) and not said.is_year(place) for place in between)


@cache
def _named() -> dict[str, int]:
    lines = tables("amounts")["outcomes"]["words"].strip().splitlines()
    return {word: place for place, line in enumerate(lines) for word in word_set(line)}
