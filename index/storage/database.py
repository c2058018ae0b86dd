"""A generation's SQLite file, read from several threads; what goes wrong in it is a StoreError."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.storage import layout

Values = Sequence[Any] | Mapping[str, Any]


class Database:
    """Rows of a database that nobody writes any more."""

    def __init__(self, index_path: Path, file: Path) -> None:
        self._index_path = index_path
        self.uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        with self._reading():
            # All threads share the connection: sqlite3 serialises what they ask.
            self._connection = sqlite3.connect(self.uri, uri=True, check_same_thread=False)

    def rows(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """All rows that a statement finds; StoreError where the file is damaged."""
        with self._reading():
            return self._connection.execute(sql, values).fetchall()

    def each(self, sql: str, values: Values = ()) -> Iterator[tuple[Any, ...]]:
        """The same, one row at a time."""
        with self._reading():
            yield from self._connection.execute(sql, values)

    def row(self, sql: str, values: Values = ()) -> tuple[Any, ...] | None:
        """The first row that a statement finds."""
        return next(iter(self.rows(sql, values)), None)

    def close(self) -> None:
        """Nothing can be read afterwards."""
        self._connection.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OverflowError) as error:
            raise layout.damaged(self._index_path, f"{layout.DATABASE} can't be read ({error})") from error
