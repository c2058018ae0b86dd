"""Statements for training in which two nouns have changed places."""

import random

import pytest

from index.training.reader.alterations import other_month
from index.training.reader.examples import CONTRADICTED, SUPPORTED
from index.training.reader.roles import across, exchanged, of_passage


def all_exchanged(sentence):
    """Every way in which the sentence is exchanged."""
    language = "en" if sentence.isascii() else "hi"
    return {exchanged(sentence, language, random.Random(seed)) for seed in range(30)}


@pytest.mark.parametrize(
    ("sentence", "changed"),
    [
        ("कप्तान ने गेंदबाज को पहली बार मैदान से हटाया।", "गेंदबाज ने कप्तान को पहली बार मैदान से हटाया।"),
        ("फिर से भारत ने पाकिस्तान को हरा दिया है।", "फिर से पाकिस्तान ने भारत को हरा दिया है।"),
        ("Last week Sofia Romano sued Peter Brown over that.", "Last week Peter Brown sued Sofia Romano over that."),
        ("Because of it the emperor was taught by the monk.", "Because of it the monk was taught by the emperor."),
        ("In the end Robert Clive defeated Narendra Modi.", "In the end Narendra Modi defeated Robert Clive."),
        ("In 2001 George W. Bush defeated Al Gore at last.", "In 2001 Al Gore defeated George W. Bush at last."),
        ("In March Delhi beat Mumbai by three runs or so.", "In March Mumbai beat Delhi by three runs or so."),
    ],
)
def test_two_nouns_change_places(sentence, changed):
    assert changed in all_exchanged(sentence)
    if sentence.isascii():
        assert all_exchanged(sentence) == {changed}


@pytest.mark.parametrize(
    "sentence",
    [
        "राम को और श्याम को कल शाम छोड़ दिया गया था।",
        "राम ने, श्याम ने और मोहन ने सबका साथ दिया था।",
        "प्रधानमंत्री ने राष्ट्रपति से मिलकर बातचीत की।",
        "The talks between Sofia Romano and Peter Brown failed.",
        "Last year it was won by Alice, Bob and Carol again.",
        "Both the emperor of it and the monk of it left.",
        "India beat India last week, though nobody saw it.",
        "Peter Brown's car was hit by Sofia Romano last week.",
        "It rained from morning to night in the north.",
    ],
)
def test_what_would_stay_true_or_has_no_two_nouns_is_not_exchanged(sentence):
    assert all_exchanged(sentence) == {None}


def test_a_statement_is_borne_out_where_statement_and_passage_have_changed_alike():
    passage = "मैच शाम को शुरू हुआ। कप्तान ने गेंदबाज को पहले ओवर में हटाया। बारिश नहीं हुई।"
    for seed in range(10):
        examples = list(of_passage(passage, "hi", random.Random(seed), 1))
        assert [example.statement for example in examples] == [SUPPORTED, CONTRADICTED, SUPPORTED, CONTRADICTED]
        for example in examples:
            assert (example.question in example.passage) == (example.statement == SUPPORTED)
            unchanged = [each for each in ("मैच शाम को शुरू हुआ।", "बारिश नहीं हुई।") if each in example.passage]
            assert len(unchanged) == example.passage.count("।") - 1


def test_a_statement_about_a_passage_in_the_other_language_has_a_twin():
    true, false = across("पिछले साल चीन ने जापान से ज़्यादा इस्पात बेचा।", "hi", "China sold more steel than Japan.", random.Random(1))
    assert (true.statement, false.statement) == (SUPPORTED, CONTRADICTED)
    assert true.group == "hi-en roles" and sorted(true.question) == sorted(false.question)


@pytest.mark.parametrize(
    ("text", "month"), [("Jan Smuts was born in May 1870.", "May"), ("वह ३ फरवरी को आया।", "फरवरी"), ("सितम्बर में", "सितम्बर")]
)
def test_a_month_is_exchanged_and_no_name(text, month):
    changed = other_month(text, "hi", random.Random(1), [])
    before, after = text.split(month)
    assert changed != text and changed.startswith(before) and changed.endswith(after)
    assert other_month("The Mar Thoma church and Jan Smuts", "en", random.Random(1), []) is None
