"""A text's numbers, however they are written: 2,450 and २४५०, "1.2 करोड़" and "12 million", "साढ़े तीन लाख".

The one place that reads them: lexical search compares them by what it makes of them, and what is checked of an answer, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Final

import regex

from index.text.languages import every
from index.text.languages.record import word_set
from index.text.number_reader import NumberReader
from index.text.number_tokens import Token, number_tables, tokens

# Stands for the point in a compared number: a letter that stands in no word.
POINT: Final = "\u02d1"

_FIGURES = regex.compile(r"[0-9]+")
_ON_THE_CLOCK = regex.compile(r"([01]?[0-9]|2[0-4])\.([0-5][0-9])")
_CLOCK = word_set("बजे बजकर baje bajkar am pm hrs")
_MINUTES = 60
# Beside a number they tell that it measures: 6.50 is 6.5 then, while Python 3.10 is not Python 3.1.
_MEASURES = word_set(
    "रुपये रुपए रुपया रु rupees rupee rs inr usd dollar dollars डॉलर euro euros यूरो km kg cm mm किमी degrees points अंक"
)
_VERSIONS = word_set("version versions ver v release संस्करण वर्ज़न")
_HUNDREDS = frozenset({"सौ", "sau"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and those of its parts: of "दो करोड़ पचास लाख" also two crores. `claims`: its reader would check it; nobody does
    a one that is written out, nor a scale alone.
    """

    value: Decimal
    parts: frozenset[Decimal] = field(default=frozenset())
    claims: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a number of a text: `text` as it is written, `words` as it is compared. What looks like a number and is a
    day, a time or a code ("17:00", "0651") has its figures as words.
    """

    text: str
    words: tuple[str, ...]
    number: Number | None = None


def pieces(text: str) -> Iterator[Piece]:
    """The words and numbers of a text, in order."""
    found, at = tokens(text), 0
    while at < len(found):
        token = found[at]
        if token.kind == "mark":
            at += 1
        elif token.kind == "apart":
            yield Piece(token.text, tuple(_FIGURES.findall(token.folded)))
            at += 1
        elif token.kind == "word" and token.folded not in _openings():
            yield Piece(token.text, (token.folded,))
            at += 1
        else:
            piece, at = _numeral(found, at)
            yield piece


@cache
def _openings() -> frozenset[str]:
    """Words that may begin a number, and are none by themselves."""
    return frozenset({"a", "half", "quarter", *number_tables()["before_scales"]})


def _numeral(found: Sequence[Token], at: int) -> tuple[Piece, int]:
    """The number that begins at a token, or the token as a word; and where it ends."""
    reader = NumberReader(found, at)
    if reader.value is None:
        return Piece(found[at].text, (found[at].folded,)), at + 1
    said = found[at : reader.at]
    value = reader.value
    is_bare = len(said) == 1 and said[0].written_out and value <= 1
    number = Number(value.normalize(), frozenset(reader.parts), claims=not is_bare and reader.amounts > 0)
    is_word = is_bare or not reader.amounts and len(said) == 1 and said[0].folded not in _HUNDREDS
    words = (said[0].folded,) if is_word else _words(value, found, at, reader.at)
    return Piece(" ".join(token.text for token in said), words, number), reader.at


def _words(value: Decimal, found: Sequence[Token], first: int, end: int) -> tuple[str, ...]:
    """A number as it is compared; a time is an hour and minutes, as in "5:30"."""
    said = found[first]
    behind = [token.folded for token in found[end : end + 3]]
    if set(behind[:1]) & _CLOCK or behind in (["a", ".", "m"], ["p", ".", "m"]):
        if on_the_clock := _ON_THE_CLOCK.fullmatch(said.folded):
            return on_the_clock.groups()
        if value % 1 and said.kind != "number" or said.written_out and value % 1:
            return str(int(value)), str(int(value % 1 * _MINUTES))
    if end == first + 1 and "." in said.folded and _is_version(found, first):
        return (said.folded.replace(".", POINT),)
    return (plain_number(value).replace(".", POINT),)


def plain_number(value: Decimal) -> str:
    """A number in figures, without what doesn't count: "2450" for 2450.0."""
    written = format(value, "f")
    return (written.rstrip("0").rstrip(".") if "." in written else written) or "0"


def _is_version(found: Sequence[Token], at: int) -> bool:
    """Whether the zeros at the end of a number's fraction count: it stands behind a name, and measures nothing."""
    before = found[at - 1] if at else None
    behind = found[at + 1] if at + 1 < len(found) else None
    if before is None or before.kind != "word" or before.folded in _MEASURES:
        return False
    if before.folded in _VERSIONS:
        return True
    if behind and (behind.kind in ("percent", "scale") or behind.folded in _MEASURES):
        return False
    is_name = before.text.isascii() and before.folded not in every("stop_words")
    return is_name and bool(found[at].folded.partition(".")[2].strip("0"))
