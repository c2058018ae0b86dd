"""A sample of the statements that `tests.quality.statements` measures: most true ones are supported, few false ones."""

from quality.statements import Bench, read

from assistant.generative.support import judge


def test_true_statements_are_supported_and_false_ones_are_not(tmp_path):
    reports, statements = read("reports")
    bench = Bench(reports, tmp_path)
    said = {True: [], False: []}
    for statement in statements[::7]:
        hit, search = bench.search(statement, statement.language)
        verdict = judge(statement.text, [hit], search, bench.serving)
        said[statement.kind == "true"].append(verdict.reason is None)
    assert len(said[True]) > 8 and len(said[False]) > 15
    assert sum(said[True]) >= 0.75 * len(said[True])
    assert sum(said[False]) <= 0.2 * len(said[False])


def test_the_sets_hold_two_hundred_statements_a_language():
    halves = [read(half)[1] for half in ("tune", "reports")]
    texts = [{statement.text for statement in statements} for statements in halves]
    assert all(len(half) >= 200 for half in halves) and not texts[0] & texts[1]
