"""Numbers in text, and in lexical search: the same number is the same word, and no other is."""

import gc
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from searching import ask

from assistant import Assistant
from assistant.answering.kinds import named_numbers
from index.building.build import build
from index.models import Article, ArticleFilter
from index.search.lexical import coverage, weigh
from index.storage.local import Index
from index.text.numbers import POINT, pieces
from index.text.words import sounds, terms

# A number a line, in the ways that people write it.
SAME = """
2450 | 2,450 | २४५० | २,४५० | 2450.0 | 2450.00 | 2,450/- | दो हज़ार चार सौ पचास | two thousand four hundred and fifty
12000000 | 1.2 करोड़ | 1.2 करोड | १.२ करोड़ | 12 million | 1,20,00,000 | 12,000,000 | १,२०,००,००० | 1.20 crore | 1.2 cr
12000000 | 1.2 karod | 12 मिलियन | 1.2 करोड
500000 | 5 lakh | 5 लाख | पाँच लाख | पांच लाख | paanch lakh | 5,00,000 | 500,000 | 0.5 million | half a million | 5lakh | 5-lakh
250000 | 2.5 lakh | ढाई लाख | अढ़ाई लाख | dhai lakh | 2,50,000 | two and a half lakh | 2 लाख 50 हज़ार | दो लाख पचास हजार
125000 | सवा लाख | sawa lakh | 1.25 लाख | 1,25,000
150000 | डेढ़ लाख | डेढ लाख | dedh lakh | 1.5 lakh | 1.50 लाख | 1,50,000 | one and a half lakh
350000 | साढ़े तीन लाख | साढे तीन लाख | साढ़े ३ लाख | sadhe teen lakh | 3.5 लाख
225000 | सवा दो लाख | sawa do lakh | 2.25 lakh
175000 | पौने दो लाख | paune do lakh | 1.75 lakh
75000 | पौन लाख | 75 हज़ार | 75 हजार | 75 hazaar | 75 hajar | 75 thousand | पचहत्तर हज़ार
1500 | डेढ़ हज़ार | dedh hazaar | 1,500 | पंद्रह सौ | fifteen hundred | १५०० | एक हज़ार पांच सौ
150 | डेढ़ सौ | dedh sau | एक सौ पचास | one hundred and fifty | a hundred and fifty | १५०
350 | साढ़े तीन सौ | तीन सौ पचास
2000000000 | 2 अरब | दो अरब | 2 billion | 2bn | 2 बिलियन | 200 करोड़ | 2,00,00,00,000 | 2 arab
3500000000 | तीन सौ पचास करोड़ | साढ़े तीन अरब | 3.5 billion | 350 crore
2500000000000 | 2.5 लाख करोड़ | ढाई लाख करोड़ | 2 लाख 50 हज़ार करोड़ | 2.5 trillion | 25 खरब
25000000 | दो करोड़ पचास लाख | ढाई करोड़ | 25 million
1000000000 | सौ करोड़ | 100 crore | एक अरब | a billion
25 | पच्चीस | twenty-five | twenty five | २५
100 | सौ | १०० | एक सौ | one hundred
2.75 | two and three quarters | two and three-quarters | two-and-three-quarters | पौने तीन | paune teen | 2¾ | 2 3/4
3.25 | three and a quarter | three and one quarter | three-and-a-quarter | सवा तीन | sava teen | 3¼ | 3 1/4
3.5 | three and a half | three and one half | साढ़े तीन | sadhe teen | 3½ | 3 1/2
1500000 | a million and a half | one and a half million | one million and a half | 15 लाख | 1½ million
2750000 | two and three quarter million | two million and three quarters | साढ़े सत्ताईस लाख
750000 | three quarters of a million | three-quarters of a million | साढ़े सात लाख
250000 | a quarter of a million | quarter of a million | a quarter million | ढाई लाख
1947 | उन्नीस सौ सैंतालीस | १९४७
"""
GROUPS = [[way.strip() for way in line.split("|")] for line in SAME.strip().splitlines()]


