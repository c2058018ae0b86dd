"""Whether the passages that a sentence cites say what it says: its numbers and dates, its names, its meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from assistant.generative.names import Names
from assistant.generative.numbers import figures
from assistant.models import Search
from assistant.serving import Serving
from index.search.hits import Hit, SentenceScore
from index.text.language import article_language
from index.text.words import words

Reason = Literal["uncited", "number", "name", "meaning"]

_LIST_MARK = regex.compile(r"^\s*(?:[-*•–]\s+|\p{Nd}{1,2}[.)]\s+)")


@dataclass(frozen=True)
class Evidence:
    """A cited passage and the sentence of it that is nearest to what cites it."""

    hit: Hit
    sentence: SentenceScore
    near: bool


@dataclass(frozen=True)
class Verdict:
    """Why a sentence is not supported, None where it is, and what it was compared with."""

    reason: Reason | None
    evidence: tuple[Evidence, ...]


def says_something(sentence: str) -> bool:
    """Whether there is a letter or digit in it."""
    return bool(words(sentence))


def judge(sentence: str, cited: Sequence[Hit], search: Search, serving: Serving) -> Verdict:
    """The verdict on a sentence that cites these passages, its meaning judged by the model that serves.

    One of which nothing is known doesn't judge the meaning, only which sentence is nearest.
    """
    if not cited:
        return Verdict("uncited", ())
    claim = _LIST_MARK.sub("", sentence)
    evidence = _nearest(claim, cited, serving)
    texts = [_evidence_text(hit, search) for hit in cited]
    if not _figures_are_there(claim, texts):
        return Verdict("number", evidence)
    if Names(texts).missing(claim):
        return Verdict("name", evidence)
    near = tuple(one for one in evidence if one.near)
    return Verdict(None, near) if near else Verdict("meaning", evidence)


def _figures_are_there(claim: str, texts: Sequence[str]) -> bool:
    said, known = figures(claim), figures("\n".join(texts))
    return said.claimed <= known.readable and said.months <= known.months


def _evidence_text(hit: Hit, search: Search) -> str:
    """What a passage says, with the title, the source and the day that stand over it."""
    article = search.articles[hit.passage.article_id]
    return "\n".join([article.title, article.source or "", str(article.published or ""), hit.passage.text])


def _nearest(claim: str, cited: Sequence[Hit], serving: Serving) -> tuple[Evidence, ...]:
    """The nearest sentence of each passage, the nearest passage first."""
    searcher = serving.searcher
    query = serving.query(claim, article_language(claim))
    least = searcher.profile.least_meaning
    evidence = []
    for hit in cited:
        best = searcher.refine(searcher.rescore(hit, query), query).best_sentence
        near = least is None or best.score >= least[query.language, hit.language]
        evidence.append(Evidence(hit, best, near))
    return tuple(sorted(evidence, key=lambda one: -one.sentence.score))
