"""The bundled model's forward pass in ONNX Runtime, for questions, passages and the reader, without importing torch.

Importing torch, transformers and sentence-transformers takes seconds; a question of 20 tokens takes milliseconds here. One text
is encoded at a time, on one thread, without padding: no text's vectors depend on its neighbours.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import numpy as np

from index.arrays import FloatArray
from index.embedding.e5_graph import INPUT, OUTPUT, Layer, encoder_graph, read_layer
from index.embedding.e5_weights import Weights, load_weights


class Encoder:
    """Token ids in, token vectors out; safe to share between threads. The layers are the file's unless others are given."""

    def __init__(self, weights: Weights, layers: Sequence[Layer] = ()) -> None:
        import onnxruntime

        sizes = weights.config
        self._weights = weights
        self._places = weights.matrix("emb.pos", sizes.hidden) + weights.matrix("emb.type", sizes.hidden)[0]
        layers = layers or [read_layer(weights.vector, number, sizes) for number in range(sizes.layers)]
        norm = (weights.vector("emb.ln.w"), weights.vector("emb.ln.b"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        # Its rewriting would join additions and layer norms in an operator that takes four times as long.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        graph = encoder_graph(norm, layers, sizes).SerializeToString()
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def token_vectors(self, token_ids: Sequence[int]) -> FloatArray:
        """The last layer's vectors, float32, shape (len(token_ids), hidden), not normalised."""
        embedded = self._weights.word_vectors(np.asarray(token_ids, np.int64)) + self._places[: len(token_ids)]
        states: FloatArray = self._session.run([OUTPUT], {INPUT: embedded[None]})[0][0]
        return states


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

    def encode(position: int) -> None:
        take(position, encoder.token_vectors(texts[position]))

    # Longest first, so that no thread is left with a long one at the end.
    order = sorted(range(len(texts)), key=lambda position: -len(texts[position]))
    # One thread a text is faster than all threads on one, which would share nothing but the products of matrices.
    with ThreadPoolExecutor(_processors()) as pool:
        try:
            for _ in pool.map(encode, order):
                done(1)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
