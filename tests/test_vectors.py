import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vectors import Vectors, VectorWriter

DIMENSION = 24
ROWS = 300


@pytest.fixture(scope="module")
def matrix():
    """Rows of different lengths, so that the inner product orders them as no distance or cosine does."""
    return np.random.default_rng(5).standard_normal((ROWS, DIMENSION)).astype(np.float32)


@pytest.fixture(scope="module")
def path(matrix, tmp_path_factory):
    """A file that was written in three parts."""
    path = tmp_path_factory.mktemp("vectors") / "rows.faiss"
    writer = VectorWriter(DIMENSION)
    for part in (matrix[:1], matrix[1:200], matrix[200:]):
        writer.append(part)
    assert len(writer) == ROWS
    writer.write(path)
    return path


@pytest.fixture(scope="module")
def vectors(path):
    return Vectors(path)


def brute_force(matrix, query, k, allowed=None):
    rows = np.arange(len(matrix)) if allowed is None else np.unique(allowed)
    return rows[np.argsort(-(matrix[rows] @ query))][:k]


def mask(rows):
    allowed = np.zeros(ROWS, np.bool_)
    allowed[rows] = True
    return allowed


def random_query(seed):
    return np.random.default_rng(seed).standard_normal(DIMENSION).astype(np.float32)


def test_a_file_gives_back_what_was_written(vectors, matrix):
    assert (len(vectors), vectors.dimension) == (ROWS, DIMENSION)
    assert np.array_equal(vectors.rows(0, ROWS), matrix)
    assert np.array_equal(vectors.rows(17, 42), matrix[17:42])
    assert vectors.rows(17, 17).shape == (0, DIMENSION)


def test_rows_are_taken_in_the_order_asked_for(vectors, matrix):
    rows = np.array([7, 0, 299, 7])
    taken = vectors.take(rows)
    assert taken.dtype == np.float32
    assert np.array_equal(taken, matrix[rows])


@given(seed=st.integers(0, 10_000), k=st.integers(1, ROWS + 20))
def test_search_agrees_with_brute_force(vectors, matrix, seed, k):
    query = random_query(seed)
    assert vectors.search(query, k).tolist() == brute_force(matrix, query, k).tolist()


@given(seed=st.integers(0, 10_000), k=st.integers(1, 60), allowed=st.lists(st.integers(0, ROWS - 1), min_size=1, max_size=50))
def test_search_among_allowed_rows_agrees_with_brute_force(vectors, matrix, seed, k, allowed):
    query, rows = random_query(seed), np.array(allowed, np.int64)
    assert vectors.search(query, k, mask(rows)).tolist() == brute_force(matrix, query, k, rows).tolist()


def test_search_among_no_rows_finds_none(vectors):
    assert vectors.search(random_query(1), 5, mask([])).tolist() == []


def test_a_file_that_is_opened_again_answers_the_same(vectors, path):
    again = Vectors(path)
    for seed in range(20):
        query = random_query(seed)
        assert again.search(query, 10).tolist() == vectors.search(query, 10).tolist()


@pytest.mark.parametrize("kept", [0, 3, 20, 100, -1])
def test_a_truncated_file_is_an_os_error(path, tmp_path, kept):
    (tmp_path / "cut.faiss").write_bytes(path.read_bytes()[:kept])
    with pytest.raises(OSError):
        Vectors(tmp_path / "cut.faiss")


def test_a_file_of_another_kind_is_an_os_error(tmp_path):
    (tmp_path / "text.faiss").write_text("यह कोई सूची नहीं है। " * 100, encoding="utf-8")
    with pytest.raises(OSError):
        Vectors(tmp_path / "text.faiss")


def test_a_missing_file_is_an_os_error(tmp_path):
    with pytest.raises(OSError):
        Vectors(tmp_path / "gone.faiss")


def test_a_file_that_cannot_be_written_is_an_os_error(tmp_path, matrix):
    writer = VectorWriter(DIMENSION)
    writer.append(matrix)
    with pytest.raises(OSError):
        writer.write(tmp_path / "no-folder" / "rows.faiss")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
@pytest.mark.parametrize("rows", [1, 10, 10_000])
def test_a_full_disk_is_an_error_however_little_is_written(rows):
    writer = VectorWriter(DIMENSION)
    writer.append(np.ones((rows, DIMENSION), np.float32))
    with pytest.raises(OSError, match="No space left"):
        writer.write(Path("/dev/full"))
