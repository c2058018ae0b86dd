"""Places in a row."""

from decimal import Decimal

import pytest

from assistant.generative.checks.ordinals import placed_otherwise, places
from assistant.generative.numbers import figures


@pytest.mark.parametrize(
    ("place", "texts"),
    [
        (1, ["first", "पहला", "पहली बार", "पहले चरण में", "प्रथम", "1st", "पहले दिन"]),
        (2, ["second phase", "दूसरी", "द्वितीय", "2nd", "a second term", "दूसरे चरण"]),
        (3, ["third", "तीसरी", "3rd", "3री", "३री", "तृतीय", "a third term", "teesri baar"]),
        (9, ["ninth", "नौवीं कक्षा", "नौवें", "9वीं", "9th", "नवीं"]),
        (21, ["twenty-first", "twenty first", "इक्कीसवीं", "21वीं"]),
        (30, ["thirtieth", "तीसवाँ", "तीसवां", "30th", "30वाँ"]),
        (6, ["छठी मंज़िल", "sixth", "6ठी"]),
    ],
)
def test_a_place_in_a_row_is_the_same_however_it_is_told(place, texts):
    assert [places(text).each for text in texts] == [{Decimal(place)}] * len(texts)


@pytest.mark.parametrize(
    "text",
    [
        *["एक बार फिर", "10 seconds", "a 10-second delay", "ten second delay", "per second", "every second", "split second"],
        *["at first", "first of all", "पहले वह आया", "तीन दिन पहले", "सबसे पहले", "a third of farmers", "one-third", "two thirds"],
        *["एक दूसरे से", "दूसरे देशों में", "दूसरी ओर", "पाँचवाँ हिस्सा", "a third party", "the Third World", "a fifth of it"],
    ],
)
def test_other_words_tell_no_place(text):
    assert not places(text).each


@pytest.mark.parametrize(
    ("claim", "told", "otherwise"),
    [
        ("वह तीसरे स्थान पर रही।", "She finished third.", False),
        ("वह तीसरे स्थान पर रही।", "She finished second.", True),
        ("She finished third.", "वह दौड़ में रही।", True),
        ("She won for the 4th time.", "उसने चौथी बार जीता।", False),
        ("She is in class 9.", "वह नौवीं कक्षा में है।", False),
        ("वह नौवीं कक्षा में है।", "She is in class 9.", False),
        ("वह दसवीं कक्षा में है।", "She is in class 9.", True),
        ("पहले चरण का मतदान हुआ।", "Voting in the second phase was held.", True),
        ("The first phase of voting was held.", "शुरुआती चरण का मतदान हुआ।", False),
        ("The first person to land died.", "उतरने वाले व्यक्ति की मौत हुई।", False),
        ("They won a second time.", "वे दोबारा जीते।", False),
        ("दूसरे लोग भी आए।", "The third group came, and other people.", False),
        ("He paused for a second.", "वह 10 सेकंड रुका।", False),
        ("It is the largest city.", "यह दूसरा सबसे बड़ा शहर है।", True),
        ("It is the second largest city.", "यह सबसे बड़ा शहर है।", True),
        ("यह दूसरा सबसे बड़ा शहर है।", "It is the second-largest city.", False),
        ("It is the largest city.", "यह सबसे बड़ा शहर है।", False),
        ("It is one of the largest cities.", "यह दूसरा सबसे बड़ा शहर है।", False),
    ],
)
def test_another_place_than_the_one_told_is_noticed(claim, told, otherwise):
    assert placed_otherwise(claim, told, figures(told).readable) == otherwise
