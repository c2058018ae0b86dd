"""The best hits, read: where in each the answer stands, how likely it answers, and their order by that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Protocol

from index.models import Language
from index.search.hits import Hit, Query
from index.search.scoring import probability

# So many of the best hits are read: each costs about 60 ms (tests/bench/reader.py), and of XQuAD's questions the right
# paragraph is among the first three for 99 of 100 (docs/retrieval.md).
READ_HITS = 3
# Of a probability of nearly 0 or 1 the log odds are held to this.
_MOST_CERTAIN = 1e-6


class Reading(Protocol):
    """What a passage says to a question: `passage[start:end]`, and natural log odds that it does."""

    @property
    def start(self) -> int:
        """Where the answer begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def span_score(self) -> float:
        """How much likelier the span is than none."""

    @property
    def answerable(self) -> float:
        """That the passage answers at all."""


class Reader(Protocol):
    """Reads passages for a question (assistant/comprehension/reader.py)."""

    def read(self, question: str, passages: Sequence[str]) -> Sequence[Reading]:
        """What each passage says, in the passages' order."""


@dataclass(frozen=True)
class Trust:
    """How much the log odds of the search, the reader's and those of its span count for the log odds of both together."""

    search: float
    answerable: float
    span: float
    intercept: float

    def odds(self, confidence: float, reading: Reading) -> float:
        """The log odds that a passage answers, from what the search and the reader say."""
        certain = min(max(confidence, _MOST_CERTAIN), 1 - _MOST_CERTAIN)
        searched = log(certain / (1 - certain))
        return self.search * searched + self.answerable * reading.answerable + self.span * reading.span_score + self.intercept


# By the languages of question and article: fitted by index/training/reader/trust.py on the questions of the articles that the
# reader was not trained on, with their article indexed and with it left out, and on near misses.
TRUST: Mapping[tuple[Language, Language], Trust] = {
    ("hi", "hi"): Trust(1.0, 0.0, 0.0, 0.0),
    ("en", "hi"): Trust(1.0, 0.0, 0.0, 0.0),
    ("hi", "en"): Trust(1.0, 0.0, 0.0, 0.0),
    ("en", "en"): Trust(1.0, 0.0, 0.0, 0.0),
}


def read_hits(reader: Reader, query: Query, hits: Sequence[Hit]) -> list[Hit]:
    """The first hits with the place of their answer, in the order of how likely they answer by search and reader together;
    the others behind them. Where the search's scores are not calibrated, its order stays.
    """
    read, rest = hits[:READ_HITS], hits[READ_HITS:]
    readings = reader.read(query.text, [hit.passage.text for hit in read])
    found = [_with_answer(hit, reading, query.language) for hit, reading in zip(read, readings, strict=True)]
    return [*sorted(found, key=lambda hit: -(hit.confidence or 0.0)), *rest]


def _with_answer(hit: Hit, reading: Reading, asked_in: Language) -> Hit:
    start = hit.passage.start
    answer = (start + reading.start, start + reading.end) if reading.start < reading.end else None
    if hit.confidence is None:
        return replace(hit, answer=answer)
    odds = TRUST[asked_in, hit.language].odds(hit.confidence, reading)
    return replace(hit, answer=answer, confidence=probability(odds))
