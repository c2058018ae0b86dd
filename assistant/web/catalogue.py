"""The articles of an index as a list: what the "Articles" tab and the choice of sources show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePath

from assistant.phrases import page_text
from assistant.web.escape import as_html
from assistant.web.sources import day
from index.models import Article, Language
from index.storage.local import Index
from index.text.normalise import normalise

# Rows on the page; the search in titles brings up the others.
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


@lru_cache(maxsize=1)
def catalogue(index: Index) -> Catalogue:
    """The catalogue of a generation, made once."""
    counts = index.passage_counts()
    rows = [Row(replace(article, text=""), counts.get(article.id, 0)) for article in index.articles()]
    rows.sort(key=lambda row: str(row.article.published or ""), reverse=True)
    return Catalogue(tuple(rows), tuple(sorted({row.article.source for row in rows if row.article.source})))


def titled(rows: Sequence[Row], words: str) -> list[Row]:
    """The rows whose titles hold all of these words, in any case."""
    wanted = normalise(words or "").casefold().split()
    return [row for row in rows if all(word in row.article.title.casefold() for word in wanted)]


def table(rows: Sequence[Row], total: int, language: Language, *, removable: bool) -> str:
    """The rows as an HTML table whose titles open the article, with a button for each where it may be removed."""

    def text(name: str, **values: object) -> str:
        return as_html(page_text(name, language, **values))

    if not rows:
        return f'<p class="empty" role="status">{text("no_articles")}</p>'
    columns = ["title", "date", "source", "passages", *(["remove"] if removable else [])]
    heads = "".join(f'<th scope="col" class="{column}">{text(f"column_{column}")}</th>' for column in columns)
    body = "".join(_row(row, language, removable) for row in rows[:_MAX_ROWS])
    count = text("articles_shown", shown=f"{min(len(rows), _MAX_ROWS):,}", total=f"{total:,}")
    return (
        f'<p class="count" role="status">{count}</p><div class="scroll"><table class="articles">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Row, language: Language, removable: bool) -> str:
    article = row.article
    name = article.source or (PurePath(article.path).name if article.path else "")
    identity = as_html(article.id)
    remove = ""
    if removable:
        words, sure = (as_html(page_text(key, language)) for key in ("remove", "confirm_remove"))
        label = f"{words}: {as_html(article.title)}"
        remove = (
            f'<td class="remove"><button type="button" class="remove" data-remove="{identity}" data-sure="{sure}" '
            f'aria-label="{label}">{words}</button></td>'
        )
    return (
        f'<tr><td class="title"><button type="button" class="open" data-article="{identity}" dir="auto" '
        f'lang="{article.language}">{as_html(article.title)}</button></td>'
        f'<td class="date">{as_html(day(article.published, language))}</td>'
        f'<td class="source" dir="auto">{as_html(name)}</td><td class="passages">{row.passages}</td>{remove}</tr>'
    )
