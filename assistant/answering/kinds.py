"""What kind of thing a question asks for, and whether a sentence has one: a number, or a date."""

import re
from collections.abc import Callable

from assistant.question.phrasings import phrasing
from assistant.question.said import plain
from assistant.question.time_words import MONTHS
from assistant.question.times import asks_when
from index.text.numbers import pieces
from index.text.words import words

_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")

Kind = Callable[[str], bool]


def asked_kind(question: str) -> Kind | None:
    """What tells whether a sentence has the kind of thing that is asked for; None for a question of no such kind."""
    if asks_when(question):
        return tells_date
    return _has_number if phrasing("number").search(plain(question)) else None


def _has_number(sentence: str) -> bool:
    return any(piece.number and piece.number.claims or piece.text[0].isdecimal() for piece in pieces(sentence))


def tells_date(text: str) -> bool:
    """Whether a text names a year or a month."""
    said = words(text)
    return bool(_YEAR.search(" ".join(said))) or any(word in MONTHS and word not in ("may", "march") for word in said)
