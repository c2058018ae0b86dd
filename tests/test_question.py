import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.language import question_language
from assistant.question.parsing import MAX_CHARACTERS, parse_question
from index.errors import QuestionError
from index.text.normalise import normalise


@pytest.mark.parametrize(
    "text",
    [
        "शी ने पुतिन से क्या कहा?",
        "भारत",
        "२०२४ में क्या हुआ?",
        "PM मोदी ने China के बारे में क्या कहा?",
    ],
)
def test_a_question_in_devanagari_is_hindi(text):
    assert question_language(text) == "hi"


@pytest.mark.parametrize(
    "text",
    [
        "shi ne putin se kya kaha",
        "bharat ka PM kaun hai",
        "putin aur xi jinping ne kya baat ki",
        "MODI KAHAN GAYE THE",
        "Beijing mein kaun mila?",
        "yeh meeting kab hui",
    ],
)
def test_a_question_in_latin_letter_hindi_is_hindi(text):
    assert question_language(text) == "hi"


@pytest.mark.parametrize(
    "text",
    [
        "Who visited Beijing in November?",
        "Narendra Modi age",
        "What did Xi tell Putin?",
        "Who is the main opponent of the plan?",
        "Putin Beijing visit 2024",
        "How far is the moon?",
    ],
)
def test_a_question_in_english_is_english(text):
    assert question_language(text) == "en"


def test_a_few_devanagari_letters_in_an_english_question_leave_it_english():
    assert question_language("What did मोदी say in parliament yesterday?") == "en"


def test_a_few_latin_letters_in_a_devanagari_question_leave_it_hindi():
    assert question_language("क्या NATO यूक्रेन में विस्तार करेगा?") == "hi"


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May और Vladimir Putin की मुलाकात कब हुई?",
        "WHO ने COVID-19 पर क्या कहा?",
        "Reserve Bank of India के governor कौन हैं?",
        "IIT Delhi aur AIIMS में admission kab shuru hoga?",
        "Narendra Modi और Joe Biden कहाँ मिले?",
        "“What is to be done?” किसने लिखी?",
        "Theresa May kahan gayi?",
    ],
)
def test_latin_names_in_hindi_grammar_leave_a_question_hindi(text):
    assert question_language(text) == "hi"


@pytest.mark.parametrize(
    "text",
    [
        "What is आत्मनिर्भर भारत योजना?",
        "Who wrote 'क्या आप पाँचवीं पास से तेज़ हैं'?",
        "Which ministers did नरेन्द्र मोदी and द्रौपदी मुर्मू meet?",
        "Who is Ban Ki-moon?",
    ],
)
def test_hindi_names_in_english_grammar_leave_a_question_english(text):
    assert question_language(text) == "en"


def test_where_grammar_says_nothing_letters_decide():
    assert question_language("भारत GDP") == "hi"
    assert question_language("GDP growth forecast भारत") == "en"


def test_the_wanted_language_counts_more_than_the_question_s():
    assert parse_question("शी ने क्या कहा?", "en").language == "en"
    assert parse_question("What did Xi say?", "hi").language == "hi"


def test_space_around_a_question_is_not_part_of_it():
    assert parse_question(" \n\tशी ने क्या कहा?  ").text == "शी ने क्या कहा?"


@pytest.mark.parametrize("text", ["2024", "२०२४", "7"])
def test_a_question_of_only_digits_can_be_asked(text):
    assert parse_question(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \t\n\u3000\u00a0", id="white space"),
        pytest.param("?!।॥…—", id="punctuation"),
        pytest.param("😀🎉👩‍👩‍👧", id="emoji"),
        pytest.param("\u200d\u200d", id="zero width joiners"),
        pytest.param("<>[](){}`*_#", id="markup"),
        pytest.param("क" * 100_000, id="a hundred thousand letters"),
        pytest.param("क्या " * 20_000, id="a hundred thousand characters in words"),
    ],
)
def test_what_is_no_question_is_refused_in_one_short_sentence(text):
    with pytest.raises(QuestionError) as refusal:
        parse_question(text)
    message = str(refusal.value)
    assert message.startswith("The question ")
    assert message.endswith(".") and ". " not in message and "\n" not in message
    assert len(message) < 120


def test_the_refusal_of_a_long_question_says_how_long_it_is_and_how_long_it_may_be():
    with pytest.raises(QuestionError, match=rf"100,000 characters.* {MAX_CHARACTERS:,}"):
        parse_question("a" * 100_000)


def test_a_question_of_exactly_the_greatest_length_is_asked():
    assert len(parse_question("क" * MAX_CHARACTERS).text) == MAX_CHARACTERS
    with pytest.raises(QuestionError):
        parse_question("क" * (MAX_CHARACTERS + 1))


@given(st.text())
def test_any_text_is_either_a_question_with_a_word_or_refused(text):
    try:
        question = parse_question(text)
    except QuestionError:
        assert not any(character.isalpha() for character in text)
    else:
        assert question.text == normalise(text).strip()
        assert any(character.isalnum() or character.isnumeric() for character in text)
        assert question.language in ("hi", "en")
