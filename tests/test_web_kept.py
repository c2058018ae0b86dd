"""What a visitor's device keeps of a conversation, what comes back from it, and what is taken elsewhere."""

import asyncio
import json
from dataclasses import replace

import pytest
import regex
from fakes import saying
from markdown_it import MarkdownIt
from web_hazards import BIDI, HAZARDS, Page, assert_nothing_came_to_life

from assistant.answering.examples import Examples
from assistant.core import Assistant
from assistant.phrases import page_text
from assistant.web.chat import Wishes, append, article_of, growing_turn
from assistant.web.copying import export_html, export_markdown
from assistant.web.kept import record, turns_of
from assistant.web.messages import messages
from assistant.web.sources import panel
from assistant.web.turns import Turn
from index.storage.local import Index

TEXT = "The river flooded the old town on Monday. बाढ़ में पुल बह गया।"


@pytest.fixture
def over(make_index, fake_embedder):
    def over(text=TEXT, llm=None, **fields):
        line = {"id": "a", "text": text, "title": "A title", "published": "2024-05-01", "source": "Daily", **fields}
        return Assistant(Index.open(make_index({"bulk.jsonl": json.dumps(line)})), fake_embedder, min_confidence=0, llm=llm)

    return over


def ask(assistant, message, turns=()):
    async def grow():
        return [turn async for turn in growing_turn(assistant, Examples(assistant), message, turns, Wishes("en"))]

    return append(turns, asyncio.run(grow())[-1])


def through_json(turns, find):
    return turns_of(turns[0].conversation, json.loads(json.dumps([record(turn) for turn in turns])), find)


def finding(assistant):
    return lambda name: article_of(assistant, name)


@pytest.mark.parametrize("llm", [None, "The river flooded the town. [1] It cost 5 crore."])
def test_a_conversation_comes_back_as_it_was(over, llm):
    assistant = over(llm=saying(llm) if llm else None)
    turns = ask(assistant, "Which town did the river flood?")
    turns = ask(assistant, "What did the river flood on Monday?", turns)
    turns = append(turns, Turn("?!", problem="No", problems={"hi": "नहीं", "en": "No"}))
    back = through_json(turns, finding(assistant))
    assert messages(back, "en") == messages(turns, "en") and panel(back, "hi") == panel(turns, "hi")
    assert [turn.id for turn in back] == [turn.id for turn in turns]
    assert {turn.conversation for turn in back} == {turns[0].conversation}
    assert "नहीं" in messages(back, "hi")[-1]["content"]


def test_no_text_of_an_article_but_the_quotes_is_kept(over):
    (turn,) = ask(over(TEXT + " Nobody asked for this." * 50), "Which town did the river flood?")
    assert len(json.dumps(record(turn))) < 4_000
    assert "path" not in json.dumps(record(turn))


def test_a_quote_is_found_where_its_article_says_it_now(over):
    turns = ask(over(), "Which town did the river flood?")
    (citation,) = turns[0].answer.citations
    moved = replace(citation.article, text="Something new stands here. " + citation.article.text)
    ((turn,), (gone,)) = (through_json(turns, find) for find in (lambda name: moved, lambda name: None))
    (found,) = turn.answer.citations
    assert found.article is moved and moved.text[found.start : found.end] == citation.quote
    assert gone.answer.citations[0].article.text == citation.quote == gone.answer.citations[0].quote
    assert gone.answer.citations[0].article.title == citation.article.title


def test_a_question_that_was_being_answered_comes_back_as_stopped():
    (back,) = through_json((Turn("Who?", stage="searching"),), lambda name: None)
    assert back.stopped and not back.unfinished


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: None,
        lambda kept: [],
        lambda kept: "text",
        lambda kept: {**kept, "id": None, "question": None, "answer": 5},
        lambda kept: {**kept, "answer": {**kept["answer"], "mode": "other"}},
        lambda kept: {**kept, "answer": {**kept["answer"], "language": "fr"}},
        lambda kept: {**kept, "answer": {**kept["answer"], "citations": [{}]}},
        lambda kept: {**kept, "answer": {**kept["answer"], "citations": kept["answer"]["citations"] * 2}},
        lambda kept: {**kept, "answer": {**kept["answer"], "sections": [["x"]]}},
        lambda kept: {key: value for key, value in kept.items() if key != "question"},
    ],
)
def test_what_is_no_record_is_left_out(over, change):
    assistant = over()
    (turn,) = ask(assistant, "Which town did the river flood?")
    kept = json.loads(json.dumps(record(turn)))
    back = turns_of("c", [change(kept), kept], finding(assistant))
    assert [each.question for each in back] == [turn.question]
    messages(back, "hi")


@pytest.mark.parametrize("hazard", [*HAZARDS, BIDI])
def test_a_record_that_was_tampered_with_brings_nothing_to_life(over, hazard):
    (turn,) = ask(over(), "Which town did the river flood?")
    told = json.dumps(record(turn))
    for words in ("The river flooded the old town on Monday.", "A title", "Daily", "The articles say:"):
        told = told.replace(json.dumps(words)[1:-1], json.dumps(f"x {hazard} x")[1:-1])
    kept = json.loads(told)
    kept["answer"]["citations"][0]["answer"] = None
    kept["answer"]["citations"][0]["article"]["url"] = f"javascript:alert('{hazard}')"
    back = turns_of("c", [kept], lambda name: None)
    assert back
    for html in (messages(back, "hi")[1]["content"], panel(back, "hi")):
        assert_nothing_came_to_life(Page(html))


@pytest.mark.parametrize("hazard", [*HAZARDS, BIDI])
def test_an_exported_conversation_is_text_whatever_shows_it(over, hazard):
    turns = ask(over(f"The river {hazard} flooded the town", title=hazard, source=hazard), "Which town did the river flood?")
    html = Page(export_html(hazard, turns, "en"))
    shown = Page(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(export_markdown(hazard, turns, "en")))
    plain = regex.sub("[\u202a-\u202e\u2066-\u2069]", "", turns[0].answer.citations[0].quote)
    assert html.tags <= {"html", "head", "meta", "title", "style", "body", "h1", "section", "p", "strong", "b", "ul", "li"}
    assert shown.tags <= {"h1", "p", "strong", "ul", "ol", "li"}
    assert plain in html.words and " ".join(plain.split()) in " ".join(shown.words.split())


def test_an_export_names_question_quotes_titles_and_days(over):
    turns = ask(over(url="https://news.example.org/a b"), "Which town did the river flood?")
    markdown, html = export_markdown("Floods", turns, "en"), export_html("Floods", turns, "en")
    assert markdown.startswith("# Floods\n\n**Which town did the river flood?**\n")
    assert "1. A title (Daily, 1 May 2024) <https://news.example.org/a%20b>" in markdown
    assert '<a href="https://news.example.org/a b">A title</a> (Daily, 1 May 2024)' in html and "<li>" in html
    assert page_text("sources", "en") in html


def test_an_article_that_is_not_there_is_none(over):
    assistant = over()
    assert article_of(assistant, "a").id == "a" and article_of(assistant, "b") is None