@pytest.mark.parametrize(("number", "way"), [(group[0], way) for group in GROUPS for way in group])
def test_a_number_is_one_word_however_it_is_written(number, way):
    assert terms(way) == sounds(way) == [number.replace(".", POINT)]
    assert [piece.number.value for piece in pieces(way) if piece.number] == [Decimal(number)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        *[("two and three quarters of the town", ["2", "3"]), ("five and half the town", ["5"])],
        *[("two million and a quarter of them", ["2000000"]), ("two million and half a million", ["2000000", "500000"])],
        *[("two or three quarters", ["2", "3"]), ("a hundred and a half", ["100"]), ("in the quarter 5 million", ["5000000"])],
        *[("सवा साल", ["1.25"]), ("पौने घंटे", ["0.75"]), ("two and half years", ["2.5"]), ("1/2/2024", [])],
    ],
)
def test_a_part_belongs_to_the_number_that_it_adds_to(text, numbers):
    assert [piece.number.value for piece in pieces(text) if piece.number] == list(map(Decimal, numbers))


def test_different_numbers_are_different_words():
    numbers = {group[0] for group in GROUPS}
    assert {terms(number)[0].replace(POINT, ".") for number in numbers} == numbers


@pytest.mark.parametrize(
    "way", ["6.5%", "6.50%", "6.5 प्रतिशत", "६.५० फ़ीसदी", "6.5 फीसदी", "6.50 per cent", "6.5 percent", "6.5 फीसद"]
)
def test_a_share_is_the_same_with_its_sign_and_its_words(way):
    assert terms(way) == terms("साढ़े छह प्रतिशत")
    assert sounds(way) == sounds("six and a half percent")
    assert terms(way) != terms("6.5")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Years, and what stands beside them.
        ("2019 2020", ["2019", "2020"]),
        ("2019-20", ["2019", "20"]),
        ("2019,2020", ["2019", "2020"]),
        ("साल 2024 5 लाख", ["साल", "2024", "500000"]),
        ("In 2020 thousands of people", ["2020", "thousand", "peopl"]),
        ("In 2020 thousand people", ["2020000", "peopl"]),
        ("2000 करोड़", ["20000000000"]),
        ("सन 2024\nलाख लोग", ["सन", "2024", "लाख", "लोग"]),
        # Telephones, codes, addresses.
        ("98765 43210", ["98765", "43210"]),
        ("+91-9876543210", ["91", "9876543210"]),
        ("0651-2345678", ["0651", "2345678"]),
        ("0651", ["0651"]),
        ("651", ["651"]),
        ("पिन 012345", ["पिन", "012345"]),
        ("007", ["007"]),
        ("12345678901234567890", ["12345678901234567890"]),
        ("10.0.0.1", ["10", "0", "0", "1"]),
        # Versions.
        ("Python 3.10", ["python", "3\u02d110"]),
        ("python 3.1", ["python", "3\u02d11"]),
        ("संस्करण 2.10", ["संस्करण", "2\u02d110"]),
        ("version 3.0", ["version", "3\u02d10"]),
        ("1.2.10", ["1", "2", "10"]),
        ("rate of 6.50", ["rate", "6\u02d15"]),
        ("Rs 6.50", ["rs", "6\u02d15"]),
        ("दर 6.50 थी", ["दर", "6\u02d15"]),
        # Times and days.
        ("17:00", ["17", "00"]),
        ("5.30 बजे", ["5", "30", "बज"]),
        ("साढ़े पांच बजे", ["5", "30", "बज"]),
        ("पौने छह बजे", ["5", "45", "बज"]),
        ("5.30 p.m.", ["5", "30", "p", "m"]),
        ("5.30 किमी", ["5\u02d13", "किम"]),
        ("13.11.2024", ["13", "11", "2024"]),
        ("2024-11-13", ["2024", "11", "13"]),
        # Scores, ranges, lists, fractions.
        ("3-2", ["3", "2"]),
        ("245/6", ["245", "6"]),
        ("5-6 लाख", ["5", "600000"]),
        ("5 लाख 6 लाख", ["500000", "600000"]),
        ("between 5 million and 6 million", ["between", "5000000", "6000000"]),
        ("one hundred and two hundred", ["100", "200"]),
        ("5 lakh and 20 thousand", ["500000", "20000"]),
        ("कक्षा 9,10,11", ["कक्ष", "9", "10", "11"]),
        ("1,50,0000", ["1", "50", "0000"]),
        ("दो तीन लाख", ["2", "300000"]),
        # Figures with letters.
        ("5G", ["5g"]),
        ("75वीं", ["75वीं"]),
        ("G20", ["g20"]),
        ("10km", ["10", "km"]),
        ("Rs500 crore", ["rs", "5000000000"]),
        ("50-crore-rupee", ["500000000", "rupe"]),
        # Words that are numbers only sometimes.
        ("22 अरब देश", ["22", "अरब", "देश"]),
        ("22 Arab countries", ["22", "arab", "countri"]),
        ("लाखों लोग", ["लाख", "लोग"]),
        ("लाख कोशिश", ["लाख", "कोशिश"]),
        ("do you", ["you"]),
        ("one day", ["one", "day"]),
        ("a day", ["day"]),
        ("सवा", ["सव"]),
    ],
)
def test_what_is_no_such_number_is_left_apart(text, words):
    assert terms(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0651", "651"),
        ("Python 3.10", "Python 3.1"),
        ("17:00", "1700"),
        ("3-2", "32"),
        ("2019-20", "201920"),
        ("1.5", "15"),
        ("1.5", "1 5"),
        ("98765 43210", "9876543210"),
        ("5 लाख", "5 हज़ार"),
        ("5G", "5"),
    ],
)
def test_what_is_written_nearly_alike_is_not_merged(one, other):
    assert terms(one) != terms(other)


