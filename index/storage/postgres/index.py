"""An index in a database: one version of it, open for reading."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Self

import numpy as np

from index.errors import StoreError
from index.models import Article, ArticleFilter, Place
from index.storage.address import DatabaseAddress
from index.storage.index import Index
from index.storage.postgres import schema
from index.storage.postgres.arrays import from_halfvecs
from index.storage.postgres.connection import Database, Row, Rows
from index.storage.postgres.contents import VersionContents
from index.storage.postgres.passages import DatabasePassages
from index.storage.postgres.rows import selected
from index.storage.postgres.version import Version, condition, filter_values, visible
from index.storage.records import Column, Embedded, Segments

# Articles that are read at a time where all are.
_AT_A_TIME = 200


class DatabaseIndex(Index):
    """One version, which stays as it is; later ones don't change its rows."""

    path: DatabaseAddress
    manifest: VersionContents
    passages: DatabasePassages

    def __init__(self, address: DatabaseAddress, database: Rows, number: int, contents: VersionContents) -> None:
        self.path = address
        self.number = number
        self.generation = f"{number:06}"
        self.manifest = contents
        self._database = database
        self._version = Version(address, database, number)
        self.passages = DatabasePassages(self._version, contents)

    @classmethod
    def open_at(cls, address: DatabaseAddress) -> Self:
        """The version that serves."""
        if index := cls.serving(address, Database(address)):
            return index
        raise StoreError(
            f"The index in {address} has never been completed: build it with `assistant index FOLDER --index {address}`."
        )

    @classmethod
    def serving(cls, address: DatabaseAddress, database: Rows) -> Self | None:
        """The version that serves, read by these connections; None where none was ever completed."""
        schema.check(address, database)
        found = database.rows("SELECT version, contents FROM serving JOIN versions USING (version)", {})
        if not found:
            return None
        ((number, values),) = found
        try:
            return cls(address, database, number, VersionContents.from_json(values))
        except (ValueError, TypeError, KeyError) as error:
            raise StoreError(
                f"Version {number} of the index in {address} was made by another program: build it anew with "
                "`assistant index --full FOLDER`."
            ) from error

    def renewed(self) -> "DatabaseIndex":  # noqa: D102
        return self.serving(self.path, self._database) or self

    def newest(self) -> str:  # noqa: D102
        try:
            found = self._database.rows("SELECT version FROM serving", {})
        except StoreError:
            return self.generation
        return f"{found[0][0]:06}" if found else self.generation

    def close(self) -> None:
        """Ends the connections, also of the versions that were taken up from this one."""
        if isinstance(self._database, Database):
            self._database.close()

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Row]:
        """All rows that a statement finds, with `v`, the number of this version, among its values."""
        return self._version.rows(sql, values)

    def article(self, article_id: str) -> Article:  # noqa: D102
        found = self._version.rows(
            f"SELECT {selected('a')} FROM articles a WHERE id = %(id)s AND {visible('a')}", {"id": article_id.replace("\0", "")}
        )
        if not found:
            raise self._no_such(article_id)
        return self._whole(found[0])

    def articles(self) -> Iterator[Article]:  # noqa: D102
        after: str | None = None
        following = (
            f"SELECT {selected('a')} FROM articles a WHERE (%(after)s::text IS NULL OR id > %(after)s) AND {visible('a')} "
            f"ORDER BY id LIMIT {_AT_A_TIME}"
        )
        while rows := self._version.rows(following, {"after": after}):
            yield from map(self._whole, rows)
            after = rows[-1][0]

    def has_articles(self, only: ArticleFilter) -> bool:  # noqa: D102
        found = f"SELECT 1 FROM articles a WHERE {visible('a')} {condition(only, 'a')} LIMIT 1"
        return bool(self._version.rows(found, filter_values(only)))

    def passage_counts(self) -> dict[str, int]:  # noqa: D102
        found = self._version.rows(
            f"SELECT a.id, count(*) FROM passages p JOIN articles a ON a.key = p.article_key WHERE {visible('p')} GROUP BY a.id"
        )
        return {name: count for name, count in found}

    def checksums(self) -> Iterator[tuple[str, str, str]]:  # noqa: D102
        yield from self._version.rows(
            f"SELECT path, id, content_hash FROM articles a WHERE path IS NOT NULL AND {visible('a')}"
        )

    def vocabulary(self) -> dict[str, int]:  # noqa: D102
        found = self._version.rows(f"SELECT word, occurrences FROM vocabulary w WHERE {visible('w')} ORDER BY word")
        return {word: occurrences for word, occurrences in found}

    def words_sounding(self, keys: Collection[str]) -> list[str]:  # noqa: D102
        found = f"SELECT word FROM vocabulary w WHERE sound = ANY(%(sounds)s::text[]) AND {visible('w')} ORDER BY word"
        return [word for (word,) in self._version.rows(found, {"sounds": sorted(keys)})]

    def with_words(  # noqa: D102
        self, groups: Sequence[Mapping[Column, Collection[str]]], only: ArticleFilter | None = None
    ) -> list[str]:
        only = only or ArticleFilter()
        found = f"SELECT id FROM articles a WHERE {visible('a')} {condition(only, 'a')} ORDER BY id"
        having = [self.passages.articles_with(group) for group in groups]
        return [name for (name,) in self._version.rows(found, filter_values(only)) if all(name in each for each in having)]

    def elsewhere(  # noqa: D102
        self, wordings: Iterable[int], only: ArticleFilter | None = None
    ) -> dict[int, tuple[Place, ...]]:
        only = only or ArticleFilter()
        found = self._version.rows(
            "SELECT s.wording, a.id, s.starts, s.ends FROM sentences s JOIN articles a ON a.key = s.article_key "
            f"WHERE s.wording = ANY(%(wordings)s::int8[]) AND {visible('s')} {condition(only, 'a')} ORDER BY a.id, s.number",
            {"wordings": sorted(set(wordings)), **filter_values(only)},
        )
        places: defaultdict[int, list[Place]] = defaultdict(list)
        for words, *place in found:
            places[words].append(Place(*place))
        return {words: tuple(standing) for words, standing in places.items() if len(standing) > 1}

    def stored(self, article_id: str) -> Embedded:  # noqa: D102
        passages = self._version.rows(
            "SELECT p.key, p.first_sentence, p.last_sentence FROM passages p JOIN articles a ON a.key = p.article_key "
            f"WHERE a.id = %(id)s AND {visible('p')} ORDER BY p.number",
            {"id": article_id},
        )
        sentences = self._version.rows(
            "SELECT s.starts, s.ends, s.wording, halfvec_send(s.vector) FROM sentences s JOIN articles a "
            f"ON a.key = s.article_key WHERE a.id = %(id)s AND {visible('s')} ORDER BY s.number",
            {"id": article_id},
        )
        loaded = self.passages.load(np.array([key for key, *_ in passages], np.int64))
        return Embedded(
            loaded[0].headline,
            Segments(tuple((start, end) for start, end, *_ in sentences), tuple((a, b) for _, a, b in passages)),
            np.stack([passage.features.vector for passage in loaded]),
            from_halfvecs(b"".join(vector for *_, vector in sentences), self.manifest.model.dimension),
            [passage.tokens for passage in loaded],
            [passage.features.words for passage in loaded],
            [wording for _, _, wording, _ in sentences],
        )

    def count(self) -> tuple[int, int, int]:  # noqa: D102
        ((articles, passages, sentences),) = self._version.rows(
            f"WITH held AS (SELECT key FROM articles a WHERE {visible('a')}) SELECT (SELECT count(*) FROM held), "
            f"(SELECT count(*) FROM passages p JOIN held ON held.key = p.article_key WHERE {visible('p')}), "
            f"(SELECT count(*) FROM sentences s JOIN held ON held.key = s.article_key WHERE {visible('s')})"
        )
        return articles, passages, sentences
