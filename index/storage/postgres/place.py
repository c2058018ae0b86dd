"""A database as the place of an index: who builds, and what is remembered beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.types.json import Json

from index.errors import StoreError
from index.storage.address import DatabaseAddress
from index.storage.index import Index
from index.storage.postgres import returning, schema
from index.storage.postgres.connection import Transaction, connect
from index.storage.postgres.index import DatabaseIndex
from index.storage.postgres.speaking import speaking
from index.storage.postgres.writer import VersionWriter

# Judged by eye: how long a server takes to see that a process was killed.
_BUILDER_IS_GONE_AFTER_S = 2.0


class DatabasePlace:
    """An IndexPlace (index/storage/place.py)."""

    def __init__(self, address: DatabaseAddress) -> None:
        self.address = address
        self._connection: psycopg.Connection | None = None

    def has_index(self) -> bool:  # noqa: D102
        with connect(self.address, builds=True) as connection:
            return self._serving(connection) is not None

    def refuse_foreign(self) -> None:
        """A database may hold what it likes: the index has a schema of its own."""

    def previous(self) -> DatabaseIndex | None:  # noqa: D102
        return self._serving(self._connected())

    @contextmanager
    def only_builder(self) -> Iterator[None]:
        """Locks the index for as long as the connection lasts, and makes or updates its schema."""
        try:
            with speaking(self.address):
                connection = self._connected()
                schema.prepare(self.address, connection)
                if not schema.lock(connection, _BUILDER_IS_GONE_AFTER_S):
                    raise StoreError(f"Another build is writing the index in {self.address}: wait until it has finished.")
                yield
                schema.unlock(connection)
        finally:
            self._close()

    @contextmanager
    def writing(self, previous: Index | None, reuses: bool) -> Iterator[VersionWriter]:
        """What isn't published and wasn't given up on purpose stays in the table of jobs."""
        assert previous is None or isinstance(previous, DatabaseIndex)
        writer = VersionWriter(self.address, self._connected(), previous, reuses)
        try:
            yield writer
        finally:
            if writer.has_put_back and not writer.is_published:
                writer.abandon()

    @contextmanager
    def trying(self, previous: Index | None, reuses: bool) -> Iterator[VersionWriter]:
        """All that is done is undone; a first index needs its schema for it."""
        assert previous is None or isinstance(previous, DatabaseIndex)
        try:
            with speaking(self.address), self._connected().transaction(force_rollback=True):
                schema.prepare(self.address, self._connected())
                yield VersionWriter(self.address, self._connected(), previous, reuses)
        finally:
            self._close()

    def go_back(self) -> None:  # noqa: D102
        returning.go_back(self.address, self._connected())

    def load_record(self) -> dict[str, Any]:  # noqa: D102
        with speaking(self.address), connect(self.address, builds=True) as connection:
            if not schema.found_version(Transaction(self.address, connection)):
                return {}
            row = connection.execute("SELECT record FROM remembered").fetchone()
            return dict(row[0]) if row and isinstance(row[0], dict) else {}

    def save_record(self, record: dict[str, Any]) -> None:  # noqa: D102
        with speaking(self.address), connect(self.address, builds=True) as connection:
            connection.execute(
                "INSERT INTO remembered (record) VALUES (%(record)s) ON CONFLICT (single) DO UPDATE SET record = %(record)s",
                {"record": Json(record)},
            )

    def _connected(self) -> psycopg.Connection:
        if self._connection is None:
            self._connection = connect(self.address, builds=True)
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _serving(self, connection: psycopg.Connection) -> DatabaseIndex | None:
        """The version that serves, as a builder's connection sees it, on the server that it writes to."""
        rows = Transaction(self.address, connection)
        return DatabaseIndex.serving(self.address, rows) if schema.found_version(rows) else None
