"""The time that a question names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality.times import cases, newest_shares, shares

from assistant.question.times import Days, asked_days, asks_for_newest, without_time
from index.text.words import words

TODAY = date(2026, 11, 22)  # a Sunday


def month(year, number, last):
    return Days(date(year, number, 1), date(year, number, last))


def year(number):
    return Days(date(number, 1, 1), date(number, 12, 31))


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("2024 में शी ने क्या कहा?", year(2024)),
        ("२०२४ में क्या हुआ?", year(2024)),
        ("Who won in 2019?", year(2019)),
        ("saal 2024 mein kya hua?", year(2024)),
        ("नवंबर 2024 में बैठक कहाँ हुई?", month(2024, 11, 30)),
        ("नवम्बर, २०२४ में?", month(2024, 11, 30)),
        ("फ़रवरी 2024 में?", month(2024, 2, 29)),
        ("फरवरी 2023 में?", month(2023, 2, 28)),
        ("What happened in May 2024?", month(2024, 5, 31)),
        ("may 2024 mein kya hua?", month(2024, 5, 31)),
        ("12 नवंबर 2024 को कौन बीजिंग गया?", Days(date(2024, 11, 12), date(2024, 11, 12))),
        ("१२ नवंबर, २०२४ को?", Days(date(2024, 11, 12), date(2024, 11, 12))),
        ("Who spoke on November 12th, 2024?", Days(date(2024, 11, 12), date(2024, 11, 12))),
        ("2024-11-12 को क्या हुआ?", Days(date(2024, 11, 12), date(2024, 11, 12))),
        ("12/11/2024 को क्या हुआ?", Days(date(2024, 11, 12), date(2024, 11, 12))),
        ("On the 12th of November 2024?", Days(date(2024, 11, 12), date(2024, 11, 12))),
        ("नवंबर में नहीं, अक्‍टूबर 2024 में?", month(2024, 10, 31)),
        ("इसी साल क्या हुआ?", year(2026)),
        ("is saal kya hua?", year(2026)),
        ("आज क्या हुआ?", Days(TODAY, TODAY)),
        ("पिछले हफ़्ते क्या हुआ?", Days(date(2026, 11, 9), date(2026, 11, 15))),
        ("What was said last week?", Days(date(2026, 11, 9), date(2026, 11, 15))),
        ("pichle mahine kya hua?", month(2026, 10, 31)),
        ("इस महीने?", month(2026, 11, 30)),
        ("गत वर्ष बाढ़ कहाँ आई?", year(2025)),
        ("What happened after November 2019?", Days(date(2019, 12, 1), date.max)),
        ("2019 के बाद क्या हुआ?", Days(date(2020, 1, 1), date.max)),
        ("2019 se pehle kaun tha?", Days(date.min, date(2018, 12, 31))),
        ("2024 se 2025 tak repo rate kaise badli?", Days(date(2024, 1, 1), date(2025, 12, 31))),
        ("What has happened since last week?", Days(date(2026, 11, 9), date.max)),
        ("Who visited Beijing last November?", month(2025, 11, 30)),
        ("पिछले मार्च में?", month(2026, 3, 31)),
    ],
)
def test_a_question_names_days(question, days):
    assert asked_days(question, TODAY) == days


@pytest.mark.parametrize(
    "question",
    [
        "शी ने पुतिन से क्या कहा?",
        "Which way may they go?",
        "31 जून 2024 को क्या हुआ?",
        "1857 में क्या हुआ?",
        "Flight 12024 ka kya hua?",
        "12 नवंबर को क्या हुआ?",
        "क्या हाल है?",
        "2024 और 2025 में रेपो रेट कितनी थी?",
        "What happened after the 2019 election?",
        "2019 से कितने चुनाव हुए?",
        "How much from 2019?",
        "आज तक कितने लोग मारे गए?",
        "What is year-on-year inflation?",
        "When was the farmers' last march to Delhi?",
        "Who owns India Today?",
        "बजट 2023-24 में क्या था?",
        "1990 के दशक में क्या हुआ?",
        "2000 रुपये के नोट कब बंद हुए?",
        "कल क्या होगा?",
        "कल मैच कहाँ है?",
        "kal kaun aayega?",
        "चुनाव से दो दिन पहले क्या हुआ?",
        "2019 के चुनाव से पहले क्या हुआ?",
    ],
)
def test_a_question_names_no_days(question):
    assert asked_days(question, TODAY) is None


def test_last_month_in_january_was_december():
    assert asked_days("last month", date(2026, 1, 5)) == month(2025, 12, 31)


def test_whether_the_newest_is_asked_for():
    for question in ("ताज़ा रेपो रेट क्या है?", "ताजा ख़बर", "Latest on the repo rate?", "taaza khabar", "हाल ही में क्या हुआ?"):
        assert asks_for_newest(question)
    for question in (
        "क्या हाल है?",
        "टाउन हाल की छत कब गिरी?",
        "What changed in recent years?",
        "रेपो रेट क्या है?",
        "What is the repo rate?",
    ):
        assert not asks_for_newest(question)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("What was the repo rate in February 2024?", "What was the repo rate in ?"),
        ("२०२४ में दिल्ली में कितनी बारिश हुई?", " में दिल्ली में कितनी बारिश हुई?"),
        ("12 नवंबर, 2024 को शोइगु कहाँ गए?", " को शोइगु कहाँ गए?"),
        ("What is the latest repo rate?", "What is the  repo rate?"),
        ("ताज़ा रेपो रेट 2023 और 2024 में?", " रेपो रेट  और  में?"),
        ("2024 में क्या हुआ?", "2024 में क्या हुआ?"),
        ("शी ने पुतिन से क्या कहा?", "शी ने पुतिन से क्या कहा?"),
    ],
)
def test_a_question_without_its_time_is_its_topic(question, rest):
    assert without_time(question) == rest


@given(st.lists(st.sampled_from("2024 २०२४ नवंबर 12 last week ताज़ा दिल्ली in में ? , \u200d \u200c rain-2024 e\u0301".split(" "))))
def test_only_the_words_of_a_time_are_left_out(parts):
    question = " ".join(parts)
    rest = without_time(question)
    assert set(words(rest)) <= set(words(question))
    assert [word for word in words(rest) if word in ("दिल्ली", "rain")] == [
        word for word in words(question) if word in ("दिल्ली", "rain")
    ]


def test_what_the_shared_set_says_of_each_question_is_understood():
    wrong = [
        case.question for case in cases() if case.understood != case.expected or case.newest != asks_for_newest(case.question)
    ]
    held_out = [case for case in cases() if case.is_held_out]
    assert len(cases()) >= 120
    assert min(shares(held_out)) >= 0.95 and min(newest_shares(held_out)) >= 0.95
    assert len(wrong) <= 2


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When did Xi and Putin last talk?", True),
        ("When was the bridge last repaired?", True),
        ("When was the last time it rained in Gaya?", True),
        ("आख़िरी बार चुनाव कब हुए?", True),
        ("आखिरी बार वे कब मिले?", True),
        ("aakhri baar chunav kab hue?", True),
        ("How long did the war last?", False),
        ("What did the last king say?", False),
        ("अंतिम मुग़ल बादशाह कौन था?", False),
        ("antim nawab kaun tha?", False),
    ],
)
def test_what_happened_last_is_the_newest(question, expected):
    assert asks_for_newest(question) is expected
