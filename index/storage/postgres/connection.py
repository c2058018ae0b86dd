"""Connections to a database: one for a builder, a pool for readers."""

import weakref
from collections.abc import Mapping
from typing import Any, Protocol

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import ConnectionPool, PoolTimeout

from index.errors import StoreError
from index.storage.address import DatabaseAddress
from index.storage.postgres.speaking import speaking, told

SCHEMA = "articles_assistant"
# Judged by eye: a page's visitors are answered four at a time, and each asks one thing after the other.
_CONNECTIONS = 8
_WAIT_S = 10.0
# How long somebody else's lock is waited for.
_READER_WAITS_MS, _BUILDER_WAITS_MS = 5_000, 60_000

Row = tuple[Any, ...]
Values = Mapping[str, Any]

# The index's own schema first, then the one that pgvector is installed in. Compiling a statement takes longer than running
# one of these.
_SETTINGS = """
SELECT set_config('search_path', %(schema)s || ', ' || coalesce((
        SELECT quote_ident(nspname) FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'vector'
    ), 'public'), false),
    set_config('jit', 'off', false), set_config('lock_timeout', %(waits)s, false),
    set_config('idle_in_transaction_session_timeout', '0', false)
"""


class Rows(Protocol):
    """Runs statements: a pool's connections, or one in the middle of a transaction."""

    def rows(self, sql: str, values: Values) -> list[Row]:
        """All rows that a statement finds, vectors and codes as bytes. StoreError where the database fails."""


def connect(address: DatabaseAddress, *, builds: bool) -> psycopg.Connection:
    """A connection of its own, for whoever builds to a server that can be written. StoreError where there is none."""
    with speaking(address):
        connection = psycopg.connect(address.url, autocommit=True, **_options(address, builds))
        configure(connection, builds)
        return connection


def configure(connection: psycopg.Connection, builds: bool = False) -> None:
    """Sets what the index's statements rely on."""
    waits = _BUILDER_WAITS_MS if builds else _READER_WAITS_MS
    connection.execute(_SETTINGS, {"schema": SCHEMA, "waits": str(waits)})


def _options(address: DatabaseAddress, builds: bool) -> dict[str, Any]:
    """What is added to an address where it doesn't say so itself."""
    options: dict[str, Any] = {"application_name": "articles-assistant", "connect_timeout": 10, "keepalives_idle": 30}
    if address.has_several_hosts:
        options["target_session_attrs"] = "read-write" if builds else "prefer-standby"
    given = conninfo_to_dict(address.url)
    return {name: value for name, value in options.items() if name not in given}


class Database:
    """A pool of connections for reading. Safe to share between threads; a connection that was lost is replaced."""

    def __init__(self, address: DatabaseAddress) -> None:
        """StoreError where there is no such database."""
        self.address = address
        connect(address, builds=False).close()  # says at once what a pool would only log
        self._pool = ConnectionPool(
            address.url,
            kwargs={"autocommit": True, **_options(address, builds=False)},
            configure=configure,
            min_size=1,
            max_size=_CONNECTIONS,
            timeout=_WAIT_S,
            num_workers=1,
            open=True,
        )
        self.close = weakref.finalize(self, self._pool.close)

    def rows(self, sql: str, values: Values) -> list[Row]:
        """As Rows'. After a lost connection it is tried once more, if the server is there again."""
        try:
            return self._rows(sql, values)
        except PoolTimeout:
            connect(self.address, builds=False).close()
            raise StoreError(f"The database {self.address} has no connection to spare: all are busy; try again.") from None
        except psycopg.OperationalError as error:
            if error.sqlstate and error.sqlstate[:2] not in ("08", "57", "40"):
                raise told(self.address, error) from None
            connect(self.address, builds=False).close()
            self._pool.check()
            with speaking(self.address):
                return self._rows(sql, values)
        except psycopg.Error as error:
            raise told(self.address, error) from None

    def _rows(self, sql: str, values: Values) -> list[Row]:
        with self._pool.connection() as connection:
            return connection.execute(sql, values, binary=True).fetchall()


class Transaction:
    """Rows as a transaction sees them that is not ended yet."""

    def __init__(self, address: DatabaseAddress, connection: psycopg.Connection) -> None:
        self.address = address
        self._connection = connection

    def rows(self, sql: str, values: Values) -> list[Row]:
        """As Rows'."""
        with speaking(self.address):
            return self._connection.execute(sql, values, binary=True).fetchall()

    def close(self) -> None:
        """Whoever began the transaction ends it."""
