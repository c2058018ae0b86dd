"""What an index holds of an article besides the article: its segments, their vectors, and the words of its passages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.arrays import ByteArray, FloatArray, IntArray
from index.models import Language, Passage
from index.storage.layout import ModelRecord
from index.text.sentences import Span

# Words as they are looked up: stems, or phonetic keys.
Column = Literal["terms", "sounds"]


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
class TokenCodes:
    """A passage's compressed token vectors, uint8, shape (n, width), and where the middle of each token is, int64, shape (n,),
    in characters from the passage's start: below 0 in the headline. Both are empty in an index without token vectors.
    """

    codes: ByteArray
    places: IntArray


@dataclass(frozen=True)
class Embedded:
    """One article's headline and segments, float32 vectors with one row a passage and one a sentence, the token codes and
    words of each passage, and the wording of each sentence.
    """

    headline: str
    segments: Segments
    passage_vectors: FloatArray
    sentence_vectors: FloatArray
    tokens: Sequence[TokenCodes]
    words: Sequence[PassageWords]
    wordings: Sequence[int]


@dataclass(frozen=True)
class PassageFeatures:
    """What tells cheaply whether a passage is worth a closer look: vectors of unit length, shapes (dimension,) and
    (sentences, dimension), and its words.
    """

    language: Language
    vector: FloatArray
    sentence_vectors: FloatArray
    words: PassageWords


@dataclass(frozen=True)
class StoredPassage:
    """All that an index holds of a passage; `headline` is what stands before it when it is embedded, and `sentences` are
    (start, end, wording).
    """

    passage: Passage
    headline: str
    sentences: tuple[tuple[int, int, int], ...]
    features: PassageFeatures
    tokens: TokenCodes


@dataclass(frozen=True)
class Recipe:
    """How articles are made into vectors."""

    model: ModelRecord
    tokens_per_passage: int
    token_vectors: bool


@dataclass(frozen=True)
class Changes:
    """How the staged articles differ from the previous generation's."""

    added: int
    changed: int
    unchanged: int
    removed: int

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.added or self.changed or self.removed)
