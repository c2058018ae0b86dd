"""The best hits, read: where in each of their sentences the answer would stand, and whether they answer at all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Protocol

from assistant.answering.denials import with_denial
from assistant.answering.wholes import made_whole
from assistant.options import MIN_CONFIDENCE
from index.models import Language, Passage
from index.search.hits import Hit, SentenceScore
from index.search.scoring import odds_of, probability

# So many of the best hits are read: each costs about 60 ms (tests/bench/reader.py), and of XQuAD's questions the right
# paragraph is among the first three for 99 of 100 (docs/retrieval.md).
READ_HITS = 3

# By the languages of question and article, the log odds from which on an answer is shown: fitted by
# index/training/reader/leading.py, so that what is shown has most of the gold answer's words (docs/reader.md).
SHOWN: Mapping[tuple[Language, Language], float] = {
    ("hi", "hi"): 0.0,
    ("en", "hi"): 1.0,
    ("hi", "en"): 0.0,
    ("en", "en"): -3.0,
}


# By the same, the least belief at which the articles count as answering: chosen to turn away near misses, on the sets `first`
# and `second` of tests/quality/news.py and so that index/training/reader/believing.py loses few of the held-out questions
# whose answer is there (docs/reader.md).
LEAST_BELIEF: Mapping[tuple[Language, Language], float] = {
    ("hi", "hi"): -4.0,
    ("en", "hi"): -4.5,
    ("hi", "en"): -5.0,
    ("en", "en"): -4.5,
}
# What the search's log odds and the span's count in a belief beside those of `answerable`.
_SEARCH_COUNTS, _SPAN_COUNTS = 0.5, 0.3
# What a passage's `answerable` counts beside the search's log odds of it for which hit goes first: fitted by
# index/training/reader/ordering.py (docs/reader.md).
ORDERING = 0.3


class Reading(Protocol):
    """What a passage says to a question. `answerable` are the log odds that it answers at all, `span_score` those of its best
    answer against none.
    """

    @property
    def answerable(self) -> float: ...  # noqa: D102

    @property
    def span_score(self) -> float: ...  # noqa: D102

    def best_in(self, start: int, end: int) -> tuple[int, int, float] | None:
        """The best answer within `passage[start:end]`, and how much likelier it is than none, in natural log odds."""


class Judgement(Protocol):
    """What a passage is to a statement: the probabilities that it supports it, contradicts it, and doesn't say."""

    @property
    def probabilities(self) -> tuple[float, float, float]:
        """In this order."""


class Reader(Protocol):
    """Reads passages for a question, or for a statement (assistant/comprehension/reader.py)."""

    def read(self, question: str, passages: Sequence[str], titles: Sequence[str] | None = None) -> Sequence[Reading]:
        """What each passage says, in the passages' order, read below its title where there is one."""

    def judge(self, statement: str, passages: Sequence[str]) -> Sequence[Judgement]:
        """The judgement of each passage."""


def read_hits(
    reader: Reader, question: str, asked_in: Language, hits: Sequence[Hit], titles: Mapping[str, str], *, may_doubt: bool = True
) -> list[Hit]:
    """The hits, the first ones with their sentences' answers; `titles` are those of their articles, by id. With `may_doubt` the
    first ones are ordered by search and reader together, and none is surer than the reading of the first lets believe.
    """
    read, rest = hits[:READ_HITS], hits[READ_HITS:]
    readings = reader.read(question, [hit.passage.text for hit in read], [_title(hit, titles) for hit in read])
    answering = [_with_answers(hit, reading, question, asked_in) for hit, reading in zip(read, readings, strict=True)]
    if not may_doubt or not hits or hits[0].confidence is None:
        return [*answering, *rest]
    in_order = best_first(answering, readings)
    first, reading = in_order[0]
    surplus = belief(hits[0].confidence, reading) - LEAST_BELIEF[asked_in, first.language]
    most = probability(surplus + odds_of(MIN_CONFIDENCE))
    ordered = [*(hit for hit, _ in in_order), *rest]
    # Whichever goes first, the articles answer as surely as before; and none is surer than one ahead of it.
    own = [min(most, hits[0].confidence), *(hit.confidence or 0.0 for hit in ordered[1:])]
    return [replace(hit, confidence=sure) for hit, sure in zip(ordered, accumulate(own, min), strict=True)]


def _title(hit: Hit, titles: Mapping[str, str]) -> str:
    """The title of a hit's article, where its passage doesn't have it already: one that was made of a text's beginning ends in
    an ellipsis.
    """
    title = titles[hit.passage.article_id]
    return "" if title.removesuffix("…").rstrip() in hit.passage.text else title


def best_first(hits: Sequence[Hit], readings: Sequence[Reading], weight: float = ORDERING) -> list[tuple[Hit, Reading]]:
    """Hits with their readings, best first by search and reader together."""

    def rank(each: tuple[Hit, Reading]) -> float:
        hit, reading = each
        return odds_of(hit.confidence or 0.0) + weight * reading.answerable

    return sorted(zip(hits, readings, strict=True), key=rank, reverse=True)


def belief(confidence: float, reading: Reading) -> float:
    """How much the search, whose best hit has this confidence, and the reading of the hit that goes first together say that
    the articles answer: a sum of log odds. Of another hit's reading nothing is believed: something in an article of the same
    people or towns nearly always looks like an answer.
    """
    return _SEARCH_COUNTS * odds_of(confidence) + reading.answerable + _SPAN_COUNTS * reading.span_score


def _with_answers(hit: Hit, reading: Reading, question: str, asked_in: Language) -> Hit:
    shown = SHOWN[asked_in, hit.language]
    return replace(hit, sentences=tuple(_read(sentence, hit.passage, reading, question, shown) for sentence in hit.sentences))


def _read(sentence: SentenceScore, passage: Passage, reading: Reading, question: str, shown: float) -> SentenceScore:
    start, end = sentence.start - passage.start, sentence.end - passage.start
    found = reading.best_in(start, end)
    if found is None or found[0] == found[1]:
        return sentence
    first, last, answering = found
    if answering < shown:
        return replace(sentence, answering=answering)
    said = passage.text[start:end]
    first, last = with_denial(said, *made_whole(said, first - start, last - start), question)
    place = passage.start + start + first, passage.start + start + last
    return replace(sentence, answer=place, answering=answering)
