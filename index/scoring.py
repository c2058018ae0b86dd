"""What a passage's score is made of: the one place that holds the weights.

Scores are fused, not ranks: a list that can't see the other language's script would still have half the vote
(docs/retrieval.md). All signals but coverage are cosines of the same model, so a weighted mean of them is one, too.
"""

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.bundled import FloatArray
from index.models import Language

# How much a passage's own cosine, its best sentence's and MaxSim count; fitted on XQuAD's questions.
PASSAGE, SENTENCE, MAXSIM = 1.0, 1.0, 4.0
# What full coverage of the question's words adds: by their stems within a language, by their sounds across scripts,
# where it finds names and numbers.
COVERAGE = 0.05
SOUND_COVERAGE = 0.04
# How much MaxSim within a sentence counts beside the sentence's own cosine, when sentences are chosen as quotes.
SENTENCE_MAXSIM = 2.0

# Platt scaling (slope, intercept) of the best passage's score, by (question, article) language, for the built-in model:
# fitted on XQuAD's questions with their article indexed and with it left out (docs/retrieval.md).
CALIBRATION: dict[tuple[Language, Language], tuple[float, float]] = {
    ("hi", "hi"): (85.9, -73.1),
    ("en", "hi"): (109.4, -86.3),
    ("hi", "en"): (103.4, -81.1),
    ("en", "en"): (84.8, -72.0),
}
# The same for an index without token vectors.
CALIBRATION_WITHOUT_MAXSIM: dict[tuple[Language, Language], tuple[float, float]] = {
    ("hi", "hi"): (103.9, -89.7),
    ("en", "hi"): (118.6, -95.6),
    ("hi", "en"): (95.6, -77.1),
    ("en", "en"): (96.3, -82.9),
}


@dataclass(frozen=True)
class Signals:
    """Float32 arrays with one value a passage; `maxsim` is None for an index without token vectors."""

    passage: FloatArray
    sentence: FloatArray
    coverage: FloatArray
    sound_coverage: FloatArray
    maxsim: FloatArray | None

    def fused(self) -> FloatArray:
        """The passages' scores, shape (n,)."""
        total, weights = PASSAGE * self.passage + SENTENCE * self.sentence, PASSAGE + SENTENCE
        if self.maxsim is not None:
            total, weights = total + MAXSIM * self.maxsim, weights + MAXSIM
        lexical = COVERAGE * self.coverage + SOUND_COVERAGE * self.sound_coverage
        fused: FloatArray = (total / weights + lexical).astype(np.float32)
        return fused


def log_odds(scores: FloatArray, asked_in: Language, is_hindi: npt.NDArray[np.bool_], with_maxsim: bool) -> FloatArray:
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
