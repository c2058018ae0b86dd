"""The bundled model's forward pass in numpy: what one question needs, without importing torch.

BERT as in https://arxiv.org/abs/1810.04805: post-norm layers, exact GELU, no dropout. Importing torch,
transformers and sentence-transformers takes seconds; a question is 20 tokens, and numpy encodes it in milliseconds.
"""

from dataclasses import dataclass

import numpy as np

from index.arrays import FloatArray
from index.embedding.e5_weights import Weights


@dataclass(frozen=True)
class _Layer:
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
    """Token ids in, token vectors out; one text at a time."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._config = weights.config
        self._positions = weights.matrix("emb.pos", self._config.hidden)
        self._type = weights.matrix("emb.type", self._config.hidden)[0]
        self._norm = (weights.vector("emb.ln.w"), weights.vector("emb.ln.b"))
        self._layers = [_read_layer(weights, f"l{number}") for number in range(self._config.layers)]

    def token_vectors(self, token_ids: list[int]) -> FloatArray:
        """The last layer's vectors, float32, shape (len(token_ids), hidden), not normalised."""
        ids = np.asarray(token_ids, np.int64)
        states = self._weights.word_vectors(ids) + self._positions[: len(ids)] + self._type
        states = self._normalise(states, self._norm)
        for layer in self._layers:
            attended = self._attend(states, layer) @ layer.out + layer.out_bias
            states = self._normalise(states + attended, layer.out_norm)
            raised = _gelu(states @ layer.up + layer.up_bias)
            states = self._normalise(states + raised @ layer.down + layer.down_bias, layer.down_norm)
        return states

    def _attend(self, states: FloatArray, layer: _Layer) -> FloatArray:
        tokens, heads = len(states), self._config.heads
        width = self._config.hidden // heads
        projected = (states @ layer.qkv + layer.qkv_bias).reshape(tokens, 3, heads, width)
        query, key, value = projected.transpose(1, 2, 0, 3)
        scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(width))
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        attended: FloatArray = (scores @ value).transpose(1, 0, 2).reshape(tokens, -1)
        return attended

    def _normalise(self, states: FloatArray, scale_and_shift: tuple[FloatArray, FloatArray]) -> FloatArray:
        """Layer normalisation, https://arxiv.org/abs/1607.06450."""
        scale, shift = scale_and_shift
        centred = states - states.mean(axis=-1, keepdims=True)
        variance = np.square(centred).mean(axis=-1, keepdims=True)
        normalised: FloatArray = centred / np.sqrt(variance + np.float32(self._config.epsilon)) * scale + shift
        return normalised


def _read_layer(weights: Weights, name: str) -> _Layer:
    hidden, ffn = weights.config.hidden, weights.config.ffn

    def transposed(part: str, inputs: int) -> FloatArray:
        return np.ascontiguousarray(weights.matrix(f"{name}.{part}.w", inputs).T)

    def bias(part: str) -> FloatArray:
        return weights.vector(f"{name}.{part}.b")

    def norm(part: str) -> tuple[FloatArray, FloatArray]:
        return weights.vector(f"{name}.{part}.w"), weights.vector(f"{name}.{part}.b")

    return _Layer(
        qkv=np.concatenate([transposed(part, hidden) for part in "qkv"], axis=1),
        qkv_bias=np.concatenate([bias(part) for part in "qkv"]),
        out=transposed("ao", hidden),
        out_bias=bias("ao"),
        out_norm=norm("aln"),
        up=transposed("fi", hidden),
        up_bias=bias("fi"),
        down=transposed("fo", ffn),
        down_bias=bias("fo"),
        down_norm=norm("oln"),
    )


def _gelu(x: FloatArray) -> FloatArray:
    """The input times the normal distribution's cumulative function; erf by Abramowitz and Stegun 7.1.26."""
    z = np.abs(x) * np.float32(np.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * z)
    coefficients = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
    polynomial = np.zeros_like(t)
    for coefficient in coefficients:
        polynomial = (polynomial + np.float32(coefficient)) * t
    tail = polynomial * np.exp(-z * z) / 2
    activated: FloatArray = x * np.where(x < 0, tail, 1 - tail)
    return activated
