"""Which parts of a text are its content words: what late interaction compares, and stores vectors of."""

from collections.abc import Sequence

import numpy as np

from index.arrays import BoolArray
from index.text.languages import every
from index.text.sentences import Span
from index.text.words import WORD, words

_PARTICLES = every("particles")


def in_content_words(text: str, spans: Sequence[Span]) -> BoolArray:
    """Which of a text's spans have a character of a content word, shape (len(spans),): of a word that is no particle, or of a
    number. All have where the text has no such word.
    """
    inside = np.zeros(len(text) + 1, np.int64)
    for word in WORD.finditer(text):
        if not _PARTICLES.issuperset(words(word.group())):
            inside[word.start() + 1 : word.end() + 1] = 1
    before = inside.cumsum()
    starts, ends = np.array(spans, np.int64).reshape(-1, 2).T
    found: BoolArray = before[ends] > before[starts]
    return found if found.any() else ~found
