"""Answers without a language model: the articles' own sentences, quoted and cited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.models import Citation, Search
from assistant.phrases import phrase
from index.models import Article, Hit, Language

MAX_SENTENCES = 3
# Hits whose sentences compete for the answer.
QUOTED_HITS = 5
# Shorter pieces ("नई दिल्ली।", a dateline) say nothing on their own and are quoted only where there is nothing else.
_MIN_WORDS = 4
_NEAREST = 3

# The least probability at which the articles are said to answer (docs/retrieval.md has what it lets through).
MIN_CONFIDENCE = 0.4


@dataclass(frozen=True)
class Draft:
    """What an answer says, before it is timed: citations in the order of the text, or the nearest articles."""

    text: str
    citations: tuple[Citation, ...]
    nearest: tuple[Article, ...]

    @property
    def found(self) -> bool:
        """Whether the articles answer."""
        return bool(self.citations)


@dataclass(frozen=True)
class _Candidate:
    article_id: str
    start: int
    end: int
    score: float


def write_answer(search: Search, min_confidence: float = MIN_CONFIDENCE) -> Draft:
    """The best one to three sentences, or where no hit is likely enough the statement that there is no answer.

    A model that is not calibrated never refuses what has hits.
    """
    confidence = search.hits[0].confidence if search.hits else 0.0
    if confidence is not None and confidence < min_confidence:
        return _refuse(search)
    citations = quote(search)
    return Draft("\n".join(text_parts(search.question.language, citations)), citations, ())


def quote(search: Search) -> tuple[Citation, ...]:
    """The best one to three sentences of the best hits, whether or not they answer."""
    return _cite(_choose(search.hits, search.articles), search.articles)


def text_parts(language: Language, citations: Sequence[Citation]) -> Iterator[str]:
    """The answer's lines, one at a time: the frame, an empty line, then a quote with its marker on each."""
    languages = {citation.article.language for citation in citations}
    if len(languages) > 1:
        yield phrase("answer_in_both_languages", language)
    elif languages == {language}:
        yield phrase("answer", language)
    else:
        yield phrase("answer_in_other_language", language)
    yield ""
    for citation in citations:
        yield f"{citation.quote} [{citation.number}]"


def _choose(hits: Sequence[Hit], articles: dict[str, Article]) -> list[_Candidate]:
    """The best sentences: a sentence counts by its own cosine and by its passage's score."""
    best: dict[tuple[str, int], _Candidate] = {}
    for hit in hits[:QUOTED_HITS]:
        for sentence in hit.sentences:
            candidate = _Candidate(hit.passage.article_id, sentence.start, sentence.end, (sentence.score + hit.score) / 2)
            key = (candidate.article_id, candidate.start)
            if key not in best or best[key].score < candidate.score:
                best[key] = candidate
    ranked = sorted(best.values(), key=lambda candidate: -candidate.score)
    whole = [one for one in ranked if len(articles[one.article_id].text[one.start : one.end].split()) >= _MIN_WORDS]
    return (whole or ranked)[:MAX_SENTENCES]


def _cite(candidates: Sequence[_Candidate], articles: dict[str, Article]) -> tuple[Citation, ...]:
    """Citations: the best sentence first, for it answers; then the others, articles by their best sentence, sentences
    as in the article.
    """
    first, *others = candidates
    order = list(dict.fromkeys(candidate.article_id for candidate in candidates))
    reading = [first, *sorted(others, key=lambda candidate: (order.index(candidate.article_id), candidate.start))]
    return tuple(
        Citation(
            number,
            article := articles[candidate.article_id],
            candidate.start,
            candidate.end,
            article.text[candidate.start : candidate.end],
            candidate.score,
        )
        for number, candidate in enumerate(reading, 1)
    )


def _refuse(search: Search) -> Draft:
    language = search.question.language
    nearest = [search.articles[name] for name in dict.fromkeys(hit.passage.article_id for hit in search.hits)][:_NEAREST]
    lines = [phrase("not_found", language)]
    if nearest:
        lines += ["", phrase("nearest", language), *(f"– {describe(article)}" for article in nearest)]
    return Draft("\n".join(lines), (), tuple(nearest))


def describe(article: Article) -> str:
    """An article's title with its source and date where they are known."""
    details = ", ".join(filter(None, [article.source, str(article.published or "")]))
    return f"{article.title} ({details})" if details else article.title
