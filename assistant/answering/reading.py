"""The best hits, read: where in each the answer stands, how likely it answers, and their order by that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Protocol

from index.models import Language
from index.search.hits import Hit, Query, SentenceScore
from index.search.scoring import probability

# So many of the best hits are read: each costs about 60 ms (tests/bench/reader.py), and of XQuAD's questions the right
# paragraph is among the first three for 99 of 100 (docs/retrieval.md).
READ_HITS = 3
# Of a probability of nearly 0 or 1 the log odds are held to this.
_MOST_CERTAIN = 1e-6


class Reading(Protocol):
    """What a passage says to a question, in natural log odds."""

    @property
    def span_score(self) -> float:
        """How much likelier the best answer is than none."""

    @property
    def answerable(self) -> float:
        """That the passage answers at all."""

    def best_in(self, start: int, end: int) -> tuple[int, int, float] | None:
        """The best answer within `passage[start:end]`, and how much likelier it is than none."""


class Reader(Protocol):
    """Reads passages for a question (assistant/comprehension/reader.py)."""

    def read(self, question: str, passages: Sequence[str]) -> Sequence[Reading]:
        """What each passage says, in the passages' order."""


@dataclass(frozen=True)
class Trust:
    """How much the log odds of the search, the reader's and those of its span count for the log odds of both together; and the
    log odds from which on an answer is shown.
    """

    search: float
    answerable: float
    span: float
    intercept: float
    shown: float

    def odds(self, confidence: float, reading: Reading) -> float:
        """The log odds that a passage answers, from what the search and the reader say."""
        certain = min(max(confidence, _MOST_CERTAIN), 1 - _MOST_CERTAIN)
        searched = log(certain / (1 - certain))
        return self.search * searched + self.answerable * reading.answerable + self.span * reading.span_score + self.intercept


# By the languages of question and article: fitted by index/training/reader/trust.py on the questions of the articles that the
# reader was not trained on, with their article indexed and with it left out, and on near misses.
TRUST: Mapping[tuple[Language, Language], Trust] = {
    ("hi", "hi"): Trust(1.0, 0.0, 0.0, 0.0, 4.0),
    ("en", "hi"): Trust(1.0, 0.0, 0.0, 0.0, 0.0),
    ("hi", "en"): Trust(1.0, 0.0, 0.0, 0.0, 3.0),
    ("en", "en"): Trust(1.0, 0.0, 0.0, 0.0, -3.0),
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
    trust = TRUST[asked_in, hit.language]
    hit = replace(hit, sentences=tuple(_read_sentence(each, hit.passage.start, reading, trust.shown) for each in hit.sentences))
    return hit if hit.confidence is None else replace(hit, confidence=probability(trust.odds(hit.confidence, reading)))


def _read_sentence(sentence: SentenceScore, passage_start: int, reading: Reading, shown: float) -> SentenceScore:
    found = reading.best_in(sentence.start - passage_start, sentence.end - passage_start)
    if found is None or found[0] == found[1]:
        return sentence
    first, last, answering = found
    answer = (passage_start + first, passage_start + last) if answering >= shown else None
    return replace(sentence, answer=answer, answering=answering)
