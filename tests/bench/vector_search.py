"""Milliseconds a search and recall against brute force, by how the vectors are kept: ours and its rivals.

    .venv/bin/python tests/bench/vector_search.py [--index DIR]

With --index the sentence vectors of a real index and questions made of every 300th of them, shaken; otherwise synthetic
vectors as alike as e5's (a mean cosine of 0.8), 5,000, 50,000 and 500,000 of them. One thread, as a question has.
"""

import sys
import time
from pathlib import Path

import faiss
import numpy as np

from index.storage import layout

DIMENSION, QUESTIONS, K = 384, 50, 100
MOST_FOR_GRAPHS = 50_000  # a graph of more takes many minutes to make


def main() -> None:
    if "--index" in sys.argv:
        generation = layout.find_generation(Path(sys.argv[sys.argv.index("--index") + 1]))
        stored = faiss.read_index(str(generation / layout.SENTENCE_VECTORS))
        compare(stored.reconstruct_n(0, stored.ntotal))
    else:
        for size in (5_000, 50_000, 500_000):
            compare(synthetic(size))


def synthetic(size: int) -> np.ndarray:
    random = np.random.default_rng(0)
    common, topics = random.standard_normal(DIMENSION), random.standard_normal((size // 20, DIMENSION))
    rows = np.empty((size, DIMENSION), np.float32)
    for at in range(0, size, 50_000):
        part = rows[at : at + 50_000]
        part[:] = 2 * common + 0.8 * topics[random.integers(0, len(topics), len(part))]
        part += 0.6 * random.standard_normal(part.shape)
    return unit(rows)


def compare(rows: np.ndarray) -> None:
    random = np.random.default_rng(1)
    chosen = rows[random.integers(0, len(rows), QUESTIONS)]
    questions = unit(chosen + 0.03 * random.standard_normal(chosen.shape).astype(np.float32))
    print(f"{len(rows):,} vectors")
    exact = None
    for name, make in KINDS.items():
        if "graph" in name and len(rows) > MOST_FOR_GRAPHS:
            continue
        started = time.perf_counter()
        kind = make(rows)
        built = time.perf_counter()
        faiss.omp_set_num_threads(1)
        found = [kind.search(question[None], K)[1][0] for question in questions]
        ms = (time.perf_counter() - built) * 1000 / QUESTIONS
        faiss.omp_set_num_threads(2)
        exact = exact or found
        best = np.mean([len(set(few[:10]) & set(many)) / 10 for few, many in zip(exact, found, strict=True)])
        every = np.mean([len(set(few) & set(many)) / K for few, many in zip(exact, found, strict=True)])
        print(f"    {name:<28} made in {built - started:6.1f} s, {ms:7.2f} ms, of the best 10 {best:.3f}, of {K} {every:.3f}")


def flat(rows: np.ndarray):
    kind = faiss.IndexFlatIP(DIMENSION)
    kind.add(rows)
    return kind


def eight_bits(rows: np.ndarray):
    kind = faiss.IndexScalarQuantizer(DIMENSION, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
    kind.train(rows)
    kind.add(rows)
    return kind


def inverted_lists(rows: np.ndarray):
    lists = int(2 * len(rows) ** 0.5)
    kind = faiss.index_factory(DIMENSION, f"IVF{lists},Flat", faiss.METRIC_INNER_PRODUCT)
    kind.cp.niter, kind.cp.max_points_per_centroid, kind.cp.min_points_per_centroid = 6, 40, 1
    kind.train(rows)
    kind.add(rows)
    kind.nprobe = lists // 8
    return kind


def graph(rows: np.ndarray):
    kind = faiss.IndexHNSWFlat(DIMENSION, 32, faiss.METRIC_INNER_PRODUCT)
    kind.hnsw.efConstruction, kind.hnsw.efSearch = 120, 400
    kind.add(rows)
    return kind


KINDS = {
    "float32, all": flat,
    "8 bits, all": eight_bits,
    "inverted lists, an eighth": inverted_lists,
    "graph (HNSW)": graph,
}


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


if __name__ == "__main__":
    main()
