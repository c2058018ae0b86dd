"""What a number becomes: "from 40 to 50" is neither "from 50 to 40" nor "by 50"."""

from collections import defaultdict
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from assistant.generative.checks.amount_words import amount_words
from assistant.generative.tokens import Tokens, tokens_of
from index.text.languages.record import word_set

Part = Literal["from", "to", "by"]

_AHEAD: dict[str, Part] = {"from": "from", "to": "to", "by": "by"}
_FROM = frozenset("से se".split())
_OF = frozenset("की का ki ka".split())
_INSTEAD = frozenset("जगह बजाय".split())
_THAN = word_set("कम ज़्यादा अधिक ऊपर नीचे पहले बाद लेकर")
_ON = frozenset("पर तक par tak".split())
# Between a number and what tells its part so many words may stand: "40 से बढ़कर इस साल 50 रुपये".
_NEAR = 4


def changed_otherwise(claim: str, sentence: str) -> bool:
    """Whether a number that something rose or fell from, to or by in the claim has another part in the sentence."""
    told = _parts(sentence)
    return any(number in told and not parts & told[number] for number, parts in _parts(claim).items())


@lru_cache(maxsize=500)
def _parts(text: str) -> dict[Decimal, set[Part]]:
    """The parts that numbers have in a change; nothing where nothing changes, and nothing is "from" one to another."""
    said = tokens_of(text)
    parts = defaultdict[Decimal, set[Part]](set)
    began = -1
    for start, end, value in said.numbers():
        part = _ahead(said, start) or _behind(said, end) or ("to" if 0 <= began and _goes_on(said, began, start) else None)
        if part:
            parts[value].add(part)
        began = end if part == "from" else -1
    told = set().union(*parts.values())
    is_change = {"from", "to"} <= told or any(word in _changing() for word in said.words(0, len(said)))
    return parts if is_change else {}


@cache
def _changing() -> frozenset[str]:
    return amount_words("changing") | amount_words("changes")


def _ahead(said: Tokens, at: int) -> Part | None:
    """What stands ahead of a number in English tells of it."""
    place = at - 1
    while place > at - _NEAR and said.word(place) in amount_words("ahead_of_numbers"):
        place -= 1
    return _AHEAD.get(said.word(place))


def _behind(said: Tokens, end: int) -> Part | None:
    """What stands behind a number in Hindi tells of it."""
    at = said.skip(end, amount_words("units"))
    behind = said.words(at + 1, _NEAR)
    if said.word(at) in _FROM and said.word(at + 1) not in _THAN:
        is_change = any(word in _changing() for word in behind)
        is_first = any(said.number(place) for place in range(at + 1, at + 1 + _NEAR))
        return "from" if is_change or is_first else None
    if said.word(at) in _OF and said.word(at + 1) in _INSTEAD:
        return "from"
    if said.word(at) in _OF:
        return "by" if amount_words("changes") & set(behind[:2]) else None
    if said.word(at) in _ON or said.word(at) in amount_words("becoming"):
        return "to"
    return None


def _goes_on(said: Tokens, began: int, at: int) -> bool:
    """Whether the number that something became stands soon behind the one it was."""
    between = said.words(began, at - began)
    return len(between) <= 2 * _NEAR and not {",", ";", "।", "."} & set(between)
