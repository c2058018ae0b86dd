"""The page: what happens when a visitor does something."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.core import Assistant
from assistant.examples import Examples
from assistant.phrases import page_text
from assistant.web import votes
from assistant.web.articles import add_article_events
from assistant.web.chat import Wishes, append, growing_turn
from assistant.web.endpoints import add_endpoints
from assistant.web.layout import Parts, lay_out, strings
from assistant.web.messages import growing, messages, question, reply
from assistant.web.options import ChatOptions
from assistant.web.sources import panel, reader
from assistant.web.turns import Turn, Turns, place, turn_of
from index.models import Language

Updates = dict[Any, Any]


def build_page(assistant: Assistant, data: Path, options: ChatOptions, concurrency: int) -> gr.Blocks:
    """The page over one assistant; visitors share nothing else. Votes and uploads go to the folder `data`."""
    examples = Examples(assistant)
    page = gr.Blocks(title=page_text("title", "hi"), analytics_enabled=False, fill_width=True)
    with page:
        parts = lay_out(options)
        say = partial(strings, parts, assistant, examples, options)
        _add_language_events(page, parts, say)
        _add_question_events(parts, partial(_respond, parts, assistant, examples), concurrency)
        _add_answer_events(parts, data)
        add_article_events(page, parts, assistant, data, options)
        add_endpoints(assistant, concurrency)
    return page


def _add_language_events(page: gr.Blocks, parts: Parts, say: Callable[[Language], Updates]) -> None:
    def greet(request: gr.Request) -> Updates:
        return {**say(preferred_language(request.headers.get("accept-language", ""))), parts.sources: gr.skip()}

    def switch(language: Language, turns: Turns) -> Updates:
        updates = say(language)
        updates[parts.chatbot].value = messages(turns, language)
        return {**updates, parts.sources: panel(turns, language)}

    page.load(greet, None, [*parts.said, parts.sources], api_visibility="private", show_progress="hidden")
    parts.language.input(
        switch, [parts.language, parts.turns], [*parts.said, parts.sources], api_visibility="private", show_progress="hidden"
    )


def _add_question_events(parts: Parts, respond: Callable[..., Iterator[Updates]], concurrency: int) -> None:
    def submit(message: str, turns: Turns, *wishes: Any) -> Iterator[Updates]:
        yield from respond(message, turns, wishes)

    def choose(event: gr.SelectData, turns: Turns, *wishes: Any) -> Iterator[Updates]:
        chosen = event.value
        yield from respond(chosen["text"] if isinstance(chosen, dict) else chosen, turns, wishes)

    def retry(event: gr.RetryData, turns: Turns, *wishes: Any) -> Iterator[Updates]:
        at = turn_of(event.index)
        yield from respond(turns[at].question, turns[:at], wishes)

    def edit(event: gr.EditData, turns: Turns, *wishes: Any) -> Iterator[Updates]:
        yield from respond(str(event.value), turns[: turn_of(event.index)], wishes)

    outputs = [parts.chatbot, parts.turns, parts.sources, parts.question]
    listen = partial(
        gr.on,
        outputs=outputs,
        api_visibility="private",
        concurrency_limit=concurrency,
        concurrency_id="answers",
        show_progress="hidden",
    )
    inputs = [parts.turns, *parts.wishes]
    running = [
        listen(parts.question.submit, submit, [parts.question, *inputs]),
        listen([parts.chatbot.example_select, parts.chatbot.option_select], choose, inputs),
        listen(parts.chatbot.retry, retry, inputs),
        listen(parts.chatbot.edit, edit, inputs),
    ]
    parts.question.stop(
        lambda: _ready(), None, parts.question, cancels=running, api_visibility="private", show_progress="hidden", queue=False
    )


def _respond(
    parts: Parts, assistant: Assistant, examples: Examples, message: str, turns: Turns, wishes: tuple[Any, ...]
) -> Iterator[Updates]:
    """The question at once, then the answer sentence by sentence, its sources from the first sentence on."""
    wished = Wishes(wishes[0], wishes[1] if wishes[1] in ("hi", "en") else None, wishes[2], wishes[3], wishes[4] or None)
    language = wished.page_language
    before = messages(turns, language)
    yield {parts.chatbot: [*before, question(message)], parts.question: gr.Textbox(value="", submit_btn=False, stop_btn=True)}
    turn = Turn(message)
    for turn in growing_turn(assistant, examples, message, turns, wished):
        if turn.writing and turn.answer is None:
            yield {parts.chatbot: [*before, question(message), reply(turn, len(turns) + 1, language)]}
    after = append(turns, turn)
    yield {parts.turns: after, parts.sources: panel(after, language)}
    before = messages(after[:-1], language)
    for content in growing(turn, len(after), language):
        yield {parts.chatbot: [*before, question(message), {"role": "assistant", "content": content}]}
    yield {parts.chatbot: messages(after, language), parts.question: _ready()}


def _ready() -> Any:
    return gr.Textbox(submit_btn=True, stop_btn=False)


def _add_answer_events(parts: Parts, data: Path) -> None:
    def vote(event: gr.LikeData, turns: Turns, language: Language) -> None:
        at = turn_of(event.index)
        if at < len(turns):
            votes.record(data, turns[at], bool(event.liked))
            gr.Info(page_text("thanks", language), title="")

    def clear(language: Language) -> Updates:
        return {parts.turns: (), parts.sources: panel((), language)}

    def open_source(event: gr.EventData, turns: Turns, language: Language) -> str | Any:
        found = place(str(getattr(event, "open", "")), turns)
        return reader(*found[:1], language, found[1]) if found else gr.skip()

    parts.chatbot.like(vote, [parts.turns, parts.language], None, api_visibility="private")
    parts.chatbot.clear(clear, parts.language, [parts.turns, parts.sources], api_visibility="private", show_progress="hidden")
    parts.sources.click(
        open_source, [parts.turns, parts.language], parts.reader, api_visibility="private", show_progress="hidden"
    )


def preferred_language(accept: str) -> Language:
    """English where the browser prefers it to Hindi, else Hindi."""
    wanted = [part.partition(";")[0].strip().lower()[:2] for part in accept.split(",")]
    return next(("hi" if tongue == "hi" else "en" for tongue in wanted if tongue in ("hi", "en")), "hi")
