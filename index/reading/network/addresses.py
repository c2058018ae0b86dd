"""Articles on the web: pages, feeds and the pages that their entries lead to."""

import logging
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import regex

from index.models import Article
from index.reading.apart.worker import read_apart
from index.reading.articles import article_at, web_id
from index.reading.decoding import decode_page
from index.reading.formats import format_by_content
from index.reading.network.fetching import Fetched, Fetcher
from index.reading.network.memory import Found, Memory, Unchanged
from index.reading.network.robots import Robots
from index.reading.raw import Failure, RawArticle, UnreadableError

logger = logging.getLogger(__name__)

SUMMARY = "a summary only: its page"
_SHORTEST_SUMMARY = 40
_MOST_DOCUMENTS = 1_000
_FEED_START = regex.compile(
    rb"\s*(?:<\?xml.{0,200}?\?>\s*)?(?:<!--.{0,2000}?-->\s*|<\?.{0,300}?\?>\s*)*<(?:rss|feed|rdf:RDF)\b", regex.DOTALL
)
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "": ".html",
}
_FEED = "index.reading.network.feeds"


class WebReader:
    """Reads addresses. `known` says whether the index holds an article of this id; only such ones can be unchanged."""

    def __init__(self, fetcher: Fetcher, memory: Memory, known: Callable[[str], bool]) -> None:
        self._fetcher, self._memory, self._known = fetcher, memory, known
        self._robots = Robots(fetcher)
        self._read: set[str] = set()

    def read(self, url: str) -> Iterator[Found]:
        """The article at an address, or those of the feed there."""
        url = urldefrag(url).url
        try:
            ids = self._memory.entries.get(url) or [web_id(url)]
            fetched = self._get(url, all(map(self._known, ids)))
            if fetched.data is None:
                yield from map(Unchanged, ids)
            elif _FEED_START.match(fetched.data[:4096]):
                yield from self._follow(url, fetched)
            else:
                yield self._article(url, fetched, None)
        except UnreadableError as error:
            yield Failure(url, str(error))
        except Exception as error:  # one address, whatever is there, must not stop the rest
            logger.debug("%s", url, exc_info=True)
            yield Failure(url, f"can't be read: {type(error).__name__}: {str(error)[:200]}")

    def _get(self, url: str, may_be_unchanged: bool) -> Fetched:
        if len(self._read) >= _MOST_DOCUMENTS:
            raise UnreadableError(f"was left out: {_MOST_DOCUMENTS:,} addresses are read at a time")
        self._read.add(url)
        validators = self._memory.validators.get(url) if may_be_unchanged else None
        return self._fetcher.get(url, validators, before=self._robots.check)

    def _article(self, url: str, fetched: Fetched, entry: RawArticle | None) -> Article:
        raw = _merged(_read_document(fetched), entry, url)
        article = article_at(raw, url)
        self._memory.validators[url] = fetched.validators
        return article

    def _follow(self, url: str, feed: Fetched) -> Iterator[Found]:
        """The articles of a feed's entries. The feed counts as read when all its entries could be."""
        complete, ids = True, []
        for entry in _entries(feed):
            link = urldefrag(urljoin(feed.url, entry.url or "")).url if entry.url else ""
            if link in self._read:
                continue
            found, is_whole = self._entry(link, entry)
            complete = complete and is_whole
            ids += [] if isinstance(found, Failure) else [found.id]
            yield found
        if complete and ids:
            self._memory.validators[url], self._memory.entries[url] = feed.validators, ids

    def _entry(self, link: str, entry: RawArticle) -> tuple[Found, bool]:
        """An entry's page and True; or what is known of it, or its summary, and whether that is all there is."""
        identity = web_id(link)
        known = self._known(identity)
        if known and entry.part and self._memory.changed.get(link) == entry.part:
            return Unchanged(identity), True
        try:
            fetched = self._get(link, known)
            found: Found = Unchanged(identity) if fetched.data is None else self._article(link, fetched, entry)
        except UnreadableError as error:
            if known:
                logger.info("%s is kept as it is: it %s", link, error)
                return Unchanged(identity), False
            return _summary(link, entry, str(error)), False
        self._memory.changed[link] = entry.part
        return found, True


def _entries(feed: Fetched) -> list[RawArticle]:
    with tempfile.TemporaryDirectory(prefix="assistant-") as folder:
        path = Path(folder, "feed.xml")
        path.write_bytes(feed.data or b"")
        return [found for found in read_apart(_FEED, path) if isinstance(found, RawArticle)]


def _read_document(fetched: Fetched) -> RawArticle:
    """The article in a document, read as a file of its kind is."""
    suffix = _SUFFIXES.get(fetched.media_type)
    if suffix is None:
        raise UnreadableError(f"is of the type {fetched.media_type[:60]}, which is not read")
    data = fetched.data or b""
    if suffix == ".html":
        data = decode_page(data, fetched.charset).encode("utf-8-sig", "replace")
    with tempfile.TemporaryDirectory(prefix="assistant-") as folder:
        path = Path(folder, f"document{suffix}")
        path.write_bytes(data)
        form = format_by_content(path)
        found = (each for each in read_apart(form.module_path, path) if isinstance(each, RawArticle)) if form else iter(())
        raw = next(found, None)
        list(found)
    if raw is None:
        raise UnreadableError("holds no article")
    return raw


def _merged(raw: RawArticle, entry: RawArticle | None, url: str) -> RawArticle:
    """An article with what its entry in the feed says where the page says nothing; a page speaks for its own site only."""
    own = raw.url if raw.url and urlsplit(raw.url).hostname == urlsplit(url).hostname else url
    if entry is None:
        return replace(raw, url=own)
    return replace(
        raw,
        url=own,
        title=raw.title or entry.title,
        published=raw.published or entry.published,
        date_source=raw.date_source if raw.published else entry.date_source,
        source=raw.source or entry.source,
        author=raw.author or entry.author,
    )


def _summary(link: str, entry: RawArticle, reason: str) -> Found:
    if len(entry.text) < _SHORTEST_SUMMARY:
        return Failure(link or entry.title or "an entry without an address", reason)
    try:
        return article_at(
            replace(entry, part="", id=None, url=link or None, notes=(f"{SUMMARY} {reason}",)), link or str(entry.id)
        )
    except UnreadableError as error:
        return Failure(link, str(error))
