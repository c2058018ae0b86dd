"""What stands where on the page, and its strings in a language."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.answering.examples import Examples
from assistant.core import Assistant
from assistant.phrases import page_text
from assistant.web.catalogue import catalogue
from assistant.web.escape import as_markdown
from assistant.web.options import ChatOptions
from assistant.web.rendering import cut, render
from assistant.web.sources import panel
from index.models import Language
from index.reading.files import SUFFIXES

_FOLDER = Path(__file__).parent
# Judged by eye: two rows of two on a desktop.
_EXAMPLES = 4
# Nobody waits longer for examples; those that are not found by then are there for the next visitor.
_PATIENCE_S = 1.0
LANGUAGES = [("हिन्दी", "hi"), ("English", "en")]


@dataclass(frozen=True)
class Parts:
    """The components that events read and change."""

    turns: gr.State
    header: gr.HTML
    language: gr.Radio
    ask_tab: gr.Tab
    articles_tab: gr.Tab
    chatbot: gr.Chatbot
    question: gr.Textbox
    options: gr.Accordion
    since: gr.DateTime
    until: gr.DateTime
    source: gr.Dropdown
    answer_language: gr.Dropdown
    sources: gr.HTML
    titles: gr.Textbox
    upload: gr.UploadButton
    notice: gr.Markdown
    table: gr.HTML
    reader: gr.HTML

    @property
    def wishes(self) -> list[Any]:
        """The components whose values make `Wishes`, in its order."""
        return [self.language, self.answer_language, self.since, self.until, self.source]

    @property
    def said(self) -> list[Any]:
        """The components that `strings` says in a language."""
        return [
            self.header, self.language, self.ask_tab, self.articles_tab, self.chatbot, self.question, self.options,
            *self.wishes[1:], self.titles, self.upload,
        ]  # fmt: skip


def lay_out(options: ChatOptions) -> Parts:
    """Puts the components on the page that is being built, in Hindi; `strings` says them in either language."""
    turns = gr.State(())
    with gr.Row(elem_id="top"):
        header = gr.HTML(elem_id="header")
        language = gr.Radio(LANGUAGES, value="hi", label=page_text("page_language", "hi"), elem_id="language", container=False)
    with gr.Tabs(elem_id="tabs"):
        with gr.Tab(page_text("tab_ask", "hi"), id="ask") as ask_tab, gr.Row(elem_id="room"):
            with gr.Column(scale=3, min_width=320, elem_id="talk"):
                chatbot, question = _conversation()
                with gr.Accordion(page_text("filters", "hi"), open=False, elem_id="options") as accordion, gr.Row():
                    since, until, source, answer_language = _filters()
            with gr.Column(scale=2, min_width=300, elem_id="beside"):
                sources = gr.HTML(panel((), "hi"), elem_id="sources", js_on_load=_script("panel.js"))
        with gr.Tab(page_text("tab_articles", "hi"), id="articles") as articles_tab:
            titles = gr.Textbox(label=page_text("search_titles", "hi"), elem_id="titles", max_lines=1)
            upload = gr.UploadButton(visible=options.allow_upload, file_count="multiple", elem_id="upload", size="md")
            notice = gr.Markdown(elem_id="notice")
            table = gr.HTML(elem_id="articles", js_on_load=_script("table.js"))
    reader = gr.HTML(elem_id="reader", js_on_load=_script("reader.js"))
    return Parts(
        turns, header, language, ask_tab, articles_tab, chatbot, question, accordion, since, until, source, answer_language,
        sources, titles, upload, notice, table, reader,
    )  # fmt: skip


def strings(parts: Parts, assistant: Assistant, examples: Examples, options: ChatOptions, language: Language) -> dict[Any, Any]:
    """Everything on the page that is said in a language, apart from what the visitor sees of the conversation."""

    def say(name: str, **values: object) -> str:
        return page_text(name, language, **values)

    known = catalogue(assistant.index)
    asks = [{"text": question, "display_text": question} for question in examples.newest(language, _EXAMPLES, _PATIENCE_S)]
    welcome = f"## {as_markdown(say('welcome'))}\n\n{as_markdown(say('welcome_more'))}"
    tongues = [(say("auto"), "auto"), *LANGUAGES]
    kinds = ", ".join(SUFFIXES)
    return {
        parts.header: render("header", language, articles=f"{len(known.rows):,}", accounts=options.has_accounts),
        parts.language: gr.Radio(label=say("page_language"), value=language),
        parts.ask_tab: gr.Tab(label=say("tab_ask")),
        parts.articles_tab: gr.Tab(label=say("tab_articles")),
        parts.chatbot: gr.Chatbot(label=say("conversation"), placeholder=welcome, examples=asks),  # type: ignore[arg-type]
        parts.question: gr.Textbox(label=say("question"), placeholder=say("question_placeholder")),
        parts.options: gr.Accordion(label=say("filters")),
        parts.since: gr.DateTime(label=say("since")),
        parts.until: gr.DateTime(label=say("until")),
        parts.source: gr.Dropdown(
            label=say("source"), choices=[(say("all_sources"), ""), *((cut(name), name) for name in known.sources)]
        ),
        parts.answer_language: gr.Dropdown(label=say("answer_language"), choices=tongues),
        parts.titles: gr.Textbox(label=say("search_titles")),
        parts.upload: gr.UploadButton(label=say("upload", kinds=kinds, limit=options.max_upload_mb)),
    }


def _conversation() -> tuple[gr.Chatbot, gr.Textbox]:
    chatbot = gr.Chatbot(
        elem_id="chat",
        height="62vh",
        show_label=False,
        buttons=[],
        latex_delimiters=[],
        editable="user",
        group_consecutive_messages=False,
        layout="bubble",
    )
    question = gr.Textbox(
        elem_id="question", show_label=False, lines=1, max_lines=6, submit_btn=True, autofocus=True, container=False
    )
    return chatbot, question


def _filters() -> tuple[gr.DateTime, gr.DateTime, gr.Dropdown, gr.Dropdown]:
    since = gr.DateTime(include_time=False, type="string", elem_id="since", min_width=160)
    until = gr.DateTime(include_time=False, type="string", elem_id="until", min_width=160)
    source = gr.Dropdown([("", "")], value="", elem_id="source", min_width=160)
    answer_language = gr.Dropdown([("", "auto"), *LANGUAGES], value="auto", elem_id="answer-language", min_width=160)
    return since, until, source, answer_language


def _script(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
