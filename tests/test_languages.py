"""What is known of each language."""

import dataclasses
import unicodedata

import pytest

from index.text.languages import ENGLISH, HINDI, LANGUAGES, every, language_of
from index.text.words import WORD, words

SETS = [field.name for field in dataclasses.fields(HINDI) if isinstance(getattr(HINDI, field.name), frozenset)]
COMPARED_AS_WRITTEN = {"titles", "acts", "capitalised"}


@pytest.mark.parametrize("record", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("name", [name for name in SETS if name not in COMPARED_AS_WRITTEN])
def test_each_word_of_a_record_is_one_word_as_words_are_compared(record, name):
    assert [word for word in getattr(record, name) if words(word) != [word]] == []


@pytest.mark.parametrize("record", LANGUAGES.values(), ids=LANGUAGES)
def test_a_year_has_twelve_months_whose_names_are_nobody_else_s(record):
    assert len(record.months) == 12
    names = [name.lower() for months in (*record.months, *record.months_in_latin_letters) for name in months]
    assert len(names) == len(set(names))
    assert all(unicodedata.is_normalized("NFC", name) for name in names)


def test_a_word_s_language_is_that_of_its_script():
    assert [language_of(word) for word in ("क्षमा", "ॐ", "word", "Ära", "слово", "")] == [HINDI, HINDI, *[ENGLISH] * 4]


def test_the_words_of_all_languages_come_together():
    assert every("conjunctions") == HINDI.conjunctions | ENGLISH.conjunctions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("उन्\u200dहोंने क्\u200cया कहा?", ["उन्\u200dहोंने", "क्\u200cया", "कहा"]),
        ("फ़िल्म, २०२४ की", ["फ़िल्म", "२०२४", "की"]),
        ("\u200d नई \u200c", ["नई"]),
        ("don't – सन् 1857", ["don", "t", "सन्", "1857"]),
    ],
)
def test_a_word_holds_its_vowel_signs_and_joiners(text, found):
    assert WORD.findall(text) == found
