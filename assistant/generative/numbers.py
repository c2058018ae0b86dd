"""The numbers and months that a text claims, as index/text/numbers.py reads them."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import regex

from assistant.generative.below_zero import below_zero
from assistant.question.times import months
from index.text.languages import LANGUAGES
from index.text.number_tokens import number_tables
from index.text.numbers import Piece, pieces

_DAY = regex.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}")
_APART = regex.compile(r"[^0-9]+")
_ORDINAL = regex.compile("(?:वाँ|वां|वीं|वें)$")  # "नौवें"
_MONTHS = 12
_SCALES = {"m": "million", "bn": "billion", "b": "billion", "k": "thousand", "tn": "trillion"}
_SHORT = regex.compile(r"(?<=[$€£₹]\s?)([0-9][0-9.,]*)\s?(m|bn|b|k|tn)(?![\p{L}\p{M}])", regex.IGNORECASE)
_TWICE = regex.compile(r"(?<![\p{L}\p{M}\p{N}-])([\p{L}\p{M}\p{N}]+)-\1(?![\p{L}\p{M}\p{N}-])")
_HALF_A_DOZEN = regex.compile(r"\bhalf a dozen\b|(?<![\p{L}\p{M}])(?:आधा|आधे|आधी) दर्जन(?![\p{L}\p{M}])", regex.IGNORECASE)


@dataclass(frozen=True)
class Figures:
    """What a text counts and dates: numbers that its reader would check, all numbers that can be read out of it, months."""

    claimed: frozenset[Decimal]
    readable: frozenset[Decimal]
    months: frozenset[int]


def figures(text: str) -> Figures:
    """The numbers and months of a text. A one that is written out ("one", "एक") and ordinals as words claim nothing."""
    claimed: set[Decimal] = set()
    readable: set[Decimal] = set()
    named: set[int] = set()
    plain, below = below_zero(_spelled_out(text))
    claimed |= below
    for piece in pieces(plain):
        if piece.number:
            readable |= {piece.number.value, *piece.number.parts}
            if piece.number.claims:
                claimed.add(piece.number.value)
        elif piece.text[0].isdecimal():
            claimed |= set(_of_code(piece, named))
        else:
            _read_word(piece.text, named, readable)
    return Figures(frozenset(claimed), frozenset(readable | claimed), frozenset(named))


def _spelled_out(text: str) -> str:
    """A text with "$3m" as "$3 million", "चार-चार" as "चार", and half a dozen as the six that it is."""
    text = _SHORT.sub(lambda match: f"{match[1]} {_SCALES[match[2].lower()]}", text)
    return _HALF_A_DOZEN.sub("6", _TWICE.sub(r"\1", text))


def _of_code(piece: Piece, named: set[int]) -> Iterator[Decimal]:
    """The numbers of a day, a time or a code; a day's month is set apart."""
    parts = [Decimal(part) for part in _APART.split(piece.text) if part]
    if _DAY.fullmatch(piece.text) and 1 <= parts[1] <= _MONTHS:
        named.add(int(parts.pop(1)))
    yield from parts


def _read_word(word: str, named: set[int], readable: set[Decimal]) -> None:
    folded = word.lower()
    if folded in _months() and (word != folded or not word.isascii()):
        named.add(_months()[folded])
    ordinal = number_tables()["ordinals"].get(folded) or number_tables()["hindi"].get(_ORDINAL.sub("", folded))
    if ordinal is not None and folded not in number_tables()["hindi"]:
        readable.add(ordinal)


def number_words() -> set[str]:
    """All words that are read as numbers or months."""
    return {word for table in number_tables().values() for word in table} | _months().keys()


@cache
def _months() -> dict[str, int]:
    names = months(*(record.months for record in LANGUAGES.values()))
    return {unicodedata.normalize("NFC", name): number for name, number in names.items()}
