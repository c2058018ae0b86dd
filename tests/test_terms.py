import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from index.building.embedded import Cut, embed
from index.models import Article
from index.text.content_words import in_content_words
from index.text.words import sounds, terms, wording


def test_words_come_in_the_order_of_the_text_and_as_often_as_they_stand_there():
    assert terms("Putin visited Beijing. Beijing cheered Putin") == ["putin", "visit", "beij", "beij", "cheer", "putin"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("लड़का", "लड़कियाँ"),
        ("भारतीय", "भारतीयों"),
        ("run", "Running"),
        ("NATO", "nato"),
        ("२०२४", "2024"),
        ("७५वीं", "75वीं"),
        ("क्\u200dषमा", "क्षमा"),
        ("नई-दिल्ली", "नई दिल्ली"),
        ("पुतिन।", "(पुतिन)"),
        (unicodedata.normalize("NFD", "café"), "café"),
        ("\u095bरूरी", "ज\u093cरूरी"),  # a letter with its nukta, as one character and as two
    ],
)
def test_forms_of_one_word_are_one_term(one, other):
    assert terms(one) == terms(other) != []


@pytest.mark.parametrize(
    ("one", "other"), [("दिन", "दान"), ("कम", "काम"), ("2024", "2025"), ("बाज", "बाज़"), ("Putin", "पुतिन"), ("china", "chin")]
)
def test_different_words_are_different_terms(one, other):
    assert terms(one) != terms(other)


@pytest.mark.parametrize("word", ["बीजिंग", "विश्वविद्यालय", "ज़रूरत", "क्षत्रिय", "हिन्दुस्तान"])
def test_matras_virama_and_nukta_do_not_break_a_word(word):
    (term,) = terms(word)
    assert word.startswith(term[:2])


@pytest.mark.parametrize("text", ["शी ने पुतिन से क्या कहा", "शी पुतिन कहा"])
def test_words_that_every_text_has_are_left_out(text):
    assert terms(text) == terms("शी") + terms("पुतिन") + terms("कहा")


@pytest.mark.parametrize("text", ["Who was it?", "What IS the", "कौन है?", "कहाँ कहां", "का की के को"])
def test_a_question_of_such_words_alone_has_no_terms(text):
    assert terms(text) == []


@pytest.mark.parametrize("text", ["", " \n", "।?!…", "😀", "\u200d\u200c", '" OR * ^ ( )'])
def test_what_holds_no_word_has_no_terms(text):
    assert terms(text) == [] or text.startswith('"')


@pytest.mark.parametrize("text", ["75% of 3.5", "20-21", "U.S."])
def test_marks_part_words(text):
    assert all(term.isalnum() for term in terms(text))
    assert len(terms(text)) == 2 + (text[0] == "7")


@given(st.text())
def test_the_terms_of_any_text_are_words_without_marks_or_space(text):
    for term in terms(text):
        assert term
        assert not any(unicodedata.category(character)[0] in "PSZ" for character in term)
        assert not {"\u200c", "\u200d"} & set(term)


@given(st.text(alphabet="abc कखगािी़्०१२"))
def test_composed_and_decomposed_texts_have_the_same_terms(text):
    assert terms(unicodedata.normalize("NFC", text)) == terms(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Shoigu", "सेर्गेई शोइगु"),
        ("Xi Jinping", "शी जिनपिंग"),
        ("Who visited Delhi in 2024?", "दिल्ली कौन २०२४ visited"),
    ],
)
def test_names_and_numbers_sound_the_same_in_both_scripts(one, other):
    assert set(sounds(one)) & set(sounds(other)) == set(sounds(other))


def test_words_that_every_text_has_and_single_letters_have_no_sound():
    assert sounds("What is the A of शाह में?") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("पुतिन ने कहा, 'हाँ'।", "पुतिन  ने कहा - “हाँ”"),
        ("७५वीं वर्षगांठ।", "75वीं वर्षगांठ."),
        ("क्\u200dषमा", "क्षमा"),
        ("\u095bरूरी", "ज\u093cरूरी"),
        ("The UN said so.", "the un said so"),
    ],
)
def test_the_same_words_have_the_same_wording_whatever_stands_between_them(one, other):
    assert wording(one) == wording(other)


@pytest.mark.parametrize(("one", "other"), [("12 लोग मरे।", "15 लोग मरे।"), ("ab c", "a bc"), ("बाज", "बाज़"), ("a b", "b a")])
def test_other_words_have_another_wording(one, other):
    assert wording(one) != wording(other)


@given(st.text())
def test_a_wording_fits_a_database_s_integer(text):
    assert -(2**63) <= wording(text) < 2**63


# Which tokens are stored


@pytest.mark.parametrize(
    "text, expected",
    [
        ("शी ने पुतिन से बात की।", ["शी", "पुतिन", "बात"]),
        ("रूस की ‘क़ीमत’: ५%", ["रूस", "क़ीमत", "५"]),
        ("Putin ने - NATO (पर) कहा?", ["Putin", "NATO", "कहा"]),
        ("क्\u200dया की\u200d | 4.8", ["क्\u200dया", "4", "8"]),
        ("The end of THE war", ["end", "war"]),
        ("का की के।", ["का", "की", "के", "।"]),
        ("?!", ["?", "!"]),
        ("", []),
    ],
)
def test_content_words_are_words_and_numbers_but_particles_and_all_where_there_are_none(text, expected):
    spans = [match.span() for match in regex.finditer(r"[\p{L}\p{M}\p{N}\u200c\u200d]+|[^\p{L}\p{M}\p{N}\s]", text)]
    inside = in_content_words(text, spans)
    assert [text[start:end] for (start, end), one in zip(spans, inside, strict=True) if one] == expected


@pytest.mark.parametrize(
    "text, left_out", [("शी ने, पुतिन से - बात की।", {"", ":", ",", "-", "।", "ने", "से", "की"}), ("!?। - |", set())]
)
def test_a_passage_stores_the_tokens_of_its_content_words_or_all_where_it_has_none(tmp_path, bundled_embedder, text, left_out):
    (made,) = embed([Article("one", "", text, "hi")], bundled_embedder, Cut(200, token_vectors=True), lambda share: None)
    whole, ahead = made.headline + text, len(made.headline)
    (tokens,), (spans,) = made.tokens, bundled_embedder.token_spans([whole])
    places = [(start + end) // 2 - ahead for start, end in spans if whole[start:end].strip() not in left_out]
    assert (len(tokens.codes), tokens.places.tolist()) == (len(places), places)
