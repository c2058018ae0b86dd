"""The reader's files: what training changed in the bundled encoder, and three small heads.

reader.npz has its upper layers for questions, and the heads; statements.npz the uppermost layers and the heads once more, as
they were trained on from there for statements alone. Both are numpy archives without pickles. For each matrix of each changed
layer they hold the difference from the bundled weights as int8, shape (outputs, inputs), and `NAME.scale`, float32, one a
row; biases, layer norms and heads are float32 as they are. Names are those of the weights file
(index/embedding/e5_weights.py).
"""

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np

from index.arrays import FloatArray
from index.embedding.e5_encoder import Encoder
from index.embedding.e5_graph import read_layer
from index.embedding.e5_weights import Weights, load_weights
from index.errors import ModelError

_DATA: Final = Path(str(files("assistant") / "data"))
_MEND: Final = "Put the file back as it came with the program, or install the program again."
HEADS: Final = ("span.w", "span.b", "verdict.w", "verdict.b")


@dataclass(frozen=True)
class ReaderWeights:
    """The encoder with its changed layers, and the heads, float32: `span` (start, end) of every token, `verdict`
    (answerable, supported, contradicted, not said) of the first one; matrices (outputs, hidden) and biases.
    """

    encoder: Encoder
    span: tuple[FloatArray, FloatArray]
    verdict: tuple[FloatArray, FloatArray]


@dataclass(frozen=True)
class WeightsFile:
    """A file of weights and its checksum."""

    path: Path
    sha256: str

    def arrays(self) -> dict[str, Any]:
        """What is in it, by name; ModelError when it is missing, damaged or not the known one."""
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise ModelError(f"The reader's weights can't be read: {self.path}: {error.strerror}. {_MEND}") from error
        found = hashlib.sha256(content).hexdigest()
        if found != self.sha256:
            raise ModelError(
                f"The reader's weights ({self.path.name}) are not the known ones (sha256 {found[:12]}…, expected "
                f"{self.sha256[:12]}…). {_MEND}"
            )
        try:
            with np.load(BytesIO(content), allow_pickle=False) as archive:
                return {name: archive[name] for name in archive.files}
        except (BadZipFile, EOFError, ValueError) as error:
            raise self.damaged(error) from error

    def damaged(self, error: Exception) -> ModelError:
        """What is raised where something in it is missing."""
        return ModelError(f"The reader's weights ({self.path.name}) don't hold what they should: {error}. {_MEND}")


READER: Final = WeightsFile(_DATA / "reader.npz", "cf74ba3b58cfc46a8c1ba04ac1e34cb379a558cf3a73f40cbe7e2a26eade860c")
STATEMENTS: Final = WeightsFile(_DATA / "statements.npz", "207b469a27c4a54758e1f498620ecd7e561033116c46e02906c83a6296b22892")


def load_reader_weights(*parts: WeightsFile) -> ReaderWeights:
    """The weights of these files; what a later one holds takes the place of an earlier one's. ModelError when one is missing,
    damaged or not the known one.
    """
    arrays: dict[str, Any] = {}
    for part in parts:
        arrays |= part.arrays()
    try:
        return _merged(arrays)
    except (KeyError, ValueError) as error:
        raise parts[-1].damaged(error) from error


def _merged(arrays: dict[str, Any]) -> ReaderWeights:
    base = load_weights()
    changed = {int(name[1:].partition(".")[0]) for name in arrays if name not in HEADS}

    def restored(name: str) -> FloatArray:
        return _restored(name, arrays, base)

    layers = [read_layer(restored if n in changed else base.vector, n, base.config) for n in range(base.config.layers)]
    span_w, span_b, verdict_w, verdict_b = (arrays[name] for name in HEADS)
    return ReaderWeights(Encoder(base, layers), (span_w, span_b), (verdict_w, verdict_b))


def _restored(name: str, arrays: dict[str, Any], base: Weights) -> FloatArray:
    """One tensor of a changed layer, flat."""
    stored = arrays[name]
    if stored.dtype != np.int8:
        plain: FloatArray = stored
        return plain
    difference = stored.astype(np.float32)
    difference *= arrays[f"{name}.scale"][:, None]
    restored: FloatArray = difference.reshape(-1) + base.vector(name)
    return restored
