"""The web chat: a page that asks an Assistant and shows each quote with its place."""

import html
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import regex

from assistant.core import Assistant
from assistant.extractive import describe, text_parts
from assistant.models import Answer, Citation
from assistant.phrases import phrase
from index.errors import AssistantError
from index.models import Language

logger = logging.getLogger(__name__)

_LANGUAGE: Language = "hi"
_EXAMPLES = ["शी जिनपिंग ने पुतिन से क्या कहा?", "Who did Wang Yi meet in Beijing?", "putin aur xi jinping ne kya baat ki"]
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_MARKDOWN = regex.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>&:/@])")


class ServeError(AssistantError):
    """The page can't be served at the address that was asked for."""


def serve(index: Path, host: str, port: int | None, min_confidence: float) -> None:
    """Opens the page and serves it until interrupted, at the first free port from 7860 where none is given.

    Raises StoreError or ModelError when the index can't be opened, ServeError when the address can't be had.
    """
    page = build_page(Assistant.open(index, min_confidence=min_confidence))
    try:
        page.launch(server_name=host, server_port=port, share=False, footer_links=[])
    except (OSError, ValueError) as error:
        raise ServeError(f"The chat can't be served on {host}, port {port or 'from 7860'}: {error}") from error


def build_page(assistant: Assistant) -> gr.Blocks:
    """The chat over one assistant; visitors share nothing else."""

    def respond(message: str, history: list[dict[str, Any]]) -> Iterator[str]:
        yield from reply(assistant, message)

    articles = f"{assistant.index.manifest.articles:,}"
    return gr.ChatInterface(
        respond,
        title=f"{phrase('chat_title', 'hi')} · {phrase('chat_title', 'en')}",
        description="\n\n".join(phrase("chat_description", language, articles=articles) for language in ("hi", "en")),
        examples=list(_EXAMPLES),
        textbox=gr.Textbox(placeholder=phrase("chat_placeholder", _LANGUAGE), show_label=False),
        chatbot=gr.Chatbot(height="70vh", show_label=False, buttons=["copy"], latex_delimiters=[]),
        api_name="ask",
        analytics_enabled=False,
    )


def reply(assistant: Assistant, message: str) -> Iterator[str]:
    """The answer as Markdown that grows sentence by sentence, then the sources."""
    try:
        answer = assistant.ask(message)
    except AssistantError as error:
        yield escape(str(error))
        return
    except Exception:
        logger.exception("The question could not be answered")
        yield escape(phrase("failed", _LANGUAGE))
        return
    shown = ""
    for part in _parts(answer):
        shown += part
        yield shown


def _parts(answer: Answer) -> Iterator[str]:
    if not answer.found:
        yield "\n\n".join(escape(line) for line in answer.text.splitlines() if line)
        return
    for line in text_parts(answer.language, answer.citations):
        yield escape(line) + "\n\n"
    yield f"<details open><summary>{html.escape(phrase('sources', answer.language))}</summary>\n\n"
    for citation in answer.citations:
        yield _source(citation, answer.language)
    yield "</details>"


def _source(citation: Citation, language: Language) -> str:
    place = phrase("place", language, start=citation.start, end=citation.end)
    title = html.escape(f"[{citation.number}] {describe(citation.article)}")
    others = "; ".join(describe(other.article) for other in citation.also)
    also = f" · {html.escape(phrase('also', language, articles=others))}" if others else ""
    return f"<p><strong>{title}</strong> · {place}{also}</p>\n<blockquote>{html.escape(citation.quote)}</blockquote>\n"


def escape(text: str) -> str:
    """Text as Markdown that shows exactly this text: no markup, links, images or HTML come to life."""
    return _MARKDOWN.sub(lambda match: _ENTITIES.get(match[0], "\\" + match[0]), text)
