"""Writes the file that ships from a run's checkpoint, and its sha256 into assistant/comprehension/weights.py.

    python -m index.training.reader.export --runs RUN... --out assistant/data/reader.npz [--start FILE]

Of several runs from the same start the mean is written, which reads better than each ("Model soups", Wortsman et al., 2022).
With --start, the file that they went on from, what is written lies between both: that keeps what was known and adds what was
learned ("Robust fine-tuning of zero-shot models", Wortsman et al., 2022). Layers that the runs did not train stay as they are
in it.
"""

import argparse
import hashlib
from pathlib import Path

import numpy as np
import regex
import torch

from index.training.reader.checkpoint import shipped, shipped_network

# How much of the start is kept, so that a short run on new questions costs the held-out ones little (docs/reader.md).
START_COUNTS = 0.25
WEIGHTS_MODULE = Path(__file__).parents[3] / "assistant" / "comprehension" / "weights.py"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="the file that the runs went on from")
    options = parser.parse_args()
    states = [run / "state.pt" for run in options.runs]
    for path in filter(None, (*states, options.start)):
        if not path.exists():
            parser.error(f"There is no {path}.")
    saved = [torch.load(state) for state in states]
    trained = {name: sum(each["network"][name] for each in saved) / len(saved) for name in saved[0]["network"]}
    if options.start:
        before = shipped_network(options.start).trained()
        trained = before | {name: START_COUNTS * before[name] + (1 - START_COUNTS) * now for name, now in trained.items()}
    np.savez_compressed(options.out, **shipped(trained))
    content = options.out.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    source = WEIGHTS_MODULE.read_text("utf-8")
    WEIGHTS_MODULE.write_text(regex.sub(rf'("{options.out.name}", )"\w*"', rf'\1"{found}"', source), "utf-8")
    print(f"{len(content):,} bytes, {sum(each['seen'] for each in saved)} examples, sha256 {found}")


if __name__ == "__main__":
    main()
