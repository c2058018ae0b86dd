import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.storage.vectors import Vectors, VectorWriter

DIMENSION = 24
ROWS = 300


@pytest.fixture(scope="module")
def matrix():
    """Rows of different lengths, so that the inner product orders them as no distance or cosine does; in numbers that half
    precision has.
    """
    return np.random.default_rng(5).standard_normal((ROWS, DIMENSION)).astype(np.float16).astype(np.float32)


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


def test_rows_are_kept_in_half_precision_and_stay_as_they_are_when_they_are_written_again(tmp_path):
    rows = np.random.default_rng(6).standard_normal((50, DIMENSION)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    kept = []
    for number in range(2):
        writer = VectorWriter(DIMENSION)
        writer.append(kept[-1] if kept else rows)
        writer.write(tmp_path / f"{number}.faiss")
        kept.append(Vectors(tmp_path / f"{number}.faiss").rows(0, 50))
    assert np.array_equal(kept[0], rows.astype(np.float16).astype(np.float32))
    assert np.array_equal(kept[0], kept[1])


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


# Many rows are searched in eight bits


@pytest.fixture
def coarse(tmp_path, matrix, monkeypatch):
    monkeypatch.setattr("index.storage.vectors.SCANNED_EXACTLY", ROWS - 1)
    writer = VectorWriter(DIMENSION)
    writer.append(matrix)
    assert [path.name for path in writer.write(tmp_path / "rows.faiss")] == ["rows.faiss", "rows.sq8.faiss"]
    return Vectors(tmp_path / "rows.faiss")


def test_the_nearest_of_many_rows_are_found_among_the_candidates(coarse, matrix):
    for seed in range(20):
        query = random_query(seed)
        assert set(brute_force(matrix, query, 5)) <= set(coarse.search(query, 20))


def test_of_many_rows_only_allowed_ones_are_found(coarse):
    assert set(coarse.search(random_query(1), 50, mask(range(10, 30)))) == set(range(10, 30))


def test_many_rows_are_given_back_exactly(coarse, matrix):
    assert np.array_equal(coarse.rows(0, ROWS), matrix)
    assert np.array_equal(coarse.take(np.array([7, 0])), matrix[[7, 0]])


def test_few_rows_make_one_file(tmp_path, matrix):
    writer = VectorWriter(DIMENSION)
    writer.append(matrix)
    assert writer.write(tmp_path / "rows.faiss") == [tmp_path / "rows.faiss"]


def test_no_rows_are_an_index_that_finds_nothing(tmp_path):
    VectorWriter(DIMENSION).write(tmp_path / "rows.faiss")
    assert Vectors(tmp_path / "rows.faiss").search(random_query(1), 5).tolist() == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
@pytest.mark.parametrize("rows", [1, 10, 10_000])
def test_a_full_disk_is_an_error_however_little_is_written(rows):
    writer = VectorWriter(DIMENSION)
    writer.append(np.ones((rows, DIMENSION), np.float32))
    with pytest.raises(OSError, match="No space left"):
        writer.write(Path("/dev/full"))
