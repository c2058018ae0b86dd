"""The tables of an index in a database: made, brought up to date, or refused."""

import re
import time
from importlib.resources import files

import psycopg

from index.errors import StoreError
from index.storage.address import DatabaseAddress
from index.storage.postgres.connection import SCHEMA, Rows, Transaction, configure
from index.storage.postgres.speaking import speaking

_PART = re.compile(r"^-- version (\d+)$", re.MULTILINE)
# Only one process makes tables at a time, and only one builds.
LOCK = 0x6172_7469_636C_6573  # "articles"
_STEP_S = 0.05


def parts() -> list[str]:
    """The statements that lead from each version of the schema to the next, from none on."""
    text = (files("index.storage.postgres") / "schema.sql").read_text(encoding="utf-8")
    return _PART.split(text)[2::2]


def found_version(rows: Rows) -> int:
    """The version of the schema in a database; 0 where there is none."""
    if rows.rows("SELECT to_regclass(%(table)s) IS NULL", {"table": f"{SCHEMA}.about"})[0][0]:
        return 0
    return int(rows.rows(f"SELECT schema_version FROM {SCHEMA}.about", {})[0][0])


def check(address: DatabaseAddress, rows: Rows) -> None:
    """StoreError unless the schema is there as this program reads it."""
    found = found_version(rows)
    if found == 0:
        raise StoreError(f"There is no index in {address}: make one with `assistant index FOLDER --index {address}`.")
    _refuse_newer(address, found)
    if found < len(parts()):
        raise StoreError(
            f"The index in {address} has schema {found}, this program reads schema {len(parts())}: any `assistant index` by "
            "the owner of the schema brings it up to date."
        )


def prepare(address: DatabaseAddress, connection: psycopg.Connection) -> None:
    """Makes the schema, or brings an older one up to date; nothing where it is as it should be."""
    with speaking(address), connection.transaction():
        rows = Transaction(address, connection)
        if found_version(rows) == len(parts()):
            return
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK + 1,))
        found = found_version(rows)
        _refuse_newer(address, found)
        if found == 0:
            _make_extension(address, connection)
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
            connection.execute(f"CREATE TABLE {SCHEMA}.about (schema_version int NOT NULL)")
            connection.execute(f"INSERT INTO {SCHEMA}.about VALUES (0)")
        configure(connection, builds=True)  # pgvector's schema is known by now
        for part in parts()[found:]:
            connection.execute(part)
        connection.execute(f"UPDATE {SCHEMA}.about SET schema_version = %s", (len(parts()),))


def lock(connection: psycopg.Connection, wait_s: float = 0.0) -> bool:
    """Keeps others from building while the connection lasts; False where somebody builds. A server takes a moment to see that
    a builder is gone, and for so long it is waited.
    """
    deadline = time.monotonic() + wait_s
    while connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,)).fetchone() != (True,):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_STEP_S)
    return True


def unlock(connection: psycopg.Connection) -> None:
    """Lets others build."""
    connection.execute("SELECT pg_advisory_unlock(%s)", (LOCK,))


def _refuse_newer(address: DatabaseAddress, found: int) -> None:
    if found > len(parts()):
        raise StoreError(
            f"The index in {address} has schema {found}, this program reads schema {len(parts())}: bring the program up to "
            "date."
        )


def _make_extension(address: DatabaseAddress, connection: psycopg.Connection) -> None:
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    except psycopg.errors.FeatureNotSupported:
        raise StoreError(
            f"The server of {address} has no pgvector extension: install it there (Debian: postgresql-NN-pgvector), then "
            "repeat the command."
        ) from None
    except psycopg.errors.InsufficientPrivilege:
        raise StoreError(
            f"This user may not install pgvector in {address}: let an administrator run `CREATE EXTENSION vector` there."
        ) from None
