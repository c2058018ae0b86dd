"""The best hits, read: where in each of their sentences the answer would stand, and how likely it does."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from index.models import Language
from index.search.hits import Hit, Query, SentenceScore

# So many of the best hits are read: each costs about 60 ms (tests/bench/reader.py), and of XQuAD's questions the right
# paragraph is among the first three for 99 of 100 (docs/retrieval.md).
READ_HITS = 3

# By the languages of question and article, the log odds from which on an answer is shown: fitted by
# index/training/reader/leading.py, so that what is shown has most of the gold answer's words (docs/reader.md).
SHOWN: Mapping[tuple[Language, Language], float] = {
    ("hi", "hi"): 4.0,
    ("en", "hi"): 0.0,
    ("hi", "en"): 3.0,
    ("en", "en"): -3.0,
}


class Reading(Protocol):
    """What a passage says to a question."""

    def best_in(self, start: int, end: int) -> tuple[int, int, float] | None:
        """The best answer within `passage[start:end]`, and how much likelier it is than none, in natural log odds."""


class Reader(Protocol):
    """Reads passages for a question (assistant/comprehension/reader.py)."""

    def read(self, question: str, passages: Sequence[str]) -> Sequence[Reading]:
        """What each passage says, in the passages' order."""


def read_hits(reader: Reader, query: Query, hits: Sequence[Hit]) -> list[Hit]:
    """The hits in their order, the first ones with their sentences' answers."""
    read, rest = hits[:READ_HITS], hits[READ_HITS:]
    readings = reader.read(query.text, [hit.passage.text for hit in read])
    return [*(_with_answers(hit, reading, query.language) for hit, reading in zip(read, readings, strict=True)), *rest]


def _with_answers(hit: Hit, reading: Reading, asked_in: Language) -> Hit:
    shown = SHOWN[asked_in, hit.language]
    return replace(hit, sentences=tuple(_read(sentence, hit.passage.start, reading, shown) for sentence in hit.sentences))


def _read(sentence: SentenceScore, passage_start: int, reading: Reading, shown: float) -> SentenceScore:
    found = reading.best_in(sentence.start - passage_start, sentence.end - passage_start)
    if found is None or found[0] == found[1]:
        return sentence
    first, last, answering = found
    answer = (passage_start + first, passage_start + last) if answering >= shown else None
    return replace(sentence, answer=answer, answering=answering)
