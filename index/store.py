"""Reading a generation: articles by id, passages by nearness."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Self

import numpy as np

from index import layout
from index.bundled import FloatArray
from index.embedding import Embedder
from index.errors import ModelError, NoSuchArticleError
from index.models import Article, ArticleFilter, Hit, Passage, SentenceScore
from index.passages import Segments
from index.vectors import IntArray, Vectors

# How many passages and sentences the vector search brings up for exact scoring.
PASSAGE_CANDIDATES = 50
SENTENCE_CANDIDATES = 100

# A model whose vector of the probe text differs more than this from the stored one is another model. The same weights
# in float32, bfloat16 or another engine stay above 0.99.
_SAME_MODEL_COSINE = 0.98

ARTICLE_COLUMNS = ", ".join(field.name for field in fields(Article))


@dataclass(frozen=True)
class _Candidates:
    """Passages to be ordered, by row, with their cosines and those of all their sentences; float32."""

    rows: IntArray
    passage_scores: FloatArray
    sentence_scores: list[FloatArray]

    def fused(self) -> FloatArray:
        """The mean of each passage's cosine and its best sentence's, shape (len(rows),)."""
        best = np.array([scores.max() for scores in self.sentence_scores], np.float32)
        fused: FloatArray = (self.passage_scores + best) / np.float32(2)
        return fused


@dataclass(frozen=True)
class Embedded:
    """An article's segments and their vectors, float32, one row a passage and one a sentence."""

    segments: Segments
    passage_vectors: FloatArray
    sentence_vectors: FloatArray


