"""Words that name nobody, and names that are the same: what it takes to tell names in the two languages."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from index.text.languages.record import word_set


@cache
def common_hindi() -> frozenset[str]:
    """Words that stand in many Hindi texts of any topic, with their nuktas and without: what is none of them may be a name."""
    return frozenset().union(*(word_set(line) for line in _lines("common_hindi.txt")))


@cache
def same_names() -> dict[str, tuple[str, ...]]:
    """The names of a thing, by each of them, in small letters."""
    return {name: tuple(line.split()) for line in _lines("same_names.txt") for name in line.split()}


def _lines(name: str) -> Iterator[str]:
    text = (files("assistant") / "data" / name).read_text(encoding="utf-8")
    return (unicodedata.normalize("NFC", line).lower() for line in text.splitlines() if not line.startswith("#"))
