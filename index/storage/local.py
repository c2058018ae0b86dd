"""An index in a directory: its articles, and the passages that are searched."""

import json
import os
import weakref
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np

from index.embedding.embedder import Embedder
from index.errors import ModelError, NoSuchArticleError, StoreError
from index.models import Article, ArticleFilter, Place
from index.storage import layout
from index.storage.articles import STORED_COLUMNS, content_hash, to_article
from index.storage.database import Database
from index.storage.filters import CONDITION, filter_values
from index.storage.generations import hold
from index.storage.passages import Passages
from index.storage.records import Column, Embedded, Segments

# A model whose vector of the probe text differs more than this from the stored one is another model. The same weights
# in float32, bfloat16 or another engine stay above 0.99.
_SAME_MODEL_COSINE = 0.98


class Index:
    """One generation of an index, open for reading. Safe to use from several threads."""

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
    def open(cls, path: str | Path) -> Self:
        """The generation that serves now. StoreError when there is none, or when it is damaged or of another format."""
        path = Path(path)
        generation = layout.find_generation(path)
        try:
            return cls(path, generation)
        except StoreError:
            if layout.find_generation(path) == generation:
                raise
            return cls.open(path)  # builds have passed by between reading CURRENT and opening what it named

    @property
    def database_uri(self) -> str:
        """The address of the database, for a statement that copies from it."""
        return self._database.uri

    def newest(self) -> str:
        """The name of the generation that serves by now; this one's where that can't be told."""
        try:
            return layout.find_generation(self.path).name
        except StoreError:
            return self.generation

    def close(self) -> None:
        """Closes the database. The index can't be used afterwards."""
        self._database.close()
        self._hold()

    def check_model(self, embedder: Embedder) -> None:
        """Raises ModelError unless `embedder` makes the vectors that this index holds."""
        model = self.manifest.model
        if embedder.name == model.name and embedder.dimension == model.dimension:
            probe = np.array(model.probe, np.float32)
            if float(probe @ embedder.embed_query(layout.PROBE_TEXT).vector) > _SAME_MODEL_COSINE:
                return
        raise ModelError(
            f"The index in {self.path} was made with {model.name!r} ({model.dimension} dimensions), and "
            f"{embedder.name!r} as it is here makes other vectors: build the index anew with `assistant index --full FOLDER`."
        )

    def article(self, article_id: str) -> Article:
        """The article with this id; NoSuchArticleError where there is none, StoreError where it is not as it was written."""
        row = self._database.row(f"SELECT {STORED_COLUMNS} FROM articles WHERE id = ?", (article_id,))
        if row is None:
            raise NoSuchArticleError(
                f"The index in {self.path} holds no article {article_id!r}: `assistant articles list` shows their ids."
            )
        return self._whole(row)

    def articles(self) -> Iterator[Article]:
        """All articles in the order of their ids."""
        for row in self._database.each(f"SELECT {STORED_COLUMNS} FROM articles ORDER BY id"):
            yield self._whole(row)

    def _whole(self, row: Sequence[Any]) -> Article:
        """The article of a row, whose checksum is verified: what is quoted is what was indexed. It takes 35 us an article."""
        *values, checksum = row
        try:
            article = to_article(values)
            if content_hash(article) == checksum:
                return article
        except (ValueError, TypeError, AttributeError):  # values that were never written
            pass
        raise layout.damaged(self.path, f"the article {str(values[0])[:100]!r} is not as it was written")

    def has_articles(self, only: ArticleFilter) -> bool:
        """Whether any article passes a filter."""
        return self._database.row(f"SELECT 1 FROM articles WHERE {CONDITION} LIMIT 1", filter_values(only)) is not None

    def passage_counts(self) -> dict[str, int]:
        """How many passages each article has."""
        return dict(self._database.rows("SELECT article_id, count(*) FROM passages GROUP BY article_id"))

    def vocabulary(self) -> dict[str, int]:
        """How often each Devanagari word stands in the articles."""
        return dict(self._database.rows("SELECT word, occurrences FROM vocabulary"))

    def words_sounding(self, keys: Collection[str]) -> list[str]:
        """The Devanagari words of the articles that have one of these phonetic keys."""
        found = "SELECT word FROM vocabulary WHERE sound IN (SELECT value FROM json_each(?)) ORDER BY word"
        return [word for (word,) in self._database.rows(found, (json.dumps(sorted(keys)),))]

    def with_words(self, groups: Sequence[Mapping[Column, Collection[str]]], only: ArticleFilter | None = None) -> list[str]:
        """The ids of the articles that have, in each group, one of its words in one of its columns; without groups, all."""
        found = f"SELECT id FROM articles WHERE {CONDITION} ORDER BY id"
        ids = [name for (name,) in self._database.rows(found, filter_values(only or ArticleFilter()))]
        for group in groups:
            having = self.passages.articles_with(group)
            ids = [name for name in ids if name in having]
        return ids

    def elsewhere(self, wordings: Iterable[int], only: ArticleFilter | None = None) -> dict[int, tuple[Place, ...]]:
        """By wording, where sentences of these words stand, for those that stand in several places."""
        rows = self._database.rows(
            "SELECT wording, article_id, start, end FROM sentences JOIN articles ON articles.id = article_id "
            f"WHERE wording IN (SELECT value FROM json_each(:wordings)) AND {CONDITION} ORDER BY sentences.id",
            filter_values(only or ArticleFilter()) | {"wordings": json.dumps(sorted(set(wordings)))},
        )
        places: defaultdict[int, list[Place]] = defaultdict(list)
        for words, *place in rows:
            places[words].append(Place(*place))
        return {words: tuple(found) for words, found in places.items() if len(found) > 1}

    def stored(self, article_id: str) -> Embedded:
        """What the index holds of an article besides the article itself. The article must be in the index."""
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

    def count(self) -> tuple[int, int, int]:
        """How many articles, passages and sentences its tables hold; StoreError when tables and vectors disagree."""
        articles, passages, sentences = (
            int(self._database.rows(f"SELECT count(*) FROM {table}")[0][0]) for table in ("articles", "passages", "sentences")
        )
        if (passages, sentences) != (len(self.passages.vectors), len(self.passages.sentence_vectors)):
            raise layout.damaged(self.path, "its vectors are not those of its passages and sentences")
        return articles, passages, sentences
