"""A summary without a language model: the sentences that an article begins with."""

from assistant.answering.extractive import MAX_SENTENCES, Draft, cite, is_whole, refuse
from assistant.answering.several import text_of
from assistant.models import Search, Section
from assistant.options import MIN_CONFIDENCE
from assistant.phrases import phrase
from index.models import Place
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
    spans = split_sentences(article.text)
    whole = [span for span in spans if is_whole(article.text[slice(*span)])] or spans
    citations = tuple(
        cite(number, Place(article.id, start, end), best.score, (), search.articles)
        for number, (start, end) in enumerate(whole[:MAX_SENTENCES], 1)
    )
    said = phrase("summary", search.question.language, title=article.title)
    sections = (Section(said, tuple(citation.number for citation in citations)),)
    return Draft(text_of(sections, citations), citations, (), sections=sections)
