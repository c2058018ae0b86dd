"""Statements for training in which two nouns have changed places."""

import random

import pytest

from index.training.reader.examples import CONTRADICTED, SUPPORTED
from index.training.reader.roles import across, exchanged, of_passage


@pytest.mark.parametrize(
    ("sentence", "changed"),
    [
        ("कप्तान ने गेंदबाज को पहले ओवर में हटाया।", "गेंदबाज ने कप्तान को पहले ओवर में हटाया।"),
        ("पिछले साल चीन ने जापान से ज़्यादा इस्पात बेचा।", "पिछले साल जापान ने चीन से ज़्यादा इस्पात बेचा।"),
        (
            "Last week Sofia Romano sued Peter Brown over a contract.",
            "Last week Peter Brown sued Sofia Romano over a contract.",
        ),
        ("In the end the emperor was taught by the monk.", "In the end the monk was taught by the emperor."),
    ],
)
def test_two_nouns_change_places(sentence, changed):
    language = "en" if sentence.isascii() else "hi"
    assert changed in {exchanged(sentence, language, random.Random(seed)) for seed in range(20)}


@pytest.mark.parametrize(
    "sentence",
    [
        "राम को और श्याम को कल शाम छोड़ दिया गया था।",
        "The talks between Sofia Romano and Peter Brown failed.",
        "प्रधानमंत्री ने राष्ट्रपति से मिलकर बातचीत की।",
        "It rained from morning to night in the north.",
    ],
)
def test_what_would_stay_true_or_has_no_two_nouns_is_not_exchanged(sentence):
    language = "en" if sentence.isascii() else "hi"
    assert {exchanged(sentence, language, random.Random(seed)) for seed in range(20)} == {None}


def test_a_statement_is_borne_out_where_statement_and_passage_have_changed_alike():
    passage = "मैच शाम को शुरू हुआ। कप्तान ने गेंदबाज को पहले ओवर में हटाया। बारिश नहीं हुई।"
    examples = list(of_passage(passage, "hi", random.Random(1), 1))
    assert [example.statement for example in examples] == [SUPPORTED, CONTRADICTED, SUPPORTED, CONTRADICTED]
    for example in examples:
        assert (example.question in example.passage) == (example.statement == SUPPORTED)


def test_a_statement_about_a_passage_in_the_other_language_has_a_twin():
    true, false = across("पिछले साल चीन ने जापान से ज़्यादा इस्पात बेचा।", "hi", "China sold more steel than Japan.", random.Random(1))
    assert (true.statement, false.statement) == (SUPPORTED, CONTRADICTED)
    assert true.group == "hi-en roles" and sorted(true.question) == sorted(false.question)
