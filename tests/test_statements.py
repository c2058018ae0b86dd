"""A sample of the statements that `tests.quality.statements` measures: most true ones are supported, few false ones; and how
much the reader's judgement counts.
"""

from types import SimpleNamespace

import pytest
from quality.statements import Bench, Statement, read

from assistant.comprehension.reader import load_reader
from assistant.generative.support import judge

REPORT = {
    "match.en": "Ravi Kumar beat Anil Sharma by 12 points in Patna on Sunday. The match was played in the rain."
    " Kumar thanked Sharma."
}


class Leaning:
    """A reader that finds every statement supported with the same probability, and no answer to any question."""

    def __init__(self, supported):
        self.supported = supported

    def read(self, question, passages):
        return [SimpleNamespace(best_in=lambda start, end: None) for _ in passages]

    def judge(self, statement, passages):
        return [SimpleNamespace(probabilities=(self.supported, 1 - self.supported, 0.0)) for _ in passages]


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    return Bench(REPORT, tmp_path_factory.mktemp("match"))


def reason(bench, text, supported):
    hit, search = bench.search(Statement("match", "", "en", text), "en")
    return judge(text, [hit], search, bench.serving, Leaning(supported)).reason


def test_true_statements_are_supported_and_false_ones_are_not(tmp_path):
    reports, statements = read("reports")
    bench, reader = Bench(reports, tmp_path), load_reader()
    said = {True: [], False: []}
    for statement in statements[::7]:
        hit, search = bench.search(statement, statement.language)
        verdict = judge(statement.text, [hit], search, bench.serving, reader)
        said[statement.kind == "true"].append(verdict.reason is None)
    assert len(said[True]) > 8 and len(said[False]) > 15
    assert sum(said[True]) >= 0.75 * len(said[True])
    assert sum(said[False]) <= 0.1 * len(said[False])


def test_the_sets_hold_two_hundred_statements_a_language():
    halves = [read(half)[1] for half in ("tune", "reports")]
    texts = [{statement.text for statement in statements} for statements in halves]
    assert all(len(half) >= 200 for half in halves) and not texts[0] & texts[1]


def test_a_reader_that_is_sure_is_believed_against_the_rule_for_roles(bench):
    assert reason(bench, "Sharma thanked Kumar.", 0.5) == "role"
    assert reason(bench, "Sharma thanked Kumar.", 0.97) is None


def test_no_reader_is_believed_against_who_won(bench):
    assert reason(bench, "Anil Sharma beat Ravi Kumar in Patna.", 0.99) == "negation"


def test_no_reader_is_believed_against_a_number_or_a_name(bench):
    assert reason(bench, "Ravi Kumar beat Anil Sharma by 14 points.", 0.99) == "number"
    assert reason(bench, "Ravi Kumar beat Anil Sharma in Delhi.", 0.99) == "name"


def test_what_the_reader_does_not_believe_has_to_be_nearer(bench):
    assert reason(bench, "In Patna, Kumar won against Sharma.", 0.6) is None
    assert reason(bench, "In Patna, Kumar won against Sharma.", 0.0) == "meaning"
