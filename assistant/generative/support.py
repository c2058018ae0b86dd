"""Whether a sentence of the passages that a written sentence cites says what it says, and nothing less."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import regex

from assistant.generative.checks.meaning import coverage
from assistant.generative.checks.sentence import Said, objection, words_in_common
from assistant.generative.checks.weighing import COMPARED, LEAST, NEARLY, WORDS_COUNT, Signals
from assistant.models import Search, Unsupported
from assistant.serving import Serving
from index.search.hits import Hit, SentenceScore
from index.text.language import article_language
from index.text.words import words

_LIST_MARK = regex.compile(r"^\s*(?:[-*•–]\s+|\p{Nd}{1,2}[.)]\s+)")


class Judgement(Protocol):
    """What a reader makes of a statement: the probabilities that a passage supports and contradicts it, and says neither."""

    @property
    def probabilities(self) -> tuple[float, float, float]:
        """In this order."""


class Judge(Protocol):
    """Reads passages for a statement (assistant/comprehension/reader.py)."""

    def judge(self, statement: str, passages: Sequence[str]) -> Sequence[Judgement]:
        """The judgement of each passage."""


@dataclass(frozen=True)
class Evidence:
    """A cited passage and the sentence of it that is compared with what cites it."""

    hit: Hit
    sentence: SentenceScore


@dataclass(frozen=True)
class Verdict:
    """Why a sentence is not supported, None where it is, and what it was compared with."""

    reason: Unsupported | None
    evidence: tuple[Evidence, ...]


def says_something(sentence: str) -> bool:
    """Whether there is a letter or digit in it."""
    return bool(words(sentence))


def judge(sentence: str, cited: Sequence[Hit], search: Search, serving: Serving, reader: Judge | None = None) -> Verdict:
    """The verdict on a sentence that cites these passages.

    One sentence of one passage has to say all of it: in the union of many, any names and numbers can be found.
    """
    if not cited:
        return Verdict("uncited", ())
    comparisons = [one for hit in cited for one in Checking(_LIST_MARK.sub("", sentence), hit, search, serving, reader).all()]
    comparisons.sort(key=lambda one: -one.nearness)
    supporting = [one for one in comparisons if one.reason is None]
    if supporting:
        return Verdict(None, _one_a_passage(supporting))
    return Verdict(comparisons[0].reason, _one_a_passage(comparisons))


@dataclass(frozen=True)
class Comparison:
    """A claim against a sentence: how near they are, and why it isn't supported."""

    evidence: Evidence
    nearness: float
    reason: Unsupported | None


class Checking:
    """A claim and a passage that it cites."""

    def __init__(self, claim: str, hit: Hit, search: Search, serving: Serving, reader: Judge | None) -> None:
        self._claim, self._hit, self._reader = claim, hit, reader
        article = search.articles[hit.passage.article_id]
        self._text = article.text
        self._over = "\n".join([article.title, article.source or "", str(article.published or "")])
        query = serving.query(claim, article_language(claim))
        self._sentences = serving.searcher.refine(serving.searcher.rescore(hit, query), query).sentences
        self._same_language = query.language == hit.language
        self._calibrated = serving.searcher.profile.least_meaning is not None

    def all(self) -> Iterator[Comparison]:
        """The nearest sentences, each compared."""
        for one in self.nearest():
            reason = objection(self._claim, self.said(one)) or self._weigh(one)
            yield Comparison(Evidence(self._hit, one), one.score, reason)

    def nearest(self) -> list[SentenceScore]:
        """The sentence that is nearest by meaning and words, and others that are nearly as near: one further off says nothing
        against the claim because it is about something else.
        """
        ranked = sorted(
            ((one.score + WORDS_COUNT * self._shared(one), one) for one in self._sentences), key=lambda pair: -pair[0]
        )
        return [one for score, one in ranked[:COMPARED] if score >= ranked[0][0] - NEARLY]

    def _shared(self, one: SentenceScore) -> float:
        return coverage(self._claim, self._text[one.start : one.end])

    def said(self, one: SentenceScore) -> Said:
        """A sentence of the passage, with the one before it."""
        before = sorted((other.start, other.end) for other in self._sentences if other.start < one.start)
        told = dict.fromkeys([*before[:1], *before[-2:]])
        return Said(self._text[one.start : one.end], " ".join(self._text[start:end] for start, end in told), self._over)

    def signals(self, one: SentenceScore) -> Signals:
        """What is weighed."""
        supported, contradicted, _ = self._read
        return Signals(one.score, words_in_common(self._claim, self.said(one)), supported, contradicted)

    def _weigh(self, one: SentenceScore) -> Unsupported | None:
        reached = LEAST[self._same_language].reached(self.signals(one), calibrated=self._calibrated)
        return None if reached else "meaning"

    @cached_property
    def _read(self) -> tuple[float, float, float]:
        """What the reader makes of the passage; thirds where there is none."""
        if self._reader is None:
            return 1 / 3, 1 / 3, 1 / 3
        return self._reader.judge(self._claim, [self._hit.passage.text])[0].probabilities


def _one_a_passage(comparisons: Sequence[Comparison]) -> tuple[Evidence, ...]:
    """The first comparison of each passage."""
    first = {one.evidence.hit.passage: one.evidence for one in reversed(comparisons)}
    return tuple(dict.fromkeys(first[one.evidence.hit.passage] for one in comparisons))
