"""Fits what the rules, the nearness and the reader count when a written sentence is checked
(assistant/generative/checks/weighing.py).

    python -m index.training.checking --data ../shared/data

A logistic regression over statements that are true or wrong: those of tests/data/statements but what is kept aside; of those
that were written for the reader about passages and reports kept aside from it every third; and of all some beside another
report. Prints for each set what is called supported if it is left out of the fit, and at last what all of them together give.
"""

import argparse
import random
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.comprehension.reader import load_reader
from assistant.generative.checks.weighing import COSTS, NEARLY, SUREST, Signals
from assistant.generative.support import Checking, Claim
from index.models import Language
from index.search.scoring import odds_of
from index.training.reader import written
from index.training.reader.examples import Example
from tests.quality.statements import KEPT_ASIDE, LANGUAGES, SETS, Bench, Statement, read

RULES: Final = [rule for rule, cost in COSTS.items() if cost]
EVERY: Final = 3  # of the reader's statements
ELSEWHERE: Final = 0.15  # so many statements are judged beside another report, too
REPORTS_AT_ONCE: Final = 30
# How much a statement of a set counts, and one of a kind: twins made to look right are seldom what a model writes, and a denial
# or a name that passes is worse than a cause (chosen so that of wrong ones of each kind about a tenth passes).
SET_COUNTS: Final = {"written": 0.1, "reported": 0.15}
KIND_COUNTS: Final = {"negation": 3.0, "name": 2.0, "place": 1.5}
ROUNDS: Final = 3  # of choosing the sentence that supports a statement best, by the weights of the round before


@dataclass(frozen=True)
class Judged:
    """A statement of a set and a kind, and the signals of each sentence that it is compared with, shape (sentences, n)."""

    name: str
    kind: str
    signals: np.ndarray


def features(signals: Signals, same_meaning: float) -> list[float]:
    """What is missing of nearness, the reader's log odds, and what the rules object to."""
    sure = odds_of(min(max(signals.supported or 0.0, 1 - SUREST), SUREST))
    return [max(0.0, same_meaning - signals.nearness), sure, *(float(rule in signals.objections) for rule in RULES)]


def statements(data: Path) -> Iterator[tuple[str, dict[str, str], list[tuple[Statement, Language]]]]:
    """Sets: a name, reports by "name.language", and statements with the language of the report that each is judged by."""
    for name in (*SETS, KEPT_ASIDE):
        reports, said = read(name)
        yield name, reports, [(one, language) for one in said for language in LANGUAGES]
    yield "written", *grouped(written.statements(data, held_out=True))
    yield "reported", *grouped(written.reported(held_out=True))


def grouped(examples: Iterable[tuple[str, Example]]) -> tuple[dict[str, str], list[tuple[Statement, Language]]]:
    """The reader's statements as those of a set: their passages are the reports."""
    names: dict[str, str] = {}
    reports, said = {}, []
    for kind, example in list(examples)[::EVERY]:
        language, shown = example.group.split()[0].split("-")
        name = names.setdefault(example.passage, f"p{len(names)}")
        reports[f"{name}.{shown}"] = example.passage
        said.append((Statement(name, kind, language, example.question), shown))
    return reports, said


def judge(name: str, reports: dict[str, str], said: list[tuple[Statement, Language]]) -> Iterator[Judged]:
    """The statements of a set, and some of them beside another report."""
    reader, draw = load_reader(), random.Random(1)
    for start in range(0, len(reports), REPORTS_AT_ONCE):
        names = list(reports)[start : start + REPORTS_AT_ONCE]
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench({each: reports[each] for each in names}, Path(folder))
            for statement, language in said:
                if (own := f"{statement.report}.{language}") not in names:
                    continue
                yield Judged(name, statement.kind, _signals(bench, reader, statement, language))
                others = [each for each in names if each.endswith(language) and each != own]
                if others and draw.random() < ELSEWHERE:
                    other = Statement(draw.choice(others)[: -len(".hi")], statement.kind, statement.language, statement.text)
                    yield Judged(name, "elsewhere", _signals(bench, reader, other, language))


def _signals(bench: Bench, reader, statement: Statement, language: Language) -> np.ndarray:
    hit, search = bench.search(statement, language)
    checking = Checking(Claim(statement.text, bench.serving), hit, search, bench.serving, reader)
    same, near = bench.serving.searcher.profile.same_meaning, checking.near()
    compared = [one.sentence for one in near if one.nearness >= near[0].nearness - NEARLY]
    return np.array([features(checking.signals(one), same) for one in compared])


def fit(rows: list[Judged]) -> np.ndarray:
    """What each signal counts, and at last what the log odds begin with."""
    true = np.array([row.kind == "true" for row in rows])
    counts = np.array([SET_COUNTS.get(row.name, 1.0) * KIND_COUNTS.get(row.kind, 1.0) for row in rows])
    weights = np.array([-1.0, 1.0, *([-1.0] * len(RULES)), 0.0])
    for _ in range(ROUNDS):
        best = np.array([row.signals[np.argmax(row.signals @ weights[:-1])] for row in rows])
        found = LogisticRegression(C=np.inf, max_iter=10_000).fit(best, true, sample_weight=counts)
        weights = np.append(found.coef_[0], found.intercept_[0])
    return weights


def shares(rows: list[Judged], weights: np.ndarray) -> str:
    """Of each kind, the share that is called supported."""
    kinds = sorted({row.kind for row in rows} - {"true"})
    groups = {"true": ["true"], "false": [kind for kind in kinds if kind != "elsewhere"], **{kind: [kind] for kind in kinds}}
    found = []
    for name, own in groups.items():
        said = [bool((row.signals @ weights[:-1]).max() + weights[-1] >= 0) for row in rows if row.kind in own]
        found.append(f"{name} {np.mean(said):.2f} ({len(said)})")
    return ", ".join(found)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    sets = {name: list(judge(name, *each)) for name, *each in statements(parser.parse_args().data)}
    for left_out, rows in sets.items():
        others = [row for name, each in sets.items() if name not in (left_out, KEPT_ASIDE) for row in each]
        print(f"{left_out}: {shares(rows, fit(others))}", flush=True)
    weights = fit([row for name, each in sets.items() if name != KEPT_ASIDE for row in each])
    for name, weight in zip(["missing nearness", "reader's log odds", *RULES, "begins with"], weights, strict=True):
        print(f"{name}: {weight:.2f}")


if __name__ == "__main__":
    main()
