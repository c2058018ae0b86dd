"""Days as people type them, the chips beside the question, and articles that a question is kept to."""

import json
from datetime import date

import pytest
from web_hazards import BIDI, HAZARDS, Page, assert_nothing_came_to_life

from assistant.core import Assistant
from assistant.options import DayError
from assistant.web.chat import article_of
from assistant.web.choosing import shown, ticked
from assistant.web.narrowing import Narrowing, chips
from index.models import ArticleFilter
from index.storage.local import Index

YEAR = date.today().year


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("2024-11-12", "2024-11-12", "2024-11-12"),
        ("२०२४-११-१२", "2024-11-12", "2024-11-12"),
        ("12 नवंबर 2024", "2024-11-12", "2024-11-12"),
        ("१२ नवम्बर २०२४", "2024-11-12", "2024-11-12"),
        ("November 12, 2024", "2024-11-12", "2024-11-12"),
        ("12/11/2024", "2024-11-12", "2024-11-12"),
        ("12.11.24", "2024-11-12", "2024-11-12"),
        ("Nov 2024", "2024-11-01", "2024-11-30"),
        ("फ़रवरी 2024", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        (" 12 nov ", f"{YEAR}-11-12", f"{YEAR}-11-12"),
        ("", None, None),
    ],
)
def test_days_are_read_as_people_type_them(typed, since, until):
    assert Narrowing(since=typed).filter().since == (since and date.fromisoformat(since))
    assert Narrowing(until=typed).filter().until == (until and date.fromisoformat(until))


@pytest.mark.parametrize("typed", ["31/02/2024", "2024-13-45", "abc", "कुछ", "nov 2024 abc", "15", "32.11.24", "2024" * 20])
def test_what_is_no_day_is_refused_and_never_ignored(typed):
    for given in (Narrowing(since=typed), Narrowing(until=typed)):
        with pytest.raises(DayError) as told:
            given.filter()
        assert typed.startswith(told.value.day)
        assert [chip.wrong for chip in chips(given, lambda name: None, "en")] == [True]


@pytest.fixture
def assistant(make_index, fake_embedder):
    lines = [
        {"id": "a", "title": "Bridge", "text": "The mayor opened a bridge.", "published": "2024-05-01", "source": "Daily"},
        {"id": "b", "title": "पुल", "text": "The mayor closed a bridge.", "published": "2023-05-01", "source": "भास्कर"},
    ]
    index = Index.open(make_index({"bulk.jsonl": "\n".join(map(json.dumps, lines))}))
    return Assistant(index, fake_embedder, min_confidence=0)


def test_chips_say_what_narrows_the_search_in_words(assistant):
    given = Narrowing("May 2024", "2024", "Daily", ("a", "b"))
    made = chips(given, lambda name: article_of(assistant, name), "en")
    words = ["from 1 May 2024", "until 31 December 2024", "Daily", "Bridge", "पुल"]
    assert [chip.words for chip in made] == words and not any(chip.wrong for chip in made)
    assert [chip.name for chip in made] == ["since", "until", "source", "article:a", "article:b"]
    page = Page(shown(assistant, given, "en"))
    assert all(each in page.words for each in words)
    assert shown(assistant, Narrowing(), "en").strip() == ""


def test_a_choice_that_no_article_is_in_says_so(assistant):
    assert "status" not in shown(assistant, Narrowing(since="2024"), "en")
    assert "status" in shown(assistant, Narrowing(since="2025"), "en")


@pytest.mark.parametrize("hazard", [*HAZARDS, BIDI])
def test_nothing_on_a_chip_comes_to_life(assistant, hazard):
    assert_nothing_came_to_life(Page(shown(assistant, Narrowing(hazard, hazard, hazard, (hazard,)), "hi")))


@pytest.mark.parametrize("chosen", ["a", "b"])
def test_a_question_is_kept_to_the_articles_that_were_chosen(assistant, chosen):
    found = assistant.search("Who opened the bridge?", only=ArticleFilter(articles=(chosen,)))
    assert {hit.passage.article_id for hit in found.hits} == {chosen}
    assert not assistant.index.has_articles(ArticleFilter(articles=("none",)))


def test_a_tick_adds_an_article_once_and_takes_it_off():
    assert ticked(("a",), "b", True) == ("a", "b") == ticked(("b", "a"), "b", True)
    assert ticked(("a", "b"), "a", False) == ("b",) and ticked((), "a", False) == ()
    assert len(ticked(tuple(map(str, range(60))), "x", True)) == 50
