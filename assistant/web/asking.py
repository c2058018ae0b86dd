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
from assistant.phrases import page_text
from assistant.question.parsing import parse_question
from assistant.web.chat import MOST_TURNS, Wishes, append, growing_turn, is_full, problem
from assistant.web.escape import from_markdown
from assistant.web.layout import Parts
from assistant.web.messages import growing, messages, question, reply
from assistant.web.remembering import kept
from assistant.web.rendering import render
from assistant.web.sources import panel
from assistant.web.turns import Turn, Turns, turn_of
from index.errors import QuestionError
from index.models import Language

Updates = dict[Any, Any]
_QUIETLY: Any = {"api_visibility": "private", "show_progress": "hidden"}


def add_question_events(parts: Parts, assistant: Assistant, examples: Examples, concurrency: int) -> None:
    """Adds the ways to ask, and to end what was asked. Of all visitors' questions `concurrency` are answered at once."""
    ask = partial(_ask, parts)
    # The turns that are being answered: of two clicks in one moment only the first is.
    answering: set[str] = set()

    def choose(event: gr.SelectData, turns: Turns, language: Language) -> Updates:
        chosen = event.value
        return ask(chosen["text"] if isinstance(chosen, dict) else chosen, turns, language, alone=True)

    def follow(event: gr.EventData, turns: Turns, language: Language) -> Updates:
        return ask(str(getattr(event, "ask", "")), turns, language, alone=True)

    def retry(event: gr.RetryData, turns: Turns, language: Language) -> Updates:
        at = turn_of(event.index)
        return ask(turns[at].question, turns, language, at=at, alone=turns[at].alone)

    def edit(event: gr.EditData, turns: Turns, language: Language) -> Updates:
        return ask(from_markdown(str(event.value)), turns, language, at=turn_of(event.index))

    async def answer(turns: Turns, *wishes: Any) -> AsyncIterator[Updates]:
        if turns and turns[-1].unfinished and turns[-1].id not in answering:
            answering.add(turns[-1].id)
            try:
                async for updates in _answer(parts, assistant, examples, turns, wishes):
                    yield updates
            finally:
                answering.discard(turns[-1].id)

    talk = [parts.turns, parts.language]
    running = []
    for triggers, way, inputs in [
        ([parts.question.submit], ask, [parts.question, *talk]),
        ([parts.chatbot.example_select, parts.chatbot.option_select], choose, talk),
        ([parts.kept.submit], follow, talk),
        ([parts.chatbot.retry], retry, talk),
        ([parts.chatbot.edit], edit, talk),
    ]:
        outputs = [parts.chatbot, parts.turns, parts.question, parts.told, parts.kept]
        asked = gr.on(triggers, way, inputs, outputs, queue=False, **_QUIETLY)
        running.append(
            asked.then(
                answer,
                [parts.turns, *parts.wishes],
                [parts.chatbot, parts.turns, parts.sources],
                concurrency_limit=concurrency,
                concurrency_id="answers",
                **_QUIETLY,
            )
        )
    _add_endings(parts, running, answering)


def _add_endings(parts: Parts, running: list[Any], answering: set[str]) -> None:
    def settle(turns: Turns, language: Language) -> Updates:
        if turns and turns[-1].id in answering:
            return {parts.question: gr.skip()}
        return stop(turns, language)

    def stop(turns: Turns, language: Language) -> Updates:
        if turns and turns[-1].unfinished:
            turns = (*turns[:-1], replace(turns[-1], stopped=True, stage=None, given=()))
        return {
            parts.turns: turns,
            parts.chatbot: messages(turns, language),
            parts.question: gr.Textbox(submit_btn=True, stop_btn=False),
            parts.sources: panel(turns, language),
            parts.kept: kept(turns, language),
        }

    def clear(language: Language) -> Updates:
        return {parts.turns: (), parts.sources: panel((), language), parts.kept: kept((), language)}

    talk = [parts.turns, parts.language]
    settled = [parts.turns, parts.chatbot, parts.question, parts.sources, parts.kept]
    for each in running:
        # Also after one that was cancelled, whose last update may come later than the visitor's "stop".
        each.then(settle, talk, settled, queue=False, **_QUIETLY)
    parts.question.stop(stop, talk, settled, cancels=running, queue=False, **_QUIETLY)
    parts.chatbot.clear(clear, parts.language, [parts.turns, parts.sources, parts.kept], queue=False, **_QUIETLY)


def _ask(
    parts: Parts, message: str, turns: Turns, language: Language, *, at: int | None = None, alone: bool = False
) -> Updates:
    """The question on the page, to be answered: behind all turns, or in place of the one `at` a place and those after it.

    What is no question stays in the box, and the page says why.
    """
    if turns and turns[-1].unfinished:
        return {parts.question: gr.skip()}
    before = turns if at is None else turns[:at]
    message = message.encode("utf-8", "replace").decode()
    if refused := _refused(message, before, language):
        return {parts.told: render("told", language, text=refused)}
    turn = Turn(message, alone=alone, stage="searching")
    asked = append(before, replace(turn, conversation=turns[0].conversation) if turns else turn)
    ready = gr.Textbox(value="", submit_btn=False, stop_btn=True)
    return {
        parts.turns: asked,
        parts.chatbot: messages(asked, language),
        parts.question: ready,
        parts.told: "",
        parts.kept: kept(asked, language),
    }


def _refused(message: str, turns: Turns, language: Language) -> str:
    """Why a message is not taken for a question; empty where it is."""
    if is_full(turns):
        return page_text("conversation_full", language, count=MOST_TURNS)
    try:
        parse_question(message)
    except QuestionError as error:
        return problem(error, language)
    return ""


async def _answer(
    parts: Parts, assistant: Assistant, examples: Examples, turns: Turns, wishes: tuple[Any, ...]
) -> AsyncIterator[Updates]:
    """The answer to the last question, sentence by sentence, its sources from the first sentence on."""
    language, tongue, since, until, source, articles = wishes
    wished = Wishes(language, tongue if tongue in ("hi", "en") else None, since, until, source or None, articles)
    earlier, first = turns[:-1], turns[-1]
    before = [*messages(earlier, language), question(first.question)]
    turn, shown = first, False
    async for grown in growing_turn(assistant, examples, first.question, earlier, wished, alone=first.alone):
        given = turn.given
        turn = replace(grown, id=first.id, conversation=first.conversation)
        after = (*earlier, turn)
        if turn.unfinished:
            update = {parts.turns: after, parts.chatbot: [*before, reply(turn, len(turns), language)]}
            yield update if turn.given == given else {**update, parts.sources: panel(after, language)}
        elif not shown:
            shown = True
            yield {parts.turns: after, parts.sources: panel(after, language)}
            for content in growing(turn, len(turns), language):
                yield {parts.chatbot: [*before, {"role": "assistant", "content": content}]}
    yield {parts.turns: (*earlier, turn)}
