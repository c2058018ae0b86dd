"""The page: what happens when a visitor does something."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.answering.examples import Examples
from assistant.core import Assistant
from assistant.phrases import page_text
from assistant.web.articles import add_article_events
from assistant.web.asking import Updates, add_question_events
from assistant.web.bringing import add_kept_events
from assistant.web.browser import page_language
from assistant.web.choosing import add_choosing_events
from assistant.web.endpoints import add_endpoints
from assistant.web.first_paint import Said
from assistant.web.layout import Parts, first_said, lay_out, strings
from assistant.web.messages import messages
from assistant.web.options import ChatOptions
from assistant.web.remembering import kept
from assistant.web.sources import panel, reader
from assistant.web.turns import Turns, place, turn_of
from assistant.web.votes import Votes
from index.models import Language

# A file that was sent and not added in so long never will be: adding begins when it has come.
_UNUSED_FOR_S = 600


def build_page(assistant: Assistant, data: Path, options: ChatOptions, concurrency: int) -> tuple[gr.Blocks, Parts, Said]:
    """The page over one assistant, its parts, and what these say at first in a language. Visitors share nothing else. Votes and
    uploads go to the folder `data`.
    """
    examples = Examples(assistant)
    page = gr.Blocks(
        title=page_text("title", "hi"), analytics_enabled=False, fill_width=True, delete_cache=(_UNUSED_FOR_S, _UNUSED_FOR_S)
    )
    with page:
        parts = lay_out(options)
        say = partial(strings, parts, assistant, examples, options)
        _add_language_events(page, parts, say)
        add_choosing_events(parts, assistant)
        add_kept_events(parts, assistant)
        add_question_events(parts, assistant, examples, concurrency)
        _add_answer_events(parts, Votes(data))
        add_article_events(parts, assistant, data, options)
        add_endpoints(assistant, concurrency)

    def said(language: Language) -> dict[int, dict[str, Any]]:
        return first_said({**say(language, patience_s=0), parts.sources: panel((), language)})

    return page, parts, said


def _add_language_events(page: gr.Blocks, parts: Parts, say: Callable[[Language], Updates]) -> None:
    def greet(request: gr.Request) -> Updates:
        language = page_language(request.headers)
        return {**say(language), parts.sources: panel((), language), parts.kept: kept((), language)}

    def switch(language: Language, turns: Turns) -> Updates:
        updates = say(language)
        updates[parts.chatbot].value = messages(turns, language)
        return {**updates, parts.sources: panel(turns, language), parts.kept: kept(turns, language), parts.told: ""}

    said = [*parts.said, parts.sources, parts.kept]
    page.load(greet, None, said, api_visibility="private", show_progress="hidden")
    parts.language.input(
        switch, [parts.language, parts.turns], [*said, parts.told], api_visibility="private", show_progress="hidden"
    )


def _add_answer_events(parts: Parts, votes: Votes) -> None:
    def vote(event: gr.LikeData, turns: Turns, language: Language) -> None:
        at = turn_of(event.index)
        if at < len(turns) and votes.record(turns[at], bool(event.liked)):
            gr.Info(page_text("thanks", language), title="")

    def open_source(event: gr.EventData, turns: Turns, language: Language) -> dict[Any, Any]:
        if isinstance(turn := getattr(event, "turn", None), int):
            return {parts.sources: panel(turns, language, turn) if 0 < turn <= len(turns) else gr.skip()}
        found = place(str(getattr(event, "open", "")), turns)
        return {parts.reader: reader(*found[:1], language, found[1]) if found else gr.skip()}

    parts.chatbot.like(vote, [parts.turns, parts.language], None, api_visibility="private")
    parts.sources.click(
        open_source,
        [parts.turns, parts.language],
        [parts.reader, parts.sources],
        api_visibility="private",
        show_progress="hidden",
    )
