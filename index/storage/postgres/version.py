"""One version of an index in a database: every statement sees its rows alone."""

import time
from collections.abc import Mapping
from typing import Any

from index.errors import StoreError
from index.models import ArticleFilter
from index.storage.address import DatabaseAddress
from index.storage.postgres.connection import Row, Rows

# A version that another has replaced can be read for so long (publishing.py); that it still can is looked up more often.
KEPT_S = 900.0
_LOOKED_UP_S = 300.0


def visible(table: str) -> str:
    """The condition that a row of a table is part of the version `v`."""
    return f"{table}.since <= %(v)s AND {table}.until > %(v)s"


class Version:
    """Runs statements with `v`, the number of the version, among their values."""

    def __init__(self, address: DatabaseAddress, database: Rows, number: int) -> None:
        self.address = address
        self.database = database
        self.number = number
        self._known_at = time.monotonic()

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Row]:
        """All rows that a statement finds. StoreError where the database fails or the version is gone."""
        if time.monotonic() - self._known_at > _LOOKED_UP_S:
            self._look_up()
        return self.database.rows(sql, {**(values or {}), "v": self.number})

    def _look_up(self) -> None:
        """A long-lived reader may hold a version that was cleared away; it would find a part of it."""
        if not self.database.rows("SELECT 1 FROM versions WHERE version = %(v)s", {"v": self.number}):
            raise StoreError(
                f"Version {self.number} of the index in {self.address} was replaced long ago: open the index anew."
            )
        self._known_at = time.monotonic()


def condition(only: ArticleFilter, table: str = "articles") -> str:
    """A filter as a further condition on the table of articles; empty for one that all pass."""
    parts = {
        "since": f"{table}.published >= %(since)s",
        "until": f"{table}.published <= %(until)s",
        "source": f"{table}.source = %(source)s",
        "articles": f"{table}.id = ANY(%(articles)s::text[])",
        "language": f"{table}.language = %(language)s",
    }
    return "".join(f" AND {part}" for name, part in parts.items() if getattr(only, name))


def filter_values(only: ArticleFilter) -> dict[str, Any]:
    """The values of a condition's names."""
    return {
        "since": only.since,
        "until": only.until,
        "source": only.source,
        "articles": list(only.articles),
        "language": only.language,
    }
