"""From a message and what was said before to the next turn: no page, no state."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from functools import partial

from assistant.answering.examples import Examples
from assistant.core import Assistant
from assistant.generative.events import Done, Event, Status, Token
from assistant.options import DayError, read_filter
from assistant.phrases import page_text
from assistant.question.parsing import MAX_CHARACTERS
from assistant.web.turns import Turn, Turns, asked
from index.errors import QuestionError, StoreError
from index.models import Language

logger = logging.getLogger(__name__)

# Questions offered where there is no answer: judged by eye, a row on the page.
_SUGGESTIONS = 3
# Earlier turns that stay on the page: judged by eye, more than anybody scrolls back.
_KEPT_TURNS = 30


@dataclass(frozen=True)
class Wishes:
    """What a visitor chose beside the question: the page's language, and how and where to look for an answer."""

    page_language: Language
    answer_language: Language | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None


async def growing_turn(
    assistant: Assistant, examples: Examples, message: str, turns: Turns, wishes: Wishes
) -> AsyncIterator[Turn]:
    """The next turn of a conversation as a language model writes it, the whole one last.

    Whatever goes wrong becomes a sentence in the page's language. Whoever leaves need not wait for the language model.
    """
    language = wishes.page_language
    try:
        only = read_filter(wishes.since, wishes.until, wishes.source)
        started = time.perf_counter()
        search = await asyncio.to_thread(
            partial(assistant.search, message, language=wishes.answer_language, only=only, earlier=asked(turns))
        )
        other_words = search.searched_for if search.searched_for != search.question.text else ""
        async for turn in _written(assistant.aevents(search, started), Turn(message, searched_for=other_words), examples):
            yield turn
    except QuestionError as error:
        yield Turn(message[: MAX_CHARACTERS + 1], problem=problem(error, language))
    except (StoreError, sqlite3.Error):
        logger.exception("The index can't be read")
        yield Turn(message, problem=page_text("index_gone", language))
    except Exception:
        logger.exception("The question could not be answered")
        yield Turn(message, problem=page_text("failed", language))


async def _written(events: AsyncIterator[Event], turn: Turn, examples: Examples) -> AsyncIterator[Turn]:
    text, writing = "", False
    async for event in events:
        if isinstance(event, Status):
            text, writing = "", event.stage == "writing"
        elif isinstance(event, Token) and writing:
            text += event.text
            yield replace(turn, writing=text)
        elif isinstance(event, Done):
            whole = replace(turn, answer=event.answer)
            if event.answer.found or event.answer.mode in ("reply", "list"):
                yield whole
            else:
                suggestions = await asyncio.to_thread(examples.about, event.answer.nearest, _SUGGESTIONS)
                yield replace(whole, suggestions=suggestions)


def append(turns: Turns, turn: Turn) -> Turns:
    """The conversation with one more turn, its oldest left out when it grows long."""
    return (*turns, turn)[-_KEPT_TURNS:]


def problem(error: QuestionError, language: Language) -> str:
    """What is wrong with a question or its days, in the page's language."""
    values: dict[str, dict[str, object]] = {"too_long": {"limit": f"{MAX_CHARACTERS:,}"}}
    if isinstance(error, DayError):
        values["bad_day"] = {"day": error.day}
    return page_text(error.reason, language, **values.get(error.reason, {}))
