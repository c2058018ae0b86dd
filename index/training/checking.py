"""What other thresholds of the checks of written sentences would give, on the statements for tuning.

    python -m index.training.checking

For every pair of thresholds, on tests/data/statements/tune.txt: true and false statements called supported, where claim and
report are in the same language, and across. The pairs that let at most 8 of 100 false ones through are printed, those with
most true ones first. assistant/generative/checks/weighing.py has those that ship.
"""

import tempfile
from itertools import product
from pathlib import Path

import numpy as np

from assistant.comprehension.reader import load_reader
from assistant.generative.checks.sentence import objection
from assistant.generative.checks.weighing import Least, Signals
from assistant.generative.support import Checking
from tests.quality.statements import LANGUAGES, Bench, read

FALSE_AT_MOST = 0.08
NEARNESS, COVERAGE = np.arange(0.70, 0.86, 0.01), np.arange(0.0, 0.65, 0.05)


def open_signals(bench, reader, statement, language) -> list[Signals]:
    """The signals of the sentences that no rule objects to."""
    hit, search = bench.search(statement, language)
    checking = Checking(statement.text, hit, search, bench.serving, reader)
    nearest = [one.sentence for one in checking.near()]
    return [checking.signals(one) for one in nearest if objection(statement.text, checking.said(one)) is None]


def main() -> None:
    reports, statements = read("tune")
    rows: dict[bool, list[tuple[bool, list[Signals]]]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as folder:
        bench, reader = Bench(reports, Path(folder)), load_reader()
        for statement, language in product(statements, LANGUAGES):
            signals = open_signals(bench, reader, statement, language)
            rows[statement.language == language].append((statement.kind == "true", signals))
    for same, judged in rows.items():
        found = []
        for nearness, coverage in product(NEARNESS, COVERAGE):
            least = Least(float(nearness), float(coverage))
            said = [(true, any(least.reached(one, calibrated=True) for one in signals)) for true, signals in judged]
            right, wrong = (np.mean([yes for true, yes in said if true == wanted]) for wanted in (True, False))
            if wrong <= FALSE_AT_MOST:
                found.append((right, -wrong, nearness, coverage))
        for right, wrong, nearness, coverage in sorted(found, reverse=True)[:5]:
            print(f"{'same' if same else 'across'}: {nearness:.2f} {coverage:.2f} true {right:.3f} false {-wrong:.3f}")


if __name__ == "__main__":
    main()
