"""What is said to the assistant itself."""

import pytest

from assistant.question.phrasings import phrasing
from assistant.question.smalltalk import SmallTalk, is_polite_only, small_talk


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("hello", "greeting", "en"),
        ("Hi there!", "greeting", "en"),
        ("Good morning, how are you?", "greeting", "en"),
        ("नमस्ते", "greeting", "hi"),
        ("नमस्‍ते जी", "greeting", "hi"),
        ("आप कैसे हैं?", "greeting", "hi"),
        ("namaste", "greeting", "hi"),
        ("kaise ho aap?", "greeting", "hi"),
        ("Thanks a lot!", "thanks", "en"),
        ("thank you so much for your help", "thanks", "en"),
        ("ok, great", "thanks", "en"),
        ("शुक्रिया", "thanks", "hi"),
        ("बहुत-बहुत धन्यवाद", "thanks", "hi"),
        ("dhanyavaad", "thanks", "hi"),
        ("dhanyawad ji", "thanks", "hi"),
        ("theek hai, shukriya", "thanks", "hi"),
        ("Who are you?", "identity", "en"),
        ("hello, who are you", "identity", "en"),
        ("What's your name?", "identity", "en"),
        ("Are you a robot?", "identity", "en"),
        ("आप कौन हैं?", "identity", "hi"),
        ("तुम्हारा नाम क्या है", "identity", "hi"),
        ("aap kaun ho?", "identity", "hi"),
        ("What can you do?", "abilities", "en"),
        ("help", "abilities", "en"),
        ("Can you help me please?", "abilities", "en"),
        ("what can I ask you?", "abilities", "en"),
        ("मदद", "abilities", "hi"),
        ("आप क्या कर सकते हैं?", "abilities", "hi"),
        ("मुझे मदद चाहिए", "abilities", "hi"),
        ("aap kya kar sakte hain", "abilities", "hi"),
        ("bye", "bye", "en"),
        ("फिर मिलेंगे", "bye", "hi"),
    ],
)
def test_small_talk_is_known_with_its_language(text, kind, language):
    assert small_talk(text) == SmallTalk(kind, language)


@pytest.mark.parametrize(
    "text",
    [
        "hello, what is the capital of Bhutan?",
        "Hi, who is the mayor?",
        "नमस्ते, पटना का मेयर कौन है?",
        "Thanks. When did it open?",
        "Who are the Houthis?",
        "Who are you quoting on the dam?",
        "What can India do?",
        "What can you tell me about Surat?",
        "help for flood victims",
        "आप ने दिल्ली में क्या किया?",
        "आप क्या जानते हैं बिहार के बारे में?",
        "Hi Nanna box office",
        "dhanyavad yatra kab hai?",
        "and",
        "और",
        "please",
        "2024",
        "",
    ],
)
def test_what_says_anything_else_too_is_none(text):
    assert small_talk(text) is None


def test_polite_words_alone_say_nothing():
    assert is_polite_only("Please reply.") and is_polite_only("बहुत धन्यवाद") and not is_polite_only("Please reply to Modi.")


def test_every_language_has_every_phrasing():
    for name in ("greeting", "thanks", "bye", "identity", "abilities", "filler", "frames", "more", "more_filler"):
        for language in ("hi", "en"):
            assert phrasing(name, language).pattern
