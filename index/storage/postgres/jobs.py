"""The version in the making, as all who work on it see it: which articles are still to be made into vectors.

A job is a row. Who takes some keeps them locked until what was made of them is written, all in one transaction: whoever is
killed loses the lock with the connection, and the jobs are there again.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import psycopg
from psycopg.types.json import Jsonb

from index.models import Article
from index.storage.articles import to_article
from index.storage.postgres.contents import recipe_from_json
from index.storage.postgres.rows import STORED, selected
from index.storage.postgres.staging import Staging
from index.storage.postgres.version import visible
from index.storage.records import Recipe


@dataclass(frozen=True)
class Making:
    """The number of the version in the making, and how its articles are made into vectors. Where it doesn't go on, nobody
    waits for it.
    """

    version: int
    recipe: Recipe
    goes_on: bool = True


def making(connection: psycopg.Connection) -> Making | None:
    """What is in the making now; None where nothing is."""
    row = connection.execute("SELECT version, recipe, goes_on FROM building").fetchone()
    return Making(row[0], recipe_from_json(row[1]), row[2]) if row else None


def begin(staging: Staging, recipe: Recipe) -> Making:
    """Makes jobs of what is staged, instead of those of a build that was never completed. What that one has made of the same
    articles in the same way is kept.
    """
    connection = staging.connection
    with connection.transaction():
        connection.execute("SET LOCAL lock_timeout = 0")  # workers of the other build end what they are at
        connection.execute("DELETE FROM jobs")
        row = connection.execute("SELECT coalesce(max(version), 0) + 1 FROM versions").fetchone()
        assert row
        before, now = making(connection), Making(row[0], recipe)
        _find_wanted(staging)
        is_the_same = before is not None and (before.version, before.recipe) == (now.version, recipe)
        _forget(connection, now.version, keep_wanted=is_the_same)
        connection.execute(
            f"""INSERT INTO jobs ({STORED}) SELECT {STORED} FROM staged JOIN wanted USING (id)
            WHERE NOT EXISTS (SELECT FROM articles a WHERE a.id = staged.id AND a.since = %s)""",
            (now.version,),
        )
        _find_leaving(staging)
        connection.execute("DELETE FROM building")
        connection.execute("INSERT INTO building (version, recipe) VALUES (%s, %s)", (now.version, Jsonb(asdict(recipe))))
    return now


def _find_wanted(staging: Staging) -> None:
    """Which of the staged articles are to be made into vectors."""
    known = f"""EXISTS (SELECT FROM articles a
        WHERE a.id = staged.id AND a.content_hash = staged.content_hash AND {visible("a")})"""
    staging.connection.execute('CREATE TEMP TABLE wanted (id text COLLATE "C" PRIMARY KEY) ON COMMIT DROP')
    found = f"INSERT INTO wanted SELECT id FROM staged {f'WHERE NOT {known}' if staging.reuses else ''}"
    staging.connection.execute(found, staging.values)


def _find_leaving(staging: Staging) -> None:
    """Which of the articles that serve end with the version before: all of them, where the index starts over."""
    staging.connection.execute("DELETE FROM leaving")
    chosen = "AND (a.id IN (SELECT id FROM gone) OR a.id IN (SELECT id FROM wanted))" if staging.previous else ""
    staging.connection.execute(
        f"""INSERT INTO leaving SELECT a.key FROM serving, articles a
        WHERE a.since <= serving.version AND a.until > serving.version {chosen}"""
    )


def _forget(connection: psycopg.Connection, version: int, keep_wanted: bool) -> None:
    """Deletes what was made for a version that was never completed, but what is wanted now."""
    kept = """AND NOT EXISTS (SELECT FROM staged JOIN wanted USING (id)
        WHERE staged.id = articles.id AND staged.content_hash = articles.content_hash)"""
    found = connection.execute(
        f"DELETE FROM articles WHERE since >= %s {kept if keep_wanted else ''} RETURNING key", (version,)
    ).fetchall()
    delete_of(connection, [key for (key,) in found])


def cancel(connection: psycopg.Connection, version: int) -> None:
    """Deletes all that was made for a version that shall never be completed."""
    for table in ("jobs", "building", "leaving"):
        connection.execute(f"DELETE FROM {table}")
    _forget(connection, version, keep_wanted=False)


def delete_of(connection: psycopg.Connection, keys: list[int]) -> None:
    """Deletes the passages and sentences of articles that were deleted."""
    for table in ("passages", "sentences"):
        connection.execute(f"DELETE FROM {table} WHERE article_key = ANY(%s::int8[])", (keys,))


def take(connection: psycopg.Connection, number: int) -> list[Article]:
    """Takes at most so many jobs, which others pass over until the transaction ends."""
    found = f"SELECT {selected('jobs')} FROM jobs ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED"
    return [to_article(row) for *row, _ in connection.execute(found, (number,)).fetchall()]


def left(connection: psycopg.Connection) -> int:
    """How many jobs there are, others' included."""
    row = connection.execute("SELECT count(*) FROM jobs").fetchone()
    return int(row[0]) if row else 0


def finish_jobs(connection: psycopg.Connection, ids: Sequence[str]) -> None:
    """Deletes jobs that are done."""
    connection.execute("DELETE FROM jobs WHERE id = ANY(%s::text[])", (list(ids),))


def put_back(connection: psycopg.Connection, article_id: str) -> None:
    """Leaves an article as it is served."""
    connection.execute("DELETE FROM jobs WHERE id = %s", (article_id,))
    connection.execute("DELETE FROM staged WHERE id = %s", (article_id,))
    connection.execute("DELETE FROM leaving USING articles a WHERE a.key = leaving.key AND a.id = %s", (article_id,))
