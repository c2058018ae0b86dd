"""Writes the file that ships from a run's checkpoint, and its sha256 into assistant/comprehension/weights.py.

python -m index.training.reader.export --run RUN --out assistant/data/reader.npz
"""

import argparse
import hashlib
from pathlib import Path

import numpy as np
import regex
import torch

from index.training.reader.checkpoint import shipped

WEIGHTS_MODULE = Path(__file__).parents[3] / "assistant" / "comprehension" / "weights.py"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    saved = torch.load(options.run / "state.pt")
    np.savez_compressed(options.out, **shipped(saved["network"]))
    content = options.out.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    source = WEIGHTS_MODULE.read_text("utf-8")
    WEIGHTS_MODULE.write_text(regex.sub(r'SHA256: Final = "\w*"', f'SHA256: Final = "{found}"', source), "utf-8")
    print(f"{len(content):,} bytes, step {saved['step']}, {saved['seen']} examples, sha256 {found}")


if __name__ == "__main__":
    main()
