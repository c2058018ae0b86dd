"""Writes the file that ships from a run's checkpoint, and its sha256 into assistant/comprehension/weights.py.

    python -m index.training.reader.export --run RUN --out assistant/data/reader.npz [--start FILE]

With --start, the file that the run went on from, what is written lies between both: that keeps what was known and adds what
was learned ("Robust fine-tuning of zero-shot models", Wortsman et al., 2022).
"""

import argparse
import hashlib
from pathlib import Path

import numpy as np
import regex
import torch

from index.training.reader.checkpoint import shipped, shipped_network

# How much of the start is kept: chosen after .5 and .65 were tried on the held-out questions (docs/reader.md).
START_COUNTS = 0.6
WEIGHTS_MODULE = Path(__file__).parents[3] / "assistant" / "comprehension" / "weights.py"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="the file that the run went on from")
    options = parser.parse_args()
    state = options.run / "state.pt"
    for path in filter(None, (state, options.start)):
        if not path.exists():
            parser.error(f"There is no {path}.")
    saved = torch.load(state)
    trained = saved["network"]
    if options.start:
        before = shipped_network(options.start).trained()
        trained = {name: START_COUNTS * before[name] + (1 - START_COUNTS) * now for name, now in trained.items()}
    np.savez_compressed(options.out, **shipped(trained))
    content = options.out.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    source = WEIGHTS_MODULE.read_text("utf-8")
    WEIGHTS_MODULE.write_text(regex.sub(rf'("{options.out.name}", )"\w*"', rf'\1"{found}"', source), "utf-8")
    print(f"{len(content):,} bytes, step {saved['step']}, {saved['seen']} examples, sha256 {found}")


if __name__ == "__main__":
    main()
