"""The chains that most people would have built, for comparison: dense alone, and dense with BM25 by rank fusion."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from assistant.evaluation.metrics import Outcome
from index.embedding.embedder import Embedder
from index.errors import AssistantError
from index.models import Article

if TYPE_CHECKING:
    from langchain_core.documents import Document

CHUNK_CHARACTERS = 1000
CHUNK_OVERLAP = 200
_DEPTH = 50


class BaselineError(AssistantError):
    """The packages that the baselines need are not installed."""


class StockChain:
    """RecursiveCharacterTextSplitter, FAISS, and for "stock" BM25Retriever beside it in an EnsembleRetriever, half and half."""

    def __init__(self, kind: Literal["stock", "dense"], articles: Sequence[Article], embedder: Embedder) -> None:
        try:
            from langchain_classic.retrievers import EnsembleRetriever
            from langchain_community.retrievers import BM25Retriever
            from langchain_community.vectorstores import FAISS
            from langchain_text_splitters import RecursiveCharacterTextSplitter
        except ImportError as error:
            raise BaselineError(
                f"The baselines need {error.name}: run `pip install langchain-classic langchain-community rank-bm25`."
            ) from error
        splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=CHUNK_OVERLAP)
        documents = splitter.create_documents(
            [article.text for article in articles], [{"article_id": article.id} for article in articles]
        )
        dense = FAISS.from_documents(documents, _as_langchain(embedder)).as_retriever(search_kwargs={"k": _DEPTH})
        self._retriever: Any = dense
        if kind == "stock":
            lexical = BM25Retriever.from_documents(documents, k=_DEPTH)
            self._retriever = EnsembleRetriever(retrievers=[dense, lexical], weights=[0.5, 0.5])

    def answer(self, question: str) -> Outcome:
        """Ranks; it neither quotes nor abstains."""
        started = time.perf_counter()
        documents: list[Document] = self._retriever.invoke(question)
        ms = (time.perf_counter() - started) * 1000
        ranking = dict.fromkeys(document.metadata["article_id"] for document in documents)
        return Outcome(tuple(ranking), None, False, ms)


def _as_langchain(embedder: Embedder) -> Any:
    from langchain_core.embeddings import Embeddings

    class Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = embedder.embed_passages(texts).tolist()
            return vectors

        def embed_query(self, text: str) -> list[float]:
            vector: list[float] = embedder.embed_query(text).vector.tolist()
            return vector

    return Adapter()
