import pytest

from assistant import looking_up
from assistant.core import Assistant
from assistant.question.followup import Reading, context, join, readings
from assistant.question.leaning import Leaning, leaning
from index.storage.local import Index


@pytest.fixture(scope="module")
def assistant(seed_index, bundled_embedder):
    return Assistant(Index.open(seed_index), bundled_embedder)


@pytest.mark.parametrize(
    "question",
    [
        "और उन्होंने यूक्रेन के बारे में क्या कहा?",
        "कब?",
        "क्यों?",
        "वे कहाँ मिले?",
        "उन्\u200dहोंने क्\u200dया कहा?",
        "उन्\u200cहोंने क्\u200cया कहा?",
        "इस बारे में पुतिन ने क्या कहा?",
        "और चीन?",
        "उस बैठक में क्या हुआ?",
        "why?",
        "when was that?",
        "What did Putin say about it?",
        "And China?",
        "Who else was there?",
        "unhone ukraine ke baare mein kya kaha?",
        "aur china?",
        "kab?",
    ],
)
def test_a_question_leans_on_what_came_before(question):
    assert leaning(question) is Leaning.LEANS


@pytest.mark.parametrize(
    "question",
    [
        "शोइगु बीजिंग कब गए?",
        "इस साल भारत में किसने चुनाव जीता?",
        "पुतिन ने कहा कि वे यूक्रेन से क्या चाहते हैं?",
        "भारत और रूस के बीच क्या समझौता हुआ?",
        "Who said that NATO will expand?",
        "What happened that year in Beijing?",
        "shoigu beijing kab gaye?",
        "",
        "?!",
    ],
)
def test_a_question_with_a_topic_of_its_own_is_left_alone(question):
    assert leaning(question) is Leaning.ALONE
    assert readings(question, ["शी और पुतिन ने क्या बात की?"]) == (Reading(question),)


def test_a_question_takes_the_topic_of_the_one_before():
    assert join("और उन्होंने यूक्रेन के बारे में क्या कहा?", ["शी और पुतिन ने क्या बात की?"]) == "शी पुतिन यूक्रेन के बारे में क्या कहा?"
    assert join("when was that?", ["Who met Wang Yi in Beijing?"]) == "met Wang Yi Beijing when was that?"
    assert join("कब?", []) == "कब?"


def test_a_chain_keeps_its_topic_and_leaves_out_what_names_nothing():
    asked = ["शोइगु बीजिंग कब गए?", "शी और पुतिन ने क्या बात की?", "कब?", "और उन्होंने यूक्रेन के बारे में क्या कहा?"]
    assert context("क्यों?", asked) == (asked[1], asked[3])


# Each chain is asked in order; the last question's first quotes must hold one of the words.
@pytest.mark.parametrize(
    ("chain", "word"),
    [
        (["शी और पुतिन ने क्या बात की?", "और उन्होंने यूक्रेन के बारे में क्या कहा?"], "यूक्रेन"),
        (["शी और पुतिन ने क्या बात की?", "और उन्होंने यूक्रेन के बारे में क्या कहा?", "कब?"], "बुधवार"),
        (["Who met Wang Yi in Beijing?", "when was that?"], "12 नवंबर"),
        (["shoigu beijing kab gaye?", "unhone kisse mulaqat ki?"], "वांग यी"),
        (["पुतिन और ली कियांग की मुलाक़ात में क्या हुआ?", "वह कब हुई?"], "18 नवंबर"),
        (["शी और पुतिन ने क्या बात की?", "शोइगु बीजिंग कब गए?"], "शोइगु"),
    ],
)
def test_a_follow_up_finds_what_it_should_in_the_demo_articles(assistant, chain, word):
    answer = assistant.ask(chain[-1], earlier=chain[:-1])
    assert answer.found
    assert answer.question == chain[-1]
    assert any(word in citation.quote for citation in answer.citations)


def test_of_the_readings_of_a_question_only_the_one_that_is_answered_from_is_read(assistant, monkeypatch):
    read = []

    def only_noted(reader, question, asked_in, hits, titles, **how):
        read.append(question)
        return hits

    monkeypatch.setattr(looking_up, "read_hits", only_noted)
    found = assistant.search("और उन्होंने यूक्रेन के बारे में क्या कहा?", earlier=["शी और पुतिन ने क्या बात की?"])
    assert read == [found.searched_for]


def test_the_search_tells_what_was_looked_up(assistant):
    search = assistant.search("unhone kisse mulaqat ki?", earlier=["shoigu beijing kab gaye?"])
    assert search.question.text == "unhone kisse mulaqat ki?"
    assert search.searched_for.startswith("शोइगु बीजिंग ")
