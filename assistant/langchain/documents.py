"""Hits as LangChain's documents."""

from langchain_core.documents import Document

from assistant.models import Search
from index.models import Article
from index.search.hits import Hit


def to_document(hit: Hit, article: Article) -> Document:
    """A hit as a document: `article.text[start:end]` is its content, the same for its best sentence."""
    passage, best = hit.passage, hit.best_sentence
    metadata = {
        **about(article),
        "start": passage.start,
        "end": passage.end,
        "sentence_start": best.start,
        "sentence_end": best.end,
        "score": hit.score,
        "confidence": hit.confidence,
        "passage_score": hit.passage_score,
        "sentence_score": best.score,
    }
    return Document(page_content=passage.text, metadata=metadata, id=f"{article.id}:{passage.start}-{passage.end}")


def about(article: Article) -> dict[str, str | None]:
    """What a document's metadata says of its article."""
    return {
        "article_id": article.id,
        "title": article.title,
        "path": article.path,
        "url": article.url,
        "source": article.source,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
    }


def documents_of(search: Search) -> list[Document]:
    """The hits of a search as documents, best first."""
    return [to_document(hit, search.articles[hit.passage.article_id]) for hit in search.hits]
