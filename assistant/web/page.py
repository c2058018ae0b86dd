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
from assistant.web.browser import preferred_language
from assistant.web.endpoints import add_endpoints
from assistant.web.layout import Parts, lay_out, strings
from assistant.web.messages import messages
from assistant.web.options import ChatOptions
from assistant.web.sources import panel, reader
from assistant.web.turns import Turns, place, turn_of
from assistant.web.votes import Votes
from index.models import Language

# A file that was sent and not added in so long never will be: adding begins when it has come.
_UNUSED_FOR_S = 600


def build_page(assistant: Assistant, data: Path, options: ChatOptions, concurrency: int) -> tuple[gr.Blocks, Parts]:
    """The page over one assistant; visitors share nothing else. Votes and uploads go to the folder `data`."""
    examples = Examples(assistant)
    page = gr.Blocks(
        title=page_text("title", "hi"), analytics_enabled=False, fill_width=True, delete_cache=(_UNUSED_FOR_S, _UNUSED_FOR_S)
    )
    with page:
        parts = lay_out(options)
        say = partial(strings, parts, assistant, examples, options)
        _add_language_events(page, parts, say)
        add_question_events(parts, assistant, examples, concurrency)
        _add_answer_events(parts, Votes(data))
        add_article_events(page, parts, assistant, data, options)
        add_endpoints(assistant, concurrency)
    return page, parts


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


def _add_answer_events(parts: Parts, votes: Votes) -> None:
    def vote(event: gr.LikeData, turns: Turns, language: Language) -> None:
        at = turn_of(event.index)
        if at < len(turns) and votes.record(turns[at], bool(event.liked)):
            gr.Info(page_text("thanks", language), title="")

    def open_source(event: gr.EventData, turns: Turns, language: Language) -> str | Any:
        found = place(str(getattr(event, "open", "")), turns)
        return reader(*found[:1], language, found[1]) if found else gr.skip()

    parts.chatbot.like(vote, [parts.turns, parts.language], None, api_visibility="private")
    parts.sources.click(
        open_source, [parts.turns, parts.language], parts.reader, api_visibility="private", show_progress="hidden"
    )
