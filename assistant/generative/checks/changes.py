"""What a number becomes: "from 40 to 50" is neither "from 50 to 40" nor "by 50", and "rose 10" is "rose by 10"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
_UP_TO = frozenset("तक tak".split())
# What stands between a number and "बढ़ा" is counted where it is none of these: "310 बाघ बढ़े".
_MARKS = _FROM | _OF | _ON | frozenset("को के में ने और या ko ke mein ne aur ya".split())
# Between a number and what tells its part so many words may stand: "40 से बढ़कर इस साल 50 रुपये".
_NEAR = 4


def changed_otherwise(claim: str, sentence: str) -> bool:
    """Whether a number that something rose or fell from, to or by in the claim has another part in the sentence. By how much it
    rose is not what it became, however that is told.
    """
    told, own = _parts(sentence), _parts(claim)
    if not _is_change(sentence, told):
        return False
    is_change = _is_change(claim, own)
    return any(
        number in told and not parts & told[number] and (is_change or told[number] == {"by"}) for number, parts in own.items()
    )


def by_difference(claim: str, sentence: str) -> frozenset[Decimal]:
    """The numbers by which something rose or fell in the claim that are those between the two that it has in the sentence."""
    firsts, lasts = ({number for number, parts in _parts(sentence).items() if parts == {part}} for part in ("from", "to"))
    if len(firsts) != 1 or len(lasts) != 1:
        return frozenset()
    (first,), (last,) = firsts, lasts
    between = abs(last - first)
    return frozenset(number for number, parts in _parts(claim).items() if parts == {"by"} and number == between)


@lru_cache(maxsize=500)
def _parts(text: str) -> dict[Decimal, set[Part]]:
    """The parts that numbers have in a change; nothing is "from" one to another."""
    said = tokens_of(text)
    parts = defaultdict[Decimal, set[Part]](set)
    began = -1
    for start, end, value in said.numbers():
        part = _ahead(said, start) or _behind(said, end) or ("to" if 0 <= began and _goes_on(said, began, start) else None)
        if part:
            parts[value].add(part)
        began = end if part == "from" else -1
    return parts


def _is_change(text: str, parts: Mapping[Decimal, set[Part]]) -> bool:
    """Whether something changes in a text."""
    said = tokens_of(text)
    return {"from", "to"} <= set().union(*parts.values()) or any(word in _changing() for word in said.words(0, len(said)))


@cache
def _changing() -> frozenset[str]:
    return frozenset().union(*map(amount_words, ("changing", "changes", "rising", "rises")))


def _ahead(said: Tokens, at: int) -> Part | None:
    """What stands ahead of a number tells of it: "to 50", "rose 50", "a rise of 50", "बढ़कर 50"."""
    place = at - 1
    while place > at - _NEAR and said.word(place) in amount_words("ahead_of_numbers"):
        place -= 1
    word = said.word(place)
    if said.word(place + 1) == "at" and said.word(place + 2) not in ("least", "most"):  # "closed at 50"
        return "to"
    told = said.word(place - 1) if word == "of" else word
    if word in amount_words("rising") or told in amount_words("changes") or said.words(place - 2, 3) == ["by", "up", "to"]:
        return "by"
    return "to" if word in amount_words("having_risen") else _AHEAD.get(word)


def _behind(said: Tokens, end: int) -> Part | None:
    """What stands behind a number tells of it, in Hindi mostly."""
    at = said.skip(end, amount_words("units"))
    word, behind = said.word(at), said.words(at + 1, _NEAR)
    if word in _FROM and said.word(at + 1) not in _THAN:
        is_change = any(word in _changing() for word in behind)
        is_first = any(said.number(place) for place in range(at + 1, at + 1 + _NEAR))
        return "from" if is_change or is_first else None
    if word in _OF:
        return _of(behind)
    if word in amount_words("rises") or word not in _MARKS and word[:1].isalpha() and behind[0] in amount_words("rises_only"):
        return "by"
    if word in _UP_TO and behind[0] in amount_words("rises") | amount_words("changes"):  # by or to
        return None
    if word in _ON or word in amount_words("becoming"):
        return "to"
    return None


def _of(behind: Sequence[str]) -> Part | None:
    """What stands behind "5 की" tells of the number."""
    if behind[0] in _INSTEAD:
        return "from"
    if amount_words("changes") & set(behind[:2]):
        return "by"
    return "to" if behind[0] in amount_words("becoming") - _OF else None


def _goes_on(said: Tokens, began: int, at: int) -> bool:
    """Whether the number that something became stands soon behind the one it was."""
    between = said.words(began, at - began)
    return len(between) <= 2 * _NEAR and not {",", ";", "।", "."} & set(between)
