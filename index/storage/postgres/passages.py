"""The passages of a version in a database, as the search needs them (index/storage/store.py)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import log

import numpy as np

from index.arrays import FloatArray, IntArray
from index.errors import StoreError
from index.models import ArticleFilter, Passage
from index.storage import layout
from index.storage.postgres.arrays import from_halfvecs, to_parameter
from index.storage.postgres.connection import Row
from index.storage.postgres.contents import VersionContents
from index.storage.postgres.lexemes import lexeme, lexemes_of
from index.storage.postgres.version import Version, condition, filter_values, visible
from index.storage.records import Column, PassageFeatures, PassageWords, StoredPassage, TokenCodes
from index.storage.store import LEXICAL_CANDIDATES, PASSAGE_CANDIDATES, SENTENCE_CANDIDATES, drawn

# Of the nearest so many times the number wanted are looked through for those that stand in no earlier article; where that is
# not enough, this many times more again.
_MORE = 2
_STILL_MORE = 8
# FTS5 ranks by BM25 with these, and with this least weight of a word (https://www.sqlite.org/fts5.html).
_K1, _B, _LEAST_WEIGHT = 1.2, 0.75, 1e-6

_FIRST = f"""NOT EXISTS (
    SELECT FROM sentences earlier JOIN articles theirs ON theirs.key = earlier.article_key
    WHERE earlier.wording = s.wording AND {visible("earlier")} {{theirs}}
        AND (theirs.id, earlier.number) < (a.id, s.number)
)"""
# A passage of nothing but sentences that stand in earlier articles is left out.
_NOVEL = f"""EXISTS (
    SELECT FROM sentences s WHERE s.article_key = p.article_key AND s.number BETWEEN p.first_sentence AND p.last_sentence
        AND {_FIRST}
)"""
# The question's vector is rounded as the rows are to find the nearest, and is not when these are put in order.
_CANDIDATES = f"""
WITH near AS MATERIALIZED (
    SELECT key, vector <#> %(vector)s::halfvec AS distance FROM passages WHERE {visible("passages")} {{inside}}
    ORDER BY distance LIMIT %(passages)s
), near_sentences AS MATERIALIZED (
    SELECT article_key, number, wording, vector, vector <#> %(vector)s::halfvec AS distance FROM sentences
    WHERE {visible("sentences")} {{inside}} ORDER BY distance LIMIT %(sentences)s
), novel AS MATERIALIZED (
    SELECT p.key FROM near JOIN passages p USING (key) JOIN articles a ON a.key = p.article_key
    WHERE {_NOVEL} ORDER BY p.vector::vector <#> %(vector)s::vector, a.id, p.number LIMIT {PASSAGE_CANDIDATES}
), first AS MATERIALIZED (
    SELECT s.article_key, s.number FROM near_sentences s JOIN articles a ON a.key = s.article_key
    WHERE {_FIRST} ORDER BY s.vector::vector <#> %(vector)s::vector, a.id, s.number LIMIT {SENTENCE_CANDIDATES}
), lexical AS (
    SELECT p.key FROM passages p JOIN articles a ON a.key = p.article_key
    WHERE p.key = ANY(%(lexical)s::int8[]) {{ours}} AND {_NOVEL}
), found AS (
    SELECT key FROM novel UNION SELECT key FROM lexical UNION
    SELECT p.key FROM first JOIN passages p ON p.article_key = first.article_key
        AND first.number BETWEEN p.first_sentence AND p.last_sentence
)
SELECT (SELECT array_agg(p.key ORDER BY a.id, p.number)
        FROM found JOIN passages p USING (key) JOIN articles a ON a.key = p.article_key),
    (SELECT count(*) FROM near) = %(passages)s AND (SELECT count(*) FROM novel) < {PASSAGE_CANDIDATES}
    OR (SELECT count(*) FROM near_sentences) = %(sentences)s AND (SELECT count(*) FROM first) < {SENTENCE_CANDIDATES}
