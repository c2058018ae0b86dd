"""From the data to the two files that ship, in one command.

    python -m index.training.reader --data ../shared/data --run ../reader-run --minutes 120

Stopped at any time, the same command goes on.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Final

from index.training.reader.drawing import STATEMENT_SHARES

# What reads statements has the reader's lower layers; so many upper ones are trained on.
STATEMENT_LAYERS: Final = 6


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="a folder for examples and checkpoints")
    parser.add_argument("--minutes", type=int, required=True, help="for each of the two")
    parser.add_argument("--out", type=Path, default=Path("assistant/data"), help="the folder of the files")
    options = parser.parse_args()
    run, statements_run = options.run, options.run / "statements"
    statements_run.mkdir(parents=True, exist_ok=True)
    examples, reader, statements = run / "examples.jsonl.gz", options.out / "reader.npz", options.out / "statements.npz"
    if not examples.exists():
        _step("prepare", "--data", options.data, "--out", examples)
    learn = ("--examples", examples, "--minutes", options.minutes)
    _step("train", *learn, "--run", run)
    _step("export", "--runs", run, "--out", reader)
    _step("evaluate", "--data", options.data, "--file", reader)
    only_statements = ("--shares", STATEMENT_SHARES, "--start", reader, "--trained-layers", STATEMENT_LAYERS)
    _step("train", *learn, "--run", statements_run, *only_statements)
    _step("export", "--runs", statements_run, "--out", statements)
    _step("evaluate_statements", "--data", options.data, "--files", reader, statements)


def _step(name: str, *arguments: object) -> None:
    subprocess.run([sys.executable, "-m", f"index.training.reader.{name}", *map(str, arguments)], check=True)


if __name__ == "__main__":
    main()
