"""Names typed in Latin letters, in questions over articles that hold them."""

import pytest
from files import REPOSITORY
from quality.names import is_held_out, knowing, names, vocabulary, wrong

from assistant import Assistant
from assistant.question.romanised import Transliterator
from assistant.question.spelling import nearest, sound_keys
from index.building.build import build
from index.storage.local import Index


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, bundled_embedder):
    path = tmp_path_factory.mktemp("names") / "index"
    build([REPOSITORY / "tests" / "data" / "names" / "articles.jsonl"], path, embedder=bundled_embedder)
    return Assistant(Index.open(path), bundled_embedder)


@pytest.mark.parametrize("held_out", [False, True])
def test_names_come_out_as_the_articles_write_them(held_out):
    chosen = [pair for pair in names() if is_held_out(pair[1]) == held_out]
    assert len(chosen) >= 80
    assert len(wrong(knowing(vocabulary()), chosen)) <= 0.06 * len(chosen)


def test_without_the_articles_many_names_can_only_be_guessed():
    chosen = names()
    assert len(wrong(Transliterator.load(), chosen)) >= 0.3 * len(chosen)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("karnal mein kya hua?", "karnal"),
        ("karnal ki mandi mein kiski aavak hui?", "karnal"),
        ("chapra mein kya palti?", "chapra"),
        ("chhapra mein naav kaise palti?", "chapra"),
        ("chopra ki nayi film kab aayegi?", "chopra"),
        ("kharagpur station par kya hua?", "kharagpur"),
        ("kathua mein pul ka udghatan kisne kiya?", "kathua"),
        ("phagwara ki chini mill kab chalu hogi?", "phagwara"),
        ("burhanpur ke kele ko kya mila?", "burhanpur"),
        ("champai ne kya kiya?", "champai"),
        ("fadnavis ne kya ghoshna ki?", "fadnavis"),
        ("guntur mein kya hua?", "guntur"),
        ("thoubal mein kya banega?", "thoubal"),
    ],
)
def test_a_question_in_latin_letters_finds_the_article_of_its_name(assistant, question, article):
    assert assistant.search(question).hits[0].passage.article_id == article


def test_a_word_of_the_articles_counts_by_its_nearest_spelling():
    near = nearest(["दंतेवाड़ा", "दंतेवाडा", "दिल्ली"], {"दंतेवाडा": -5.0, "दनतेवादा": -6.0})
    assert near["दंतेवाड़ा"] == near["दंतेवाडा"] == -5.5
    assert near["दिल्ली"] < -10


def test_without_spellings_nothing_is_near():
    assert nearest(["दिल्ली"], {}) == {}


@pytest.mark.parametrize(
    ("letters", "keys"), [("kharagpur", {"krgpr", "kdgpr", "krgpd"}), ("kya", set()), ("mein", set()), ("a", set())]
)
def test_a_name_has_keys_and_grammar_has_none(letters, keys):
    assert sound_keys(letters) == keys


def test_words_of_the_articles_are_known_by_their_sounds(assistant):
    index = assistant.index
    assert index.words_sounding(sound_keys("kharagpur")) == ["खड़गपुर"]
    assert index.words_sounding([]) == index.words_sounding(["xyz"]) == []
