"""Measures how statements are judged, on passages, reports and relations that nothing was learned from.

    python -m index.training.reader.evaluate_statements --data ../shared/data --files assistant/data/{reader,statements}.npz

Prints, for each set of statements, how often a true one is found likelier than a wrong one (AUROC) and how many get the right
one of three verdicts, by language and by how they are wrong, and how many count as supported.
"""

import argparse
import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import torch

from index.embedding import e5_weights
from index.training.data import LANGUAGES
from index.training.reader import statements, written
from index.training.reader.checkpoint import shipped_network
from index.training.reader.evaluate import read_passages
from index.training.reader.examples import SUPPORTED, Example
from index.training.reader.invented.reports import statements as invented_statements
from index.training.reader.judging import Judge, Judged, auroc
from index.training.reader.sources import held_out

REPORTS: Final = 60  # invented for measuring
# A statement's kind ("true", or how it is wrong), the statement, and what was found.
Found = list[tuple[str, Example, Judged]]


def sentences_of_paragraphs(data: Path) -> Iterable[tuple[str, Example]]:
    """Every second of the statements by rules about XQuAD's held-out paragraphs."""
    passages, draw = read_passages(data), random.Random(5)
    ids = [number for number in sorted(passages["en"]) if held_out(number)]
    for own in LANGUAGES:
        for shown in LANGUAGES:
            texts = [(passages[own][number], passages[shown][number]) for number in ids]
            for example in list(statements.of_passages(texts, own, draw))[::2]:
                kind = "true" if example.statement == SUPPORTED else "altered"
                yield kind, Example(f"{own}-{shown}", example.question, example.passage, None, example.statement)


def report(name: str, found: Found) -> None:
    """Prints a set's figures."""
    print(f"\n{name}: {len(found)} statements")
    for group in sorted({example.group for _, example, _ in found}):
        _line(group, found, lambda _, example, group=group: example.group == group)
    for kind in sorted({kind for kind, *_ in found} - {"true"}):
        _line(kind, found, lambda each, _, kind=kind: each in ("true", kind))
    _line("all", found, lambda *_: True)


def _line(name: str, found: Found, belongs: Callable[[str, Example], bool]) -> None:
    own = [(example.statement, judged) for kind, example, judged in found if belongs(kind, example)]
    true = [judged.statement[SUPPORTED] for verdict, judged in own if verdict == SUPPORTED]
    wrong = [judged.statement[SUPPORTED] for verdict, judged in own if verdict != SUPPORTED]
    right = sum(judged.verdict == verdict for verdict, judged in own) / len(own)
    called = [sum(share > 0.5 for share in shares) / max(1, len(shares)) for shares in (true, wrong)]
    print(f"  {name:18} AUROC {auroc(true, wrong):.3f}  right {right:.3f}", end="  ")
    print(f"supported: true {called[0]:.2f} of {len(true)}, wrong {called[1]:.2f} of {len(wrong)}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--files", type=Path, nargs="+", required=True, help="the reader's file, and what was trained on from it"
    )
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    for path in options.files:
        if not path.exists():
            parser.error(f"There is no {path}.")
    torch.set_num_threads(options.threads)
    judge = Judge(shipped_network(*options.files), e5_weights.load_weights())
    sets = {
        "written about passages kept aside": written.statements(options.data, held_out=True),
        "about reports kept aside": written.reported(held_out=True),
        "about invented reports, relations kept aside": invented_statements(REPORTS, random.Random(7), held_out=True),
        "sentences of paragraphs kept aside": sentences_of_paragraphs(options.data),
    }
    for name, each in sets.items():
        kinds, examples = zip(*each, strict=True)
        found = judge.read(examples)
        report(name, list(zip(kinds, examples, found, strict=True)))


if __name__ == "__main__":
    main()
