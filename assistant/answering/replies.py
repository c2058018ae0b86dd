"""What is said where no article is asked: small talk, and lists of articles."""

from collections.abc import Sequence

from assistant.answering.extractive import Draft, describe
from assistant.phrases import phrase
from assistant.question.request import Request
from index.models import Article, Language

# More are counted, not named (judged by eye: about a screen).
_MOST_NAMED = 20


def reply(request: Request, language: Language, suggestions: Sequence[str]) -> Draft:
    """A short reply to small talk, and what could be asked."""
    kind = request.talk.kind if request.talk else "abilities"
    lines = [phrase(f"talk_{kind}", language)]
    if suggestions:
        lines += ["", phrase("could_ask", language), *(f"– {question}" for question in suggestions)]
    return Draft("\n".join(lines), (), (), mode="reply", suggestions=tuple(suggestions))


def name_articles(topic: str, articles: Sequence[Article], language: Language) -> Draft:
    """How many articles there are on a topic, and which, the first of them by name."""
    if not articles:
        return Draft(phrase("list_none" if topic else "list_empty", language, topic=topic), (), (), mode="list")
    name = ("list_about" if topic else "list_all") + ("_one" if len(articles) == 1 else "")
    lines = [phrase(name, language, count=len(articles), topic=topic)]
    named = tuple(articles[:_MOST_NAMED])
    lines += ["", *(f"– {describe(article)}" for article in named)]
    if len(articles) > len(named):
        lines.append(phrase("list_more", language, count=len(articles) - len(named)))
    return Draft("\n".join(lines), (), named, mode="list")
