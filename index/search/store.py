"""What the search needs of a storage."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from index.arrays import FloatArray, IntArray
from index.models import ArticleFilter
from index.storage.records import Column, PassageFeatures, StoredPassage


class PassageStore(Protocol):
    """The passages of one state of an index. Keys are the storage's own; they ascend in the order of the articles' ids, and
    within an article in the order of its text.
    """

    def __len__(self) -> int:
        """How many passages there are."""

    def document_counts(self, column: Column, words: Collection[str]) -> Mapping[str, int]:
        """How many passages have each of the words; those that none has may be left out."""

    def candidates(self, vector: FloatArray, words: Mapping[Column, Collection[str]], only: ArticleFilter) -> IntArray:
        """The keys, ascending, of passages that may answer: nearest by their vector or by a sentence's, or with the words.

        Of passages that stand in several articles the filter lets through, the first.
        """

    def features(self, keys: IntArray) -> Sequence[PassageFeatures]:
        """The features of passages; the keys ascend."""

    def load(self, keys: IntArray) -> Sequence[StoredPassage]:
        """The passages whole; the keys ascend."""
