"""Articles as rows of the table `articles`, column by column by name."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from index.models import Article

NAMES = tuple(field.name for field in fields(Article))
COLUMNS = ", ".join(NAMES)
# What a row has of an article, as a statement that inserts it fills it in, and then what tells whether it has changed.
STORED_COLUMNS = f"{COLUMNS}, content_hash"
PLACES = ", ".join(f":{name}" for name in (*NAMES, "content_hash"))
# Lists are stored as JSON.
_LISTS = ("pages", "notes", "removed")


def to_row(article: Article) -> dict[str, Any]:
    """An article's values by the names of STORED_COLUMNS."""
    row = {name: getattr(article, name) for name in NAMES}
    row |= {name: json.dumps(row[name], ensure_ascii=False) for name in _LISTS}
    row["published"] = article.published.isoformat() if article.published else None
    return {**row, "content_hash": _digest(row)}


def content_hash(article: Article) -> str:
    """A sha256 over everything that an article says."""
    return str(to_row(article)["content_hash"])


def to_article(values: Sequence[Any]) -> Article:
    """An Article from the values of COLUMNS."""
    row = dict(zip(NAMES, values, strict=True))
    row["pages"], row["notes"] = (tuple(json.loads(row[name])) for name in ("pages", "notes"))
    row["removed"] = tuple((rule, line) for rule, line in json.loads(row["removed"]))
    row["published"] = date.fromisoformat(row["published"]) if row["published"] else None
    return Article(**row)


def _digest(row: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest()
