"""The assistant as LangChain sees it: a retriever and a runnable."""

from typing import Protocol, runtime_checkable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import ConfigDict

from assistant.models import Answer, Search
from assistant.options import HITS
from index.models import Article
from index.search.hits import Hit


@runtime_checkable
class Answering(Protocol):
    """What answers: an Assistant."""

    def search(self, question: str, *, k: int = ...) -> Search:
        """The k best passages for a question."""

    def answer(self, search: Search) -> Answer:
        """The answer that a search supports."""

    async def aanswer(self, search: Search) -> Answer:
        """`answer` without blocking."""


class PassageRetriever(BaseRetriever):
    """Passages of the index as documents, best first; `k` of them unless the call says otherwise."""

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    assistant: Answering
    k: int = HITS

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        search = self.assistant.search(query, k=self.k if k is None else k)
        return [to_document(hit, search.articles[hit.passage.article_id]) for hit in search.hits]


def to_document(hit: Hit, article: Article) -> Document:
    """A hit as a document: `article.text[start:end]` is its content, the same for its best sentence."""
    passage, best = hit.passage, hit.best_sentence
    metadata = {
        "article_id": article.id,
        "title": article.title,
        "path": article.path,
        "url": article.url,
        "source": article.source,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "start": passage.start,
        "end": passage.end,
        "sentence_start": best.start,
        "sentence_end": best.end,
        "score": hit.score,
        "passage_score": hit.passage_score,
        "sentence_score": best.score,
    }
    return Document(page_content=passage.text, metadata=metadata, id=f"{article.id}:{passage.start}-{passage.end}")


def answer_runnable(assistant: Answering) -> Runnable[str, Answer]:
    """Question, then hits, then answer, each a step of its own in traces and streams."""

    def retrieve(question: str) -> Search:
        return assistant.search(question)

    def answer(search: Search) -> Answer:
        return assistant.answer(search)

    async def aanswer(search: Search) -> Answer:
        return await assistant.aanswer(search)

    return RunnableLambda(retrieve, name="retrieve") | RunnableLambda(answer, aanswer, name="answer")
