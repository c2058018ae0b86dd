"""LangChain's documents as articles."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from index.models import Article
from index.reading.dating.dates import parse_date
from index.reading.network.memory import is_address
from index.reading.typed.details import raw_article
from index.text.language import article_language

_TITLES = ("title", "headline")
_DAYS = ("published", "date", "publication_date", "publish_date")
_ADDRESSES = ("url", "link", "source")


@runtime_checkable
class DocumentLike(Protocol):
    """What a document is taken by: a text and what is said of it."""

    page_content: str
    metadata: dict[str, Any]


def as_source(source: "str | Path | Article | DocumentLike") -> str | Path | Article:
    """A source of a build: a document becomes an article, everything else is one already."""
    return _article(source) if isinstance(source, DocumentLike) else source


def _article(document: DocumentLike) -> Article:
    metadata = document.metadata or {}
    address = next((str(metadata[name]) for name in _ADDRESSES if is_address(metadata.get(name))), None)
    source = metadata.get("source")
    record = {"title": _first(metadata, _TITLES), "published": _first(metadata, _DAYS), "author": metadata.get("author")}
    raw = raw_article(document.page_content, record)
    identity = getattr(document, "id", None) or metadata.get("id") or _identity(document.page_content, metadata)
    return Article(
        id=str(identity),
        title=raw.title or "",
        text=raw.text,
        language=article_language(raw.text),
        url=address,
        source=source if isinstance(source, str) and source != address and not {"/", "\\"} & set(source) else None,
        published=parse_date(raw.published, str(identity)),
        author=raw.author,
    )


def _first(metadata: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((metadata[name] for name in names if metadata.get(name)), None)


def _identity(text: str, metadata: Mapping[str, Any]) -> str:
    """What stays when a loader gives the document again: its place where that is known, else its text."""
    place = [str(metadata[name]) for name in ("source", "url", "page", "seq_num", "row", "start_index") if name in metadata]
    return f"document-{hashlib.sha256('|'.join(place or [text]).encode('utf-8', 'replace')).hexdigest()[:12]}"
