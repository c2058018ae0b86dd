"""The articles of an index as a list: what the "Articles" tab and the choice of sources show."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from weakref import WeakKeyDictionary

from assistant.web.rendering import origin, render
from index.models import Article, Language
from index.storage.index import Index
from index.text.normalise import normalise
from index.text.words import sounds, terms, words

# Rows on a page of the list, judged by eye: a table that scrolls smoothly.
PAGE_ROWS = 100
# Titles of which it is remembered how they sound, over generations: 0.2 ms each to find out (judged by eye).
_TITLES = 50_000
# The orders that it may have, and the page's strings for them.
SORTS = {"newest": "sort_newest", "oldest": "sort_oldest", "title": "sort_title", "source": "sort_source"}


@dataclass(frozen=True)
class Row:
    """An article without its text."""

    article: Article

    @property
    def sounds(self) -> frozenset[str]:
        """How its title and source sound, in either script."""
        return _sounds(self.article.title, self.article.source)


@dataclass(frozen=True)
class Catalogue:
    """All articles, the newest first, and the names of their sources."""

    rows: tuple[Row, ...]
    sources: tuple[str, ...]


# An index never changes; a new generation is another, and takes the old one's catalogue with it.
_catalogues: WeakKeyDictionary[Index, Catalogue] = WeakKeyDictionary()


def catalogue(index: Index) -> Catalogue:
    """The articles of an index, read once."""
    known = _catalogues.get(index)
    if known is None:
        known = _catalogues[index] = _read(index)
    return known


def _read(index: Index) -> Catalogue:
    rows = [Row(replace(article, text="")) for article in index.articles()]
    rows.sort(key=lambda row: str(row.article.earliest or ""), reverse=True)
    return Catalogue(tuple(rows), tuple(sorted({row.article.source for row in rows if row.article.source})))


@lru_cache(maxsize=_TITLES)
def _sounds(title: str, source: str | None) -> frozenset[str]:
    return frozenset(sounds(f"{title} {source or ''}"))


def found(index: Index, typed: str) -> list[Row]:
    """The articles that have all the words that were typed, in the text, the title or the source, in either script; words of a
    title and a source may be beginnings.
    """
    rows = list(catalogue(index).rows)
    for word in normalise(typed or "").casefold().split():
        in_text = _with_word(index, word)
        alike = set(sounds(word))
        rows = [row for row in rows if row.article.id in in_text or word in _names(row.article) or alike & row.sounds]
    return rows


def _with_word(index: Index, word: str) -> set[str]:
    if not words(word):
        return set()
    return set(index.with_words([{"terms": terms(word), "sounds": sounds(word)}]))


def _names(article: Article) -> str:
    return f"{article.title} {origin(article)}".casefold()


def in_order(rows: Iterable[Row], sort: str) -> list[Row]:
    """The rows in one of the SORTS; those without a date or a source last."""
    if sort == "title":
        return sorted(rows, key=lambda row: row.article.title.casefold())
    if sort == "source":
        return sorted(rows, key=lambda row: (not origin(row.article), origin(row.article).casefold()))
    listed = list(rows)
    dated = [row for row in listed if row.article.earliest]
    undated = [row for row in listed if not row.article.earliest]
    dated.sort(key=lambda row: str(row.article.earliest), reverse=sort != "oldest")
    return dated + undated


def _any(article: Article) -> bool:
    return True


def table(
    rows: Sequence[Row],
    total: int,
    language: Language,
    *,
    removable: bool,
    may_remove: Callable[[Article], bool] = _any,
    page: int = 0,
    chosen: Sequence[str] = (),
) -> str:
    """A page of the rows as a table whose titles open the article; a `removable` one has a button for each that may be
    removed, if any may.
    """
    pages = max(1, -(-len(rows) // PAGE_ROWS))
    page = min(max(0, page), pages - 1)
    shown = rows[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]
    first = page * PAGE_ROWS + 1
    counts = {"first": f"{first:,}", "last": f"{first + len(shown) - 1:,}", "found": f"{len(rows):,}", "total": f"{total:,}"}
    told = {
        "rows": shown,
        "removable": removable and any(may_remove(row.article) for row in shown),
        "may_remove": may_remove,
        "page": page,
        "pages": pages,
        "chosen": set(chosen),
    }
    return render("articles", language, **told, **counts, all_found=len(rows) == total)
