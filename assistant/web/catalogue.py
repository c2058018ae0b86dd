"""The articles of an index as a list: what the "Articles" tab and the choice of sources show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from assistant.web.rendering import render
from index.models import Article, Language
from index.storage.local import Index
from index.text.normalise import normalise

# Rows on the page, judged by eye: a table that scrolls smoothly. The search in titles brings up the others.
_MAX_ROWS = 200


@dataclass(frozen=True)
class Row:
    """An article without its text, and how many passages it has."""

    article: Article
    passages: int


@dataclass(frozen=True)
class Catalogue:
    """All articles, the newest first, and the names of their sources."""

    rows: tuple[Row, ...]
    sources: tuple[str, ...]


# A generation's catalogue goes with it: keeping the generation would keep its lock and its files.
_catalogues: WeakKeyDictionary[Index, Catalogue] = WeakKeyDictionary()


def catalogue(index: Index) -> Catalogue:
    """The catalogue of a generation, made once."""
    known = _catalogues.get(index)
    if known is None:
        known = _catalogues[index] = _read(index)
    return known


def _read(index: Index) -> Catalogue:
    counts = index.passage_counts()
    rows = [Row(replace(article, text=""), counts.get(article.id, 0)) for article in index.articles()]
    rows.sort(key=lambda row: str(row.article.published or ""), reverse=True)
    return Catalogue(tuple(rows), tuple(sorted({row.article.source for row in rows if row.article.source})))


def titled(rows: Sequence[Row], words: str) -> list[Row]:
    """The rows whose titles hold all of these words, in any case."""
    wanted = normalise(words or "").casefold().split()
    return [row for row in rows if all(word in row.article.title.casefold() for word in wanted)]


def _any(article: Article) -> bool:
    return True


def table(
    rows: Sequence[Row],
    total: int,
    language: Language,
    *,
    removable: bool,
    may_remove: Callable[[Article], bool] = _any,
) -> str:
    """The rows as a table whose titles open the article; a `removable` one has a button for each that may be removed."""
    shown = rows[:_MAX_ROWS]
    counts = {"shown": f"{len(shown):,}", "total": f"{total:,}"}
    return render("articles", language, rows=shown, removable=removable, may_remove=may_remove, **counts)
