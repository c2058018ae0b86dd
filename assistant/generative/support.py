"""Whether the passages that a sentence cites say what it says: its numbers and dates, its names, its meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from assistant.generative.names import Names
from assistant.generative.numbers import figures
from assistant.models import Search
from index.embedding import e5_weights
from index.models import Hit, Language, SentenceScore
from index.text.language import article_language
from index.text.words import words

Reason = Literal["uncited", "number", "name", "meaning"]

# The least score of a passage's sentence beside what cites it, by the languages of the two: with token vectors the mean of
# cosine and MaxSim (Index.refine), without them the cosine. Of XQuAD's questions with their answers 95 % reach it with their
# own paragraph; with the nearest other paragraph of the same text 17 % do from Hindi to Hindi and 33 % from English to Hindi
# (index/training/support.py, docs/generation.md).
LEAST_MEANING: dict[tuple[Language, Language], float] = {
    ("hi", "hi"): 0.82,
    ("en", "hi"): 0.77,
    ("hi", "en"): 0.775,
    ("en", "en"): 0.83,
}
LEAST_COSINE: dict[tuple[Language, Language], float] = {
    ("hi", "hi"): 0.85,
    ("en", "hi"): 0.805,
    ("hi", "en"): 0.815,
    ("en", "en"): 0.855,
}
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


def judge(sentence: str, cited: Sequence[Hit], search: Search) -> Verdict:
    """The verdict on a sentence that cites these passages.

    An embedding model that is not calibrated doesn't judge the meaning, only which sentence is nearest.
    """
    if not cited:
        return Verdict("uncited", ())
    claim = _LIST_MARK.sub("", sentence)
    evidence = _nearest(claim, cited, search)
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


def _nearest(claim: str, cited: Sequence[Hit], search: Search) -> tuple[Evidence, ...]:
    """The nearest sentence of each passage, the nearest passage first."""
    assert search.serving is not None
    index, embedder = search.serving.index, search.serving.embedder
    query = embedder.embed_query(claim)
    said_in = article_language(claim)
    calibrated = index.manifest.model.name == e5_weights.NAME
    least = LEAST_MEANING if index.manifest.token_vectors else LEAST_COSINE
    evidence = []
    for hit in cited:
        article = search.articles[hit.passage.article_id]
        best = index.refine(index.rescore(hit, query), article, query, embedder.token_spans).best_sentence
        near = not calibrated or best.score >= least[said_in, hit.language]
        evidence.append(Evidence(hit, best, near))
    return tuple(sorted(evidence, key=lambda one: -one.sentence.score))