class Index:
    """One generation of an index, open for reading. Safe to use from several threads."""

    def __init__(self, path: Path, generation: Path) -> None:
        self.path = path
        self.generation = generation.name
        self.manifest = layout.Manifest.read(generation / layout.MANIFEST)
        for name, record in self.manifest.files.items():
            found = (generation / name).stat().st_size if (generation / name).exists() else 0
            if found != record.bytes:
                raise layout.damaged(path, f"{name} has {found:,} bytes instead of {record.bytes:,}")
        try:
            # All threads share the connection: sqlite3 serialises what they ask.
            self.database_uri = _database_uri(generation / layout.DATABASE)
            self._database = sqlite3.connect(self.database_uri, uri=True, check_same_thread=False)
            self._passage_vectors = Vectors(generation / layout.PASSAGE_VECTORS)
            self._sentence_vectors = Vectors(generation / layout.SENTENCE_VECTORS)
            bounds = self._database.execute("SELECT first_sentence, last_sentence FROM passages ORDER BY id").fetchall()
        except (OSError, sqlite3.Error) as error:
            raise layout.damaged(path, str(error)) from error
        self._first_sentences, self._last_sentences = np.array(bounds, np.int64).reshape(-1, 2).T

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """The generation that serves now. StoreError when there is none, or when it is damaged or of another format."""
        path = Path(path)
        return cls(path, layout.find_generation(path))

    def close(self) -> None:
        """Closes the database. The index can't be used afterwards."""
        self._database.close()

    def check_model(self, embedder: Embedder) -> None:
        """Raises ModelError unless `embedder` makes the vectors that this index holds."""
        model = self.manifest.model
        if embedder.name == model.name and embedder.dimension == model.dimension:
            probe = np.array(model.probe, np.float32)
            if float(probe @ embedder.embed_query(layout.PROBE_TEXT)) > _SAME_MODEL_COSINE:
                return
        raise ModelError(
            f"The index in {self.path} was made with {model.name!r} ({model.dimension} dimensions), and "
            f"{embedder.name!r} as it is here makes other vectors: build the index anew with `assistant index --full FOLDER`."
        )

    def article(self, article_id: str) -> Article:
        """The article with this id; NoSuchArticleError where there is none."""
        row = self._database.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ?", (article_id,)).fetchone()
        if row is None:
            raise NoSuchArticleError(
                f"The index in {self.path} holds no article {article_id!r}: `assistant articles list` shows their ids."
            )
        return to_article(row)

    def articles(self) -> Iterator[Article]:
        """All articles in the order of their ids."""
        for row in self._database.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles ORDER BY id"):
            yield to_article(row)

    def stored(self, article_id: str) -> Embedded:
        """What the index holds of an article besides its text. The article must be in the index."""
        passages = self._database.execute(
            "SELECT id, first_sentence, last_sentence FROM passages WHERE article_id = ? ORDER BY id", (article_id,)
        ).fetchall()
        first = passages[0][1]
        spans = self._database.execute(
            "SELECT start, end FROM sentences WHERE id BETWEEN ? AND ? ORDER BY id", (first, passages[-1][2])
        ).fetchall()
        return Embedded(
            Segments(tuple(spans), tuple((a - first, b - first) for _, a, b in passages)),
            self._passage_vectors.rows(passages[0][0], passages[-1][0] + 1),
            self._sentence_vectors.rows(first, passages[-1][2] + 1),
        )

    def search(self, query: FloatArray, k: int, only: ArticleFilter | None = None) -> list[Hit]:
        """The k best passages for a question's vector, best first.

        A passage's score is the mean of its own cosine and that of its best sentence.
        """
        candidates = self._candidates(query, only or ArticleFilter())
        if not len(candidates.rows):
            return []
        scores = candidates.fused()
        best = np.lexsort((candidates.rows, -scores))[:k]
        return [self._hit(candidates, int(at), float(scores[at])) for at in best]

    def _candidates(self, query: FloatArray, only: ArticleFilter) -> _Candidates:
        passages, sentences = self._allowed(only)
        near_passages = self._passage_vectors.search(query, PASSAGE_CANDIDATES, passages)
        near_sentences = self._sentence_vectors.search(query, SENTENCE_CANDIDATES, sentences)
        rows = np.union1d(near_passages, self._passages_of(near_sentences))
        first, behind = self._first_sentences[rows], self._last_sentences[rows] + 1
        members = [np.arange(a, b) for a, b in zip(first, behind, strict=True)]
        sentence_scores = self._sentence_vectors.take(np.concatenate(members)) @ query if members else np.empty(0)
        cuts = np.cumsum(behind - first)[:-1]
        return _Candidates(rows, self._passage_vectors.take(rows) @ query, np.split(sentence_scores, cuts))

    def _passages_of(self, sentences: IntArray) -> IntArray:
        """The passages that hold any of these sentences; an overlap belongs to two."""
        first = np.searchsorted(self._last_sentences, sentences, "left")
        last = np.searchsorted(self._first_sentences, sentences, "right")
        found = [np.arange(a, b) for a, b in zip(first, last, strict=True)]
        return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)

    def _allowed(self, only: ArticleFilter) -> tuple[IntArray | None, IntArray | None]:
        """Rows of the passages and sentences that a filter lets through; None for all."""
        if only == ArticleFilter():
            return None, None
        conditions = "(:since IS NULL OR published >= :since) AND (:until IS NULL OR published <= :until)"
        conditions += " AND (:source IS NULL OR source = :source)"
        values = {key: str(value) if value else None for key, value in asdict(only).items()}
        tables = [
            self._database.execute(
                f"SELECT id FROM {table} WHERE article_id IN (SELECT id FROM articles WHERE {conditions})", values
            ).fetchall()
            for table in ("passages", "sentences")
        ]
        passages, sentences = (np.array(rows, np.int64).reshape(-1) for rows in tables)
        return passages, sentences

    def _hit(self, candidates: _Candidates, at: int, score: float) -> Hit:
        row = int(candidates.rows[at])
        article_id, start, end, language, text = self._database.execute(
            "SELECT article_id, start, end, language, substr(text, start + 1, end - start) "
            "FROM passages JOIN articles ON articles.id = article_id WHERE passages.id = ?",
            (row,),
        ).fetchone()
        spans = self._database.execute(
            "SELECT start, end FROM sentences WHERE id BETWEEN ? AND ? ORDER BY id",
            (int(self._first_sentences[row]), int(self._last_sentences[row])),
        )
        sentences = [
            SentenceScore(first, last, float(sentence_score))
            for (first, last), sentence_score in zip(spans, candidates.sentence_scores[at], strict=True)
        ]
        return Hit(
            Passage(article_id, start, end, text),
            language,
            score,
            float(candidates.passage_scores[at]),
            tuple(sorted(sentences, key=lambda sentence: -sentence.score)),
        )


def to_article(row: Sequence[Any]) -> Article:
    """An Article from a row of ARTICLE_COLUMNS."""
    *values, published = row
    return Article(*values, date.fromisoformat(published) if published else None)  # type: ignore[call-arg]  # by columns


def _database_uri(path: Path) -> str:
    """The address of a database that nobody writes any more."""
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"
