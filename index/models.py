"""The nouns: what is read, stored and found."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["hi", "en"]
# Where a publication date was found, the surest first.
DateSource = Literal["given", "page", "dateline", "address", "file name"]


@dataclass(frozen=True)
class Article:
    """One article. `text` is cleaned and NFC-normalised; every offset anywhere counts its Unicode characters.

    `date_source` says where `published` was found. `year` is what is known without a date: the year that the text or the
    page's line of copyright tells. `pages` has the offsets at which the pages of a printed article begin.
    `notes` are what its reader should know ("converted from KrutiDev"), `removed` the lines that cleaning took away, each
    after the rule that did.
    """

    id: str
    title: str
    text: str
    language: Language
    path: str | None = None
    url: str | None = None
    source: str | None = None
    published: date | None = None
    author: str | None = None
    date_source: DateSource | None = None
    year: int | None = None
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    removed: tuple[tuple[str, str], ...] = ()

    @property
    def earliest(self) -> date | None:
        """The first day on which it may have been published: its date or, where only its year is known, that year's first."""
        return self.published or (date(self.year, 1, 1) if self.year else None)

    @property
    def when(self) -> str | None:
        """What is known of the day it was published, as text: "2024-11-12", "2026" or None."""
        return self.published.isoformat() if self.published else self.year and str(self.year) or None

    def page_at(self, offset: int) -> int | None:
        """The number, from 1, of the printed page that the character at `offset` stands on; None without pages."""
        return bisect_right(self.pages, offset) or None


@dataclass(frozen=True)
class Passage:
    """A run of whole sentences: `article.text[start:end] == text`."""

    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class ArticleFilter:
    """Which articles a search may look into: published within the two days, both included, from one source, those whose ids
    are given, or those in a language.

    An article without a date is left out where a date is asked for.
    """

    since: date | None = None
    until: date | None = None
    source: str | None = None
    articles: tuple[str, ...] = ()
    language: Language | None = None


@dataclass(frozen=True)
class Place:
    """Where something stands: `article.text[start:end]`."""

    article_id: str
    start: int
    end: int
