"""What stands where on the page, and its strings in a language."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.answering.examples import Examples
from assistant.core import Assistant
from assistant.phrases import page_text
from assistant.web.catalogue import SORTS, catalogue
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
    chosen: gr.State
    page: gr.State
    header: gr.HTML
    language: gr.Radio
    tabs: gr.Tabs
    ask_tab: gr.Tab
    articles_tab: gr.Tab
    chatbot: gr.Chatbot
    told: gr.HTML
    question: gr.Textbox
    chips: gr.HTML
    options: gr.Accordion
    since: gr.Textbox
    until: gr.Textbox
    source: gr.Dropdown
    answer_language: gr.Dropdown
    sources: gr.HTML
    kept: gr.HTML
    titles: gr.Textbox
    sort: gr.Dropdown
    upload: gr.UploadButton
    notice: gr.Markdown
    table: gr.HTML
    reader: gr.HTML

    @property
    def wishes(self) -> list[Any]:
        """The components whose values make `Wishes`, in its order."""
        return [self.language, self.answer_language, self.since, self.until, self.source, self.chosen]

    @property
    def said(self) -> list[Any]:
        """The components that `strings` says in a language."""
        return [
            self.header, self.language, self.ask_tab, self.articles_tab, self.chatbot, self.question, self.options,
            self.answer_language, self.since, self.until, self.source, self.titles, self.sort, self.upload,
        ]  # fmt: skip


def lay_out(options: ChatOptions) -> Parts:
    """Puts the components on the page that is being built, in Hindi; `strings` says them in either language."""
    turns, chosen, page = gr.State(()), gr.State(()), gr.State(0)
    with gr.Row(elem_id="top"):
        header = gr.HTML(elem_id="header", js_on_load=_script("labels.js"))
        language = gr.Radio(LANGUAGES, value="hi", label=page_text("page_language", "hi"), elem_id="language", container=False)
        kept = gr.HTML(elem_id="kept", js_on_load=_script("kept.js"))
    with gr.Tabs(elem_id="tabs") as tabs:
        with gr.Tab(page_text("tab_ask", "hi"), id="ask") as ask_tab, gr.Row(elem_id="room"):
            with gr.Column(scale=3, min_width=320, elem_id="talk"):
                chatbot, told, question = _conversation()
                chips = gr.HTML(elem_id="chips", js_on_load=_script("chips.js"))
                with gr.Accordion(page_text("filters", "hi"), open=False, elem_id="options") as accordion, gr.Row():
                    since, until, source, answer_language = _filters()
            with gr.Column(scale=2, min_width=300, elem_id="beside"):
                sources = gr.HTML(panel((), "hi"), elem_id="sources", js_on_load=_script("panel.js"))
        with gr.Tab(page_text("tab_articles", "hi"), id="articles") as articles_tab:
            with gr.Row(elem_id="finding"):
                titles = gr.Textbox(label=page_text("search_articles", "hi"), elem_id="titles", max_lines=1, scale=3)
                sort = gr.Dropdown(
                    [("", name) for name in SORTS], value="newest", elem_id="sort", min_width=180, filterable=False
                )
            upload = gr.UploadButton(visible=options.allow_upload, file_count="multiple", elem_id="upload", size="md")
            notice = gr.Markdown(elem_id="notice")
            table = gr.HTML(elem_id="articles", js_on_load=_script("table.js"))
    reader = gr.HTML(elem_id="reader", js_on_load=_script("reader.js"))
    return Parts(
        turns, chosen, page, header, language, tabs, ask_tab, articles_tab, chatbot, told, question, chips, accordion, since,
        until, source, answer_language, sources, kept, titles, sort, upload, notice, table, reader,
    )  # fmt: skip


def strings(
    parts: Parts,
    assistant: Assistant,
    examples: Examples,
    options: ChatOptions,
    language: Language,
    patience_s: float = _PATIENCE_S,
) -> dict[Any, Any]:
    """Everything on the page that is said in a language, apart from what the visitor sees of the conversation."""

    def say(name: str, **values: object) -> str:
        return page_text(name, language, **values)

    known = catalogue(assistant.index)
    asks = [{"text": question, "display_text": question} for question in examples.newest(language, _EXAMPLES, patience_s)]
    more = say("welcome_written", llm=assistant.writer) if assistant.writer else say("welcome_more")
    welcome = f"## {as_markdown(say('welcome'))}\n\n{as_markdown(more)}"
    tongues = [(say("auto"), "auto"), *LANGUAGES]
    kinds = ", ".join(SUFFIXES)
    return {
        parts.header: header(assistant, options, language),
        parts.language: gr.Radio(label=say("page_language"), value=language),
        parts.ask_tab: gr.Tab(label=say("tab_ask")),
        parts.articles_tab: gr.Tab(label=say("tab_articles")),
        parts.chatbot: gr.Chatbot(label=say("conversation"), placeholder=welcome, examples=asks),  # type: ignore[arg-type]
        parts.question: gr.Textbox(label=say("question"), placeholder=say("question_placeholder")),
        parts.options: gr.Accordion(label=say("filters")),
        parts.since: gr.Textbox(label=say("since"), placeholder=say("day_placeholder")),
        parts.until: gr.Textbox(label=say("until"), placeholder=say("day_placeholder")),
        parts.source: gr.Dropdown(
            label=say("source"), choices=[(say("all_sources"), ""), *((cut(name), name) for name in known.sources)]
        ),
        parts.answer_language: gr.Dropdown(label=say("answer_language"), choices=tongues),
        parts.titles: gr.Textbox(label=say("search_articles")),
        parts.sort: gr.Dropdown(label=say("sort"), choices=[(say(words), name) for name, words in SORTS.items()]),
        parts.upload: gr.UploadButton(label=say("upload", kinds=kinds, limit=options.max_upload_mb)),
    }


def first_said(updates: dict[Any, Any]) -> dict[int, dict[str, Any]]:
    """The same as properties of the components, by their numbers, for a page that is not there yet."""

    def properties(update: Any) -> dict[str, Any]:
        return {"value": update} if isinstance(update, str) else dict(update.constructor_args)

    return {component._id: properties(update) for component, update in updates.items()}


def header(assistant: Assistant, options: ChatOptions, language: Language) -> str:
    """The head of the page: how many articles there are, and who writes the answers."""
    subtitle = "subtitle_written" if assistant.writer else "subtitle"
    count = f"{len(catalogue(assistant.index).rows):,}"
    return render("header", language, articles=count, subtitle=subtitle, accounts=options.has_accounts)


def _conversation() -> tuple[gr.Chatbot, gr.HTML, gr.Textbox]:
    chatbot = gr.Chatbot(
        elem_id="chat",
        height="62vh",
        show_label=False,
        buttons=[],
        latex_delimiters=[],
        editable="user",
        group_consecutive_messages=False,
        layout="bubble",
        autoscroll=False,
    )
    told = gr.HTML(elem_id="told")
    question = gr.Textbox(
        elem_id="question", show_label=False, lines=1, max_lines=6, submit_btn=True, autofocus=True, container=False
    )
    return chatbot, told, question


def _filters() -> tuple[gr.Textbox, gr.Textbox, gr.Dropdown, gr.Dropdown]:
    since = gr.Textbox(elem_id="since", min_width=160, max_lines=1)
    until = gr.Textbox(elem_id="until", min_width=160, max_lines=1)
    source = gr.Dropdown([("", "")], value="", elem_id="source", min_width=160)
    answer_language = gr.Dropdown([("", "auto"), *LANGUAGES], value="auto", elem_id="answer-language", min_width=160)
    return since, until, source, answer_language


def _script(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
