"""What a passage's score is made of: the one place that holds the weights.

Scores are fused, not ranks: a list that can't see the other language's script would still have half the vote
(docs/retrieval.md). All signals but coverage are cosines of the same model, so a weighted mean of them is one, too.
"""

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass

import numpy as np

from index.arrays import BoolArray, FloatArray, IntArray
from index.models import Language


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


# Fitted on XQuAD's questions by index/training/scoring.py. Beside MaxSim the passage's own cosine says nothing more; it
# chooses, with the others, the candidates that MaxSim is computed for, and ranks where there are no token vectors.
WITHOUT_MAXSIM = Weights(passage=0.8, sentence=1.0, maxsim=0.0, coverage=0.08, sound_coverage=0.065)
WITH_MAXSIM = Weights(passage=0.0, sentence=3.0, maxsim=4.0, coverage=0.05, sound_coverage=0.06)

# How much MaxSim within a sentence counts beside the sentence's own cosine, when sentences are chosen as quotes.
SENTENCE_MAXSIM = 2.0

# Platt scaling (slope, intercept) of the best passage's score, by (question, article) language, for the built-in model:
# fitted by index/training/scoring.py on XQuAD's questions with their article indexed and with it left out, and on near misses.
CALIBRATION: dict[tuple[Language, Language], tuple[float, float]] = {
    ("hi", "hi"): (128.3, -107.5),
    ("en", "hi"): (69.9, -55.7),
    ("hi", "en"): (129.6, -101.7),
    ("en", "en"): (46.9, -40.3),
}
# The same for an index without token vectors.
CALIBRATION_WITHOUT_MAXSIM: dict[tuple[Language, Language], tuple[float, float]] = {
    ("hi", "hi"): (128.6, -111.5),
    ("en", "hi"): (75.6, -61.4),
    ("hi", "en"): (115.1, -92.7),
    ("en", "en"): (46.3, -41.1),
}


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

    def fused(self) -> FloatArray:
        """The passages' scores, shape (n,)."""
        weights = WITHOUT_MAXSIM if self.maxsim is None else WITH_MAXSIM
        cosines = weights.passage * self.passage + weights.sentence * self.sentence
        if self.maxsim is not None:
            cosines = cosines + weights.maxsim * self.maxsim
        mean = cosines / (weights.passage + weights.sentence + weights.maxsim)
        fused: FloatArray = mean + weights.coverage * self.coverage + weights.sound_coverage * self.sound_coverage
        return fused.astype(np.float32)


def log_odds(scores: FloatArray, asked_in: Language, is_hindi: BoolArray, with_maxsim: bool) -> FloatArray:
    """How likely passages of these scores are to answer, as log odds; `is_hindi` tells which are in Hindi, else English."""
    table = CALIBRATION if with_maxsim else CALIBRATION_WITHOUT_MAXSIM
    hindi, english = table[asked_in, "hi"], table[asked_in, "en"]
    odds: FloatArray = np.where(is_hindi, hindi[0] * scores + hindi[1], english[0] * scores + english[1])
    return odds.astype(np.float32)


def inverse_document_frequency(passages: int, containing: int) -> float:
    """BM25's weight of a term (https://doi.org/10.1561/1500000019), in nats."""
    return math.log(1 + (passages - containing + 0.5) / (containing + 0.5))


def coverage(weights: Mapping[str, float], found: Set[str]) -> float:
    """The share of the question's terms, by weight, that are among `found`; 0 for a question without terms."""
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in found) / total if total else 0.0
