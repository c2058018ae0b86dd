"""What a passage's score is made of: the one place that holds the weights.

Scores are fused, not ranks: a list that can't see the other language's script would still have half the vote
(docs/retrieval.md). All signals but coverage are cosines of the same model, so a weighted mean of them is one, too.
"""

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass

import numpy as np

from index.bundled import FloatArray

# How much a passage's own cosine, its best sentence's and MaxSim count; fitted by tests/bench/fit_weights.py.
PASSAGE, SENTENCE, MAXSIM = 1.0, 1.0, 4.0
# What full coverage of the question's terms adds.
COVERAGE = 0.05
# How much MaxSim within a sentence counts beside the sentence's own cosine, when sentences are chosen as quotes.
SENTENCE_MAXSIM = 2.0


@dataclass(frozen=True)
class Signals:
    """Float32 arrays with one value a passage; `maxsim` is None for an index without token vectors."""

    passage: FloatArray
    sentence: FloatArray
    coverage: FloatArray
    maxsim: FloatArray | None

    def fused(self) -> FloatArray:
        """The passages' scores, shape (n,)."""
        total, weights = PASSAGE * self.passage + SENTENCE * self.sentence, PASSAGE + SENTENCE
        if self.maxsim is not None:
            total, weights = total + MAXSIM * self.maxsim, weights + MAXSIM
        fused: FloatArray = (total / weights + COVERAGE * self.coverage).astype(np.float32)
        return fused


def inverse_document_frequency(passages: int, containing: int) -> float:
    """BM25's weight of a term (https://doi.org/10.1561/1500000019), in nats."""
    return math.log(1 + (passages - containing + 0.5) / (containing + 0.5))


def coverage(weights: Mapping[str, float], found: Set[str]) -> float:
    """The share of the question's terms, by weight, that are among `found`; 0 for a question without terms."""
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in found) / total if total else 0.0
