"""Vectors as pgvector sends and takes them in binary: their dimension, a zero, and the numbers, big-endian."""

import numpy as np

from index.arrays import FloatArray

_NUMBER = ">f2"
_AHEAD = 2  # how many numbers the dimension and the zero take the place of


def to_halfvecs(vectors: FloatArray) -> list[bytes]:
    """Each row of vectors, float32, shape (n, dimension)."""
    rows = np.zeros((len(vectors), _AHEAD + vectors.shape[1]), _NUMBER)
    rows[:, _AHEAD:] = vectors
    rows[:, 0] = np.array(vectors.shape[1], ">u2").view(_NUMBER)
    return [row.tobytes() for row in rows]


def from_halfvecs(data: bytes, dimension: int) -> FloatArray:
    """The rows that stand one after the other, float32, shape (n, dimension)."""
    rows: FloatArray = np.frombuffer(data, _NUMBER).reshape(-1, _AHEAD + dimension)[:, _AHEAD:].astype(np.float32)
    return rows


def to_parameter(vector: FloatArray) -> str:
    """A vector as a statement's value."""
    return f"[{','.join(map(str, vector.tolist()))}]"
