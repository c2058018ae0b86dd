"""The bundled model's layers as a graph for ONNX Runtime, with products of whole numbers.

BERT as in https://arxiv.org/abs/1810.04805: post-norm layers, exact GELU, no dropout. Nearly all of its time goes into products
of matrices, and processors multiply small whole numbers three to four times as fast as float32. So each token's vector is
rounded to eight bits with a scale of its own, each column of a matrix to seven; what is added, normalised and
attended to stays float32. docs/index.md tells what that costs and saves.

Seven bits, for processors without instructions for such products (AVX2 without VNNI) add them in pairs, in 16 bits. A pair
is at most 2 * 255 * 63, which fits; with eight bits it would be 2 * 255 * 127, be cut off, and make other vectors there
(https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html, "reduce_range").
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from index.arrays import FloatArray
from index.embedding.e5_weights import Config

INPUT: Final = "embedded"  # sums of the word's, position's and type's vectors, float32, shape (1, tokens, hidden)
OUTPUT: Final = "states"  # the last layer's vectors, likewise

MOST: Final = 63  # seven bits with a sign
_ZERO: Final = 128  # what stands for 0 in a token's eight bits without a sign
_RUNTIMES_OWN: Final = "com.microsoft"  # operators that ONNX Runtime adds to ONNX's


@dataclass(frozen=True)
class Layer:
    """One layer's matrices, transposed for row vectors, and its two layer norms (scale, shift); all float32."""

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


def read_layer(vector: Callable[[str], FloatArray], number: int, sizes: Config) -> Layer:
    """One layer from its tensors, float32; `vector` gives them by the names that the weights file has."""

    def transposed(part: str, inputs: int) -> FloatArray:
        return vector(f"l{number}.{part}.w").reshape(-1, inputs).T

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


def quantised(matrix: FloatArray) -> tuple[npt.NDArray[np.int8], FloatArray]:
    """Whole numbers from -63 to 63 and a scale a column, float32, whose products are nearly the matrix."""
    scales = np.abs(matrix).max(axis=0) / np.float32(MOST)
    return np.rint(matrix / scales).astype(np.int8), scales


def encoder_graph(norm: tuple[FloatArray, FloatArray], layers: Sequence[Layer], sizes: Config) -> ModelProto:
    """The model that takes INPUT of one text to OUTPUT; `norm` is the embeddings' layer norm (scale, shift)."""
    return _GraphWriter(sizes).write(norm, layers)


class _GraphWriter:
    """Collects a graph's nodes; every method returns the name of what its last node puts out."""

    def __init__(self, sizes: Config) -> None:
        self._sizes = sizes
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []
        self._step = self._constant(np.float32(1 / 127))  # of a token's largest number
        self._one = self._constant(np.float32(1))
        self._zero = self._constant(np.uint8(_ZERO))
        self._last_axis = self._constant(np.array([2], np.int64))
        self._other_axes = self._constant(np.array([0, 2], np.int64))
        self._thirds = self._constant(np.array([sizes.hidden] * 3, np.int64))

    def write(self, norm: tuple[FloatArray, FloatArray], layers: Sequence[Layer]) -> ModelProto:
        states = self._normalised(INPUT, norm)
        for layer in layers:
            attended = self._attend(states, layer)
            states = self._add_and_normalise(self._product(attended, layer.out), layer.out_bias, states, layer.out_norm)
            raised = self._own("BiasGelu", self._product(states, layer.up), self._constant(layer.up_bias))
            states = self._add_and_normalise(self._product(raised, layer.down), layer.down_bias, states, layer.down_norm)
        self._nodes.append(helper.make_node("Identity", [states], [OUTPUT]))
        shape: list[int | str | None] = [1, "tokens", self._sizes.hidden]
        first, last = ([helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)] for name in (INPUT, OUTPUT))
        versions = [helper.make_opsetid("", 19), helper.make_opsetid(_RUNTIMES_OWN, 1)]
        graph = helper.make_graph(self._nodes, "encoder", first, last, self._constants)
        return helper.make_model(graph, opset_imports=versions, ir_version=9)

    def _attend(self, states: str, layer: Layer) -> str:
        projected = self._product(states, layer.qkv)
        parts = [f"{projected}.{part}" for part in ("query", "key", "value")]
        self._nodes.append(helper.make_node("Split", [projected, self._thirds], parts, axis=2))
        return self._own("MultiHeadAttention", *parts, self._constant(layer.qkv_bias), num_heads=self._sizes.heads)

    def _product(self, states: str, matrix: FloatArray) -> str:
        """The tokens' vectors times a matrix, both in whole numbers, and the scales of both."""
        largest = self._apply("ReduceMax", self._apply("Abs", states), self._last_axis, keepdims=1)
        scale = self._apply("Mul", largest, self._step)
        by_token = self._apply("Squeeze", scale, self._other_axes)
        zeros = self._apply(
            "ConstantOfShape", self._apply("Shape", by_token), value=numpy_helper.from_array(np.array([_ZERO], np.uint8))
        )
        whole = self._apply("QuantizeLinear", states, by_token, zeros, axis=1)
        numbers, scales = quantised(matrix)
        scaled = self._own(
            "MatMulIntegerToFloat", whole, self._constant(numbers), self._one, self._constant(scales), self._zero
        )
        return self._apply("Mul", scaled, scale)

    def _add_and_normalise(self, change: str, bias: FloatArray, states: str, norm: tuple[FloatArray, FloatArray]) -> str:
        changed = self._apply("Add", self._apply("Add", change, self._constant(bias)), states)
        return self._normalised(changed, norm)

    def _normalised(self, states: str, norm: tuple[FloatArray, FloatArray]) -> str:
        """Layer normalisation, https://arxiv.org/abs/1607.06450."""
        scale, shift = map(self._constant, norm)
        return self._apply("LayerNormalization", states, scale, shift, epsilon=self._sizes.epsilon)

    def _constant(self, value: npt.ArrayLike) -> str:
        name = f"constant{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def _own(self, operator: str, *inputs: str, **attributes: Any) -> str:
        return self._apply(operator, *inputs, domain=_RUNTIMES_OWN, **attributes)

    def _apply(self, operator: str, *inputs: str, **attributes: Any) -> str:
        output = f"{operator}{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output
