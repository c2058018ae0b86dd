"""Vectors in FAISS files: inner products over rows that are numbered from 0, in half precision (float16).

By that a cosine in e5's space moves by .00001 on average, by .00006 at most, and a row that is read and written again stays as
it is. Up to SCANNED_EXACTLY rows every search compares all. Above, a second file holds the rows in 8 bits a dimension, which
are read faster still and find the candidates; whoever needs a score takes the rows of the first. Graphs and inverted lists lose
some of the nearest rows of vectors as alike as e5's, and every generation would have to make them anew, for minutes
(docs/index.md).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from index.arrays import BoolArray, FloatArray, IntArray
from index.storage import layout

SCANNED_EXACTLY = 50_000


class VectorWriter:
    """Collects rows and writes them as one FAISS file."""

    def __init__(self, dimension: int) -> None:
        self._index = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def append(self, vectors: FloatArray) -> None:
        """Adds rows, float32, shape (n, dimension)."""
        self._index.add(np.ascontiguousarray(vectors, np.float32))

    def write(self, path: Path) -> list[Path]:
        """Writes the file, for many rows a second one, too; which ones. OSError when they can't be written."""
        _write(self._index, path)
        if len(self) <= SCANNED_EXACTLY:
            return [path]
        coarse = faiss.IndexScalarQuantizer(self._index.d, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
        rows = self._index.reconstruct_n(0, len(self))
        coarse.train(rows)
        coarse.add(rows)
        _write(coarse, _coarse(path))
        return [path, _coarse(path)]


def _coarse(path: Path) -> Path:
    return path.with_suffix(layout.COARSE_SUFFIX)


def _write(index: faiss.Index, path: Path) -> None:
    """FAISS itself says nothing of a disk that is full at the end; Python's file does."""
    with path.open("wb") as file:
        writer = faiss.PyCallbackIOWriter(file.write)  # type: ignore[attr-defined]
        _check_io(lambda: faiss.write_index(index, writer))


class Vectors:
    """The rows of a FAISS file, mapped into memory."""

    def __init__(self, path: Path) -> None:
        """Opens a file that a VectorWriter wrote; OSError when it isn't one."""
        self._index = _check_io(lambda: faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
        self._scanned = self._index
        if len(self) > SCANNED_EXACTLY:
            self._scanned = _check_io(lambda: faiss.read_index(str(_coarse(path)), faiss.IO_FLAG_MMAP_IFC))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """The length of a row."""
        return int(self._index.d)

    def search(self, query: FloatArray, k: int, allowed: BoolArray | None = None) -> IntArray:
        """The rows with the highest inner product, best first, at most k; of many rows nearly these. Only those that
        `allowed`, one a row, admits.
        """
        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))  # type: ignore[call-arg, arg-type]
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        if not len(self):
            return np.empty(0, np.int64)
        _, rows = self._scanned.search(query[None], min(k, len(self)), params=parameters)
        found: IntArray = rows[0]
        return found[found >= 0]

    def rows(self, first: int, last: int) -> FloatArray:
        """Rows first..last-1, float32, shape (last - first, dimension)."""
        vectors: FloatArray = self._index.reconstruct_n(int(first), int(last - first))
        return vectors

    def take(self, rows: IntArray) -> FloatArray:
        """The given rows, float32, shape (len(rows), dimension)."""
        vectors: FloatArray = self._index.reconstruct_batch(rows)
        return vectors


def _check_io(call: Callable[[], Any]) -> Any:
    """FAISS reports a file that it can't read as RuntimeError, or asks for the memory that a damaged header names."""
    try:
        return call()
    except (RuntimeError, MemoryError) as error:
        raise OSError(str(error).strip().splitlines()[-1]) from error
