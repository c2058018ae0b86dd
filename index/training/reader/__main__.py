"""From the data to the file that ships, in one command.

    python -m index.training.reader --data ../shared/data --run ../reader-run --minutes 120

Stopped at any time, the same command goes on.
"""

import argparse
import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="a folder for examples and checkpoints")
    parser.add_argument("--minutes", type=int, required=True)
    parser.add_argument("--out", type=Path, default=Path("assistant/data/reader.npz"))
    options = parser.parse_args()
    options.run.mkdir(parents=True, exist_ok=True)
    examples = options.run / "examples.jsonl.gz"
    if not examples.exists():
        _step("prepare", "--data", options.data, "--out", examples)
    _step("train", "--examples", examples, "--run", options.run, "--minutes", options.minutes)
    _step("export", "--run", options.run, "--out", options.out)
    _step("evaluate", "--data", options.data, "--file", options.out)


def _step(name: str, *arguments: object) -> None:
    subprocess.run([sys.executable, "-m", f"index.training.reader.{name}", *map(str, arguments)], check=True)


if __name__ == "__main__":
    main()
