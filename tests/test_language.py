import pytest

from index.text.language import article_language, count_letters


@pytest.mark.parametrize(
    "text",
    [
        "राष्ट्रपति ने बात की।",
        "क्",
        "MOSCOW – चीनी राष्ट्रपति शी जिनपिंग ने नाटो के विस्तार का विरोध किया।",
        "ज़रूरी (zaroori) बात",
        "२०२४ में ४०%",
    ],
)
def test_text_in_devanagari_is_hindi(text):
    assert article_language(text) == "hi"


@pytest.mark.parametrize(
    "text",
    [
        "The president spoke.",
        "Rashtrapati ne baat ki.",
        "He said “नमस्ते” to the whole crowd.",
        "2024",
        "२०२४",
        "",
        "Путин 习近平",
    ],
)
def test_any_other_text_is_english(text):
    assert article_language(text) == "en"


def test_a_text_of_both_in_equal_parts_is_hindi():
    assert article_language("अब ab") == "hi"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("", (0, 0)),
        ("कि", (2, 0)),
        ("ज़", (2, 0)),
        ("ab १२ 34 é!", (0, 3)),
        ("क्ष and त्र", (6, 3)),
        ("।॥ — ₹", (0, 0)),
        ("Привет", (0, 0)),
    ],
)
def test_letters_are_counted_by_script_with_vowel_signs_and_without_digits_and_marks(text, letters):
    assert count_letters(text) == letters
