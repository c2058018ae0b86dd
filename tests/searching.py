"""Searches of an index as the tests ask for them."""

from index.embedding.embedder import Embedder
from index.models import ArticleFilter
from index.search.hits import Hit, Query
from index.search.searcher import Searcher
from index.storage.local import Index
from index.text.language import article_language


def ask(embedder: Embedder, question: str) -> Query:
    """A question in the language of its letters."""
    return Query(embedder.embed_query(question), article_language(question))


def search(index: Index, embedder: Embedder, question: str, k: int, only: ArticleFilter | None = None) -> list[Hit]:
    return Searcher.over(index).search(ask(embedder, question), k, only)
