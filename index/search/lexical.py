"""How much of a question's words a passage has, by stems within a language and by sounds across scripts."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np

from index.arrays import FloatArray
from index.models import Language
from index.search.scoring import inverse_document_frequency
from index.storage.records import Column, PassageFeatures
from index.storage.store import PassageStore
from index.text.words import sounds, terms


@dataclass(frozen=True)
class QuestionWords:
    """A question's stems and phonetic keys, each with its inverse document frequency."""

    terms: Mapping[str, float]
    sounds: Mapping[str, float]

    def by_column(self) -> dict[Column, Collection[str]]:
        """The words alone."""
        return {"terms": self.terms.keys(), "sounds": self.sounds.keys()}


def weigh(question: str, store: PassageStore) -> QuestionWords:
    """A question's words, weighed by how rare they are in a store."""

    def weights(column: Column, words: Sequence[str]) -> dict[str, float]:
        counts = store.document_counts(column, set(words))
        return {word: inverse_document_frequency(len(store), counts.get(word, 0)) for word in words}

    return QuestionWords(weights("terms", terms(question)), weights("sounds", sounds(question)))


def coverages(words: QuestionWords, passages: Sequence[PassageFeatures], asked_in: Language) -> tuple[FloatArray, FloatArray]:
    """The share by weight that each passage has of the question's stems, where it is in the same language, and of its
    sounds, where it is not; else 0. Shapes (n,).
    """
    stems, keys = np.zeros(len(passages), np.float32), np.zeros(len(passages), np.float32)
    for at, passage in enumerate(passages):
        if passage.language == asked_in:
            stems[at] = coverage(words.terms, set(passage.words.terms.split()))
        else:
            keys[at] = coverage(words.sounds, set(passage.words.sounds.split()))
    return stems, keys


def coverage(weights: Mapping[str, float], found: Set[str]) -> float:
    """The share of the question's terms, by weight, that are among `found`; 0 for a question without terms."""
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in found) / total if total else 0.0
