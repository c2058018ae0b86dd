"""What the search needs of a storage."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import numpy as np

from index.arrays import FloatArray, IntArray
from index.models import ArticleFilter
from index.storage.records import Column, PassageFeatures, StoredPassage

# How many candidates each way of searching brings up. More of any adds no right passage to XQuAD's (docs/retrieval.md).
PASSAGE_CANDIDATES = 50
SENTENCE_CANDIDATES = 100
LEXICAL_CANDIDATES = 30


class PassageStore(Protocol):
    """The passages of one state of an index. Keys are the storage's own. Their order is that of the articles' ids, and within
    an article that of its text; the numbers themselves need not ascend.
    """

    def __len__(self) -> int:
        """How many passages there are."""

    def document_counts(self, column: Column, words: Collection[str]) -> Mapping[str, int]:
        """How many passages have each of the words; those that none has may be left out."""

    def candidates(self, vector: FloatArray, words: Mapping[Column, Collection[str]], only: ArticleFilter) -> IntArray:
        """The keys, in order, of passages that may answer: nearest by their vector or by a sentence's, or with the words.

        Of passages that stand in several articles the filter lets through, the first.
        """

    def features(self, keys: IntArray) -> Sequence[PassageFeatures]:
        """The features of passages, whose keys are given in order."""

    def load(self, keys: IntArray) -> Sequence[StoredPassage]:
        """The passages whole, whose keys are given in order."""

    def drawn(self, number: int) -> IntArray:
        """The keys, in order, of so many passages, evenly drawn from all; of all where there are fewer."""


def drawn(number: int, among: int) -> IntArray:
    """So many positions, evenly drawn from 0 to `among`; all where there are fewer."""
    positions: IntArray = np.unique(np.linspace(0, among - 1, number).astype(np.int64)) if among else np.empty(0, np.int64)
    return positions
