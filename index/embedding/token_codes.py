"""Token vectors on disk: a few bytes a token, mapped into memory, for late interaction (MaxSim)."""

from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from index.arrays import ByteArray, FloatArray

PARTS = 128
CODEBOOK = Path(str(files("index") / "data" / "e5-small-token-codebook.npy"))


class Codec(Protocol):
    """Turns unit vectors into bytes and back."""

    width: int

    def encode(self, vectors: FloatArray) -> ByteArray:
        """Float32 (n, dimension) to uint8 (n, width)."""

    def decode(self, codes: ByteArray) -> FloatArray:
        """Uint8 (n, width) to float32 (n, dimension), about of unit length."""


class ProductCodec:
    """Product quantisation (https://ieeexplore.ieee.org/document/5432202) with the bundled model's fixed codebook.

    128 bytes a token. The codebook comes with the program instead of being trained on each index: a small index is
    compressed as well as a large one, and an index that grew answers as one built at once.
    """

    width = PARTS

    def __init__(self) -> None:
        import faiss

        centroids = np.load(CODEBOOK).astype(np.float32)
        parts, _, part_size = centroids.shape
        self._quantiser: Any = faiss.ProductQuantizer(parts * part_size, parts, 8)
        faiss.copy_array_to_vector(centroids.ravel(), self._quantiser.centroids)
        # The centroid c nearest to x has the greatest x·c - |c|²/2: a product with (c, -|c|²/2), for an x that ends in 1.
        lengths = (centroids**2).sum(axis=2, keepdims=True)
        self._tables = np.concatenate([centroids, -lengths / 2], axis=2).transpose(0, 2, 1).copy()

    def encode(self, vectors: FloatArray) -> ByteArray:
        """As Codec's. FAISS's own `compute_codes` takes six times as long for parts of three dimensions."""
        part_size = vectors.shape[1] // PARTS
        parts = np.ones((PARTS, len(vectors), part_size + 1), np.float32)
        parts[:, :, :-1] = vectors.reshape(len(vectors), PARTS, part_size).transpose(1, 0, 2)
        nearest = [(part @ table).argmax(axis=1) for part, table in zip(parts, self._tables, strict=True)]
        return np.stack(nearest, axis=1).astype(np.uint8)

    def decode(self, codes: ByteArray) -> FloatArray:  # noqa: D102
        vectors: FloatArray = self._quantiser.decode(np.ascontiguousarray(codes))
        return vectors


class Int8Codec:
    """One byte a dimension and a float16 scale a token, for models without a codebook."""

    def __init__(self, dimension: int) -> None:
        self.width = dimension + 2

    def encode(self, vectors: FloatArray) -> ByteArray:  # noqa: D102
        scales = np.maximum(np.abs(vectors).max(axis=1, keepdims=True) / 127, 1e-6).astype(np.float16)
        quantised = np.clip(np.round(vectors / scales.astype(np.float32)), -127, 127).astype(np.int8)
        return np.hstack([scales.view(np.uint8), quantised.view(np.uint8)])

    def decode(self, codes: ByteArray) -> FloatArray:  # noqa: D102
        scales = np.ascontiguousarray(codes[:, :2]).view(np.float16).astype(np.float32)
        return np.ascontiguousarray(codes[:, 2:]).view(np.int8).astype(np.float32) * scales


def read_codes(path: Path, width: int) -> ByteArray:
    """A file of codes mapped into memory, uint8, shape (tokens, width); OSError when it can't be opened."""
    if not path.stat().st_size:
        return np.empty((0, width), np.uint8)
    codes: ByteArray = np.memmap(path, np.uint8, "r").reshape(-1, width)
    return codes


def maxsim(query: FloatArray, weights: FloatArray, tokens: FloatArray, starts: npt.NDArray[np.int64]) -> FloatArray:
    """Late interaction (ColBERT, https://arxiv.org/abs/2004.12832) of one question with several texts.

    `query` (q, dimension) and `tokens` (n, dimension) are unit vectors, `weights` (q,) sums to 1; text i is
    tokens[starts[i]:starts[i + 1]], none of them empty. For each text: the weighted mean over the question's tokens of the
    highest cosine with one of the text's tokens, shape (len(starts),).
    """
    similarities = query @ tokens.T
    best: FloatArray = np.maximum.reduceat(similarities, starts, axis=1)
    scores: FloatArray = weights @ best
    return scores