"""
_LEXICAL = f"""
WITH found AS (
    SELECT p.key, p.article_key, p.number, p.length, weight, count(*) AS times
    FROM unnest(%(queries)s::tsquery[], %(words)s::int[], %(weights)s::float8[]) AS asked (query, word, weight)
    CROSS JOIN LATERAL (
        SELECT key, article_key, number, length FROM passages WHERE lexemes @@ query AND {visible("passages")} OFFSET 0
    ) p -- apart, so that each is looked up by the index, whatever the planner thinks of statements that are prepared
    GROUP BY p.key, p.article_key, p.number, p.length, word, weight
), best AS (
    SELECT key, article_key, number,
        sum(weight * times * {_K1 + 1} / (times + {_K1} * ({1 - _B} + {_B} * length / %(mean)s::float8))) AS score
    FROM found GROUP BY key, article_key, number ORDER BY score DESC FETCH FIRST {LEXICAL_CANDIDATES} ROWS WITH TIES
)
SELECT best.key FROM best JOIN articles a ON a.key = article_key ORDER BY score DESC, a.id, number
LIMIT {LEXICAL_CANDIDATES}
"""
# A word's lexeme, and those that tell of passages which have it more often.
_COUNTS = f"""
SELECT asked.lexeme, c.lexeme, c.passages FROM unnest(%(lexemes)s::text[]) AS asked (lexeme) CROSS JOIN LATERAL (
    SELECT lexeme, passages FROM lexeme_counts c WHERE lexeme = asked.lexeme AND {visible("c")}
    UNION ALL
    (SELECT lexeme, passages FROM lexeme_counts c
    WHERE lexeme > asked.lexeme || ':' AND lexeme < asked.lexeme || ';' AND {visible("c")} ORDER BY lexeme OFFSET 0)
) c
"""
_FEATURES = """
SELECT a.language, p.vector, p.terms, p.sounds, (
    SELECT string_agg(halfvec_send(s.vector), ''::bytea ORDER BY s.number) FROM sentences s
    WHERE s.article_key = p.article_key AND s.number BETWEEN p.first_sentence AND p.last_sentence
) FROM unnest(%(keys)s::int8[]) WITH ORDINALITY AS asked (key, at)
JOIN passages p ON p.key = asked.key JOIN articles a ON a.key = p.article_key ORDER BY at
"""
_WHOLE = """
SELECT a.id, p.starts, p.ends, substr(a.text, p.starts + 1, p.ends - p.starts), a.headline, p.token_places, p.token_codes,
    s.starts, s.ends, s.wordings
