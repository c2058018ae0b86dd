"""Networks from what was saved: a run's checkpoint, or the file that ships."""

from pathlib import Path
from typing import Any

import numpy as np
import torch

from index.embedding.e5_torch import LAYER_PARTS
from index.embedding.e5_weights import load_weights
from index.training.reader.network import ReaderNetwork, build_network


def shipped(trained: dict[str, torch.Tensor]) -> dict[str, Any]:
    """The arrays of the file that ships (assistant/comprehension/weights.py describes it), from what training changed."""
    weights = load_weights()
    arrays: dict[str, Any] = {}
    for name, tensor in trained.items():
        short, value = _short_name(name), tensor.numpy()
        if value.ndim == 1 or not name.startswith("bert."):
            arrays[short] = value
            continue
        difference = value - weights.matrix(short, value.shape[1])
        scale = np.maximum(np.abs(difference).max(axis=1) / 127, 1e-12).astype(np.float32)
        arrays[short] = np.round(difference / scale[:, None]).astype(np.int8)
        arrays[f"{short}.scale"] = scale
    return arrays


def _short_name(name: str) -> str:
    """The weights file's name of a tensor of the network."""
    if not name.startswith("bert."):
        module, kind = name.split(".")
        return f"{module}.{kind[0]}"
    layer, _, rest = name.removeprefix("bert.encoder.layer.").partition(".")
    module, _, kind = rest.rpartition(".")
    part = next(part for part, long in LAYER_PARTS.items() if long == module)
    return f"l{layer}.{part}.{kind[0]}"


def trained_network(run: Path) -> ReaderNetwork:
    """The network of a run's last checkpoint."""
    saved = torch.load(run / "state.pt")
    network = build_network(load_weights(), saved["trained_layers"])
    network.load_trained(saved["network"])
    return network


def shipped_network(*paths: Path) -> ReaderNetwork:
    """The network with the weights of files that ship; what a later one holds takes the place of an earlier one's."""
    weights = load_weights()
    arrays: dict[str, Any] = {}
    for path in paths:
        with np.load(path, allow_pickle=False) as archive:
            arrays |= {name: archive[name] for name in archive.files}
    layers = {name.partition(".")[0] for name in arrays if name.startswith("l")}
    network = build_network(weights, len(layers))
    state = network.trained()
    for name in state:
        short = _short_name(name)
        value = arrays[short]
        if value.dtype == np.int8:
            value = value * arrays[f"{short}.scale"][:, None] + weights.matrix(short, value.shape[1])
        state[name] = torch.from_numpy(value)
    network.load_trained(state)
    return network
