"""What happens on the page from a question to its answer.

A conversation has one answer in the making; until it is there or stopped, the style sheet hides what else would change it.
"""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import gradio as gr

from assistant.core import Assistant
from assistant.examples import Examples
from assistant.web.chat import Wishes, append, growing_turn
from assistant.web.layout import Parts
from assistant.web.messages import growing, messages, question, unfinished
from assistant.web.sources import panel
from assistant.web.turns import Turn, Turns, turn_of
from index.models import Language

Updates = dict[Any, Any]
_QUIETLY: Any = {"api_visibility": "private", "show_progress": "hidden"}


def add_question_events(parts: Parts, assistant: Assistant, examples: Examples, concurrency: int) -> None:
    """Adds the ways to ask, and to end what was asked. Of all visitors' questions `concurrency` are answered at once."""
    respond = partial(_respond, parts, assistant, examples)

    async def submit(message: str, turns: Turns, *wishes: Any) -> AsyncIterator[Updates]:
        async for updates in respond(message, turns, wishes):
            yield updates

    async def choose(event: gr.SelectData, turns: Turns, *wishes: Any) -> AsyncIterator[Updates]:
        chosen = event.value
        async for updates in respond(chosen["text"] if isinstance(chosen, dict) else chosen, turns, wishes):
            yield updates

    async def retry(event: gr.RetryData, turns: Turns, *wishes: Any) -> AsyncIterator[Updates]:
        at = turn_of(event.index)
        async for updates in respond(turns[at].question, turns[:at], wishes):
            yield updates

    async def edit(event: gr.EditData, turns: Turns, *wishes: Any) -> AsyncIterator[Updates]:
        async for updates in respond(str(event.value), turns[: turn_of(event.index)], wishes):
            yield updates

    outputs = [parts.chatbot, parts.turns, parts.sources, parts.question]
    answer = partial(gr.on, outputs=outputs, concurrency_limit=concurrency, concurrency_id="answers", **_QUIETLY)
    inputs = [parts.turns, *parts.wishes]
    running = [
        answer(parts.question.submit, submit, [parts.question, *inputs]),
        answer([parts.chatbot.example_select, parts.chatbot.option_select], choose, inputs),
        answer(parts.chatbot.retry, retry, inputs),
        answer(parts.chatbot.edit, edit, inputs),
    ]
    _add_endings(parts, running)


def _add_endings(parts: Parts, running: list[Any]) -> None:
    def settle(turns: Turns, language: Language) -> Updates:
        return {parts.chatbot: messages(turns, language), parts.question: gr.Textbox(submit_btn=True, stop_btn=False)}

    def clear(language: Language) -> Updates:
        return {parts.turns: (), parts.sources: panel((), language)}

    for answering in running:
        # Also after one that was cancelled, whose last update may come later than the visitor's "stop".
        answering.then(settle, [parts.turns, parts.language], [parts.chatbot, parts.question], queue=False, **_QUIETLY)
    parts.question.stop(None, cancels=running, api_visibility="private")
    parts.chatbot.clear(clear, parts.language, [parts.turns, parts.sources], queue=False, **_QUIETLY)


async def _respond(
    parts: Parts, assistant: Assistant, examples: Examples, message: str, turns: Turns, wishes: tuple[Any, ...]
) -> AsyncIterator[Updates]:
    """The question at once, then the answer sentence by sentence, its sources from the first sentence on.

    The turn is kept from the start, so that one which is stopped stays in the conversation.
    """
    wished = Wishes(wishes[0], wishes[1] if wishes[1] in ("hi", "en") else None, wishes[2], wishes[3], wishes[4] or None)
    language = wished.page_language
    turn = Turn(message)
    after = append(turns, turn)
    before = [*messages(after[:-1], language), question(message)]

    def show(turn: Turn, content: str) -> Updates:
        return {parts.chatbot: [*before, {"role": "assistant", "content": content}], parts.turns: append(turns, turn)}

    yield {**show(turn, unfinished(turn)), parts.question: gr.Textbox(value="", submit_btn=False, stop_btn=True)}
    async for turn in growing_turn(assistant, examples, message, turns, wished):
        if turn.answer is None and not turn.problem:
            yield show(turn, unfinished(turn))
    after = append(turns, turn)
    yield {parts.turns: after, parts.sources: panel(after, language)}
    for content in growing(turn, len(after), language):
        yield show(turn, content)
