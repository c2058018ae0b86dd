"""Articles of a build before anything is made of them, in a table that only the builder's connection sees."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

import psycopg

from index.models import Article
from index.storage.address import DatabaseAddress
from index.storage.articles import to_article, to_row
from index.storage.postgres.index import DatabaseIndex
from index.storage.postgres.rows import PLACES, STORED, selected
from index.storage.postgres.version import visible
from index.storage.records import Changes

_AT_A_TIME = 200


class Staging:
    """Staged articles, compared with the previous version's."""

    def __init__(
        self, address: DatabaseAddress, connection: psycopg.Connection, previous: DatabaseIndex | None, reuses: bool
    ) -> None:
        """With `reuses`, unchanged articles need not be made into vectors again."""
        self.address = address
        self.connection = connection
        self.previous = previous
        self.reuses = reuses
        for made in (
            "DROP TABLE IF EXISTS pg_temp.staged, pg_temp.gone",
            "CREATE TEMP TABLE staged (LIKE jobs INCLUDING INDEXES)",
            'CREATE TEMP TABLE gone (id text COLLATE "C" PRIMARY KEY)',
        ):
            connection.execute(made)

    @property
    def values(self) -> dict[str, Any]:
        """`v`, the previous version's number: one that never was, where there is none."""
        return {"v": self.previous.number if self.previous else 0}

    def stage(self, article: Article) -> str | None:  # noqa: D102
        put = f"INSERT INTO staged ({STORED}) VALUES ({PLACES}) ON CONFLICT DO NOTHING"
        if self.connection.execute(put, to_row(article)).rowcount:
            return None
        row = self.connection.execute("SELECT path, title FROM staged WHERE id = %s", (article.id,)).fetchone()
        assert row
        return str(row[0] or repr(row[1]))

    def restage(self, change: Callable[[Article], Article]) -> None:  # noqa: D102
        names = ", ".join(f"{name.strip()} = %({name.strip()})s" for name in STORED.split(","))
        for article, _ in self.staged():
            changed = change(article)
            if changed is not article:
                self.connection.execute(f"UPDATE staged SET {names} WHERE id = %(id)s", to_row(changed))

    def previous_without(self, rule: str) -> Iterator[Article]:  # noqa: D102
        if self.previous:
            found = f"SELECT {selected('a')} FROM articles a WHERE {visible('a')} AND strpos(removed, %(rule)s) > 0 ORDER BY id"
            said = {**self.values, "rule": json.dumps(rule, ensure_ascii=False)}
            for *row, _ in self.connection.execute(found, said).fetchall():
                yield to_article(row)

    def not_staged(self, articles: Iterable[Article]) -> Iterator[Article]:  # noqa: D102
        for article in articles:
            if not self.connection.execute("SELECT 1 FROM staged WHERE id = %s", (article.id,)).fetchone():
                yield article

    def keep_previous(self, without: Collection[str] = ()) -> None:
        """What is unchanged stays where it is, and needs no staging unless it has to be made into vectors again."""
        put = f"""INSERT INTO gone SELECT id FROM articles a WHERE {visible("a")} AND id = ANY(%(without)s::text[])
            AND NOT EXISTS (SELECT FROM staged WHERE staged.id = a.id)"""
        self.connection.execute(put, {**self.values, "without": list(without)})
        if not self.reuses:
            again = f"""INSERT INTO staged ({STORED}) SELECT {STORED} FROM articles a
                WHERE {visible("a")} AND NOT EXISTS (SELECT FROM gone WHERE gone.id = a.id) ON CONFLICT DO NOTHING"""
            self.connection.execute(again, self.values)

    def changes(self) -> Changes:  # noqa: D102
        counts = self.connection.execute(
            f"""SELECT count(*), count(a.id), count(*) FILTER (WHERE a.content_hash = staged.content_hash),
                (SELECT count(*) FROM gone)
            FROM staged LEFT JOIN articles a ON a.id = staged.id AND {visible("a")}""",
            self.values,
        ).fetchone()
        assert counts
        staged, known, same, gone = counts
        kept = self.previous.manifest.articles - known - gone if self.previous else 0
        return Changes(staged - known, known - same, same + kept, gone)

    def staged(self) -> Iterator[tuple[Article, bool]]:  # noqa: D102
        after: str | None = None
        following = f"""SELECT {selected("staged")}, a.id IS NOT NULL
            FROM staged LEFT JOIN articles a ON a.id = staged.id AND a.content_hash = staged.content_hash AND {visible("a")}
            WHERE %(after)s::text IS NULL OR staged.id > %(after)s ORDER BY staged.id LIMIT {_AT_A_TIME}"""
        while rows := self.connection.execute(following, {**self.values, "after": after}).fetchall():
            for *row, _, is_known in rows:
                yield to_article(row), is_known
            after = rows[-1][0]

    def staged_count(self) -> int:  # noqa: D102
        changes = self.changes()
        return changes.added + changes.changed + changes.unchanged
