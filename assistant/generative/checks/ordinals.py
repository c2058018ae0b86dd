"""Places in a row: "third" and "तीसरी" are not "second", "नौवीं कक्षा" is class 9, and the second largest isn't the largest."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import regex

from assistant.generative.checks.amount_words import amount_values, amount_words
from assistant.generative.tokens import Found, Tokens, tokens_of
from index.text.number_tokens import number_tables
from index.text.words import words

_FIGURES = regex.compile("([0-9]{1,4})(?:st|nd|rd|th|वाँ|वां|वा|वीं|वी|वें|वे|ला|ली|ले|रा|री|रे|था|थी|थे|ठा|ठी|ठे)")
_HINDI = regex.compile("(?:वाँ|वां|वीं|वें)$")
_HINDI_SUPERLATIVE = "सबसे"
_AS_BEFORE = frozenset("पहले pehle pahle".split())
_EVERY = frozenset("हर every each har".split())
_ONE = frozenset("एक ek".split())
_BEHIND_SHARES = frozenset("of the its their less more".split())
_HINDI_SHARES = frozenset("हिस्सा हिस्से हिस्सों".split())
_TEN, _TWENTY = 10, 20
_FIRST, _SECOND = Decimal(1), Decimal(2)


class Places(NamedTuple):
    """The places in a row that a text tells, and of the largest or another superlative, which one it is."""

    each: frozenset[Decimal]
    ranks: frozenset[Decimal]


@lru_cache(maxsize=500)
def places(text: str) -> Places:
    """The places of a text."""
    said = tokens_of(text)
    found = list(said.scan(ordinal_at))
    ends = {one.end + (said.word(one.end) == "-"): one.value for one in found}
    alone = None if "one of" in text or "में से एक" in text else _FIRST
    ranks = [ends.get(at, alone) for at in range(len(said)) if _is_superlative(said, at, is_ranked=at in ends)]
    return Places(frozenset(one.value for one in found), frozenset(rank for rank in ranks if rank))


def placed_otherwise(claim: str, told: str, numbers: frozenset[Decimal]) -> bool:
    """Whether a place in a row that the claim tells isn't told; `numbers` are those that can be read, as in "class 9".

    A first or second one may be told without its number, so it is another only beside one of another number.
    """
    own, theirs = places(claim), places(told)
    if own.ranks and theirs.ranks and not own.ranks & theirs.ranks:
        return True
    return any(_is_other(place, theirs.each, told, numbers) for place in own.each - theirs.each)


def _is_other(place: Decimal, theirs: frozenset[Decimal], told: str, numbers: frozenset[Decimal]) -> bool:
    if place == _FIRST:
        return bool(theirs) and not amount_words("first_ones") & set(words(told))
    if place == _SECOND:
        return bool(theirs) and place not in numbers and not amount_words("second_ones") & set(words(told))
    return place not in numbers


def _is_superlative(said: Tokens, at: int, *, is_ranked: bool) -> bool:
    """Whether a superlative begins at a place; "most" is one behind its rank."""
    word = said.word(at)
    if word == _HINDI_SUPERLATIVE:
        return said.word(at + 1) != "पहले"
    return word in amount_words("superlatives") or word == "most" and is_ranked


def ordinal_at(said: Tokens, at: int) -> Found[Decimal] | None:
    """The place in a row that is told at a place, "twenty-first" as one."""
    word = said.word(at)
    tens = number_tables()["english"].get(word)
    behind = at + 1 + (said.word(at + 1) == "-")
    if tens and tens >= _TWENTY and (unit := _value(said.word(behind))) and unit < _TEN:
        return Found(at, behind + 1, tens + unit)
    value = _value(word)
    return Found(at, at + 1, value) if value and not _is_none(said, at, value) else None


def place_at(said: Tokens, at: int) -> Decimal | None:
    """The place in a row that a word could tell, whatever it tells beside the others."""
    return _value(said.word(at))


def _value(word: str) -> Decimal | None:
    if known := amount_values("ordinals").get(word) or (word in _AS_BEFORE and "1"):
        return Decimal(known)
    if shown := _FIGURES.fullmatch(word):
        return Decimal(shown[1])
    return number_tables()["hindi"].get(_HINDI.sub("", word)) if _HINDI.search(word) else None


def _is_none(said: Tokens, at: int, value: Decimal) -> bool:
    """Whether a word tells no place in a row here: "पहले" is before, "at first", "10 seconds", "a third of", "one another"."""
    word, ahead, behind = said.word(at), said.word(at - 1), said.word(at + 1)
    if ahead in _EVERY:  # "हर तीसरा"
        return True
    if word in _AS_BEFORE:
        return behind not in amount_words("counted_in_rows")
    if word == "first":
        return ahead == "at" or said.words(at + 1, 2) == ["of", "all"]
    is_counted = said.each[at - 1].kind == "number" or ahead == "-" and said.each[at - 2].kind == "number" if at else False
    if word == "second":
        return is_counted or ahead in amount_words("ahead_of_seconds")
    if behind in amount_words("behind_others") or value == _SECOND and ahead in _ONE:
        return True
    is_share = word.isascii() and (is_counted or ahead == "a" and behind in _BEHIND_SHARES) or behind in _HINDI_SHARES
    return value > _SECOND and is_share
