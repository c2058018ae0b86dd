import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from fakes import FakeEmbedder

from assistant import Assistant, AssistantError
from index.errors import ModelError, QuestionError, SourceError, StoreError
from index.models import ArticleFilter
from index.storage.local import Index

HINDI = [
    ("सेर्गेई शोइगु ने बीजिंग में किससे वार्ता की?", "002", "वांग यी के साथ वार्ता"),
    ("चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?", "000", "75वीं वर्षगांठ"),
    ("पुतिन और ली कियांग की बैठक कब हुई?", "004", "18 नवंबर"),
    ("शीतकालीन ओलंपिक का बहिष्कार किन देशों ने किया?", "003", "अमेरिका, कनाडा, ऑस्ट्रेलिया और ब्रिटेन"),
    ("नाटो यूक्रेन में विस्तार नहीं करेगा, यह गारंटी किसने मांगी?", "003", "पुतिन ने गारंटी की मांग की"),
    ("पुतिन ने परमाणु ऊर्जा के बारे में क्या कहा?", "001", "परमाणु ऊर्जा के शांतिपूर्ण उपयोग"),
    ("ब्रिटिश और कनाडाई प्रधानमंत्रियों ने कहाँ का दौरा किया?", "001", "बीजिंग का दौरा"),
]
OTHER_LETTERS = [
    ("Which anniversary of diplomatic relations do China and Russia mark in 2024?", "000"),
    ("What did Putin say about visa-free entry for Russians?", "001"),
    ("Who is the secretary of the Russian Security Council?", ("001", "002")),  # both say it
    ("Which countries boycotted the Winter Olympics?", "003"),
    ("When did Putin and Li Qiang meet?", "004"),
    ("brics 2024 mein cheen ne rus ke baare mein kya kaha", "000"),
    ("visa free entry ke faisle par putin ne kya kaha", "001"),
    ("nato ke bare mein putin ne kya guarantee mangi", "003"),
    ("winter olympics ka boycott kin deshon ne kiya", "003"),
]
OFF_TOPIC = [
    "What is the capital of Peru?",
    "How do I bake a chocolate cake?",
    "Who wrote Romeo and Juliet?",
    "भारत का सबसे ऊँचा पर्वत कौन सा है?",
    "क्रिकेट विश्व कप 2011 किसने जीता?",
    "आम का पेड़ कितने साल में फल देता है?",
    "biryani kaise banate hain",
]
DATED = [
    {"id": "spring", "text": "The river flooded the old town.", "published": "2024-03-01", "source": "Daily"},
    {"id": "autumn", "text": "The river flooded the new town.", "published": "2024-11-12", "source": "Weekly"},
    {"id": "undated", "text": "The river flooded some town."},
]


@pytest.fixture(scope="module")
def assistant(seed_index, bundled_embedder):
    return Assistant(Index.open(seed_index), bundled_embedder)


