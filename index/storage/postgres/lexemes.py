"""A passage's words as a GIN index finds them: which it has, and how often."""

import struct
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from index.storage.records import Column, PassageWords

_PREFIX: Mapping[Column, str] = {"terms": "t:", "sounds": "s:"}


def lexeme(column: Column, word: str) -> str:
    """What stands for a word of a column."""
    return _PREFIX[column] + word


def lexemes_of(words: Mapping[Column, Collection[str]]) -> list[str]:
    """The lexemes of words, in an order that is always the same."""
    return [lexeme(column, word) for column, found in words.items() for word in sorted(found)]


def to_tsvector(words: PassageWords) -> bytes:
    """A passage's lexemes as PostgreSQL takes a tsvector in binary; a word that it has three times has three of them."""
    found = sorted({each for column in _PREFIX for each in _numbered(column, getattr(words, column).split())})
    return struct.pack(">i", len(found)) + b"".join(each.encode() + b"\0\0\0" for each in found)


def _numbered(column: Column, words: list[str]) -> Iterator[str]:
    for word, times in Counter(words).items():
        yield lexeme(column, word)
        yield from (f"{lexeme(column, word)}:{number}" for number in range(2, times + 1))
