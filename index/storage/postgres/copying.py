"""What was made of articles, into the tables of a version, in bulk."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from index.models import Article
from index.storage import layout
from index.storage.articles import NAMES, to_row
from index.storage.postgres.arrays import to_halfvecs
from index.storage.postgres.lexemes import to_tsvector
from index.storage.records import Embedded
from index.text.languages import HINDI, language_of
from index.text.phonetics import phonetic_key
from index.text.words import words as words_of

_TYPES = {name: "text" for name in NAMES} | {"published": "date", "year": "int4"}
# Columns and their types; those of pgvector and text search are given as the bytes that they are sent as.
_ARTICLES = {
    "key": "int8",
    "since": "int4",
    **_TYPES,
    "content_hash": "text",
    "headline": "text",
    "words": "text[]",
    "occurrences": "int4[]",
    "sounds": "text[]",
}
_PASSAGES = {
    "article_key": "int8",
    **{name: "int4" for name in ("number", "since", "starts", "ends", "first_sentence", "last_sentence", "length")},
    "vector": "bytea",
    "terms": "text",
    "sounds": "text",
    "lexemes": "bytea",
    "token_places": "bytea",
    "token_codes": "bytea",
}
_SENTENCES = {
    "article_key": "int8",
    **{name: "int4" for name in ("number", "since", "starts", "ends")},
    "wording": "int8",
    "vector": "bytea",
}

TABLES = {"articles": _ARTICLES, "sentences": _SENTENCES, "passages": _PASSAGES}

Made = Sequence[tuple[Article, Embedded]]


def copy(connection: psycopg.Connection, version: int, made: Made) -> None:
    """Writes articles that a version is the first to have."""
    found = connection.execute(
        "SELECT nextval(pg_get_serial_sequence('articles', 'key')) FROM generate_series(1, %s)", (len(made),)
    ).fetchall()
    keyed = [_Keyed(key, version, article, embedded) for (key,), (article, embedded) in zip(found, made, strict=True)]
    _copy(connection, "articles", _ARTICLES, [each.row() for each in keyed])
    _copy(connection, "sentences", _SENTENCES, (row for each in keyed for row in each.sentences()))
    _copy(connection, "passages", _PASSAGES, (row for each in keyed for row in each.passages()))


def _copy(connection: psycopg.Connection, table: str, columns: dict[str, str], rows: Iterable[Sequence[Any]]) -> None:
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)"
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        stream.set_types(list(columns.values()))
        for row in rows:
            stream.write_row(row)


@dataclass(frozen=True)
class _Keyed:
    """An article with its key, and what was made of it, as rows."""

    key: int
    version: int
    article: Article
    embedded: Embedded

    def row(self) -> list[Any]:
        said = words_of(f"{self.article.title} {self.article.text}")
        counts = Counter(word for word in said if language_of(word) is HINDI)
        values = to_row(self.article) | {
            "key": self.key,
            "since": self.version,
            "published": self.article.published,
            "headline": self.embedded.headline,
            "words": list(counts),
            "occurrences": list(counts.values()),
            "sounds": [phonetic_key(word) for word in counts],
        }
        return [values[name] for name in _ARTICLES]

    def sentences(self) -> Iterable[list[Any]]:
        vectors = to_halfvecs(self.embedded.sentence_vectors)
        for number, (span, wording) in enumerate(zip(self.embedded.segments.sentences, self.embedded.wordings, strict=True)):
            yield [self.key, number, self.version, *span, wording, vectors[number]]

    def passages(self) -> Iterable[list[Any]]:
        vectors = to_halfvecs(self.embedded.passage_vectors)
        segments = self.embedded.segments
        for number, (span, run) in enumerate(zip(segments.passage_spans(), segments.passages, strict=True)):
            words, tokens = self.embedded.words[number], self.embedded.tokens[number]
            length = len(words.terms.split()) + len(words.sounds.split())
            places = tokens.places.astype(layout.TOKEN_PLACE).tobytes()
            kept = [vectors[number], words.terms, words.sounds, to_tsvector(words), places, tokens.codes.tobytes()]
            yield [self.key, number, self.version, *span, *run, length, *kept]
