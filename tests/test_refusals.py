"""Refusals in a model's own words, and sentences that only look like them."""

import pytest

from assistant.generative.refusals import is_refusal


@pytest.mark.parametrize(
    "sentence",
    [
        "The passages do not answer this.",
        "The provided passages don't contain any information about the cost.",
        "I'm sorry, but I can't answer that.",
        "There is no information about this in the articles.",
        "This is not mentioned in the given passages.",
        "Unfortunately, the text does not say.",
        "None of the passages mention Peru.",
        "No answer.",
        "दिए गए अंशों में इसका उत्तर नहीं है।",
        "इन लेखों में इसकी जानकारी नहीं दी गई है।",
        "मुझे इसका जवाब नहीं मिला।",
        "क्षमा करें, मैं इसका उत्तर नहीं दे सकता।",
        "अंशों में इसका कोई उल्लेख नहीं है।",
        "जानकारी उपलब्ध नहीं है।",
    ],
)
def test_a_refusal_is_one_in_whatever_words(sentence):
    assert is_refusal(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister did not answer the question.",
        "The report says that no one died.",
        "Trucks are not allowed on the bridge.",
        "He said: I cannot accept this.",
        "मंत्री ने सवाल का जवाब नहीं दिया।",
        "पुल पर ट्रकों को चलने की अनुमति नहीं है।",
        "अब तक किसी की मौत नहीं हुई है।",
        "चोर का पता नहीं चला है।",
    ],
)
def test_what_an_article_denies_is_no_refusal(sentence):
    assert not is_refusal(sentence)
