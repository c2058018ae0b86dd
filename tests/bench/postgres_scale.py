"""Bytes and milliseconds a passage of an index in PostgreSQL, by how many there are.

.venv/bin/python tests/bench/postgres_scale.py PASSAGES...

Vectors are synthetic, as alike as e5's (vector_search.py); words are drawn as often as those of a language are; each passage
has five sentences and 200 tokens. `exact` compares all vectors, `HNSW` searches by graphs, which are made for it.
"""

import statistics
import sys
import time
from pathlib import Path

import numpy as np
from vector_search import DIMENSION, synthetic, unit

sys.path.insert(0, str(Path(__file__).parents[1]))

import psycopg
from postgres.server import Server

from index.embedding.e5_weights import NAME
from index.models import Article, ArticleFilter
from index.storage.layout import ModelRecord
from index.storage.place import place_of
from index.storage.postgres.copying import copy
from index.storage.postgres.index import DatabaseIndex
from index.storage.records import Embedded, PassageWords, Recipe, Segments, TokenCodes

PASSAGES, SENTENCES, TOKENS, TERMS, QUESTIONS = 5, 5, 200, 60, 20
GRAPHS_UP_TO = 20_000  # they take minutes to make
WORDS = [f"w{number:x}" for number in range(50_000)]
SHARES = 1 / (np.arange(len(WORDS)) + 10.0)
SHARES /= SHARES.sum()


def main(sizes: list[int]) -> None:
    for size in sizes:
        server = Server(shared_buffers="2GB", max_wal_size="4GB", maintenance_work_mem="1GB")
        try:
            with server.new_database() as address:
                fill(address, size)
                measure(address, size)
        finally:
            server.remove()


def made(number: int, vectors: np.ndarray, random: np.random.Generator) -> tuple[Article, Embedded]:
    """An article of five passages, whose vectors are the first of their sentences'."""
    sentences = tuple((at * 40, at * 40 + 39) for at in range(PASSAGES * SENTENCES))
    drawn = random.choice(WORDS, (PASSAGES, 2, TERMS), p=SHARES)
    segments = Segments(sentences, tuple((at * SENTENCES, at * SENTENCES + SENTENCES - 1) for at in range(PASSAGES)))
    codes = random.integers(0, 256, (PASSAGES, TOKENS, 128), dtype=np.uint8)
    embedded = Embedded(
        "",
        segments,
        vectors[::SENTENCES],
        vectors,
        [TokenCodes(each, np.arange(TOKENS)) for each in codes],
        [PassageWords(" ".join(terms), " ".join(sounds)) for terms, sounds in drawn],
        random.integers(-(2**62), 2**62, len(sentences)).tolist(),
    )
    return Article(f"{number:07}", "", "क " * (20 * len(sentences)), "hi"), embedded


