"""A summary without a language model: the sentences that an article begins with."""

from assistant.answering.extractive import MAX_SENTENCES, Draft, cite, is_whole, refuse
from assistant.answering.several import text_of
from assistant.models import Search, Section
from assistant.options import MIN_CONFIDENCE
from assistant.phrases import phrase
from index.models import Place
from index.text.sentences import split_sentences


def summarise(search: Search, min_confidence: float = MIN_CONFIDENCE) -> Draft:
    """The first whole sentences of the article that is nearest, said to be these; a refusal where none is near enough."""
    confidence = search.hits[0].confidence if search.hits else 0.0
    if confidence is not None and confidence < min_confidence:
        return refuse(search)
    article = search.articles[search.hits[0].passage.article_id]
    spans = split_sentences(article.text)
    whole = [span for span in spans if is_whole(article.text[slice(*span)])] or spans
    citations = tuple(
        cite(number, Place(article.id, start, end), search.hits[0].score, (), search.articles)
        for number, (start, end) in enumerate(whole[:MAX_SENTENCES], 1)
    )
    said = phrase("summary", search.question.language, title=article.title)
    sections = (Section(said, tuple(citation.number for citation in citations)),)
    return Draft(text_of(sections, citations), citations, (), sections=sections)