@given(st.integers(0, 10**14))
def test_any_whole_number_is_read_with_its_commas_in_both_ways_of_grouping(number):
    figures = str(number)
    head, indian = figures[:-3], figures[-3:]
    while head:
        head, indian = head[:-2], f"{head[-2:]},{indian}"
    assert terms(f"{number:,}") == terms(indian) == [figures]


@given(st.text(alphabet="0123456789०५.,:/- \nलाख करोड़ सौ साढ़े एक दो a and half million %"))
def test_any_text_is_read_and_all_its_figures_are_kept(text):
    assert all(piece.words for piece in pieces(text))
    assert any(character.isdecimal() for character in text) <= bool(terms(text))


@pytest.mark.parametrize(
    "piece",
    ["11,", "1,11,", "111,", "1.", "1:", "लाख ", "दो लाख ", "सौ ", "1", "a ", "and ", "two and a half ", "साढ़े ", "5-", "9%"],
)
def test_what_nobody_writes_is_read_in_time_that_grows_with_the_text(piece):
    def seconds(times):
        started = time.thread_time()
        assert len("".join(terms(piece * times))) <= len(piece) * times * 30
        return time.thread_time() - started

    gc.disable()  # what other tests hold would be looked through again and again
    try:
        short = seconds(2_000)
        assert seconds(16_000) < 8 * 4 * max(short, 0.005)
    finally:
        gc.enable()


ARTICLES = {
    "dam.txt": "कोसी बांध से 1.2 करोड़ लोगों को पानी मिला।",
    "fair.txt": "मेले में साढ़े तीन लाख श्रद्धालु आए।",
    "school.txt": "The school has 2,450 pupils.",
    "fund.txt": "The fund paid 12 million to the town.",
    "phone.txt": "दफ़्तर का नंबर 0651-2345678 है।",
}


@pytest.fixture
def index(make_index):
    return Index.open(make_index(ARTICLES))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("12000000 लोग", "dam"),
        ("1,20,00,000 लोग", "dam"),
        ("350000", "fair"),
        ("3.5 लाख", "fair"),
        ("2450 pupils", "school"),
        ("२४५०", "school"),
        ("12,000,000 paid", "fund"),
        ("1.2 crore paid", "fund"),
        ("0651", "phone"),
    ],
)
def test_an_article_with_a_number_is_found_by_any_way_of_writing_it(index, fake_embedder, question, name):
    query = ask(fake_embedder, question)
    store = index.passages
    words = weigh(question, store)
    keys = store.candidates(query.vectors.vector, words.by_column(), ArticleFilter())
    whole = {
        passage.passage.article_id: max(
            coverage(words.terms, set(passage.features.words.terms.split())),
            coverage(words.sounds, set(passage.features.words.sounds.split())),
        )
        for passage in store.load(keys)
    }
    assert [article_id for article_id, share in whole.items() if share > 0.99] == [index_id(index, name)]


