"""An answer is made of whole words and whole numbers: a reader's tokens are pieces of words, and of "4 लाख 70 हजार" it may take
the last two.
"""

from collections.abc import Iterator

import regex

from index.text.number_tokens import western_digits
from index.text.numbers import pieces

_LETTERS = regex.compile(r"[\p{L}\p{M}\p{N}\u200c\u200d]*+")


def made_whole(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The place `sentence[start:end]`, wider where it cuts a word or a number."""
    start -= _letters_at_the_start(sentence[:start][::-1])
    end += _letters_at_the_start(sentence[end:])
    for first, last in _numbers(sentence):
        if first < end and start < last:
            start, end = min(start, first), max(end, last)
    return start, end


def _letters_at_the_start(text: str) -> int:
    """How many letters a text begins with."""
    found = _LETTERS.match(text)
    return len(found[0]) if found else 0


def _numbers(sentence: str) -> Iterator[tuple[int, int]]:
    """Where its numbers of several words stand."""
    said, at = western_digits(sentence), 0
    for piece in pieces(sentence):
        first = said.find(piece.text, at)
        if first < 0:
            continue
        at = first + len(piece.text)
        if piece.number and " " in piece.text:
            yield first, at
