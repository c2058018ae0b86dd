"""Reading a generation: articles by id, passages by nearness."""

import json
import math
import os
import sqlite3
import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np

from index.arrays import BoolArray, FloatArray, IntArray
from index.building.passages import Tokenize
from index.embedding import e5_weights
from index.embedding.embedder import Embedder, QueryVectors
from index.embedding.token_codes import choose_codec, maxsim, read_codes
from index.errors import ModelError, NoSuchArticleError, StoreError
from index.models import Article, ArticleFilter, Hit, Passage, Place, SentenceScore
from index.search.lexical import Lexical, QuestionWords
from index.search.scoring import SENTENCE_MAXSIM, Signals, log_odds
from index.storage import layout
from index.storage.articles import COLUMNS, to_article
from index.storage.generations import hold
from index.storage.records import Embedded, PassageWords, Segments
from index.storage.vectors import Vectors
from index.text.headline import embedding_context
from index.text.language import article_language

# How many passages and sentences each search brings up for exact scoring.
PASSAGE_CANDIDATES = 50
SENTENCE_CANDIDATES = 100
LEXICAL_CANDIDATES = 30
# Of these, how many MaxSim is computed for: it takes half of a question's time.
MAXSIM_CANDIDATES = 40

# A model whose vector of the probe text differs more than this from the stored one is another model. The same weights
# in float32, bfloat16 or another engine stay above 0.99.
_SAME_MODEL_COSINE = 0.98


