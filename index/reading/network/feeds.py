"""Feeds (RSS and Atom): an entry each, with its summary as the text and its page as the address."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
from lxml import html

from index.reading.blocks import block_text
from index.reading.raw import RawArticle, UnreadableError

MOST_ENTRIES = 100


def read(path: Path) -> Iterator[RawArticle]:
    """The entries of a feed, at most a hundred, in its order. `part` is when an entry was last changed, as the feed says it."""
    parsed = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version"):
        raise UnreadableError("is not a feed")
    source = _words(parsed.feed.get("title"))
    for entry in parsed.entries[:MOST_ENTRIES]:
        yield RawArticle(
            _text(entry),
            part=str(entry.get("updated") or entry.get("published") or ""),
            id=entry.get("id"),
            title=_words(entry.get("title")),
            published=entry.get("published") or entry.get("updated"),
            date_source="page",
            url=entry.get("link"),
            source=source,
            author=_words(entry.get("author")),
        )


def _text(entry: Any) -> str:
    """The longest text that an entry has."""
    texts = [content.get("value") for content in entry.get("content", [])] + [entry.get("summary")]
    return max((_plain(text) for text in texts if text), key=len, default="")


def _plain(markup: str) -> str:
    return block_text(html.fragment_fromstring(markup, create_parent="div")) if markup.strip() else ""


def _words(value: str | None) -> str | None:
    return (" ".join(_plain(value).split()) or None) if value else None
