"""An index in a directory: its articles, and the passages that are searched."""

import json
import os
import weakref
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from index.errors import StoreError
from index.models import Article, ArticleFilter, Place
from index.storage import layout
from index.storage.articles import STORED_COLUMNS
from index.storage.database import Database
from index.storage.filters import CONDITION, filter_values
from index.storage.generations import hold
from index.storage.index import Index
from index.storage.passages import Passages
from index.storage.records import Column, Embedded, Segments


class LocalIndex(Index):
    """One generation of an index in a directory. It is kept from being removed while it is open."""

    path: Path
    manifest: layout.Manifest
    passages: Passages

    def __init__(self, path: Path, generation: Path) -> None:
        self.path = path
        self.generation = generation.name
        try:
            self._hold = weakref.finalize(self, os.close, hold(generation))
        except OSError as error:
            raise layout.damaged(path, f"the generation {generation.name} is gone") from error
        self.manifest = layout.Manifest.read(generation / layout.MANIFEST)
        for name, record in self.manifest.files.items():
            found = (generation / name).stat().st_size if (generation / name).exists() else 0
            if found != record.bytes:
                raise layout.damaged(path, f"{name} has {found:,} bytes instead of {record.bytes:,}")
        try:
            self._database = Database(path, generation / layout.DATABASE)
            self.passages = Passages(path, self._database, generation, self.manifest)
        except (OSError, ValueError) as error:
            raise layout.damaged(path, "its files can't be read together") from error

    @classmethod
    def open_at(cls, path: Path) -> Self:
        """The generation that serves in a directory."""
        generation = layout.find_generation(path)
        try:
            return cls(path, generation)
        except StoreError:
            if layout.find_generation(path) == generation:
                raise
            return cls.open_at(path)  # builds have passed by between reading CURRENT and opening what it named

    def renewed(self) -> "LocalIndex":  # noqa: D102
        return self.open_at(self.path)

    def verify(self) -> None:
        """Raises StoreError unless every file is as it was written."""
        layout.verify(self.path, self.path / layout.GENERATIONS / self.generation, self.manifest)

    @property
    def database_uri(self) -> str:
        """The address of the database, for a statement that copies from it."""
        return self._database.uri

    def newest(self) -> str:  # noqa: D102
        try:
            return layout.find_generation(self.path).name
        except StoreError:
            return self.generation

    def close(self) -> None:  # noqa: D102
        self._database.close()
        self._hold()

    def article(self, article_id: str) -> Article:  # noqa: D102
        row = self._database.row(f"SELECT {STORED_COLUMNS} FROM articles WHERE id = ?", (article_id,))
        if row is None:
            raise self._no_such(article_id)
        return self._whole(row)

    def articles(self) -> Iterator[Article]:  # noqa: D102
        for row in self._database.each(f"SELECT {STORED_COLUMNS} FROM articles ORDER BY id"):
            yield self._whole(row)

    def has_articles(self, only: ArticleFilter) -> bool:  # noqa: D102
        return self._database.row(f"SELECT 1 FROM articles WHERE {CONDITION} LIMIT 1", filter_values(only)) is not None

    def passage_counts(self) -> dict[str, int]:  # noqa: D102
        return dict(self._database.rows("SELECT article_id, count(*) FROM passages GROUP BY article_id"))

    def checksums(self) -> Iterator[tuple[str, str, str]]:  # noqa: D102
        yield from self._database.rows("SELECT path, id, content_hash FROM articles WHERE path IS NOT NULL")

    def vocabulary(self) -> dict[str, int]:  # noqa: D102
        return dict(self._database.rows("SELECT word, occurrences FROM vocabulary"))

    def words_sounding(self, keys: Collection[str]) -> list[str]:  # noqa: D102
        found = "SELECT word FROM vocabulary WHERE sound IN (SELECT value FROM json_each(?)) ORDER BY word"
        return [word for (word,) in self._database.rows(found, (json.dumps(sorted(keys)),))]

    def with_words(self, groups: Sequence[Mapping[Column, Collection[str]]], only: ArticleFilter | None = None) -> list[str]:  # noqa: D102
        found = f"SELECT id FROM articles WHERE {CONDITION} ORDER BY id"
        ids = [name for (name,) in self._database.rows(found, filter_values(only or ArticleFilter()))]
        for group in groups:
            having = self.passages.articles_with(group)
            ids = [name for name in ids if name in having]
        return ids

    def elsewhere(self, wordings: Iterable[int], only: ArticleFilter | None = None) -> dict[int, tuple[Place, ...]]:  # noqa: D102
        rows = self._database.rows(
            "SELECT wording, article_id, start, end FROM sentences JOIN articles ON articles.id = article_id "
            f"WHERE wording IN (SELECT value FROM json_each(:wordings)) AND {CONDITION} ORDER BY sentences.id",
            filter_values(only or ArticleFilter()) | {"wordings": json.dumps(sorted(set(wordings)))},
        )
        places: defaultdict[int, list[Place]] = defaultdict(list)
        for words, *place in rows:
            places[words].append(Place(*place))
        return {words: tuple(found) for words, found in places.items() if len(found) > 1}

    def stored(self, article_id: str) -> Embedded:  # noqa: D102
        bounds = self._database.rows(
            "SELECT id, first_sentence, last_sentence FROM passages WHERE article_id = ? ORDER BY id", (article_id,)
        )
        passages = self.passages.load(np.array([key for key, *_ in bounds], np.int64))
        first = bounds[0][1]
        sentences = self._database.rows(
            "SELECT start, end, wording FROM sentences WHERE id BETWEEN ? AND ? ORDER BY id", (first, bounds[-1][2])
        )
        return Embedded(
            passages[0].headline,
            Segments(tuple((start, end) for start, end, _ in sentences), tuple((a - first, b - first) for _, a, b in bounds)),
            self.passages.vectors.rows(bounds[0][0], bounds[-1][0] + 1),
            self.passages.sentence_vectors.rows(first, bounds[-1][2] + 1),
            [passage.tokens for passage in passages],
            [passage.features.words for passage in passages],
            [words for *_, words in sentences],
        )

    def count(self) -> tuple[int, int, int]:  # noqa: D102
        articles, passages, sentences = (
            int(self._database.rows(f"SELECT count(*) FROM {table}")[0][0]) for table in ("articles", "passages", "sentences")
        )
        if (passages, sentences) != (len(self.passages.vectors), len(self.passages.sentence_vectors)):
            raise layout.damaged(self.path, "its vectors are not those of its passages and sentences")
        return articles, passages, sentences
