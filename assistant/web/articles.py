"""The "Articles" tab: the list, an article, and where the operator allows it adding and removing."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.core import Assistant
from assistant.phrases import page_text
from assistant.web.catalogue import catalogue, table, titled
from assistant.web.escape import as_markdown
from assistant.web.layout import Parts
from assistant.web.options import ChatOptions
from assistant.web.sources import reader
from assistant.web.uploads import Refusal, safe_name, take_file
from index.building.build import Progress, build, remove
from index.errors import AssistantError, NoSuchArticleError, StoreError
from index.models import Language
from index.reading.files import SUFFIXES

_MEGABYTE = 1024 * 1024


def add_article_events(page: gr.Blocks, parts: Parts, assistant: Assistant, data: Path, options: ChatOptions) -> None:
    """Makes the tab live. Without the operator's leave, adding and removing are refused here too, whoever asks."""

    def show(words: str, language: Language) -> str:
        with suppress(AssistantError):  # what was there before goes on serving
            assistant.reload()
        known = catalogue(assistant.index).rows
        return table(titled(known, words), len(known), language, removable=options.allow_upload)

    def click(event: gr.EventData, words: str, language: Language) -> dict[Any, Any]:
        if name := getattr(event, "remove", None):
            notice = (
                _remove(assistant, data, str(name), language) if options.allow_upload else page_text("not_allowed", language)
            )
            return {parts.notice: notice, parts.table: show(words, language)}
        try:
            return {parts.reader: reader(assistant.index.article(str(getattr(event, "article", ""))), language)}
        except NoSuchArticleError:
            return {parts.notice: page_text("article_gone", language), parts.table: show(words, language)}

    def add(files: list[str] | None, words: str, language: Language, progress: gr.Progress = gr.Progress()) -> tuple[str, str]:  # noqa: B008
        if not options.allow_upload:
            return page_text("not_allowed", language), show(words, language)
        tell = partial(progress, desc=page_text("adding", language))
        notices = _add(assistant, data, [Path(file) for file in files or []], options.max_upload_mb, language, tell)
        return "\n\n".join(map(as_markdown, notices)), show(words, language)

    hidden: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    listed = [parts.titles, parts.language]
    gr.on([page.load, parts.language.change, parts.articles_tab.select], show, listed, parts.table, **hidden)
    parts.titles.change(show, listed, parts.table, trigger_mode="always_last", **hidden)
    parts.table.click(click, listed, [parts.reader, parts.notice, parts.table], **hidden)
    parts.upload.upload(
        add,
        [parts.upload, *listed],
        [parts.notice, parts.table],
        api_visibility="private",
        concurrency_limit=1,
        show_progress_on=parts.notice,
    )


def _add(
    assistant: Assistant, data: Path, files: Sequence[Path], limit_mb: int, language: Language, tell: Callable[..., Any]
) -> list[str]:
    """Takes uploaded files into the index and says of each what became of it."""
    taken = [_take(file, data / "uploads", limit_mb * _MEGABYTE) for file in files]
    notices = [_refused(refusal, limit_mb, language) for refusal in taken if isinstance(refusal, Refusal)]
    kept = [path for path in taken if isinstance(path, Path)]
    if not kept:
        return notices
    made = assistant.index.manifest

    def on_progress(progress: Progress) -> None:
        tell((progress.done, progress.total))

    try:
        tell((0, len(kept)))
        report = build(
            kept,
            assistant.index.path,
            tokens_per_passage=made.tokens_per_passage,
            token_vectors=made.token_vectors,
            on_progress=on_progress,
        )
    except StoreError:
        return [*notices, page_text("busy", language)]
    except AssistantError:
        return [*notices, page_text("failed", language)]
    return [page_text("added", language, count=report.added + report.changed or len(kept)), *notices]


def _take(file: Path, folder: Path, limit: int) -> Path | Refusal:
    """Takes a file and leaves no copy of Gradio's; files of the same content are one there, which another upload may take."""
    try:
        return take_file(file, folder, limit)
    except FileNotFoundError:
        return Refusal(safe_name(file.name), "reason_unreadable")
    finally:
        file.unlink(missing_ok=True)


def _refused(refusal: Refusal, limit_mb: int, language: Language) -> str:
    values: dict[str, dict[str, Any]] = {"reason_kind": {"kinds": ", ".join(SUFFIXES)}, "reason_too_large": {"limit": limit_mb}}
    reason = page_text(refusal.reason, language, **values.get(refusal.reason, {}))
    return page_text("not_added", language, name=refusal.name, reason=reason)


def _remove(assistant: Assistant, data: Path, article_id: str, language: Language) -> str:
    """Takes an article out of the index, and its file out of the uploads when it was the only one in it."""
    try:
        article = assistant.index.article(article_id)
        remove(assistant.index.path, [article_id])
        assistant.reload()
    except NoSuchArticleError:
        return page_text("article_gone", language)
    except AssistantError:
        return page_text("busy", language)
    if article.path and Path(article.path).parent == (data / "uploads").resolve():
        if not any(other.path == article.path for other in assistant.index.articles()):
            Path(article.path).unlink(missing_ok=True)
    return page_text("removed", language)
