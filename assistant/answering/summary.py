"""What articles begin with: a summary of one, or the news of a time, without a language model."""

from collections.abc import Sequence

from assistant.answering.choosing import MAX_SENTENCES
from assistant.answering.extractive import Draft, cite, refuse
from assistant.answering.quotable import is_dateline
from assistant.answering.several import text_of
from assistant.models import Search, Section
from assistant.options import MIN_CONFIDENCE
from assistant.phrases import phrase
from index.models import Article, Place
from index.text.sentences import split_sentences
from index.text.words import terms


def summarise(search: Search, min_confidence: float = MIN_CONFIDENCE) -> Draft:
    """The first whole sentences of the article that is nearest, said to be these; a refusal where none is near enough.

    A headline that has all words of the topic is near enough.
    """
    about = set(terms(search.request.about)) if search.request else set()
    entitled = [hit for hit in search.hits if about and about <= set(terms(search.articles[hit.passage.article_id].title))]
    best = next(iter([*entitled, *search.hits]), None)
    if best is None or not entitled and best.confidence is not None and best.confidence < min_confidence:
        return refuse(search)
    article = search.articles[best.passage.article_id]
    places = [(place, best.score) for place in _first_sentences(article)]
    said = phrase("summary", search.question.language, title=article.title)
    return _telling(said, places, search)


def tell_news(search: Search) -> Draft:
    """What articles begin with that were found for a time alone, one sentence of each."""
    best: dict[str, float] = {}
    for hit in search.hits:
        best.setdefault(hit.passage.article_id, hit.score)
    places = [(_first_sentences(search.articles[name])[0], score) for name, score in best.items()]
    language, days = search.question.language, search.days
    told = "–".join(dict.fromkeys(map(str, (days.since, days.until)))) if days else ""
    said = phrase("news", language, days=told) if days else phrase("news_newest", language)
    return _telling(said, places, search)


def _first_sentences(article: Article) -> list[Place]:
    spans = split_sentences(article.text)
    whole = [span for span in spans if not is_dateline(article.text, *span)] or spans
    return [Place(article.id, start, end) for start, end in whole]


def _telling(said: str, places: Sequence[tuple[Place, float]], search: Search) -> Draft:
    """The first of the places, each with its hit's score."""
    numbered = enumerate(places[:MAX_SENTENCES], 1)
    citations = tuple(cite(number, place, score, (), search.articles) for number, (place, score) in numbered)
    sections = (Section(said, tuple(citation.number for citation in citations)),)
    return Draft(text_of(sections, citations), citations, (), sections=sections)
