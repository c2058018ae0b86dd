"""Passages of the index as a retriever of LangChain's."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, Protocol, Unpack, runtime_checkable

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.load.serializable import SerializedConstructor, SerializedNotImplemented
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables.config import run_in_executor
from pydantic import ConfigDict, Field

from assistant.generative.events import Event
from assistant.langchain.documents import documents_of
from assistant.langchain.narrowing import NAMES, articles_in
from assistant.models import Answer, Search
from assistant.options import HITS, AskOptions
from index.errors import QuestionError

# What a call, or `search_kwargs`, may say beside k.
_KNOWN = frozenset({"k", "score_threshold", *NAMES})
# The hits are not ordered by score alone: with a least score, so many times more hits are looked through.
_MORE = 5


@runtime_checkable
class Answering(Protocol):
    """What answers: an Assistant."""

    def search(self, question: str, *, k: int = ..., **options: Unpack[AskOptions]) -> Search:
        """The k best passages for a question."""

    def answer(self, search: Search, started: float | None = None) -> Answer:
        """The answer that a search supports."""

    def events(self, search: Search, started: float | None = None) -> Iterator[Event]:
        """The events of `answer`."""

    def aevents(self, search: Search, started: float | None = None) -> AsyncIterator[Event]:
        """`events` without blocking."""


class PassageRetriever(BaseRetriever):
    """Passages of the index as documents, best first; none for what is no question, so that an agent's run goes on.

    `k`, and in `search_kwargs` also "since" and "until" (2024-01-31), "source", "language" ("hi", "en") of the articles and
    "score_threshold", hold unless the call says otherwise. ValueError for any other name.

    LangChain's `dumps` writes it down where its assistant was opened by an index's address, which `loads` opens again.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    assistant: Answering = Field(exclude=True)
    k: int = HITS
    search_kwargs: dict[str, Any] = Field(default_factory=dict)

    @classmethod
    def is_lc_serializable(cls) -> bool:
        """Whether `dumps` may ask `to_json`."""
        return True

    @classmethod
    def lc_id(cls) -> list[str]:
        """The class that `loads` makes."""
        return ["assistant", "stored", "StoredRetriever"]

    @property
    def lc_attributes(self) -> dict[str, Any]:
        """What the assistant is opened with again."""
        return {"opened_with": getattr(self.assistant, "opened_with", None)}

    def to_json(self) -> SerializedConstructor | SerializedNotImplemented:
        """How it is made again, or that it can't be: of an assistant that was put together, nobody else has the parts."""
        return super().to_json() if self.lc_attributes["opened_with"] else self.to_json_not_implemented()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **asked: Any
    ) -> list[Document]:
        said = {name: value for given in (self.search_kwargs, asked) for name, value in given.items() if value is not None}
        wanted = {"k": self.k, **said}
        if unknown := wanted.keys() - _KNOWN:
            raise ValueError(f"there is no search option {', '.join(sorted(unknown))}: there are {', '.join(sorted(_KNOWN))}")
        k, least = wanted["k"], wanted.get("score_threshold")
        only = articles_in(wanted)
        try:
            search = self.assistant.search(query, k=k if least is None else k * _MORE, only=only)
        except QuestionError:
            return []
        return [each for each in documents_of(search) if least is None or each.metadata["score"] >= least][:k]

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, **asked: Any
    ) -> list[Document]:
        return await run_in_executor(None, self._get_relevant_documents, query, run_manager=run_manager.get_sync(), **asked)
