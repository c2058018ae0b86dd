"""Numbers, names and links, each by itself."""

from decimal import Decimal

import pytest

from assistant.generative.links import LinkFilter, links
from assistant.generative.names import Names
from assistant.generative.numbers import figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("२०२४ में 75वीं वर्षगांठ", {2024, 75}),
        ("1,50,000 लोग", {150_000}),
        ("150,000 people", {150_000}),
        ("डेढ़ लाख लोग", {150_000}),
        ("1.5 lakh people", {150_000}),
        ("twenty-five thousand", {25_000}),
        ("one hundred and fifty men", {150}),
        ("दो करोड़ पचास लाख", {25_000_000}),
        ("साढ़े तीन करोड़", {35_000_000}),
        ("5 लाख करोड़", {5_000_000_000_000}),
        ("$1.2 billion", {1_200_000_000}),
        ("छह देश", {6}),
        ("एक व्यक्ति, a first man, one day, पहला, लाखों", set()),
        ("12 नवंबर 2024", {12, 2024}),
        ("2024-11-12", {12, 2024}),
        ("5,6,7", {5, 6, 7}),
    ],
)
def test_a_number_is_the_same_however_it_is_written(text, expected):
    assert figures(text).claimed == {Decimal(number) for number in expected}


@pytest.mark.parametrize("text", ["12 नवंबर 2024", "November 12, 2024", "2024-11-12", "12/11/2024", "१२ नवम्बर"])
def test_a_month_is_read_in_both_languages(text):
    assert figures(text).months == {11}


def test_a_verb_is_no_month():
    assert not figures("he may march").months


ARTICLE = "12 नवंबर को रूसी सुरक्षा परिषद के सचिव सेर्गेई शोइगु ने बीजिंग में चीनी विदेश मंत्री वांग यी के साथ वार्ता की।"


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("शोइगु ने बीजिंग में वांग यी से बातचीत की।", []),
        ("सर्गेई शोइगू ने वांग से मुलाकात की।", []),
        ("मोदी ने बीजिंग में वांग यी से बातचीत की।", ["मोदी"]),
        ("शोइगु ने दिल्ली में वांग यी से बातचीत की।", ["दिल्ली"]),
        ("Sergei Shoigu met Wang Yi in Beijing.", []),
        ("Modi met Wang Yi in Beijing.", ["Modi"]),
        ("The Russian official met Wang Yi of China.", []),
        ("Shoigu met the Chinese minister, not an American one.", ["American"]),
    ],
)
def test_a_name_that_the_passage_lacks_is_found_in_either_script(sentence, missing):
    assert Names([ARTICLE]).missing(sentence) == missing


def test_a_hindi_sentence_over_an_english_passage_is_asked_for_who_acts():
    names = Names(["Sergei Shoigu met the Chinese foreign minister Wang Yi in Beijing."])
    assert not names.missing("शोइगु ने बीजिंग में चीन के विदेश मंत्री वांग यी से बातचीत की।")
    assert names.missing("नरेंद्र मोदी ने बीजिंग में वांग यी से बातचीत की।")


@pytest.mark.parametrize("text", ["Dr. Rao said.The U.S. won 2.5 to 1.", "रु. 5.50 है।अब", "e.g. this", "Mr.Xi"])
def test_ordinary_full_stops_make_no_links(text):
    assert not links(text)


@pytest.mark.parametrize(
    "word", ["http://a.example/x", "(www.a.example)", "a.example/path", "evil.com।", "javascript:alert(1)"]
)
def test_a_link_goes_unless_the_passages_have_it(word):
    assert LinkFilter([]).clean(word).strip("।") == ""
    assert LinkFilter([f"see {word} there"]).clean(word) == word
