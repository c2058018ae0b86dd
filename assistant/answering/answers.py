"""From a search to its answer, in the articles' own sentences."""

from collections.abc import Callable

from assistant.answering.extractive import Draft, write_answer
from assistant.answering.replies import name_articles, reply
from assistant.answering.several import answer_each
from assistant.answering.summary import summarise, tell_news
from assistant.models import Search


def write(search: Search, min_confidence: float, suggest: Callable[[], tuple[str, ...]]) -> Draft:
    """What is wanted: an answer, one for each part, a summary, the news of a time, a list, or a reply with the questions that
    `suggest` gives.
    """
    request, language = search.request, search.question.language
    if request and request.wanted == "reply":
        return reply(request, language, suggest())
    if request and request.wanted == "list":
        return name_articles(request.about, search.listed, language)
    if request and request.wanted == "news":
        return tell_news(search)
    if request and request.wanted == "summary":
        return summarise(search, min_confidence)
    return answer_each(search, min_confidence) if search.parts else write_answer(search, min_confidence)
