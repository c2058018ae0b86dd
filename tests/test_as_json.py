import json
from dataclasses import replace
from datetime import date

import pytest

from assistant.as_json import answer_json, article_json, search_json
from assistant.core import Assistant
from index.models import Article
from index.storage.local import Index

QUESTION = "चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?"
ARTICLE = Article(
    id="a1",
    title="शीर्षक",
    text="पूरा लेख।",
    language="hi",
    path="/articles/a1.md",
    url="https://news.example/a1",
    source="समाचार",
    published=date(2024, 11, 2),
)
BARE = Article(id="a2", title="t", text="x", language="en")


@pytest.fixture(scope="module")
def assistant(seed_index, bundled_embedder):
    return Assistant(Index.open(seed_index), bundled_embedder)


def test_an_answer_has_exactly_the_promised_fields(assistant):
    value = answer_json(assistant.ask(QUESTION))
    assert list(value) == [
        *("question", "language", "found", "mode", "support", "text", "citations", "timings_ms"),
        *("confidence", "note", "sentences", "usage"),
    ]
    assert list(value["timings_ms"]) == ["embed", "retrieve", "answer", "total"]
    for citation in value["citations"]:
        assert list(citation) == [
            "number", "article_id", "title", "path", "url", "source", "published", "start", "end", "quote", "score",
            "answer_start", "answer_end", "also",
        ]  # fmt: skip


def test_an_answer_says_the_same_in_json_as_in_python(assistant):
    answer = assistant.ask(QUESTION)
    value = json.loads(json.dumps(answer_json(answer)))
    assert (value["question"], value["language"], value["found"], value["mode"]) == (QUESTION, "hi", True, "extractive")
    assert value["text"] == answer.text
    for told, citation in zip(value["citations"], answer.citations, strict=True):
        text = assistant.index.article(told["article_id"]).text
        assert text[told["start"] : told["end"]] == told["quote"] == citation.quote
        assert (told["number"], told["title"]) == (citation.number, citation.article.title)
        assert told["score"] == pytest.approx(citation.score, abs=1e-5)


def test_a_refusal_has_an_empty_list_of_citations(assistant):
    value = answer_json(assistant.ask("What is the capital of Peru?"))
    assert (value["found"], value["citations"]) == (False, [])


def test_a_citation_tells_where_its_article_is_from_and_its_day_in_iso(assistant):
    answer = assistant.ask(QUESTION)
    known = replace(ARTICLE, text=answer.citations[0].article.text)
    value = answer_json(replace(answer, citations=(replace(answer.citations[0], article=known),)))
    place = {key: value["citations"][0][key] for key in ("article_id", "title", "path", "url", "source", "published")}
    assert place == {
        "article_id": "a1",
        "title": "शीर्षक",
        "path": "/articles/a1.md",
        "url": "https://news.example/a1",
        "source": "समाचार",
        "published": "2024-11-02",
    }


def test_an_article_is_told_without_its_text_unless_asked_for():
    value = article_json(ARTICLE)
    assert list(value) == ["id", "title", "language", "path", "url", "source", "published"]
    assert value["published"] == "2024-11-02"
    known = {"date_source": None, "year": None, "author": None, "notes": []}
    assert article_json(ARTICLE, text=True) == {**value, **known, "text": "पूरा लेख।"}


def test_what_is_not_known_of_an_article_is_null():
    assert article_json(BARE) == {
        "id": "a2", "title": "t", "language": "en", "path": None, "url": None, "source": None, "published": None,
    }  # fmt: skip


def test_a_search_tells_its_passages_and_their_best_sentences_by_their_places(assistant):
    search = assistant.search(QUESTION, k=3)
    value = json.loads(json.dumps(search_json(search)))
    assert (value["question"], value["language"], len(value["hits"])) == (QUESTION, "hi", 3)
    for told, hit in zip(value["hits"], search.hits, strict=True):
        text = assistant.index.article(told["article_id"]).text
        assert text[told["start"] : told["end"]] == told["text"] == hit.passage.text
        best = told["sentence"]
        assert told["start"] <= best["start"] < best["end"] <= told["end"]
        assert told["title"] == search.articles[told["article_id"]].title
