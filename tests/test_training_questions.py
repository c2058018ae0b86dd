"""What the reader learns from: the questions that were written for it, and sentences that are paired anew."""

from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
import regex

from index.embedding.embedder import QueryVectors
from index.training.reader import written
from index.training.reader.pairing import paired_by_meaning

FOLDER = Path(written.__file__).parent
DEVANAGARI = regex.compile(r"\p{Devanagari}")


class OneHot:
    """Embeds a text by its last digit: equal digits mean the same."""

    def embed_query(self, question):
        vector = np.eye(10, dtype=np.float32)[int(question[-1])]
        return QueryVectors(question, vector, vector[None], np.ones(1, np.float32))


def rows(name):
    return [line.split("\t") for line in (FOLDER / name).read_text("utf-8").splitlines()]


def test_sentences_in_another_order_find_each_other_again():
    pairs = [{"en": f"sentence {n}", "hi": f"वाक्य {(n + 3) % 8}", "source": "news"} for n in range(8)]
    assert [(pair["en"][-1], pair["hi"][-1]) for pair in paired_by_meaning(pairs, OneHot())] == [
        (str(n), str(n)) for n in range(8)
    ]


def test_a_sentence_without_a_translation_is_dropped():
    pairs = [{"en": f"sentence {n}", "hi": f"वाक्य {n}", "source": "news"} for n in range(5)]
    pairs[2]["hi"] = "वाक्य 4"
    assert [pair["en"][-1] for pair in paired_by_meaning(pairs, OneHot())] == ["0", "1", "3", "4"]


FILES = ["hindi_questions.tsv", "english_questions.tsv", "hindi_statements.tsv", "english_statements.tsv"]


@pytest.mark.parametrize("name", FILES)
def test_each_line_has_a_passage_and_both_languages(name):
    for passage, field, hindi, english in rows(name):
        assert regex.fullmatch(r"\d+:\d+|wmt14:\d+-\d+|en_\w+:\d+", passage)
        assert field.strip() == field != ""
        assert DEVANAGARI.search(hindi) and not DEVANAGARI.search(english)


@pytest.mark.parametrize("name", ["hindi_statements.tsv", "english_statements.tsv"])
def test_of_each_passages_statements_half_are_true(name):
    verdicts = defaultdict(list)
    for passage, verdict, *_ in rows(name):
        verdicts[passage].append(verdict.partition(":")[0])
    assert {verdict for each in verdicts.values() for verdict in each} == {"true", "false", "unsaid"}
    assert all(each.count("true") == len(each) / 2 for each in verdicts.values())


def test_passages_kept_aside_are_none_to_learn_from():
    data = Path(__file__).parents[2] / "shared/data"
    if not data.exists():
        pytest.skip("needs the data for training beside the checkout")
    learned, kept = ({e.passage for e in written.questions(data, held_out=aside)} for aside in (False, True))
    assert len(kept) == 165 and not learned & kept
    learned, kept = ({e.passage for _, e in written.statements(data, held_out=aside)} for aside in (False, True))
    assert len(kept) == 146 and not learned & kept


def test_each_english_question_is_translated_once():
    translated = rows("translated_questions.tsv")
    assert all(DEVANAGARI.search(hindi) for _, hindi in translated)
    assert len({tuple(row) for row in translated}) == len(translated)


def test_a_report_has_true_statements_before_wrong_twins_in_both_languages_over_both():
    found = [*written.reported(), *written.reported(held_out=True)]
    for (kind, true), (way, wrong) in list(zip(found, found[2:], strict=False))[::4]:
        assert kind == "true" and way != "true"
        assert (true.group, true.passage) == (wrong.group, wrong.passage)
    for _, example in found:
        asked, read = example.group.removesuffix(" reported").split("-")
        assert bool(DEVANAGARI.search(example.question)) == (asked == "hi")
        assert bool(DEVANAGARI.search(example.passage)) == (read == "hi")


def test_a_report_kept_aside_is_not_learned_from():
    learned = {example.passage for _, example in written.reported()}
    kept = {example.passage for _, example in written.reported(held_out=True)}
    assert kept and not learned & kept
