"""In which order examples for training are drawn."""

import random
from collections import Counter
from itertools import islice

import pytest

from index.training.reader.drawing import draw_examples, families, read_shares
from index.training.reader.examples import SUPPORTED, Example


def statements(*passages):
    return [Example("stated", f"{passage} {n}", passage, None, SUPPORTED) for passage in passages for n in range(4)]


def drawn(examples, shares, number, seed=1):
    return list(islice(draw_examples(families(examples), shares, random.Random(seed)), number))


def test_statements_about_one_passage_are_drawn_together():
    passages = ["राम ने श्याम को", "श्याम ने राम को", "सीता ने गीता को"]
    found = drawn(statements(*passages), {"stated": 1.0}, 12)
    # The first two have the same letters, so they are one family of eight.
    families = ["".join(sorted(example.passage)) for example in found]
    assert len(set(families)) == 2 and families in (sorted(families), sorted(families, reverse=True))


def test_passages_that_only_have_the_same_length_are_no_family():
    found = drawn(statements(*(letter * 9 for letter in "abcdef")), {"stated": 1.0}, 24, seed=2)
    assert [example.passage for example in found[::4]] != sorted({example.passage for example in found})
    assert all(len({example.passage for example in found[at : at + 4]}) == 1 for at in range(0, 24, 4))


def test_groups_keep_their_shares_whatever_the_size_of_their_families():
    questions = [Example("asked", f"question {n}", "passage", (0, 3)) for n in range(40)]
    examples = [*questions, *statements(*(f"passage {n}" * (n + 1) for n in range(10))), Example("left out", "?", "passage")]
    counts = Counter(example.group for example in drawn(examples, {"asked": 0.5, "stated": 0.5}, 4000))
    assert counts["stated"] == pytest.approx(2000, abs=200) and counts["left out"] == 0


def test_every_example_of_a_group_comes_once_before_any_comes_again():
    examples = statements(*(f"passage {n}" * (n + 1) for n in range(6)))
    assert Counter(drawn(examples, {"stated": 1.0}, 48)) == dict.fromkeys(examples, 2)


def test_shares_are_read_by_group(tmp_path):
    path = tmp_path / "shares.txt"
    path.write_text("hi-hi 0.06\n\nhi-hi none rules 0.005\n", "utf-8")
    assert read_shares(path) == {"hi-hi": 0.06, "hi-hi none rules": 0.005}
