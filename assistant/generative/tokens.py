"""A text as its tokens (index/text/number_tokens.py), for what reads more than one of them together."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from typing import Generic, TypeVar

import regex

from index.text.number_reader import NumberReader
from index.text.number_tokens import Token, tokens

_YEAR = regex.compile(r"(?:1[5-9]|20)[0-9]{2}")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Found(Generic[Value]):
    """What is read between two places of a text."""

    start: int
    end: int
    value: Value


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text, and what can be read at a place of them."""

    each: tuple[Token, ...]

    def __len__(self) -> int:
        return len(self.each)

    def word(self, at: int) -> str:
        """The token at a place as it is compared; nothing outside of the text."""
        return self.each[at].folded if 0 <= at < len(self.each) else ""

    def words(self, at: int, count: int) -> list[str]:
        """So many tokens from a place on, as they are compared."""
        return [self.word(place) for place in range(at, at + count)]

    def number(self, at: int) -> tuple[Decimal, int] | None:
        """The number that begins at a place, and where it ends; none for a scale alone."""
        if not 0 <= at < len(self.each):
            return None
        reader = NumberReader(self.each, at)
        return (reader.value, reader.at) if reader.value is not None and reader.amounts else None

    def numbers(self) -> Iterator[tuple[int, int, Decimal]]:
        """Where each number begins and ends, and its value."""
        at = 0
        while at < len(self.each):
            number = self.number(at)
            if number:
                yield at, number[1], number[0]
            at = number[1] if number else at + 1

    def counts(self) -> Iterator[tuple[int, int, Decimal]]:
        """The same without a one or nought that is written out: "one of them" counts nothing."""
        return (found for found in self.numbers() if found[2] > 1 or not self.each[found[0]].written_out)

    def beside(self, places: range, apart: Collection[str]) -> Iterator[int]:
        """The places beside a number, from it on, up to another number or what stands between them."""
        return takewhile(lambda at: self.word(at) not in apart and not self.number(at), places)

    def is_year(self, at: int) -> bool:
        """Whether what begins at a place may be a year: four figures and nothing else."""
        return 0 <= at < len(self.each) and bool(_YEAR.fullmatch(self.each[at].text))

    def skip(self, at: int, among: Collection[str]) -> int:
        """The first place from here on that is none of these words."""
        while at < len(self.each) and self.word(at) in among:
            at += 1
        return at

    def is_name(self, at: int) -> bool:
        """Whether the token at a place begins with a capital letter."""
        return 0 <= at < len(self.each) and self.each[at].text[:1].isupper()

    def scan(self, read: "Callable[[Tokens, int], Found[Value] | None]") -> Iterator[Found[Value]]:
        """What can be read in the text, from its beginning on, nothing twice."""
        at = 0
        while at < len(self.each):
            found = read(self, at)
            if found:
                yield found
            at = found.end if found else at + 1

    def without(self, found: Collection[Found[Value]]) -> str:
        """The text without what was found; a mark stands for each."""
        cut = {at for one in found for at in range(one.start, one.end)}
        starts = {one.start for one in found}
        kept = ["|" if at in starts else token.text for at, token in enumerate(self.each) if at not in cut or at in starts]
        return " ".join(kept)


@lru_cache(maxsize=500)
def tokens_of(text: str) -> Tokens:
    """A text's tokens."""
    return Tokens(tuple(tokens(text)))