@pytest.mark.parametrize(("question", "article", "words"), HINDI)
def test_a_hindi_question_is_answered_from_the_article_that_says_it(assistant, question, article, words):
    answer = assistant.ask(question)
    assert answer.found
    assert any(citation.article.id.startswith(article) and words in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(("question", "article"), OTHER_LETTERS)
def test_a_question_in_latin_letters_finds_the_hindi_article_first(assistant, question, article):
    assert assistant.search(question).hits[0].passage.article_id.startswith(article)


@pytest.mark.parametrize("question", OFF_TOPIC)
def test_what_the_articles_do_not_say_is_refused(assistant, question):
    answer = assistant.ask(question)
    assert not answer.found and not answer.citations and answer.nearest


def test_a_question_is_answered_in_full(assistant):
    answer = assistant.ask("  शी ने पुतिन से क्या कहा?\n")
    assert (answer.question, answer.language, answer.mode) == ("शी ने पुतिन से क्या कहा?", "hi", "extractive")
    times = answer.timings_ms
    assert min(times.embed, times.retrieve, times.answer) >= 0
    assert times.total >= max(times.embed, times.retrieve, times.answer) > 0


def test_what_is_no_question_is_refused_before_it_is_embedded(make_index, fake_embedder):
    assistant = Assistant(Index.open(make_index({"a.txt": "The river flooded the town."})), fake_embedder, min_confidence=0)
    asked = len(fake_embedder.queries)
    for text in ("", " ", "?!", "x" * 100_000):
        with pytest.raises(QuestionError):
            assistant.ask(text)
        with pytest.raises(QuestionError):
            assistant.search(text)
    assert len(fake_embedder.queries) == asked


def test_hits_come_best_first_with_their_articles_and_no_more_than_wanted(seed_index, bundled_embedder):
    search = Assistant(Index.open(seed_index), bundled_embedder, reads=False).search("शी ने पुतिन से क्या कहा?", k=4)
    assert len(search.hits) == 4
    assert [hit.score for hit in search.hits] == sorted((hit.score for hit in search.hits), reverse=True)
    for hit in search.hits:
        passage = hit.passage
        assert search.articles[passage.article_id].text[passage.start : passage.end] == passage.text


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (None, {"spring", "autumn", "undated"}),
        (ArticleFilter(since=date(2024, 11, 12)), {"autumn"}),
        (ArticleFilter(until=date(2024, 3, 1)), {"spring"}),
        (ArticleFilter(since=date(2024, 3, 2), until=date(2024, 11, 11)), set()),
        (ArticleFilter(source="Daily"), {"spring"}),
        (ArticleFilter(source="Daily", since=date(2024, 4, 1)), set()),
    ],
)
def test_days_and_source_restrict_what_is_found(make_index, fake_embedder, only, expected):
    index = make_index({"bulk.jsonl": "\n".join(map(json.dumps, DATED))})
    search = Assistant(Index.open(index), fake_embedder, min_confidence=0).search("Which town was flooded?", only=only)
    assert {hit.passage.article_id for hit in search.hits} == expected == set(search.articles)


def test_an_assistant_is_built_from_a_list_of_paths_and_from_one_path(tmp_path):
    one, two = tmp_path / "articles" / "one.txt", tmp_path / "articles" / "two.txt"
    one.parent.mkdir()
    one.write_text("नदी में बाढ़ आने से पुराना शहर डूब गया।", encoding="utf-8")
    two.write_text("The new bridge was opened by the mayor on Monday.", encoding="utf-8")
    told = []

    first = Assistant.build([one, str(two)], str(tmp_path / "index"), on_progress=told.append)
    assert told[-1].done == told[-1].total == 2
    assert first.search("Who opened the bridge?").hits[0].passage.article_id.startswith("two-")

    again = Assistant.build(str(one.parent), tmp_path / "index")
    assert list(again.index.articles()) == list(first.index.articles())


def test_building_from_nothing_is_refused_and_names_the_place(tmp_path):
    with pytest.raises(SourceError, match="nowhere"):
        Assistant.build(tmp_path / "nowhere", tmp_path / "index")


def test_opening_a_missing_index_names_the_place_and_the_command_that_makes_one(tmp_path):
    with pytest.raises(StoreError, match=r"no index in .*missing.*`assistant index ") as error:
        Assistant.open(tmp_path / "missing")
    assert isinstance(error.value, AssistantError)
    assert not (tmp_path / "missing").exists()


def test_a_model_that_did_not_make_the_index_is_refused(make_index):
    index = Index.open(make_index({"a.txt": "The river flooded the town."}))
    for other in (FakeEmbedder(name="another"), FakeEmbedder(salt="other weights"), FakeEmbedder(dimension=32)):
        with pytest.raises(ModelError, match="assistant index --full"):
            Assistant(index, other)


def test_two_threads_share_an_assistant(assistant):
    questions = [question for question, *_ in (*HINDI, *OTHER_LETTERS)]
    expected = [assistant.ask(question).text for question in questions]
    with ThreadPoolExecutor(2) as threads:
        assert [answer.text for answer in threads.map(assistant.ask, questions)] == expected
