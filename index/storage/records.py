"""What an index holds of an article besides the article: its segments, their vectors, and the words of its passages."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.arrays import ByteArray, FloatArray
from index.text.sentences import Span


@dataclass(frozen=True)
class Segments:
    """An article's sentences in order, and its passages as (first, last) positions of sentences, both included."""

    sentences: tuple[Span, ...]
    passages: tuple[tuple[int, int], ...]

    def passage_spans(self) -> list[Span]:
        """Where each passage starts and ends in the text."""
        return [(self.sentences[first][0], self.sentences[last][1]) for first, last in self.passages]


@dataclass(frozen=True)
class PassageWords:
    """A passage's stems and phonetic keys, its headline's included, each separated by spaces."""

    terms: str
    sounds: str


@dataclass(frozen=True)
class Embedded:
    """One article's segments, float32 vectors with one row a passage and one a sentence, one code array and the words of each
    passage, and the wording of each sentence.
    """

    segments: Segments
    passage_vectors: FloatArray
    sentence_vectors: FloatArray
    token_codes: Sequence[ByteArray]
    words: Sequence[PassageWords]
    wordings: Sequence[int]
