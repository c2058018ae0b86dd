"""What another least nearness of the checks of written sentences would give, on the statements for tuning.

    python -m index.training.checking

For each, on all of tests/data/statements: the share of true and false statements called supported, where
claim and report are in the same language, and across. index/search/profiles.py has the one that ships.
"""

import tempfile
from itertools import product
from pathlib import Path

import numpy as np

from assistant.comprehension.reader import load_reader
from assistant.generative.checks.sentence import objection
from assistant.generative.checks.weighing import Signals
from assistant.generative.support import Checking
from tests.quality.statements import LANGUAGES, SETS, Bench, read

NEARNESS = np.arange(0.70, 0.86, 0.01)


def open_signals(bench, reader, statement, language) -> list[Signals]:
    """The signals of the sentences that no rule objects to."""
    hit, search = bench.search(statement, language)
    checking = Checking(statement.text, hit, search, bench.serving, reader)
    nearest = [one.sentence for one in checking.near()]
    return [checking.signals(one) for one in nearest if objection(statement.text, checking.said(one)) is None]


def main() -> None:
    rows: dict[bool, list[tuple[bool, list[Signals]]]] = {True: [], False: []}
    reader = load_reader()
    for half in SETS:
        reports, statements = read(half)
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(reports, Path(folder))
            for statement, language in product(statements, LANGUAGES):
                signals = open_signals(bench, reader, statement, language)
                rows[statement.language == language].append((statement.kind == "true", signals))
    for (same, judged), least in product(rows.items(), NEARNESS):
        said = [(true, any(one.nearness >= least for one in signals)) for true, signals in judged]
        right, wrong = (np.mean([yes for true, yes in said if true == wanted]) for wanted in (True, False))
        print(f"{'same' if same else 'across'}: {least:.2f} true {right:.3f} false {wrong:.3f}")


if __name__ == "__main__":
    main()
