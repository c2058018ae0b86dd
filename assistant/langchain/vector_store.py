"""The index as a vector store of LangChain's that is only read."""

from collections.abc import Sequence
from typing import Any, NoReturn, Self

import numpy as np
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.runnables.config import run_in_executor
from langchain_core.vectorstores import VectorStore
from langchain_core.vectorstores.utils import maximal_marginal_relevance

from assistant.langchain.documents import about, documents_of
from assistant.langchain.narrowing import NAMES, articles_in
from assistant.langchain.retriever import Answering
from index.errors import AssistantError, QuestionError
from index.models import Article
from index.search.hits import Hit

# LangChain's own defaults.
_K, _FETCHED = 4, 20


class ReadOnlyError(AssistantError):
    """The index is written by `assistant index` or `Assistant.build` alone."""


class IndexVectorStore(VectorStore):
    """The passages of an index, found as the assistant finds them, for chains that take a vector store.

    `filter` may have "since", "until", "source" and "language".
    """

    def __init__(self, assistant: Answering, embeddings: Embeddings) -> None:
        self._assistant = assistant
        self._embeddings = embeddings

    @property
    def embeddings(self) -> Embeddings:
        """The index's own model."""
        return self._embeddings

    def similarity_search(self, query: str, k: int = _K, filter: dict[str, Any] | None = None, **_: Any) -> list[Document]:
        """The k best passages for a question."""
        return [document for document, _ in self.similarity_search_with_score(query, k, filter)]

    def similarity_search_with_score(
        self, query: str, k: int = _K, filter: dict[str, Any] | None = None, **_: Any
    ) -> list[tuple[Document, float]]:
        """The k best passages with their scores, at most 1."""
        return [(document, hit.score) for document, hit in self._found(query, k, filter)]

    def max_marginal_relevance_search(
        self,
        query: str,
        k: int = _K,
        fetch_k: int = _FETCHED,
        lambda_mult: float = 0.5,
        filter: dict[str, Any] | None = None,
        **_: Any,
    ) -> list[Document]:
        """Of the `fetch_k` best passages k that are unlike each other, by the vectors that the index holds (Carbonell and
        Goldstein 1998).
        """
        found = self._found(query, max(k, fetch_k), filter)
        if not found:
            return []
        asked = np.array(self._embeddings.embed_query(query))
        chosen = maximal_marginal_relevance(asked, [hit.stored.features.vector.tolist() for _, hit in found], lambda_mult, k)
        return [found[at][0] for at in chosen]

    async def amax_marginal_relevance_search(
        self,
        query: str,
        k: int = _K,
        fetch_k: int = _FETCHED,
        lambda_mult: float = 0.5,
        filter: dict[str, Any] | None = None,
        **_: Any,
    ) -> list[Document]:
        """The same without blocking."""
        return await run_in_executor(None, self.max_marginal_relevance_search, query, k, fetch_k, lambda_mult, filter)

    def similarity_search_by_vector(self, embedding: list[float], k: int = _K, **_: Any) -> NoReturn:
        """Refused: a vector alone can't say what the question's words are, by which passages are scored, too."""
        raise NotImplementedError("This index is asked in words: use similarity_search with the question.")

    def _found(self, query: str, k: int, filter: dict[str, Any] | None) -> list[tuple[Document, Hit]]:
        """The k best passages."""
        wanted = filter or {}
        if unknown := wanted.keys() - NAMES:
            raise ValueError(f"the index has no filter {', '.join(sorted(unknown))}")
        only = articles_in(wanted)
        try:
            search = self._assistant.search(query, k=k, only=only)
        except QuestionError:
            return []
        return list(zip(documents_of(search), search.hits, strict=True))

    def _select_relevance_score_fn(self) -> Any:
        return lambda score: max(0.0, min(1.0, score))

    def get_by_ids(self, ids: Sequence[str], /) -> list[Document]:
        """Documents by the ids that searches gave them; those that the index doesn't have are left out."""
        found = []
        for each in ids:
            article_id, _, place = each.rpartition(":")
            start, _, end = place.partition("-")
            article = self._article(article_id)
            if article and start.isdecimal() and end.isdecimal() and 0 <= int(start) < int(end) <= len(article.text):
                metadata = {**about(article), "start": int(start), "end": int(end)}
                found.append(Document(page_content=article.text[int(start) : int(end)], metadata=metadata, id=each))
        return found

    def _article(self, article_id: str) -> Article | None:
        try:
            return self._assistant.index.article(article_id)  # type: ignore[attr-defined, no-any-return]
        except AssistantError:
            return None

    def add_texts(self, texts: Any, metadatas: Any = None, **_: Any) -> NoReturn:
        """Refused."""
        raise ReadOnlyError("This view of the index is only read: add articles with `Assistant.build(documents, path)`.")

    def delete(self, ids: Any = None, **_: Any) -> NoReturn:
        """Refused."""
        raise ReadOnlyError("This view of the index is only read: remove articles with `assistant articles remove ID`.")

    @classmethod
    def from_texts(cls, texts: Any, embedding: Any, metadatas: Any = None, **_: Any) -> Self:
        """Refused."""
        raise ReadOnlyError("This view of the index is only read: make an index with `Assistant.build(documents, path)`.")
