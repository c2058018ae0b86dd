"""Shares, how many times as much, and words for many: "half", "एक तिहाई", "50%", "दोगुना", "सैकड़ों"."""

from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from assistant.generative.checks.amount_words import amount_values, amount_words
from assistant.generative.checks.bare_scales import bare_scale_at
from assistant.generative.checks.bounds import bound_at
from assistant.generative.checks.ordinals import place_at
from assistant.generative.tokens import Found, Tokens, tokens_of

Kind = Literal["share", "percent", "factor", "may be factor", "size", "half", "number"]

_WHOLE: Final = Decimal(100)
_A = frozenset("a an".split())
_OF = frozenset("of the its their his her our".split())
_OF_A = frozenset("a an of the one".split())
_BETWEEN = [["out", "of", "every"], ["out", "of"], ["in", "every"], ["में", "से"], ["in"]]
_AS_MUCH = frozenset("as the more higher larger bigger greater that its".split())
_MOST_OF_ONE = 100
_THIRD = 3


class Amount(NamedTuple):
    """A share in percent, a factor, the smaller units that half of a larger one has, or the least and the most of many."""

    kind: Kind
    least: Decimal
    most: Decimal

    @classmethod
    def of(cls, kind: Kind, value: Decimal) -> "Amount":
        """One of a single value."""
        return cls(kind, value, value)


class Shares(NamedTuple):
    """The amounts of a text, and the text without them."""

    each: tuple[Amount, ...]
    rest: str

    def of(self, *kinds: Kind) -> list[Amount]:
        """Those of these kinds."""
        return [amount for amount in self.each if amount.kind in kinds]


@lru_cache(maxsize=500)
def shares(text: str) -> Shares:
    """The shares, factors and sizes of a text."""
    said = tokens_of(text)
    found = [one for one in said.scan(amount_at) if one.value.kind != "number"]
    cut = [one for one in found if one.value.kind != "may be factor"]
    return Shares(tuple(one.value for one in found), said.without(cut) if cut else text)


def amount_at(said: Tokens, at: int) -> Found[Amount] | None:
    """The amount that begins at a place, or a number that is none."""
    return _of_many(said, at) or _part(said, at) or _factor(said, at) or _size(said, at) or _half(said, at) or _number(said, at)


def _number(said: Tokens, at: int) -> Found[Amount] | None:
    """A percentage, or another number, whose words are nothing else: "two and a half"."""
    number = said.number(at)
    if not number:
        return None
    value, end = number
    if end < len(said) and said.each[end].kind == "percent":
        return Found(at, end + 1, Amount.of("percent", value))
    return Found(at, end, Amount.of("number", value))


def _of_many(said: Tokens, at: int) -> Found[Amount] | None:
    """As in "one in three", "nine out of ten" and "दस में से नौ"."""
    first = said.number(at)
    if not first:
        return None
    value, end = first
    between = next((words for words in _BETWEEN if said.words(end, len(words)) == words), None)
    second = said.number(end + len(between)) if between else None
    if not between or not second:
        return None
    part, whole = (second[0], value) if between[0] == "में" else (value, second[0])
    is_share = 0 < part < whole <= _MOST_OF_ONE and (len(between) > 1 or part == 1)
    return Found(at, second[1], Amount.of("share", part / whole * _WHOLE)) if is_share else None


def _part(said: Tokens, at: int) -> Found[Amount] | None:
    """As in "two thirds", "a quarter of", "तीन चौथाई" and "पाँचवाँ हिस्सा"."""
    number = said.number(at)
    begin = number[1] if number else at + (said.word(at) in _A)
    begin += bool(number) and said.word(begin) == "-"
    word = said.word(begin)
    if (place := place_at(said, begin)) and place >= _THIRD and said.word(begin + 1) in ("हिस्सा", "हिस्से"):
        return Found(at, begin + 2, Amount.of("share", _WHOLE / place))
    if word not in amount_values("parts_of_a_whole"):
        return None
    whole = Decimal(amount_values("parts_of_a_whole")[word])
    count = number[0] if number else Decimal(1)
    is_told = bool(number) or not word.isascii() or said.word(at) in _A and said.word(begin + 1) in _OF
    if not is_told or count >= whole or word.isascii() and (count > 1) != word.endswith("s"):
        return None
    return Found(at, begin + 1, Amount.of("share", count / whole * _WHOLE))


def _half(said: Tokens, at: int) -> Found[Amount] | None:
    """Half of something, or half an hour, which are thirty minutes."""
    share = amount_values("shares").get(said.word(at))
    if share is None or said.number(at) or said.word(at) == "half" and place_at(said, at - 1):
        return None
    behind = said.skip(at + 1, _OF_A | {"-"})
    if said.word(behind) in amount_words("no_share_behind"):
        return None
    if smaller := amount_values("halves_of").get(said.word(behind)):
        return Found(at, behind + 1, Amount.of("half", Decimal(smaller)))
    return Found(at, at + 1, Amount.of("share", Decimal(share)))


def _factor(said: Tokens, at: int) -> Found[Amount] | None:
    """As in "doubled", "twice as many", "दोगुना" and "तीन गुना"."""
    word = said.word(at)
    if known := amount_values("factors").get(word):
        return Found(at, at + 1, Amount.of("factor", Decimal(known)))
    if known := amount_values("factors_ahead").get(word):
        is_told = said.word(at + 1) in amount_words("behind_factors")
        return Found(at, at + 1, Amount.of("factor" if is_told else "may be factor", Decimal(known)))
    number = said.number(at)
    if not number:
        return None
    value, end = number
    end += said.word(end) == "-"
    is_told = said.word(end) in amount_words("times") and (said.word(end) != "times" or said.word(end + 1) in _AS_MUCH)
    return Found(at, end + 1, Amount.of("factor", value)) if is_told else None


def _size(said: Tokens, at: int) -> Found[Amount] | None:
    """As in "सैकड़ों", "tens of thousands" and "several hundred"."""
    word = said.word(at)
    if at and said.each[at - 1].kind == "number":
        return None
    if word in amount_words("several") and said.each[min(at + 1, len(said) - 1)].kind == "scale":
        scale = said.each[at + 1].value
        return Found(at, at + 2, Amount("size", scale, scale * 10 - 1))
    tens = {"tens": 10, "hundreds": 100}.get(word)
    if tens and said.word(at + 1) == "of" and (size := amount_values("sizes").get(said.word(at + 2))):
        least = Decimal(size.partition("-")[0]) * tens
        return Found(at, at + 3, Amount("size", least, least * 10 - 1))
    if size := amount_values("sizes").get(word):
        return Found(at, at + 1, Amount("size", *map(Decimal, size.split("-"))))
    return _bare(said, at)


def _bare(said: Tokens, at: int) -> Found[Amount] | None:
    """As in "हज़ार लोग", "लाख से ज़्यादा" and "सौ से कम"."""
    scale = bare_scale_at(said, at)
    if not scale:
        return None
    bound = bound_at(said, at, scale.end)
    if bound and bound[0] in ("more", "at_least"):
        return Found(at, scale.end, Amount("size", scale.value, scale.value * 10 - 1))
    if bound and bound[0] in ("fewer", "at_most"):
        return Found(at, scale.end, Amount("size", scale.value / 10, scale.value / 2))
    return Found(at, scale.end, Amount.of("size", scale.value))
