"""The words of amounts.toml, by which times, places in a row, shares and sizes are read."""

from functools import cache

from assistant.question.tables import tables
from index.text.languages.record import word_set


@cache
def amount_words(name: str) -> frozenset[str]:
    """The words of a list."""
    return word_set(tables("amounts")[name]["words"])


@cache
def amount_values(name: str) -> dict[str, str]:
    """The values of a list by word."""
    return dict(pair.split("=") for pair in amount_words(name))