FROM unnest(%(keys)s::int8[]) WITH ORDINALITY AS asked (key, at)
JOIN passages p ON p.key = asked.key JOIN articles a ON a.key = p.article_key
CROSS JOIN LATERAL (
    SELECT array_agg(starts ORDER BY number) AS starts, array_agg(ends ORDER BY number) AS ends,
        array_agg(wording ORDER BY number) AS wordings
    FROM sentences WHERE article_key = p.article_key AND number BETWEEN p.first_sentence AND p.last_sentence
) s ORDER BY at
"""


class DatabasePassages:
    """Keys are those of the table `passages`."""

    def __init__(self, version: Version, contents: VersionContents) -> None:
        self._version = version
        self._contents = contents

    def __len__(self) -> int:
        return self._contents.passages

    def document_counts(self, column: Column, words: Collection[str]) -> Mapping[str, int]:  # noqa: D102
        found = self._version.rows(
            f"SELECT lexeme, passages FROM lexeme_counts c WHERE lexeme = ANY(%(lexemes)s::text[]) AND {visible('c')}",
            {"lexemes": [lexeme(column, word) for word in words]},
        )
        counts = {each: count for each, count in found}
        return {word: counts[lexeme(column, word)] for word in words if lexeme(column, word) in counts}

    def candidates(  # noqa: D102
        self, vector: FloatArray, words: Mapping[Column, Collection[str]], only: ArticleFilter
    ) -> IntArray:
        inside = ""
        if only != ArticleFilter():
            inside = f"AND article_key IN (SELECT key FROM articles WHERE {visible('articles')} {condition(only)})"
        ours, theirs = condition(only, "a"), condition(only, "theirs")
        statement = _CANDIDATES.format(inside=inside, ours=ours, theirs=theirs)
        values = {"vector": to_parameter(vector), "lexical": self._with_words(words), **filter_values(only)}
        many = _MORE
        while True:
            asked = {"passages": PASSAGE_CANDIDATES * many, "sentences": SENTENCE_CANDIDATES * many}
            ((keys, is_too_few),) = self._version.rows(statement, {**values, **asked})
            if not is_too_few:
                return np.array(keys or [], np.int64)
            many *= _STILL_MORE

    def features(self, keys: IntArray) -> Sequence[PassageFeatures]:  # noqa: D102
        dimension = self._contents.model.dimension
        with self._intact():
            return [
                PassageFeatures(
                    language,
                    from_halfvecs(vector, dimension)[0],
                    from_halfvecs(sentences, dimension),
                    PassageWords(terms, sounds),
                )
                for language, vector, terms, sounds, sentences in self._of(_FEATURES, keys)
            ]

    def load(self, keys: IntArray) -> Sequence[StoredPassage]:  # noqa: D102
        with self._intact():
            return [
                StoredPassage(Passage(*place), headline, tuple(zip(*spans, strict=True)), features, self._tokens(codes, places))
                for (*place, headline, places, codes, starts, ends, wordings), features in zip(
                    self._of(_WHOLE, keys), self.features(keys), strict=True
                )
                for spans in [(starts, ends, wordings)]
            ]

    def drawn(self, number: int) -> IntArray:  # noqa: D102
        found = self._version.rows(
            "SELECT key FROM (SELECT p.key, row_number() OVER (ORDER BY a.id, p.number) - 1 AS at FROM passages p "
            f"JOIN articles a ON a.key = p.article_key WHERE {visible('p')}) AS placed "
            "WHERE at = ANY(%(places)s::int8[]) ORDER BY at",
            {"places": drawn(number, len(self)).tolist()},
        )
        return np.array(found, np.int64).reshape(-1)

    def articles_with(self, words: Mapping[Column, Collection[str]]) -> set[str]:
        """The ids of the articles that have any of the words."""
        found = self._version.rows(
            "SELECT DISTINCT a.id FROM unnest(%(lexemes)s::text[]) AS asked (lexeme) "
            "JOIN passages p ON p.lexemes @@ quote_literal(asked.lexeme)::tsquery JOIN articles a ON a.key = p.article_key "
            f"WHERE {visible('p')}",
            {"lexemes": lexemes_of(words)},
        )
        return {name for (name,) in found}

    def _of(self, statement: str, keys: IntArray) -> list[Row]:
        if not len(keys):
            return []
        rows = self._version.rows(statement, {"keys": keys.tolist()})
        if len(rows) != len(keys):
            raise layout.damaged(self._version.address, "it doesn't hold all passages that were found")
        return rows

    @contextmanager
    def _intact(self) -> Iterator[None]:
        """Numbers and bytes that were never written so become a StoreError."""
        try:
            yield
        except StoreError:
            raise
        except (ValueError, TypeError, IndexError) as error:
            raise layout.damaged(self._version.address, f"its rows don't belong together ({error})") from error

    def _tokens(self, codes: bytes, places: bytes) -> TokenCodes:
        width = self._contents.model.token_bytes
        return TokenCodes(
            np.frombuffer(codes, np.uint8).reshape(-1, width), np.frombuffer(places, layout.TOKEN_PLACE).astype(np.int64)
        )

    def _with_words(self, words: Mapping[Column, Collection[str]]) -> list[int]:
        """The passages that BM25 ranks first for any of the words, by their stems or by their sounds."""
        asked = lexemes_of(words)
        counts = self._version.rows(_COUNTS, {"lexemes": asked})
        if not counts:
            return []
        passages = len(self)
        containing = {word: count for word, lexeme, count in counts if lexeme == word}
        weights = {
            word: max(log((passages - count + 0.5) / (count + 0.5)), _LEAST_WEIGHT) for word, count in containing.items()
        }
        numbers = {word: number for number, word in enumerate(asked)}
        values = {
            "queries": [f"'{lexeme}'" for _, lexeme, _ in counts],
            "words": [numbers[word] for word, *_ in counts],
            "weights": [weights[word] for word, *_ in counts],
            "mean": self._contents.words / passages,
        }
        return [key for (key,) in self._version.rows(_LEXICAL, values)]
