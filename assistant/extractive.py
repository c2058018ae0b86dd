"""Answers without a language model: the articles' own sentences, quoted and cited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.models import Citation, Question, Search
from assistant.phrases import phrase
from index.models import Article, Hit, Language

MAX_SENTENCES = 3
# Hits whose sentences compete for the answer.
_HITS = 5
_NEAREST = 3

# The least score of the best hit at which the articles are said to answer, by (question, article) language: of
# questions whose articles were left out of the index, one in ten scores higher (tests/bench/thresholds.py).
THRESHOLDS: dict[tuple[Language, Language], float] = {
    ("hi", "hi"): 0.840,
    ("hi", "en"): 0.806,
    ("en", "hi"): 0.803,
    ("en", "en"): 0.830,
}


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


def write_answer(search: Search) -> Draft:
    """The best one to three sentences, or where no hit is near enough the statement that there is no answer."""
    question = search.question
    trusted = [hit for hit in search.hits if hit.score >= THRESHOLDS[question.language, hit.language]]
    if not trusted or trusted[0] is not search.hits[0]:
        return _refuse(search)
    citations = _cite(_choose(trusted), search.articles)
    return Draft("\n".join(text_parts(question, citations)), citations, ())


def text_parts(question: Question, citations: Sequence[Citation]) -> Iterator[str]:
    """The answer's lines, one at a time: the frame, an empty line, then a quote with its marker on each."""
    languages = {citation.article.language for citation in citations}
    if len(languages) > 1:
        yield phrase("answer_in_both_languages", question.language)
    elif languages == {question.language}:
        yield phrase("answer", question.language)
    else:
        yield phrase("answer_in_other_language", question.language)
    yield ""
    for citation in citations:
        yield f"{citation.quote} [{citation.number}]"


def _choose(hits: Sequence[Hit]) -> list[_Candidate]:
    """The best sentences: a sentence counts by its own cosine and by its passage's score."""
    best: dict[tuple[str, int], _Candidate] = {}
    for hit in hits[:_HITS]:
        for sentence in hit.sentences:
            candidate = _Candidate(hit.passage.article_id, sentence.start, sentence.end, (sentence.score + hit.score) / 2)
            key = (candidate.article_id, candidate.start)
            if key not in best or best[key].score < candidate.score:
                best[key] = candidate
    return sorted(best.values(), key=lambda candidate: -candidate.score)[:MAX_SENTENCES]


def _cite(candidates: Sequence[_Candidate], articles: dict[str, Article]) -> tuple[Citation, ...]:
    """Citations in reading order: articles by their best sentence, sentences as in the article."""
    order = list(dict.fromkeys(candidate.article_id for candidate in candidates))
    reading = sorted(candidates, key=lambda candidate: (order.index(candidate.article_id), candidate.start))
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
