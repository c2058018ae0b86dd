"""Returning to the version before: a new version says what that one said, for readers only ever go on to a later one."""

import psycopg

from index.errors import StoreError
from index.storage.address import DatabaseAddress
from index.storage.postgres import jobs, publishing
from index.storage.postgres.contents import VersionContents
from index.storage.postgres.copying import TABLES
from index.storage.postgres.jobs import Making
from index.storage.records import Recipe

_BEFORE = """
SELECT serving.version, v.version, v.contents, (SELECT max(version) + 1 FROM versions)
FROM serving JOIN versions v ON v.version < serving.version ORDER BY v.version DESC LIMIT 1
"""
# What the version before has and the one that serves has not, and the other way round.
_COPIED = """
CREATE TEMP TABLE copied ON COMMIT DROP AS
SELECT key AS old, nextval(pg_get_serial_sequence('articles', 'key')) AS key FROM articles
WHERE since <= %(before)s AND until > %(before)s AND until <= %(serving)s
"""
_LEAVING = """
INSERT INTO leaving SELECT key FROM articles WHERE since > %(before)s AND since <= %(serving)s AND until > %(serving)s
"""


def go_back(address: DatabaseAddress, connection: psycopg.Connection) -> None:
    """Makes the version before serve again. StoreError where there is none any more."""
    with connection.transaction():
        row = connection.execute(_BEFORE).fetchone()
        if row is None:
            raise StoreError(f"There is no version before the one that serves in {address}: it is kept for some minutes only.")
        serving, before, contents, new = row
        jobs.cancel(connection, new)
        values = {"serving": serving, "before": before, "new": new}
        connection.execute(_COPIED, values)
        for table, columns in TABLES.items():
            old = "key" if table == "articles" else "article_key"
            kept = ", ".join(name for name in columns if name not in (old, "since"))
            rows = f"SELECT copied.key, %(new)s, {', '.join(f't.{name}' for name in kept.split(', '))}"
            connection.execute(
                f"INSERT INTO {table} ({old}, since, {kept}) OVERRIDING SYSTEM VALUE {rows} FROM {table} t "
                f"JOIN copied ON copied.old = t.{old}",
                values,
            )
        connection.execute(_LEAVING, values)
        held = VersionContents.from_json(contents)
        publishing.complete(connection, Making(new, Recipe(held.model, held.tokens_per_passage, held.token_vectors)))
