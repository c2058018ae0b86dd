"""A finished version takes the place of the one that serves, in one transaction; what nobody reads any more goes later."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from index.storage.layout import ModelRecord
from index.storage.postgres.connection import Row
from index.storage.postgres.contents import VersionContents
from index.storage.postgres.jobs import Making, delete_of
from index.storage.postgres.version import KEPT_S

_END = (
    "UPDATE articles SET until = %(new)s WHERE key IN (SELECT key FROM leaving)",
    "UPDATE passages SET until = %(new)s WHERE article_key IN (SELECT key FROM leaving)",
    "UPDATE sentences SET until = %(new)s WHERE article_key IN (SELECT key FROM leaving)",
)
# What comes and what goes, counted; only counts that change get a row for the new version.
_COUNT_LEXEMES = """
WITH moved AS (
    SELECT lexemes, 1 AS sign FROM passages JOIN articles ON articles.key = article_key WHERE articles.since = %(new)s
    UNION ALL SELECT lexemes, -1 FROM passages JOIN leaving ON leaving.key = article_key
), delta AS (
    SELECT lexeme, sum(sign) AS passages FROM moved, unnest(lexemes) GROUP BY lexeme HAVING sum(sign) <> 0
), before AS (
    UPDATE lexeme_counts c SET until = %(new)s FROM delta WHERE c.lexeme = delta.lexeme AND c.until > %(new)s
    RETURNING c.lexeme, c.passages
)
INSERT INTO lexeme_counts (lexeme, since, passages)
SELECT lexeme, %(new)s, delta.passages + coalesce(before.passages, 0) FROM delta LEFT JOIN before USING (lexeme)
WHERE delta.passages + coalesce(before.passages, 0) > 0
"""
_COUNT_WORDS = """
WITH moved AS (
    SELECT words, occurrences, sounds, 1 AS sign FROM articles WHERE since = %(new)s
    UNION ALL SELECT words, occurrences, sounds, -1 FROM articles JOIN leaving USING (key)
), delta AS (
    SELECT word, min(sound) AS sound, sum(sign * times) AS occurrences
    FROM moved, unnest(words, occurrences, sounds) AS said (word, times, sound) GROUP BY word HAVING sum(sign * times) <> 0
), before AS (
    UPDATE vocabulary v SET until = %(new)s FROM delta WHERE v.word = delta.word AND v.until > %(new)s
    RETURNING v.word, v.occurrences
)
INSERT INTO vocabulary (word, since, occurrences, sound)
SELECT word, %(new)s, delta.occurrences + coalesce(before.occurrences, 0), sound FROM delta LEFT JOIN before USING (word)
WHERE delta.occurrences + coalesce(before.occurrences, 0) > 0
"""
_TOTALS = """
SELECT (SELECT count(*) FROM articles WHERE since = %(new)s) - (SELECT count(*) FROM leaving),
    coalesce(sum(sign), 0), coalesce(sum(sign * length), 0)
FROM (
    SELECT 1 AS sign, length FROM passages JOIN articles ON articles.key = article_key WHERE articles.since = %(new)s
    UNION ALL SELECT -1, length FROM passages JOIN leaving ON leaving.key = article_key
) AS moved
"""
_SENTENCES = """
SELECT (SELECT count(*) FROM sentences JOIN articles ON articles.key = article_key WHERE articles.since = %(new)s)
    - (SELECT count(*) FROM sentences JOIN leaving ON leaving.key = article_key)
"""
# Where so large a share of an index is new, the planner's idea of it is out of date.
_MUCH = 0.2


def complete(connection: psycopg.Connection, made: Making) -> VersionContents:
    """Writes down, in a transaction that the caller ends, what the new version holds and what ends with the one before."""
    values = {"new": made.version}
    row = connection.execute("SELECT contents FROM serving JOIN versions USING (version) FOR UPDATE OF serving").fetchone()
    before = VersionContents.from_json(row[0]) if row else None
    for statement in (*_END, _COUNT_LEXEMES, _COUNT_WORDS):
        connection.execute(statement, values)
    articles, passages, words = _row(connection, _TOTALS, values)
    (sentences,) = _row(connection, _SENTENCES, values)
    contents = VersionContents(
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        model=made.recipe.model,
        tokens_per_passage=made.recipe.tokens_per_passage,
        token_vectors=made.recipe.token_vectors,
        articles=articles + (before.articles if before else 0),
        passages=int(passages) + (before.passages if before else 0),
        sentences=sentences + (before.sentences if before else 0),
        words=int(words) + (before.words if before else 0),
    )
    connection.execute("UPDATE versions SET superseded = now() WHERE superseded IS NULL")
    connection.execute("INSERT INTO versions (version, contents) VALUES (%s, %s)", (made.version, Jsonb(contents.as_json())))
    connection.execute(
        "INSERT INTO serving (version) VALUES (%(new)s) ON CONFLICT (single) DO UPDATE SET version = %(new)s", values
    )
    for table in ("leaving", "building", "jobs"):
        connection.execute(f"DELETE FROM {table}")
    return contents


def amend(connection: psycopg.Connection, made: Making, contents: VersionContents, model: ModelRecord) -> None:
    """Puts another record of the model into a version that doesn't serve yet."""
    changed = Jsonb(replace(contents, model=model).as_json())
    connection.execute("UPDATE versions SET contents = %s WHERE version = %s", (changed, made.version))


def tidy(connection: psycopg.Connection) -> None:
    """Deletes what only versions have that nobody reads: all but the newest two and those that served until lately."""
    with connection.transaction():
        oldest = """SELECT min(version) FROM versions WHERE superseded IS NULL
            OR version >= (SELECT max(version) - 1 FROM versions) OR superseded > now() - make_interval(secs => %(kept)s)"""
        (kept,) = _row(connection, oldest, {"kept": KEPT_S})
        connection.execute("DELETE FROM versions WHERE version < %s", (kept,))
        found = connection.execute("DELETE FROM articles WHERE until <= %s RETURNING key", (kept,)).fetchall()
        delete_of(connection, [key for (key,) in found])
        for table in ("lexeme_counts", "vocabulary"):
            connection.execute(f"DELETE FROM {table} WHERE until <= %s", (kept,))
    new, all_of_them = _row(connection, "SELECT count(*) FILTER (WHERE since = version), count(*) FROM articles, serving", {})
    if new > _MUCH * all_of_them:
        connection.execute("ANALYZE articles, passages, sentences, lexeme_counts, vocabulary")


def _row(connection: psycopg.Connection, statement: str, values: Mapping[str, Any]) -> Row:
    row = connection.execute(statement, values).fetchone()
    assert row is not None
    return row
