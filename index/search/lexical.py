"""Lexical search: BM25 for candidates, and how much of a question's words a passage has."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.arrays import BoolArray, FloatArray, IntArray
from index.search.scoring import coverage, inverse_document_frequency
from index.text.words import sounds, terms


@dataclass(frozen=True)
class QuestionWords:
    """A question's stems and phonetic keys, each with its inverse document frequency."""

    terms: Mapping[str, float]
    sounds: Mapping[str, float]


class Lexical:
    """The lexical table of a generation (index/storage/layout.py)."""

    def __init__(self, database: sqlite3.Connection, passages: int) -> None:
        self._database = database
        self._passages = passages

    def words(self, question: str) -> QuestionWords:
        """What of a question can be found in the table."""
        return QuestionWords(self._weigh("terms", terms(question)), self._weigh("sounds", sounds(question)))

    def _weigh(self, column: str, words: Sequence[str]) -> dict[str, float]:
        weights = {}
        for word in set(words):
            row = self._database.execute("SELECT doc FROM lexical_terms WHERE term = ? AND col = ?", (word, column)).fetchone()
            weights[word] = inverse_document_frequency(self._passages, row[0] if row else 0)
        return weights

    def search(self, words: QuestionWords, k: int) -> IntArray:
        """The k passages that BM25 ranks first for any of the words, by their stems or by their sounds."""
        columns = {"terms": words.terms, "sounds": words.sounds}
        query = " OR ".join(f'{column} : "{word}"' for column, weights in columns.items() for word in sorted(weights))
        if not query:
            return np.empty(0, np.int64)
        rows = self._database.execute(
            "SELECT rowid FROM lexical WHERE lexical MATCH ? ORDER BY rank LIMIT ?", (query, k)
        ).fetchall()
        return np.array(rows, np.int64).reshape(-1)

    def coverages(self, words: QuestionWords, rows: IntArray, same_language: BoolArray) -> tuple[FloatArray, FloatArray]:
        """The share by weight that each passage has of the question's stems, where it is in the same language, and of its
        sounds, where it is not; else 0. `rows` ascend.
        """
        marks = ", ".join("?" * len(rows))
        stored = self._database.execute(
            f"SELECT terms, sounds FROM lexical WHERE rowid IN ({marks}) ORDER BY rowid", [int(row) for row in rows]
        )
        stems, keys = np.zeros(len(rows), np.float32), np.zeros(len(rows), np.float32)
        for at, (said, heard) in enumerate(stored):
            if same_language[at]:
                stems[at] = coverage(words.terms, set(said.split()))
            else:
                keys[at] = coverage(words.sounds, set(heard.split()))
        return stems, keys
