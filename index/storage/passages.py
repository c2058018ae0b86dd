"""The passages of a generation in a directory, as the search needs them (index/storage/store.py)."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import numpy as np

from index.arrays import BoolArray, FloatArray, IntArray
from index.embedding.token_codes import read_codes
from index.models import ArticleFilter, Language, Passage
from index.storage import layout
from index.storage.database import Database
from index.storage.filters import CONDITION, filter_values
from index.storage.records import Column, PassageFeatures, PassageWords, StoredPassage, TokenCodes
from index.storage.store import LEXICAL_CANDIDATES, PASSAGE_CANDIDATES, SENTENCE_CANDIDATES, drawn
from index.storage.vectors import Vectors


class Passages:
    """Keys are the rows of the vectors. Raises OSError or StoreError when the files can't be read."""

    def __init__(self, index_path: Path, database: Database, generation: Path, manifest: layout.Manifest) -> None:
        self._index_path = index_path
        self._database = database
        self.vectors = Vectors(generation / layout.PASSAGE_VECTORS)
        self.sentence_vectors = Vectors(generation / layout.SENTENCE_VECTORS)
        self._codes = read_codes(generation / layout.TOKEN_VECTORS, manifest.model.token_bytes)
        bounds = database.rows(
            "SELECT first_sentence, last_sentence, first_token, tokens, language = 'hi' "
            "FROM passages JOIN articles ON articles.id = article_id ORDER BY passages.id"
        )
        *columns, is_hindi = np.array(bounds, np.int64).reshape(-1, 5).T
        self._first_sentences, self._last_sentences, self._first_tokens, self._token_counts = columns
        self._is_hindi = is_hindi == 1
        self._wordings = np.array(database.rows("SELECT wording FROM sentences ORDER BY id"), np.int64).reshape(-1)

    def __len__(self) -> int:
        return len(self._first_sentences)

    def document_counts(self, column: Column, words: Collection[str]) -> Mapping[str, int]:  # noqa: D102
        with self._intact():
            found = self._database.rows(
                "SELECT term, doc FROM lexical_terms WHERE col = ? AND term IN (SELECT value FROM json_each(?))",
                (column, json.dumps(sorted(words))),
            )
            return {str(term): int(count) for term, count in found}

    def candidates(  # noqa: D102
        self, vector: FloatArray, words: Mapping[Column, Collection[str]], only: ArticleFilter
    ) -> IntArray:
        with self._intact():
            passages, sentences = self._searchable(only)
            near = self.vectors.search(vector, PASSAGE_CANDIDATES, passages)
            near_sentences = self.sentence_vectors.search(vector, SENTENCE_CANDIDATES, sentences)
            lexical = self._with_words(words)
            rows = np.union1d(np.union1d(near, lexical), self._passages_of(near_sentences))
            found: IntArray = rows[passages[rows]]
            return found

    def features(self, keys: IntArray) -> Sequence[PassageFeatures]:  # noqa: D102
        with self._intact():
            if not len(keys):
                return []
            first, behind = self._first_sentences[keys], self._last_sentences[keys] + 1
            members = np.concatenate([np.arange(a, b) for a, b in zip(first, behind, strict=True)])
            sentence_vectors = np.split(self.sentence_vectors.take(members), np.cumsum(behind - first)[:-1])
            languages: list[Language] = ["hi" if hindi else "en" for hindi in self._is_hindi[keys]]
            return [
                PassageFeatures(language, vector, sentences, words)
                for language, vector, sentences, words in zip(
                    languages, self.vectors.take(keys), sentence_vectors, self._words(keys), strict=True
                )
            ]

    def load(self, keys: IntArray) -> Sequence[StoredPassage]:  # noqa: D102
        with self._intact():
            rows = self._database.rows(
                "SELECT article_id, start, end, substr(text, start + 1, end - start), headline, token_places "
                "FROM passages JOIN articles ON articles.id = article_id "
                "WHERE passages.id IN (SELECT value FROM json_each(?)) ORDER BY passages.id",
                (json.dumps(keys.tolist()),),
            )
            return [
                StoredPassage(Passage(*place), headline, self._sentences(key), features, self._tokens(key, places))
                for key, (*place, headline, places), features in zip(keys, rows, self.features(keys), strict=True)
            ]

    def drawn(self, number: int) -> IntArray:  # noqa: D102
        return drawn(number, len(self))

    @contextmanager
    def _intact(self) -> Iterator[None]:
        """What damaged numbers lead to (places outside of a file, texts that are none) becomes a StoreError."""
        try:
            yield
        except (OSError, ValueError, TypeError, IndexError, OverflowError, AttributeError, AssertionError) as error:
            raise layout.damaged(self._index_path, f"its files don't belong together ({error})") from error

    def articles_with(self, words: Mapping[Column, Collection[str]]) -> set[str]:
        """The ids of the articles that have any of the words."""
        found = "SELECT DISTINCT article_id FROM lexical JOIN passages ON passages.id = lexical.rowid WHERE lexical MATCH ?"
        query = _any_of(words)
        return {name for (name,) in self._database.rows(found, (query,))} if query else set()

    def _sentences(self, key: int) -> tuple[tuple[int, int, int], ...]:
        bounds = int(self._first_sentences[key]), int(self._last_sentences[key])
        rows = self._database.rows("SELECT start, end, wording FROM sentences WHERE id BETWEEN ? AND ? ORDER BY id", bounds)
        return tuple((start, end, wording) for start, end, wording in rows)

    def _tokens(self, key: int, places: bytes) -> TokenCodes:
        first = self._first_tokens[key]
        codes = self._codes[first : first + self._token_counts[key]]
        return TokenCodes(codes, np.frombuffer(places, layout.TOKEN_PLACE).astype(np.int64))

    def _words(self, keys: IntArray) -> list[PassageWords]:
        stored = self._database.rows(
            "SELECT terms, sounds FROM lexical WHERE rowid IN (SELECT value FROM json_each(?)) ORDER BY rowid",
            (json.dumps(keys.tolist()),),
        )
        return [PassageWords(terms, sounds) for terms, sounds in stored]

    def _with_words(self, words: Mapping[Column, Collection[str]]) -> IntArray:
        """The passages that BM25 ranks first for any of the words, by their stems or by their sounds."""
        query = _any_of(words)
        if not query:
            return np.empty(0, np.int64)
        found = "SELECT rowid FROM lexical WHERE lexical MATCH ? ORDER BY rank LIMIT ?"
        return np.array(self._database.rows(found, (query, LEXICAL_CANDIDATES)), np.int64).reshape(-1)

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
        allowed = np.zeros(len(self._wordings), np.bool_)
        found = self._database.rows(
            f"SELECT sentences.id FROM sentences JOIN articles ON articles.id = article_id WHERE {CONDITION}",
            filter_values(only),
        )
        allowed[np.array(found, np.int64).reshape(-1)] = True
        return self._novel(allowed)

    @cached_property
    def _everything(self) -> tuple[BoolArray, BoolArray]:
        return self._novel(np.ones(len(self._wordings), np.bool_))

    def _novel(self, allowed: BoolArray) -> tuple[BoolArray, BoolArray]:
        rows = np.flatnonzero(allowed)
        sentences = np.zeros(len(allowed), np.bool_)
        sentences[rows[np.unique(self._wordings[rows], return_index=True)[1]]] = True
        before = np.concatenate([[0], np.cumsum(sentences)])
        passages = before[self._last_sentences + 1] > before[self._first_sentences]
        return passages, sentences


def _any_of(words: Mapping[Column, Collection[str]]) -> str:
    """A query of the lexical table for any of the words, each in its column."""
    return " OR ".join(f'{column} : "{word}"' for column, found in words.items() for word in sorted(found))