@dataclass(frozen=True)
class _Candidates:
    """Passages to be ordered, by row, the cosines of all their sentences, and the signals of each."""

    rows: IntArray
    sentence_scores: list[FloatArray]
    signals: Signals


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
            # All threads share the connection: sqlite3 serialises what they ask.
            self.database_uri = _database_uri(generation / layout.DATABASE)
            self._database = sqlite3.connect(self.database_uri, uri=True, check_same_thread=False)
            self._passage_vectors = Vectors(generation / layout.PASSAGE_VECTORS)
            self._sentence_vectors = Vectors(generation / layout.SENTENCE_VECTORS)
            bounds = self._database.execute(
                "SELECT first_sentence, last_sentence, first_token, tokens, language = 'hi' "
                "FROM passages JOIN articles ON articles.id = article_id ORDER BY passages.id"
            ).fetchall()
            self._codec = choose_codec(self.manifest.model.name, self.manifest.model.dimension)
            self._token_codes = read_codes(generation / layout.TOKEN_VECTORS, self._codec.width)
            wordings = self._database.execute("SELECT wording FROM sentences ORDER BY id").fetchall()
        except (OSError, ValueError, sqlite3.Error) as error:
            raise layout.damaged(path, "its files can't be read together") from error
        *columns, is_hindi = np.array(bounds, np.int64).reshape(-1, 5).T
        self._first_sentences, self._last_sentences, self._first_tokens, self._token_counts = columns
        self._is_hindi = is_hindi == 1
        self._wordings = np.array(wordings, np.int64).reshape(-1)
        self._everything = self._novel(np.ones(len(self._wordings), np.bool_))
        self._lexical = Lexical(self._database, self.manifest.passages)

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
        """The article with this id; NoSuchArticleError where there is none."""
        row = self._database.execute(f"SELECT {COLUMNS} FROM articles WHERE id = ?", (article_id,)).fetchone()
        if row is None:
            raise NoSuchArticleError(
                f"The index in {self.path} holds no article {article_id!r}: `assistant articles list` shows their ids."
            )
        return to_article(row)

    def articles(self) -> Iterator[Article]:
        """All articles in the order of their ids."""
        for row in self._database.execute(f"SELECT {COLUMNS} FROM articles ORDER BY id"):
            yield to_article(row)

    def has_articles(self, only: ArticleFilter) -> bool:
        """Whether any article passes a filter."""
        condition, values = _condition(only)
        return self._database.execute(f"SELECT 1 FROM articles WHERE {condition} LIMIT 1", values).fetchone() is not None

    def passage_counts(self) -> dict[str, int]:
        """How many passages each article has."""
        return dict(self._database.execute("SELECT article_id, count(*) FROM passages GROUP BY article_id"))

    def stored(self, article_id: str) -> Embedded:
        """What the index holds of an article besides its text. The article must be in the index."""
        passages = self._database.execute(
            "SELECT passages.id, first_sentence, last_sentence, first_token, tokens, terms, sounds "
            "FROM passages JOIN lexical ON lexical.rowid = passages.id WHERE article_id = ? ORDER BY passages.id",
            (article_id,),
        ).fetchall()
        first = passages[0][1]
        sentences = self._database.execute(
            "SELECT start, end, wording FROM sentences WHERE id BETWEEN ? AND ? ORDER BY id", (first, passages[-1][2])
        ).fetchall()
        return Embedded(
            Segments(
                tuple((start, end) for start, end, _ in sentences), tuple((a - first, b - first) for _, a, b, *_ in passages)
            ),
            self._passage_vectors.rows(passages[0][0], passages[-1][0] + 1),
            self._sentence_vectors.rows(first, passages[-1][2] + 1),
            [np.array(self._token_codes[a : a + n]) for *_, a, n, _, _ in passages],
            [PassageWords(*passage[-2:]) for passage in passages],
            [words for *_, words in sentences],
        )

    def search(self, query: QueryVectors, k: int, only: ArticleFilter | None = None) -> list[Hit]:
        """The k best passages for a question, best first: by confidence, or for an uncalibrated model by score."""
        candidates = self._candidates(query, only or ArticleFilter(), max(k, MAXSIM_CANDIDATES))
        if candidates is None:
            return []
        scores = candidates.signals.fused()
        odds = None
        if self.manifest.model.name == e5_weights.NAME:
            is_hindi = self._is_hindi[candidates.rows]
            odds = log_odds(scores, article_language(query.text), is_hindi, self.manifest.token_vectors)
        best = np.lexsort((candidates.rows, -(scores if odds is None else odds)))[:k]
        confidences = [None if odds is None else 1 / (1 + math.exp(-float(odds[at]))) for at in best]
        return [
            self._hit(candidates, int(at), float(scores[at]), confidence)
            for at, confidence in zip(best, confidences, strict=True)
        ]

    def refine(self, hit: Hit, article: Article, query: QueryVectors, tokenize: Tokenize) -> Hit:
        """A hit in `article` with its sentences scored by MaxSim within each one's tokens, too, for choosing what to quote.

        `tokenize` is the model's `token_spans`. An index without token vectors leaves the hit as it is.
        """
        context = embedding_context(article.title, article.text)
        (spans,) = tokenize([context + hit.passage.text])
        first = self._first_tokens[hit.row]
        codes = self._token_codes[first : first + self._token_counts[hit.row]]
        if len(spans) != len(codes):
            return hit
        similarities = query.tokens @ self._codec.decode(codes).T
        centres = np.array(spans).mean(axis=1) - len(context) + hit.passage.start
        refined = []
        for sentence in hit.sentences:
            inside = (centres >= sentence.start) & (centres < sentence.end)
            if inside.any():
                best = float(query.weights @ similarities[:, inside].max(axis=1))
                sentence = replace(sentence, score=(sentence.score + SENTENCE_MAXSIM * best) / (1 + SENTENCE_MAXSIM))
            refined.append(sentence)
        return replace(hit, sentences=tuple(sorted(refined, key=lambda sentence: -sentence.score)))

    def rescore(self, hit: Hit, query: QueryVectors) -> Hit:
        """A hit with its sentences scored by their cosines with another text, best first."""
        members = np.arange(self._first_sentences[hit.row], self._last_sentences[hit.row] + 1)
        cosines = self._sentence_vectors.take(members) @ query.vector
        in_order = sorted(hit.sentences, key=lambda sentence: sentence.start)
        rescored = [replace(sentence, score=float(cosine)) for sentence, cosine in zip(in_order, cosines, strict=True)]
        return replace(hit, sentences=tuple(sorted(rescored, key=lambda sentence: -sentence.score)))

    def elsewhere(self, hits: Iterable[Hit], only: ArticleFilter | None = None) -> dict[int, tuple[Place, ...]]:
        """By wording, where the hits' sentences stand word for word, for those that stand in several places."""
        wordings = sorted({sentence.wording for hit in hits for sentence in hit.sentences})
        condition, values = _condition(only or ArticleFilter())
        rows = self._database.execute(
            "SELECT wording, article_id, start, end FROM sentences JOIN articles ON articles.id = article_id "
            f"WHERE wording IN (SELECT value FROM json_each(:wordings)) AND {condition} ORDER BY sentences.id",
            values | {"wordings": json.dumps(wordings)},
        )
        places: defaultdict[int, list[Place]] = defaultdict(list)
        for words, *place in rows:
            places[words].append(Place(*place))
        return {words: tuple(found) for words, found in places.items() if len(found) > 1}

    def count(self) -> tuple[int, int, int]:
        """How many articles, passages and sentences its tables hold; StoreError when tables and vectors disagree."""
        articles, passages, sentences = (
            int(self._database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in ("articles", "passages", "sentences")
        )
        if (passages, sentences) != (len(self._passage_vectors), len(self._sentence_vectors)):
            raise layout.damaged(self.path, "its vectors are not those of its passages and sentences")
        return articles, passages, sentences

    def vocabulary(self) -> dict[str, int]:
        """How often each Devanagari word stands in the articles."""
        return dict(self._database.execute("SELECT word, occurrences FROM vocabulary"))

    def _candidates(self, query: QueryVectors, only: ArticleFilter, k: int) -> _Candidates | None:
        passages, sentences = self._searchable(only)
        words = self._lexical.words(query.text)
        near_passages = self._passage_vectors.search(query.vector, PASSAGE_CANDIDATES, passages)
        near_sentences = self._sentence_vectors.search(query.vector, SENTENCE_CANDIDATES, sentences)
        lexical = self._lexical.search(words, LEXICAL_CANDIDATES)
        rows = np.union1d(np.union1d(near_passages, lexical), self._passages_of(near_sentences))
        rows = rows[passages[rows]]
        if not len(rows):
            return None
        signals, sentence_scores = self._cheap_signals(query, words, rows)
        if self.manifest.token_vectors:
            best = np.sort(np.argsort(-signals.fused(), kind="stable")[:k])
            rows, sentence_scores = rows[best], [sentence_scores[at] for at in best]
            signals = replace(signals.take(best), maxsim=self._maxsim(query, rows))
        return _Candidates(rows, sentence_scores, signals)

    def _cheap_signals(self, query: QueryVectors, words: QuestionWords, rows: IntArray) -> tuple[Signals, list[FloatArray]]:
        """All signals but MaxSim, and the cosines of each passage's sentences."""
        first, behind = self._first_sentences[rows], self._last_sentences[rows] + 1
        members = np.concatenate([np.arange(a, b) for a, b in zip(first, behind, strict=True)])
        sentence_scores = np.split(self._sentence_vectors.take(members) @ query.vector, np.cumsum(behind - first)[:-1])
        same_language = self._is_hindi[rows] == (article_language(query.text) == "hi")
        stems, sounds = self._lexical.coverages(words, rows, same_language)
        signals = Signals(
            passage=self._passage_vectors.take(rows) @ query.vector,
            sentence=np.array([scores.max() for scores in sentence_scores], np.float32),
            coverage=stems,
            sound_coverage=sounds,
        )
        return signals, sentence_scores

    def _maxsim(self, query: QueryVectors, rows: IntArray) -> FloatArray:
        counts = self._token_counts[rows]
        codes = np.concatenate([self._token_codes[a : a + n] for a, n in zip(self._first_tokens[rows], counts, strict=True)])
        starts = np.cumsum(counts) - counts
        return maxsim(query.tokens, query.weights, self._codec.decode(codes), starts)

    def _passages_of(self, sentences: IntArray) -> IntArray:
        """The passages that hold any of these sentences; an overlap belongs to two."""
        first = np.searchsorted(self._last_sentences, sentences, "left")
        last = np.searchsorted(self._first_sentences, sentences, "right")
        found = [np.arange(a, b) for a, b in zip(first, last, strict=True)]
        return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)

    def _searchable(self, only: ArticleFilter) -> tuple[BoolArray, BoolArray]:
        """Which passages and sentences are searched: those that the filter lets through, and of a sentence that stands in
        several articles the first; a passage of nothing but repeated sentences is left out.
        """
        if only == ArticleFilter():
            return self._everything
        condition, values = _condition(only)
        allowed = np.zeros(len(self._wordings), np.bool_)
        found = self._database.execute(
            f"SELECT sentences.id FROM sentences JOIN articles ON articles.id = article_id WHERE {condition}", values
        ).fetchall()
        allowed[np.array(found, np.int64).reshape(-1)] = True
        return self._novel(allowed)

    def _novel(self, allowed: BoolArray) -> tuple[BoolArray, BoolArray]:
        rows = np.flatnonzero(allowed)
        sentences = np.zeros(len(allowed), np.bool_)
        sentences[rows[np.unique(self._wordings[rows], return_index=True)[1]]] = True
        before = np.concatenate([[0], np.cumsum(sentences)])
        passages = before[self._last_sentences + 1] > before[self._first_sentences]
        return passages, sentences

    def _hit(self, candidates: _Candidates, at: int, score: float, confidence: float | None) -> Hit:
        row = int(candidates.rows[at])
        article_id, start, end, language, text = self._database.execute(
            "SELECT article_id, start, end, language, substr(text, start + 1, end - start) "
            "FROM passages JOIN articles ON articles.id = article_id WHERE passages.id = ?",
            (row,),
        ).fetchone()
        spans = self._database.execute(
            "SELECT start, end, wording FROM sentences WHERE id BETWEEN ? AND ? ORDER BY id",
            (int(self._first_sentences[row]), int(self._last_sentences[row])),
        )
        sentences = [
            SentenceScore(first, last, float(sentence_score), words)
            for (first, last, words), sentence_score in zip(spans, candidates.sentence_scores[at], strict=True)
        ]
        return Hit(
            Passage(article_id, start, end, text),
            row,
            language,
            score,
            confidence,
            float(candidates.signals.passage[at]),
            tuple(sorted(sentences, key=lambda sentence: -sentence.score)),
        )


def _condition(only: ArticleFilter) -> tuple[str, dict[str, str | None]]:
    """A filter as an SQL condition on articles, and its values."""
    condition = "(:since IS NULL OR published >= :since) AND (:until IS NULL OR published <= :until)"
    condition += " AND (:source IS NULL OR source = :source)"
    return condition, {key: str(value) if value else None for key, value in asdict(only).items()}


def _database_uri(path: Path) -> str:
    """The address of a database that nobody writes any more."""
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"
