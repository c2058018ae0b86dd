"""The bundled model's forward pass in numpy, for questions and for passages, without importing torch.

BERT as in https://arxiv.org/abs/1810.04805: post-norm layers, exact GELU, no dropout. Importing torch, transformers and
sentence-transformers takes seconds; a question is 20 tokens, and numpy encodes it in milliseconds. Passages are encoded
a few at a time, in matrices that stay in the processor's cache, without padding: no text's vector depends on its neighbours.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from index.arrays import FloatArray, IntArray
from index.embedding.batches import batches_by_tokens
from index.embedding.e5_weights import Config, Weights, load_weights

# Tokens of short texts that are encoded together: enough for matrices worth multiplying, few enough for the processor's cache.
_TOGETHER = 256


@dataclass(frozen=True)
class Layer:
    """One layer's matrices, transposed for row vectors, and its two layer norms (scale, shift)."""

    qkv: FloatArray
    qkv_bias: FloatArray
    out: FloatArray
    out_bias: FloatArray
    out_norm: tuple[FloatArray, FloatArray]
    up: FloatArray
    up_bias: FloatArray
    down: FloatArray
    down_bias: FloatArray
    down_norm: tuple[FloatArray, FloatArray]


class Encoder:
    """Token ids in, token vectors out; one text at a time. The layers are the file's unless others are given."""

    def __init__(self, weights: Weights, layers: Sequence[Layer] = ()) -> None:
        self._weights = weights
        self._config = weights.config
        self._positions = weights.matrix("emb.pos", self._config.hidden)
        self._type = weights.matrix("emb.type", self._config.hidden)[0]
        self._norm = (weights.vector("emb.ln.w"), weights.vector("emb.ln.b"))
        self.layers = layers or [read_layer(weights.vector, number, self._config) for number in range(self._config.layers)]

    def token_vectors(self, token_ids: list[int]) -> FloatArray:
        """The last layer's vectors, float32, shape (len(token_ids), hidden), not normalised."""
        return self.token_vectors_together([token_ids])[0]

    def token_vectors_together(self, texts: Sequence[list[int]]) -> list[FloatArray]:
        """The same of several texts, none of which sees another: short ones together make products of matrices worth while."""
        bounds = np.cumsum([0, *map(len, texts)])
        places = np.concatenate([np.arange(len(text)) for text in texts])
        ids = np.concatenate([np.asarray(text, np.int64) for text in texts])
        states = self._weights.word_vectors(ids) + self._positions[places] + self._type
        states = self._normalise(states, self._norm)
        for layer in self.layers:
            attended = self._attend(states, layer, bounds) @ layer.out + layer.out_bias
            states = self._normalise(states + attended, layer.out_norm)
            raised = _gelu(states @ layer.up + layer.up_bias)
            states = self._normalise(states + raised @ layer.down + layer.down_bias, layer.down_norm)
        return np.split(states, bounds[1:-1])

    def _attend(self, states: FloatArray, layer: Layer, bounds: IntArray) -> FloatArray:
        projected = states @ layer.qkv
        projected += layer.qkv_bias
        mixed = [self._mix(projected[a:b]) for a, b in pairwise(bounds)]
        return mixed[0] if len(mixed) == 1 else np.concatenate(mixed)

    def _mix(self, projected: FloatArray) -> FloatArray:
        """Attention within one text, from its queries, keys and values, shape (tokens, 3 * hidden)."""
        tokens, heads = len(projected), self._config.heads
        width = self._config.hidden // heads
        query, key, value = projected.reshape(tokens, 3, heads, width).transpose(1, 2, 0, 3)
        # Products of matrices whose rows lie together take half the time.
        query = np.ascontiguousarray(query)
        query /= np.float32(np.sqrt(width))
        scores: FloatArray = query @ np.ascontiguousarray(key.transpose(0, 2, 1))
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        total = scores.sum(axis=-1, keepdims=True)
        mixed: FloatArray = scores @ np.ascontiguousarray(value)
        mixed /= total
        attended: FloatArray = mixed.transpose(1, 0, 2).reshape(tokens, -1)
        return attended

    def _normalise(self, states: FloatArray, scale_and_shift: tuple[FloatArray, FloatArray]) -> FloatArray:
        """Layer normalisation, https://arxiv.org/abs/1607.06450."""
        scale, shift = scale_and_shift
        centred = states - states.mean(axis=-1, keepdims=True)
        variance = np.square(centred).mean(axis=-1, keepdims=True)
        normalised: FloatArray = centred / np.sqrt(variance + np.float32(self._config.epsilon)) * scale + shift
        return normalised


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """The bundled model's encoder, unpacked once per process."""
    return Encoder(load_weights())


def encode_each(
    encoder: Encoder, texts: Sequence[list[int]], take: Callable[[int, FloatArray], None], done: Callable[[int], None]
) -> None:
    """Gives `take` each text's position and token vectors, from several threads at once; `done` is told by this thread how
    many more were encoded, and what it raises leaves the rest undone.
    """
    from threadpoolctl import threadpool_limits

    def encode(batch: list[int]) -> int:
        for position, states in zip(batch, encoder.token_vectors_together([texts[at] for at in batch]), strict=True):
            take(position, states)
        return len(batch)

    # Longest first, so that no thread is left with a long one at the end.
    batches = batches_by_tokens([len(text) for text in texts], _TOGETHER)
    # One thread a text is faster than all threads on one, which would share nothing but the products of matrices.
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(_processors()) as pool:
        try:
            for count in pool.map(encode, batches):
                done(count)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_layer(vector: Callable[[str], FloatArray], number: int, sizes: Config) -> Layer:
    """One layer from its tensors, float32; `vector` gives them by the names that the weights file has."""

    def transposed(part: str, inputs: int) -> FloatArray:
        return np.ascontiguousarray(vector(f"l{number}.{part}.w").reshape(-1, inputs).T)

    def bias(part: str) -> FloatArray:
        return vector(f"l{number}.{part}.b")

    def norm(part: str) -> tuple[FloatArray, FloatArray]:
        return vector(f"l{number}.{part}.w"), vector(f"l{number}.{part}.b")

    return Layer(
        qkv=np.concatenate([transposed(part, sizes.hidden) for part in "qkv"], axis=1),
        qkv_bias=np.concatenate([bias(part) for part in "qkv"]),
        out=transposed("ao", sizes.hidden),
        out_bias=bias("ao"),
        out_norm=norm("aln"),
        up=transposed("fi", sizes.hidden),
        up_bias=bias("fi"),
        down=transposed("fo", sizes.ffn),
        down_bias=bias("fo"),
        down_norm=norm("oln"),
    )


def _gelu(x: FloatArray) -> FloatArray:
    """The input times the normal distribution's cumulative function, in place; erf by Abramowitz and Stegun 7.1.26."""
    size = np.abs(x)
    z = size * np.float32(np.sqrt(0.5))
    t = z * np.float32(0.3275911)
    t += 1
    np.reciprocal(t, out=t)
    tail = t * np.float32(1.061405429)
    for coefficient in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += np.float32(coefficient)
        tail *= t
    np.square(z, out=z)
    np.negative(z, out=z)
    tail *= np.exp(z, out=z)
    tail *= size
    tail /= 2
    np.maximum(x, 0, out=x)
    x -= tail
    return x
