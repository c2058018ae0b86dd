"""What a message asks, without the words around it."""

import pytest

from assistant.question.asked import what_is_asked, without_frames


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hi! Could you please tell me what the capital of Bhutan is? Thanks a lot", "what the capital of Bhutan is?"),
        ("I would like to know who opened the museum.", "who opened the museum"),
        ("Dear sir, I wanted to ask whether the airport at Paro is open. Please reply.", "the airport at Paro is open"),
        ("Do you know who won the hockey title?", "who won the hockey title?"),
        (
            "I'm a student from Delhi. I am writing about rivers. Which river floods Bihar each year?",
            "Which river floods Bihar each year?",
        ),
        ("कृपया बताइए कि पटना मेट्रो कब शुरू होगी", "पटना मेट्रो कब शुरू होगी"),
        ("नमस्ते जी, क्या आप मुझे बता सकते हैं कि असम के राज्यपाल कौन हैं? धन्यवाद", "असम के राज्यपाल कौन हैं"),
        ("मुझे यह जानना है कि लेह का संग्रहालय कब खुलता है", "लेह का संग्रहालय कब खुलता है"),
        ("kya aap bata sakte hain ki patna ka mayor kaun hai? shukriya", "patna ka mayor kaun hai"),
        ("mujhe bataiye ki bihar mein baadh kab aayi", "bihar mein baadh kab aayi"),
    ],
)
def test_what_is_asked_stands_without_the_polite_words(text, asked):
    assert [part.strip(" ?") for part in what_is_asked(text)] == [asked.strip(" ?")]


@pytest.mark.parametrize(
    "text",
    [
        "What did Putin say to Xi?",
        "शी ने पुतिन से क्या कहा?",
        "What did Modi and Putin say?",
        "राहुल और सोनिया ने क्या कहा?",
        "Which minister said that the dam and the road are safe?",
        "तेल और गैस की क़ीमत क्यों बढ़ी?",
        "How many people were killed and injured?",
        "Kerala lottery results",
        "and",
    ],
)
def test_one_plain_question_stays_as_it_is(text):
    assert what_is_asked(text) == (text,)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "What is the capital of Bhutan and who is the mayor of Patna?",
            ("What is the capital of Bhutan?", "who is the mayor of Patna?"),
        ),
        ("Who is the mayor of Patna? When was he elected?", ("Who is the mayor of Patna?", "When was he elected?")),
        ("When and where was the summit held?", ("When was the summit held?", "where was the summit held?")),
        ("When did the Pamban bridge open, and why?", ("When did the Pamban bridge open?", "why?")),
        ("Who won the match and what was the score?", ("Who won the match?", "what was the score?")),
        ("शिखर सम्मेलन कब और कहाँ हुआ?", ("शिखर सम्मेलन कब हुआ?", "शिखर सम्मेलन कहाँ हुआ?")),
        ("भूटान की राजधानी क्या है और पटना का मेयर कौन है?", ("भूटान की राजधानी क्या है?", "पटना का मेयर कौन है?")),
        ("पुल कब बना और उसकी लंबाई कितनी है?", ("पुल कब बना?", "उसकी लंबाई कितनी है?")),
        ("baithak kab aur kahan hui?", ("baithak kab hui?", "baithak kahan hui?")),
        (
            "bhutan ki rajdhani kya hai aur patna ka mayor kaun hai?",
            ("bhutan ki rajdhani kya hai?", "patna ka mayor kaun hai?"),
        ),
    ],
)
def test_several_questions_come_apart(text, asked):
    assert what_is_asked(text) == asked


def test_what_a_question_leans_on_in_the_sentence_before_stays_with_it():
    text = "There were floods in Darbhanga. How many villages were hit?"
    assert what_is_asked(text) == (text,)


def test_a_question_of_polite_words_alone_is_kept():
    assert without_frames("Could you tell me?") == "Could you tell me?"
