"""From a message and what was said before to the next turn: no page, no state."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from assistant.answering.examples import Examples
from assistant.core import Assistant
from assistant.generative.events import Done, Event, Status, Token
from assistant.models import Answer, Search
from assistant.options import DayError
from assistant.phrases import page_text
from assistant.question.parsing import MAX_CHARACTERS
from assistant.web.narrowing import Narrowing, chips
from assistant.web.turns import Turn, Turns, asked
from index.errors import NoSuchArticleError, QuestionError, StoreError
from index.models import Article, ArticleFilter, Language

logger = logging.getLogger(__name__)

# Questions offered behind an answer, or where there is none: judged by eye, a row on the page.
_SUGGESTIONS = 3
# Nobody waits longer for more questions behind an answer.
_PATIENCE_S = 0.8
# Articles that are named while a language model writes: judged by eye, what stands beside the chat without scrolling.
_GIVEN = 5
# Turns on one page, and in the memory of the server: more than anybody asks in a day. The page says so when there are as many.
MOST_TURNS = 200


@dataclass(frozen=True)
class Wishes:
    """What a visitor chose beside the question: the page's language, and how and where to look for an answer."""

    page_language: Language
    answer_language: Language | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    articles: tuple[str, ...] = ()

    @property
    def narrowing(self) -> Narrowing:
        """Where alone to look."""
        return Narrowing(self.since, self.until, self.source, self.articles)


async def growing_turn(
    assistant: Assistant, examples: Examples, message: str, turns: Turns, wishes: Wishes, *, alone: bool = False
) -> AsyncIterator[Turn]:
    """The next turn of a conversation as it is made, the whole one last; one that stands `alone` doesn't lean on the others.

    Whatever goes wrong becomes a sentence in the page's language. Whoever leaves need not wait for the language model.
    """
    language = wishes.page_language
    turn = Turn(message, alone=alone, writer=assistant.writer)
    try:
        only = wishes.narrowing.filter()
        yield replace(turn, stage="searching")
        started = time.perf_counter()
        earlier = [] if alone else asked(turns)
        search = await asyncio.to_thread(
            partial(assistant.search, message, language=wishes.answer_language, only=only, earlier=earlier)
        )
        looked_up = search.searched_for if search.searched_for != search.question.text else ""
        turn = replace(turn, searched_for=looked_up, stage="reading")
        yield turn
        async for grown in _written(assistant.aevents(search, started), turn, search):
            yield grown if grown.answer is None else replace(grown, within=_within(assistant, only, wishes, grown.answer))
        if grown.answer:
            suggestions = await asyncio.to_thread(_suggestions, examples, search, grown.answer, {message, *asked(turns)})
            yield replace(grown, within=_within(assistant, only, wishes, grown.answer), suggestions=suggestions)
    except QuestionError as error:
        yield _failed(replace(turn, question=message[: MAX_CHARACTERS + 1]), language, error)
    except (StoreError, sqlite3.Error):
        logger.exception("The index can't be read")
        yield _failed(turn, language, "index_gone")
    except Exception:
        logger.exception("The question could not be answered")
        yield _failed(turn, language, "failed")


async def _written(events: AsyncIterator[Event], turn: Turn, search: Search) -> AsyncIterator[Turn]:
    text = ""
    async for event in events:
        if isinstance(event, Status):
            text, writing = "", event.stage == "writing"
            turn = replace(turn, stage="writing" if writing else "reading", given=_given(search) if writing else ())
            yield turn
        elif isinstance(event, Token) and turn.stage == "writing":
            text += event.text
            yield replace(turn, writing=text)
        elif isinstance(event, Done):
            yield replace(turn, writing=text, answer=event.answer, stage=None, given=())


def _given(search: Search) -> tuple[Article, ...]:
    """The articles that a language model writes from, best first."""
    ids = dict.fromkeys(hit.passage.article_id for hit in search.hits)
    return tuple(search.articles[each] for each in islice(ids, _GIVEN) if each in search.articles)


def _suggestions(examples: Examples, search: Search, answer: Answer, known: set[str]) -> tuple[str, ...]:
    """Questions to go on with: about the articles that were quoted and those beside them, or the nearest."""
    if answer.mode in ("reply", "list"):
        return ()
    if not answer.found:
        return examples.about(answer.nearest, _SUGGESTIONS, language=search.question.asked_in)
    quoted = [citation.article for citation in answer.citations]
    articles = {article.id: article for article in (*quoted, *_given(search))}
    found = examples.about(articles.values(), _SUGGESTIONS + 1, time.monotonic() + _PATIENCE_S, search.question.asked_in)
    return tuple(question for question in found if question not in known)[:_SUGGESTIONS]


def _within(assistant: Assistant, only: ArticleFilter, wishes: Wishes, answer: Answer) -> str:
    """Where alone an answer was looked for and not found, in words."""
    if answer.found or only == ArticleFilter():
        return ""
    where = " · ".join(chip.words for chip in chips(wishes.narrowing, partial(article_of, assistant), answer.language))
    return page_text("looked_within" if assistant.index.has_articles(only) else "nothing_within", answer.language, where=where)


def article_of(assistant: Assistant, name: str) -> Article | None:
    """The article with an id; None where there is none, or it can't be read."""
    try:
        return assistant.index.article(name)
    except (NoSuchArticleError, StoreError, sqlite3.Error):
        return None


def append(turns: Turns, turn: Turn) -> Turns:
    """The conversation with one more turn."""
    return (*turns, replace(turn, conversation=turns[0].conversation) if turns else turn)


def is_full(turns: Turns) -> bool:
    """Whether a conversation has as many turns as one page shows."""
    return len(turns) >= MOST_TURNS


def problem(error: QuestionError, language: Language) -> str:
    """What is wrong with a question or its days, in the page's language."""
    values: dict[str, dict[str, object]] = {"too_long": {"limit": f"{MAX_CHARACTERS:,}"}}
    if isinstance(error, DayError):
        values["bad_day"] = {"day": error.day}
    return page_text(error.reason, language, **values.get(error.reason, {}))


def _failed(turn: Turn, language: Language, reason: QuestionError | str) -> Turn:
    """The turn with what went wrong, in both languages, for the page's may be switched."""
    languages: Iterable[Language] = ("hi", "en")
    said = {each: page_text(reason, each) if isinstance(reason, str) else problem(reason, each) for each in languages}
    return replace(turn, problem=said[language], problems=said, stage=None)
