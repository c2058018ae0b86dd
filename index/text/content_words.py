"""Which parts of a text are its content words: what late interaction compares, and stores vectors of."""

import unicodedata
from collections.abc import Sequence

import numpy as np

from index.arrays import BoolArray
from index.text.languages import every
from index.text.sentences import Span
from index.text.words import WORD, without_joiners

_PARTICLES = every("particles")


def in_content_words(text: str, spans: Sequence[Span]) -> BoolArray:
    """Which of a text's spans have a character of a content word, shape (len(spans),): of a word that is no particle, or of a
    number. All have where the text has no such word.
    """
    inside = np.zeros(len(text) + 1, np.int64)
    for word in WORD.finditer(text):
        if _compared(word.group()) not in _PARTICLES:
            inside[word.start() + 1 : word.end() + 1] = 1
    before = inside.cumsum()
    found = np.array([before[end] > before[start] for start, end in spans], np.bool_)
    return found if found.any() else ~found


def _compared(word: str) -> str:
    return without_joiners(unicodedata.normalize("NFC", word)).lower()