def fill(address, size: int) -> None:
    random, vectors = np.random.default_rng(2), synthetic(size * SENTENCES)
    each = PASSAGES * SENTENCES
    place = place_of(address)
    writing = 0.0
    with place.only_builder(), place.writing(None, True) as writer:
        writer.begin(Recipe(ModelRecord(NAME, DIMENSION, (0.0,) * DIMENSION, 128), 200, True))
        for first in range(0, size // PASSAGES, 100):
            numbers = range(first, min(first + 100, size // PASSAGES))
            articles = [made(number, vectors[number * each : (number + 1) * each], random) for number in numbers]
            started = time.perf_counter()
            with writer.connection.transaction():
                copy(writer.connection, writer.making.version, articles)
            writing += time.perf_counter() - started
        started = time.perf_counter()
        writer.finish()
        writer.publish()
    counting = time.perf_counter() - started
    print(f"{size:,} passages: written in {writing * 1000 / size:.2f} ms each, then {counting:.1f} s to count words")


def measure(address, size: int) -> None:
    with psycopg.connect(address.url, autocommit=True) as connection:
        for table in ("passages", "sentences", "articles", "lexeme_counts"):
            heap, whole, gin = connection.execute(
                "SELECT pg_relation_size(%s::regclass), pg_total_relation_size(%s::regclass),"
                " coalesce(sum(pg_relation_size(indexrelid)), 0) FROM pg_index WHERE indrelid = %s::regclass",
                (f"articles_assistant.{table}",) * 3,
            ).fetchone()
            parts = f"{heap / size:,.0f} in rows, {gin / size:,.0f} in indexes, {whole / size:,.0f} in all"
            print(f"    {table}: bytes a passage {parts}")
        index = DatabaseIndex.open_at(address)
        exact = asked(index, size, "exact")
        index.close()
        if size <= GRAPHS_UP_TO:
            make_graphs(connection)
            for ef in (200, 800):
                graphs(connection, exact, ef)


def make_graphs(connection) -> None:
    connection.execute("SET max_parallel_maintenance_workers = 2; SET maintenance_work_mem = '1GB'")
    connection.execute("SET search_path = articles_assistant, public")
    for table in ("passages", "sentences"):
        started = time.perf_counter()
        connection.execute(
            f"CREATE INDEX {table}_by_vector ON {table} USING hnsw ((vector::halfvec({DIMENSION})) halfvec_ip_ops)"
            " WITH (m = 16, ef_construction = 64)"
        )
        print(f"    HNSW of {table} made in {time.perf_counter() - started:.0f} s")


def questions(size: int) -> np.ndarray:
    random = np.random.default_rng(3)
    rows = synthetic(size * SENTENCES)
    chosen = rows[random.integers(0, len(rows), QUESTIONS)]
    return unit(chosen + 0.03 * random.standard_normal(chosen.shape).astype(np.float32))


def asked(index: DatabaseIndex, size: int, name: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """What each part of a search takes; the nearest sentences to each question."""
    random = np.random.default_rng(4)
    parts: dict[str, list[float]] = {"words": [], "vectors": [], "features": [], "whole": []}
    nearest = []
    for vector in questions(size):
        words = {"terms": random.choice(WORDS, 5, p=SHARES).tolist(), "sounds": random.choice(WORDS, 5, p=SHARES).tolist()}
        times = [time.perf_counter()]
        index.passages._with_words(words)
        times.append(time.perf_counter())
        keys = index.passages.candidates(vector, {}, ArticleFilter())
        times.append(time.perf_counter())
        index.passages.features(keys)
        times.append(time.perf_counter())
        index.passages.load(keys[:40])
        times.append(time.perf_counter())
        for part, started, ended in zip(parts, times, times[1:], strict=False):
            parts[part].append((ended - started) * 1000)
        text = f"[{','.join(map(str, vector.tolist()))}]"
        found = index.rows(
            "SELECT article_key, number FROM sentences WHERE since <= %(v)s AND until > %(v)s"
            " ORDER BY vector <#> %(q)s::halfvec LIMIT 100",
            {"q": text},
        )
        nearest.append((text, found))
    print(f"    {name}: " + ", ".join(f"{part} {statistics.median(times):.1f} ms" for part, times in parts.items()))
    return nearest


def graphs(connection, exact, ef: int) -> None:
    connection.execute(f"SET hnsw.ef_search = {ef}; SET enable_seqscan = off; SET jit = off")
    times, best, every = [], [], []
    for text, expected in exact:
        started = time.perf_counter()
        found = connection.execute(
            "SELECT article_key, number FROM sentences WHERE since <= 1 AND until > 1"
            f" ORDER BY vector::halfvec({DIMENSION}) <#> %s::halfvec({DIMENSION}) LIMIT 100",
            (text,),
        ).fetchall()
        times.append((time.perf_counter() - started) * 1000)
        best.append(len(set(expected[:10]) & set(found)) / 10)
        every.append(len(set(expected) & set(found)) / 100)
    print(
        f"    HNSW, ef {ef}: {statistics.median(times):.1f} ms, of the best 10 {np.mean(best):.3f}, of 100 {np.mean(every):.3f}"
    )


if __name__ == "__main__":
    main(list(map(int, sys.argv[1:])) or [10_000])
