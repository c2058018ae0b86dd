"""What happens on the page from a question to its answer.

A conversation has one answer in the making. Until it is there or stopped, another question is not taken, and the style sheet
hides what else would change the conversation.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from typing import Any

import gradio as gr

from assistant.answering.examples import Examples
from assistant.core import Assistant
from assistant.web.chat import Wishes, append, growing_turn
from assistant.web.layout import Parts
from assistant.web.messages import growing, messages, question, reply
from assistant.web.sources import panel
from assistant.web.turns import Turn, Turns, turn_of
from index.models import Language

Updates = dict[Any, Any]
_QUIETLY: Any = {"api_visibility": "private", "show_progress": "hidden"}


def add_question_events(parts: Parts, assistant: Assistant, examples: Examples, concurrency: int) -> None:
    """Adds the ways to ask, and to end what was asked. Of all visitors' questions `concurrency` are answered at once."""
    ask = partial(_ask, parts)

    def choose(event: gr.SelectData, turns: Turns, language: Language) -> Updates:
        chosen = event.value
        return ask(chosen["text"] if isinstance(chosen, dict) else chosen, turns, language)

    def retry(event: gr.RetryData, turns: Turns, language: Language) -> Updates:
        at = turn_of(event.index)
        return ask(turns[at].question, turns[:at], language)

    def edit(event: gr.EditData, turns: Turns, language: Language) -> Updates:
        return ask(str(event.value), turns[: turn_of(event.index)], language)

    async def answer(turns: Turns, *wishes: Any) -> AsyncIterator[Updates]:
        if turns and turns[-1].unfinished:
            async for updates in _answer(parts, assistant, examples, turns, wishes):
                yield updates

    talk = [parts.turns, parts.language]
    running = []
    for triggers, way, inputs in [
        ([parts.question.submit], ask, [parts.question, *talk]),
        ([parts.chatbot.example_select, parts.chatbot.option_select], choose, talk),
        ([parts.chatbot.retry], retry, talk),
        ([parts.chatbot.edit], edit, talk),
    ]:
        asked = gr.on(triggers, way, inputs, [parts.chatbot, parts.turns, parts.question], queue=False, **_QUIETLY)
        answering = asked.then(
            answer,
            [parts.turns, *parts.wishes],
            [parts.chatbot, parts.turns, parts.sources],
            concurrency_limit=concurrency,
            concurrency_id="answers",
            **_QUIETLY,
        )
        running.append(answering)
    _add_endings(parts, running)


def _add_endings(parts: Parts, running: list[Any]) -> None:
    def settle(turns: Turns, language: Language) -> Updates:
        if turns and turns[-1].unfinished:
            turns = (*turns[:-1], replace(turns[-1], stopped=True))
        return {
            parts.turns: turns,
            parts.chatbot: messages(turns, language),
            parts.question: gr.Textbox(submit_btn=True, stop_btn=False),
        }

    def clear(language: Language) -> Updates:
        return {parts.turns: (), parts.sources: panel((), language)}

    talk, settled = [parts.turns, parts.language], [parts.turns, parts.chatbot, parts.question]
    for answering in running:
        # Also after one that was cancelled, whose last update may come later than the visitor's "stop".
        answering.then(settle, talk, settled, queue=False, **_QUIETLY)
    parts.question.stop(settle, talk, settled, cancels=running, queue=False, **_QUIETLY)
    parts.chatbot.clear(clear, parts.language, [parts.turns, parts.sources], queue=False, **_QUIETLY)


def _ask(parts: Parts, message: str, turns: Turns, language: Language) -> Updates:
    """The question on the page, to be answered."""
    if turns and turns[-1].unfinished:
        return {parts.question: gr.skip()}
    asked = append(turns, Turn(message.encode("utf-8", "replace").decode()))
    ready = gr.Textbox(value="", submit_btn=False, stop_btn=True)
    return {parts.turns: asked, parts.chatbot: messages(asked, language), parts.question: ready}


async def _answer(
    parts: Parts, assistant: Assistant, examples: Examples, turns: Turns, wishes: tuple[Any, ...]
) -> AsyncIterator[Updates]:
    """The answer to the last question, sentence by sentence, its sources from the first sentence on."""
    wished = Wishes(wishes[0], wishes[1] if wishes[1] in ("hi", "en") else None, wishes[2], wishes[3], wishes[4] or None)
    language = wished.page_language
    earlier, turn = turns[:-1], turns[-1]
    before = [*messages(earlier, language), question(turn.question)]
    async for grown in growing_turn(assistant, examples, turn.question, earlier, wished):
        turn = grown
        if turn.unfinished:
            yield {parts.turns: (*earlier, turn), parts.chatbot: [*before, reply(turn, len(turns), language)]}
    after = (*earlier, turn)
    yield {parts.turns: after, parts.sources: panel(after, language)}
    for content in growing(turn, len(turns), language):
        yield {parts.chatbot: [*before, {"role": "assistant", "content": content}]}
