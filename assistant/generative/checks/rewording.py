"""A claim with its numbers, times and shares as the article writes them.

What reads statements (docs/reader.md) knows words, not values: to it "17:30" is not "साढ़े पाँच बजे". Rules compare the values; so
that it reads all else, it is given the claim in the article's own figures, where both are equal.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import regex

from assistant.generative.below_zero import below_zero_at, with_words_for_signs
from assistant.generative.checks.clock import times_at
from assistant.generative.checks.hours import Hour
from assistant.generative.checks.measures import measures_as_told
from assistant.generative.checks.ordinals import ordinal_at
from assistant.generative.checks.shares import Amount, amount_at
from assistant.generative.tokens import Tokens, tokens_of
from index.text.words import without_joiners

Kind = Literal["below", "time", "place"]

_DIGITS = regex.compile("[0-9]+")
# A third is 33 percent.
_NEAR = 1


@dataclass(frozen=True)
class _Reading:
    """A value, and where its words stand in a text."""

    start: int
    end: int
    value: tuple[Kind, Decimal] | Hour | Amount


def as_told(claim: str, sentence: str) -> str:
    """The claim with each value as the sentence writes it, where it has the same in other figures or in words."""
    sentence = _plain(sentence)
    claim = measures_as_told(_plain(claim), sentence)
    told = [(one.value, sentence[one.start : one.end]) for one in _readings(sentence)]
    for one in reversed(list(_readings(claim))):
        own = claim[one.start : one.end]
        same = [written for value, written in told if _is_same(one.value, value)]
        if same and not any(_DIGITS.findall(own) == _DIGITS.findall(written) != [] or own == written for written in same):
            claim = claim[: one.start] + same[0] + claim[one.end :]
    return claim


def _plain(text: str) -> str:
    """A text as its tokens are read in it."""
    return unicodedata.normalize("NFC", with_words_for_signs(without_joiners(text)))


def _readings(text: str) -> Iterator[_Reading]:
    """The values of a text in order."""
    said = tokens_of(text)
    spans = list(_spans(text, said))
    at = 0
    while at < len(said):
        end, value = _reading_at(said, at)
        if value is not None:
            yield _Reading(spans[at][0], spans[end - 1][1], value)
        at = end


def _spans(text: str, said: Tokens) -> Iterator[tuple[int, int]]:
    end = 0
    for token in said.each:
        start = text.index(token.text, end)
        end = start + len(token.text)
        yield start, end


def _reading_at(said: Tokens, at: int) -> tuple[int, tuple[Kind, Decimal] | Hour | Amount | None]:
    if below := below_zero_at(said, at):
        return below.end, ("below", below.value)
    if (times := times_at(said, at)) and len(times.value.times) == 1:
        return times.end, times.value.times[0]
    if place := ordinal_at(said, at):
        return place.end, ("place", place.value)
    if amount := amount_at(said, at):
        return amount.end, None if said.is_year(at) or amount.value.kind == "may be factor" else amount.value
    return (times.end if times else at + 1), None


def _is_same(one: tuple[Kind, Decimal] | Hour | Amount, other: tuple[Kind, Decimal] | Hour | Amount) -> bool:
    if isinstance(one, Hour) and isinstance(other, Hour):
        return bool(one.minutes & other.minutes)
    if not isinstance(one, Amount | Hour) and isinstance(other, Amount):  # "ninth class" for "class 9"
        return one[0] == "place" and other.kind == "number" and one[1] == other.least
    if isinstance(one, Amount) and isinstance(other, Amount):
        return _is_same_amount(one, other)
    return one == other


def _is_same_amount(one: Amount, other: Amount) -> bool:
    kinds = {one.kind, other.kind}
    if one.kind == "size":
        return other.kind in ("size", "number") and one.least <= other.most and other.least <= one.most
    near = _NEAR if kinds <= {"share", "percent"} else 0
    return (len(kinds) == 1 or bool(near) or kinds == {"half", "number"}) and abs(one.least - other.least) <= near
