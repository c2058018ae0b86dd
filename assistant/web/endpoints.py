"""What programs may call: the questions of the command line, with its JSON."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Any, Literal

import gradio as gr
import gradio.events

from assistant.as_json import answer_json, search_json
from assistant.core import Assistant
from assistant.options import read_filter
from index.errors import AssistantError, QuestionError

# As many passages as a search has candidates.
_MAX_HITS = 50


def add_endpoints(assistant: Assistant, concurrency: int) -> None:
    """Adds /ask and /search to the page that is being built; they are the tools of the MCP server, too."""
    ask, search = _functions(assistant)
    gradio.events.api(ask, api_name="ask", concurrency_limit=concurrency, concurrency_id="answers")
    gradio.events.api(search, api_name="search", concurrency_limit=concurrency, concurrency_id="answers")


def _functions(assistant: Assistant) -> tuple[Callable[..., dict[str, Any]], Callable[..., dict[str, Any]]]:
    def ask(
        question: str,
        language: Literal["hi", "en", ""] = "",
        since: str = "",
        until: str = "",
        source: str = "",
    ) -> dict[str, Any]:
        """Answer a question from the articles. Every sentence is quoted; "citations" say from which article and where.

        Args:
            question: In Hindi, English or Hindi typed in Latin letters.
            language: The language to answer in; empty for the question's own.
            since: Only articles from this day on, such as 2024-01-31; empty for all.
            until: Only articles up to this day; empty for all.
            source: Only articles from this source; empty for all.

        """
        with _Told():
            answer = assistant.ask(question, language=language or None, only=read_filter(since, until, source))
            return dict(_without_folders(answer_json(answer)))

    def search(question: str, k: int = 10, since: str = "", until: str = "", source: str = "") -> dict[str, Any]:
        """Find the passages of the articles that are nearest to a question, best first.

        Args:
            question: In Hindi, English or Hindi typed in Latin letters.
            k: How many passages, from 1 to 50.
            since: Only articles from this day on, such as 2024-01-31; empty for all.
            until: Only articles up to this day; empty for all.
            source: Only articles from this source; empty for all.

        """
        with _Told():
            found = assistant.search(question, k=max(1, min(k, _MAX_HITS)), only=read_filter(since, until, source))
            return dict(_without_folders(search_json(found)))

    return ask, search


class _Told:
    """Tells the caller what is wrong with a question, and no more than that something is wrong otherwise."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, QuestionError):
            raise gr.Error(str(error), print_exception=False) from error
        if isinstance(error, AssistantError):
            raise gr.Error("The articles are not available at the moment.") from error


def _without_folders(value: Any) -> Any:
    """JSON with the "file" of each article in place of its "path", which tells of the server's folders.

    Gradio's client takes anything with a "path" for a file to be downloaded, too.
    """
    if isinstance(value, list):
        return [_without_folders(each) for each in value]
    if not isinstance(value, dict):
        return value
    named = {key: _without_folders(each) for key, each in value.items() if key != "path"}
    return {**named, "file": PurePath(value["path"]).name if value["path"] else None} if "path" in value else named
