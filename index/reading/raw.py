"""What a reader of a file format hands on: articles as the file has them, before they are cleaned and dated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from index.models import DateSource


@dataclass(frozen=True)
class Failure:
    """Something that could not be read: where it is, and why."""

    where: str
    reason: str


class UnreadableError(Exception):
    """Why one file, or one article in it, can't be read; becomes a Failure."""


@dataclass(frozen=True)
class RawArticle:
    """An article as a file has it, with what the file itself says of it.

    `part` names it among the articles of one file ("line 3"). `id` is one that the file gives. `published` is a date or what
    the file says in its place, `date_source` where in the file that stands. `pages` are the texts of the pages that make
    up `text`, where it has pages. `notes` are what a reader should know.
    """

    text: str
    part: str = ""
    id: str | None = None
    title: str | None = None
    published: date | str | None = None
    date_source: DateSource = "given"
    language: str | None = None
    url: str | None = None
    source: str | None = None
    author: str | None = None
    notes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads one format."""

    def __call__(self, path: Path) -> Iterator[RawArticle | Failure]:
        """The articles of a file. Raises UnreadableError, OSError or UnicodeError where there are none to be had."""
        ...