def index_id(index, name):
    return next(article.id for article in index.articles() if name in str(article.path))


def test_a_number_counts_across_languages(index):
    (number,) = weigh("1.2 करोड़", index.passages).sounds
    assert index.passages.document_counts("sounds", [number]) == {number: 2}


REPORTS = {
    "gaya": "गया के विष्णुपद मंदिर को राज्य सरकार से 1.2 करोड़ रुपये का अनुदान मिला। मरम्मत मार्च में शुरू होगी।",
    "ara": "आरा के सूर्य मंदिर को राज्य सरकार से 2.1 करोड़ रुपये का अनुदान मिला। मरम्मत अप्रैल में शुरू होगी।",
    "pune": "The Parvati temple in Pune got a grant of 3.5 lakh rupees from the state. Repairs begin in May.",
    "puri": "The Gundicha temple in Puri got a grant of 5.3 lakh rupees from the state. Repairs begin in June.",
    "mela": "सोनपुर मेले में इस साल 2,450 दुकानें लगीं। पशुओं की बिक्री घटी।",
    "expo": "राजगीर महोत्सव में इस साल 4,250 दुकानें लगीं। पर्यटकों की संख्या बढ़ी।",
    "first": "पहले चरण में साढ़े तीन लाख मतदाताओं ने वोट डाले।",
    "second": "दूसरे चरण में पौने चार लाख मतदाताओं ने वोट डाले।",
    "delhi": "A charity in Delhi planted 12 million trees.",
    "mumbai": "A charity in Mumbai planted 21 million trees.",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, bundled_embedder):
    path = tmp_path_factory.mktemp("numbers") / "index"
    articles = [
        Article(id=name, title="", text=text, language="hi" if text[0] > "z" else "en") for name, text in REPORTS.items()
    ]
    build(articles, path, embedder=bundled_embedder)
    return Assistant(Index.open(path), bundled_embedder)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("किस मंदिर को 12000000 रुपये मिले?", "gaya"),
        ("किस मंदिर को 1,20,00,000 रुपये का अनुदान मिला?", "gaya"),
        ("Which temple got 12 million rupees?", "gaya"),
        ("Which temple got a grant of 21 million rupees?", "ara"),
        ("किस मंदिर को साढ़े तीन लाख रुपये मिले?", "pune"),
        ("Which temple got 350,000 rupees?", "pune"),
        ("Which temple got Rs 5,30,000?", "puri"),
        ("2450 दुकानें कहाँ लगीं?", "mela"),
        ("२४५० दुकानें कहाँ लगीं?", "mela"),
        ("4250.0 दुकानें कहाँ लगीं?", "expo"),
        ("350000 मतदाताओं ने कब वोट डाले?", "first"),
        ("3.75 लाख मतदाताओं ने कब वोट डाले?", "second"),
        ("sadhe teen lakh matdataon ne kab vote dale?", "first"),
        ("1.2 करोड़ पेड़ किसने लगाए?", "delhi"),
        ("Who planted 21,000,000 trees?", "mumbai"),
        ("Who planted 1.2 crore trees?", "delhi"),
        ("12000000 ped kisne lagaye?", "delhi"),
    ],
)
def test_the_sentence_with_the_number_that_is_asked_of_leads(assistant, question, article):
    assert assistant.ask(question).citations[0].article.id == article


@pytest.mark.parametrize("question", ["How many articles mention 1.2 crore?", "12 million पर कितने लेख हैं?"])
def test_articles_with_a_number_are_listed_however_they_write_it(assistant, question):
    assert {article.id for article in assistant.ask(question).nearest} == {"gaya", "delhi"}


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Who got 1.2 crore in 2019?", {"12000000"}),
        ("3 लोगों को 6.5 प्रतिशत ब्याज कब मिला?", {"6\u02d15"}),
        ("2019 में 12 लोग कहाँ गए?", set()),
        ("What happened at 17:00 on 13/11/2024?", set()),
        ("Who is he?", set()),
    ],
)
def test_large_numbers_and_fractions_tell_what_is_asked_of(question, numbers):
    assert named_numbers(question) == numbers
