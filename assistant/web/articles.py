"""The "Articles" tab: the list, an article, and where the operator allows it adding and removing."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.core import Assistant
from assistant.phrases import page_text
from assistant.web.catalogue import catalogue, found, in_order, table
from assistant.web.escape import as_markdown
from assistant.web.layout import Parts, header
from assistant.web.options import MEGABYTE, ChatOptions
from assistant.web.sign_in import visitor
from assistant.web.sources import reader
from assistant.web.uploads import Refusal, Uploads, safe_name
from index.building.build import Progress, build, remove
from index.errors import AssistantError, NoSuchArticleError, StoreError
from index.models import Article, Language
from index.reading.files import SUFFIXES


def add_article_events(parts: Parts, assistant: Assistant, data: Path, options: ChatOptions) -> None:
    """Makes the tab live. Without the operator's leave, adding and removing are refused here too, whoever asks."""
    shelf = Shelf(assistant, Uploads(data), options)

    def show(*wanted: Any, request: gr.Request) -> dict[Any, Any]:
        words, sort, page, chosen, language = wanted
        with suppress(AssistantError):  # what was there before goes on serving
            assistant.reload()
        rows = in_order(found(assistant.index, words), sort)
        may_remove = partial(shelf.may_remove, asking=visitor(request))
        total, removable = len(catalogue(assistant.index).rows), options.allow_upload
        listed = table(rows, total, language, removable=removable, may_remove=may_remove, page=page, chosen=chosen)
        return {parts.table: listed, parts.header: header(assistant, options, language)}

    def list_all(
        words: str, sort: str, page: int, chosen: tuple[str, ...], language: Language, request: gr.Request
    ) -> dict[Any, Any]:
        return show(words, sort, page, chosen, language, request=request)

    def list_anew(words: str, sort: str, chosen: tuple[str, ...], language: Language, request: gr.Request) -> dict[Any, Any]:
        return {**show(words, sort, 0, chosen, language, request=request), parts.page: 0}

    def click(
        event: gr.EventData, words: str, sort: str, page: int, chosen: tuple[str, ...], language: Language, request: gr.Request
    ) -> dict[Any, Any]:
        if name := getattr(event, "remove", None):
            notice = shelf.remove(str(name), language, visitor(request))
            return {parts.notice: as_markdown(notice), **show(words, sort, page, chosen, language, request=request)}
        if isinstance(turned := getattr(event, "page", None), int):
            return {parts.page: turned, **show(words, sort, turned, chosen, language, request=request)}
        try:
            return {parts.reader: reader(assistant.index.article(str(getattr(event, "article", ""))), language)}
        except NoSuchArticleError:
            gone = page_text("article_gone", language)
            return {parts.notice: gone, **show(words, sort, page, chosen, language, request=request)}

    def add(
        files: list[str] | None,
        words: str,
        sort: str,
        page: int,
        chosen: tuple[str, ...],
        language: Language,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008
    ) -> dict[Any, Any]:
        tell = partial(progress, desc=page_text("adding", language))
        notices = shelf.add([Path(file) for file in files or []], language, visitor(request), tell)
        told = "\n\n".join(map(as_markdown, notices))
        return {parts.notice: told, **show(words, sort, page, chosen, language, request=request)}

    hidden: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    listed = [parts.titles, parts.sort, parts.page, parts.chosen, parts.language]
    shown = [parts.table, parts.header]
    gr.on([parts.language.change, parts.articles_tab.select], list_all, listed, shown, **hidden)
    anew = [parts.titles, parts.sort, parts.chosen, parts.language]
    gr.on([parts.titles.change, parts.sort.change], list_anew, anew, [*shown, parts.page], trigger_mode="always_last", **hidden)
    changed = [parts.reader, parts.notice, parts.page, *shown]
    parts.table.click(click, listed, changed, concurrency_id="shelf", **hidden)
    parts.upload.upload(
        add,
        [parts.upload, *listed],
        [parts.notice, *shown],
        api_visibility="private",
        concurrency_limit=1,
        show_progress_on=parts.notice,
    )


@dataclass(frozen=True)
class Shelf:
    """What visitors may do with the articles: add some, and remove what was added here. The operator's stay as they are."""

    assistant: Assistant
    uploads: Uploads
    options: ChatOptions

    def may_remove(self, article: Article, asking: str | None) -> bool:
        """Whether who asks may remove an article: one that a visitor added, by themselves or by anybody with an account."""
        if not self.options.allow_upload or not self.uploads.has(article):
            return False
        return self.options.has_accounts or self.uploads.is_by(article, asking)

    def add(self, files: Sequence[Path], language: Language, asking: str | None, tell: Callable[..., Any]) -> list[str]:
        """Takes files into the index and says of each what became of it."""
        if not self.options.allow_upload:
            return [page_text("not_allowed", language)]
        taken = [self._take(file, asking) for file in files]
        notices = [_refused(refusal, self.options.max_upload_mb, language) for refusal in taken if isinstance(refusal, Refusal)]
        kept = [each for each in taken if not isinstance(each, Refusal)]
        if not kept:
            return notices
        try:
            return [self._build([path for path, _ in kept], language, tell), *notices]
        except AssistantError as error:
            for path, is_new in kept:
                if is_new:
                    self.uploads.discard(path.name)
            return [*notices, page_text("busy" if isinstance(error, StoreError) else "failed", language)]

    def remove(self, article_id: str, language: Language, asking: str | None) -> str:
        """Takes an article out of the index, and its file out of the uploads when it was the only one in it."""
        try:
            article = self.assistant.index.article(article_id)
            if not self.may_remove(article, asking):
                return page_text("not_allowed", language)
            remove(self.assistant.index.path, [article_id])
            self.assistant.reload()
        except NoSuchArticleError:
            return page_text("article_gone", language)
        except AssistantError:
            return page_text("busy", language)
        if not any(row.article.path == article.path for row in catalogue(self.assistant.index).rows):
            with suppress(OSError):  # a file that can't go is told of below
                self.uploads.discard(Path(str(article.path)).name)
        if self.uploads.keeps(article):
            return page_text("removed_for_now", language, name=Path(str(article.path)).name)
        return page_text("removed", language)

    def _take(self, file: Path, asking: str | None) -> tuple[Path, bool] | Refusal:
        """Takes a file and leaves no copy of Gradio's. Files of the same content are one there: another upload may take it."""
        try:
            return self.uploads.take(file, self.options.max_upload_mb * MEGABYTE, asking)
        except FileNotFoundError:
            return Refusal(safe_name(file.name), "reason_unreadable")
        finally:
            file.unlink(missing_ok=True)

    def _build(self, paths: Sequence[Path], language: Language, tell: Callable[..., Any]) -> str:
        made = self.assistant.index.manifest

        def on_progress(progress: Progress) -> None:
            tell((progress.done, progress.total))

        tell((0, len(paths)))
        report = build(
            [self.uploads.apart(path) for path in paths],
            self.assistant.index.path,
            tokens_per_passage=made.tokens_per_passage,
            token_vectors=made.token_vectors,
            on_progress=on_progress,
        )
        if new := report.added + report.changed:
            return page_text("added", language, count=new)
        return page_text("unchanged", language)


def _refused(refusal: Refusal, limit_mb: int, language: Language) -> str:
    values: dict[str, dict[str, Any]] = {"reason_kind": {"kinds": ", ".join(SUFFIXES)}, "reason_too_large": {"limit": limit_mb}}
    reason = page_text(refusal.reason, language, **values.get(refusal.reason, {}))
    return page_text("not_added", language, name=refusal.name, reason=reason)
