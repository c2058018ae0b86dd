"""What kind of thing a question asks for, and whether a sentence has one: a number, or a date; and numbers that it names."""

import re
from collections.abc import Callable

from assistant.question.phrasings import phrasing
from assistant.question.said import plain
from assistant.question.time_words import MONTHS
from assistant.question.times import asks_when
from index.text.numbers import pieces
from index.text.words import words

_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")

# Smaller numbers count, rank and date; larger ones are seldom there by chance (judged by eye).
_LARGE = 100

Kind = Callable[[str], bool]


def asked_kind(question: str) -> Kind | None:
    """What tells whether a sentence has the kind of thing that is asked for; None for a question of no such kind."""
    if asks_when(question):
        return tells_date
    return _has_number if phrasing("number").search(plain(question)) else None


def asks_why(question: str) -> bool:
    """Whether a question asks for a reason."""
    return bool(phrasing("reason").search(plain(question)))


def named_numbers(question: str) -> frozenset[str]:
    """The numbers by which a question tells what it asks of, as they are compared: large ones and fractions, but no years,
    which an article of the time need not say.
    """
    numbers = ((piece, piece.number.value) for piece in pieces(question) if piece.number and piece.number.claims)
    telling = (piece.words for piece, value in numbers if (value >= _LARGE or value % 1) and not _YEAR.fullmatch(piece.text))
    return frozenset(word for words in telling for word in words)


def _has_number(sentence: str) -> bool:
    return any(piece.number and piece.number.claims or piece.text[0].isdecimal() for piece in pieces(sentence))


def tells_date(text: str) -> bool:
    """Whether a text names a year or a month."""
    said = words(text)
    return bool(_YEAR.search(" ".join(said))) or any(word in MONTHS and word not in ("may", "march") for word in said)
