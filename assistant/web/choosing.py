"""The chips beside the question: what narrows the search, and a way to take each off."""

from functools import partial
from typing import Any

import gradio as gr

from assistant.core import Assistant
from assistant.web.chat import Wishes, article_of
from assistant.web.layout import Parts
from assistant.web.narrowing import Narrowing, chips
from assistant.web.rendering import render
from index.errors import QuestionError
from index.models import ArticleFilter, Language

# Articles that one question may be kept to, judged by eye: nobody ticks more.
_MOST = 50


def add_choosing_events(parts: Parts, assistant: Assistant) -> None:
    """Makes the chips live, and the choice of articles in the list and in the dialog."""

    def show(*wishes: Any) -> str:
        language, _, since, until, source, chosen = wishes
        return shown(assistant, Wishes(language, None, since, until, source or None, chosen).narrowing, language)

    def drop(event: gr.EventData, chosen: tuple[str, ...]) -> dict[Any, Any]:
        name, _, article = str(getattr(event, "drop", "")).partition(":")
        if name == "article":
            return {parts.chosen: tuple(each for each in chosen if each != article)}
        dropped = {"since": parts.since, "until": parts.until, "source": parts.source}.get(name)
        return {dropped: ""} if dropped else {parts.chosen: gr.skip()}

    def only(event: gr.EventData) -> tuple[Any, Any]:
        name = str(getattr(event, "only", ""))
        return ((name,) if article_of(assistant, name) else gr.skip()), gr.Tabs(selected="ask")

    def tick(event: gr.EventData, chosen: tuple[str, ...]) -> tuple[str, ...]:
        return ticked(chosen, str(getattr(event, "choose", "")), bool(getattr(event, "on", False)))

    quietly: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    changes = [
        parts.language.change, parts.since.change, parts.until.change, parts.source.change, parts.chosen.change
    ]  # fmt: skip
    gr.on(changes, show, parts.wishes, parts.chips, trigger_mode="always_last", **quietly)
    parts.chips.click(drop, parts.chosen, [parts.chosen, parts.since, parts.until, parts.source], **quietly)
    # One after another, for each adds to what the one before left; a second tick doesn't wait for the first to be sent.
    one_by_one: dict[str, Any] = {"concurrency_id": "ticks", "concurrency_limit": 1, "trigger_mode": "multiple"}
    parts.table.select(tick, parts.chosen, parts.chosen, **one_by_one, **quietly)
    parts.reader.click(only, None, [parts.chosen, parts.tabs], **quietly)


def ticked(chosen: tuple[str, ...], article: str, on: bool) -> tuple[str, ...]:
    """The choice with an article more or less."""
    others = tuple(each for each in chosen if each != article)
    return (*others, article)[-_MOST:] if on else others


def shown(assistant: Assistant, narrowing: Narrowing, language: Language) -> str:
    """The chips, and whether no article is left."""
    try:
        only = narrowing.filter()
        empty = only != ArticleFilter() and not assistant.index.has_articles(only)
    except QuestionError:
        empty = False
    return render("chips", language, chips=chips(narrowing, partial(article_of, assistant), language), empty=empty)
