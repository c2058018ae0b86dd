"""What a passage's score is made of: signals, weights, and the probability that a score stands for.

Scores are fused, not ranks: a list that can't see the other language's script would still have half the vote
(docs/retrieval.md). All signals but coverage are cosines of the same model, so a weighted mean of them is one, too.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from index.arrays import BoolArray, FloatArray, IntArray
from index.models import Language

# Slope and intercept of Platt scaling (Platt 1999, "Probabilistic outputs for support vector machines"), by the languages of
# question and article.
Calibration = Mapping[tuple[Language, Language], tuple[float, float]]


@dataclass(frozen=True)
class Weights:
    """How much each signal counts. Cosines are averaged; full coverage of the question's words adds to that, by their stems
    within a language, by their sounds across scripts, where it finds names and numbers.
    """

    passage: float
    sentence: float
    maxsim: float
    coverage: float
    sound_coverage: float


@dataclass(frozen=True)
class Signals:
    """Float32 arrays with one value a passage; `maxsim` is None where it was not computed."""

    passage: FloatArray
    sentence: FloatArray
    coverage: FloatArray
    sound_coverage: FloatArray
    maxsim: FloatArray | None = None

    def take(self, rows: IntArray) -> "Signals":
        """The signals of some of the passages."""
        maxsim = None if self.maxsim is None else self.maxsim[rows]
        return Signals(self.passage[rows], self.sentence[rows], self.coverage[rows], self.sound_coverage[rows], maxsim)

    def fused(self, weights: Weights) -> FloatArray:
        """The passages' scores, shape (n,). A weight for MaxSim needs MaxSim."""
        cosines = weights.passage * self.passage + weights.sentence * self.sentence
        if self.maxsim is not None:
            cosines = cosines + weights.maxsim * self.maxsim
        mean = cosines / (weights.passage + weights.sentence + weights.maxsim)
        fused: FloatArray = mean + weights.coverage * self.coverage + weights.sound_coverage * self.sound_coverage
        return fused.astype(np.float32)


def log_odds(scores: FloatArray, asked_in: Language, is_hindi: BoolArray, calibration: Calibration) -> FloatArray:
    """How likely passages of these scores are to answer, as log odds; `is_hindi` tells which are in Hindi, else English."""
    hindi, english = calibration[asked_in, "hi"], calibration[asked_in, "en"]
    odds: FloatArray = np.where(is_hindi, hindi[0] * scores + hindi[1], english[0] * scores + english[1])
    return odds.astype(np.float32)


def probability(odds: float) -> float:
    """A probability from its log odds."""
    return 1 / (1 + math.exp(-odds)) if odds > -700 else 0.0  # exp overflows beyond


def odds_of(share: float) -> float:
    """The log odds of a probability, the reverse of `probability`; of none and of one those of a millionth."""
    share = min(max(share, 1e-6), 1 - 1e-6)
    return math.log(share / (1 - share))


def inverse_document_frequency(passages: int, containing: int) -> float:
    """BM25's weight of a term (https://doi.org/10.1561/1500000019), in nats."""
    return math.log(1 + (passages - containing + 0.5) / (containing + 0.5))
