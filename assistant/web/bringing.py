"""What happens when a browser brings a conversation back, wants one as a file, or follows a link to an article."""

from functools import partial
from typing import Any

import gradio as gr

from assistant.core import Assistant
from assistant.phrases import page_text
from assistant.web.chat import MOST_TURNS, article_of
from assistant.web.copying import export_html, export_markdown
from assistant.web.kept import turns_of
from assistant.web.layout import Parts
from assistant.web.messages import messages
from assistant.web.remembering import kept
from assistant.web.sources import panel, reader
from assistant.web.turns import Turns
from index.models import Language

_EXPORTS = {"md": export_markdown, "html": export_html}


def add_kept_events(parts: Parts, assistant: Assistant) -> None:
    """Makes past conversations live."""
    find = partial(article_of, assistant)

    def brought(event: gr.EventData, turns: Turns, language: Language) -> dict[Any, Any]:
        if turns and turns[-1].unfinished:
            return {parts.kept: gr.skip()}
        records = getattr(event, "records", None)
        came = turns_of(
            str(getattr(event, "conversation", "")), records[:MOST_TURNS] if isinstance(records, list) else [], find
        )
        kind, name = str(getattr(event, "export", "")), str(getattr(event, "name", ""))
        if make := _EXPORTS.get(kind):
            return {parts.kept: kept(turns, language, file=make(name, came, language), kind=kind, name=name)}
        return {
            parts.turns: came,
            parts.chatbot: messages(came, language),
            parts.sources: panel(came, language),
            parts.kept: kept(came, language),
        }

    def follow(event: gr.EventData, language: Language) -> str | Any:
        article = find(str(getattr(event, "article", "")))
        if article is None:
            gr.Info(page_text("article_gone", language), title="")
            return gr.skip()
        return reader(article, language, _span(str(getattr(event, "at", "")), len(article.text)))

    quietly: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    parts.kept.click(
        brought, [parts.turns, parts.language], [parts.turns, parts.chatbot, parts.sources, parts.kept], queue=False, **quietly
    )
    parts.kept.select(follow, parts.language, parts.reader, **quietly)


def _span(text: str, length: int) -> tuple[int, int] | None:
    """The characters that a link names; None where it names none of the article."""
    start, _, end = text.partition("-")
    if not (start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal()):
        return None
    span = int(start[:9]), int(end[:9])
    return span if span[0] < span[1] <= length else None
