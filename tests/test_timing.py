"""The time that is asked for, in the answer: over made-up articles, with the real model."""

from datetime import date

import pytest

from assistant import Assistant
from assistant import looking_up as looking_up_module
from assistant.phrases import phrase
from index.storage.local import Index


@pytest.fixture(scope="module")
def assistant(answering_index, bundled_embedder):
    return Assistant(Index.open(answering_index), bundled_embedder)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """The questions are asked on one day."""

    class Day(date):
        @classmethod
        def today(cls):
            return date(2026, 11, 22)

    monkeypatch.setattr(looking_up_module, "date", Day)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("असम के वर्तमान राज्यपाल कौन हैं?", "gov-2025"),
        ("Who is the current governor of Assam?", "gov-2025"),
        ("abhi Jaipur mein petrol ka daam kya hai?", "petrol-2026"),
        ("आज की तारीख में जयपुर में पेट्रोल का दाम क्या है?", "petrol-2026"),
        ("What is the repo rate now?", "repo-2026"),
        ("Who is the mayor of Nagpur at present?", "mayor-2025"),
    ],
)
def test_what_holds_now_is_told_by_the_newest_article_that_answers_with_its_day(assistant, question, article):
    answer = assistant.ask(question)
    best = answer.citations[0]
    assert (best.article.id, best.dated) == (article, True)
    assert f"[1] ({best.article.published})" in answer.text


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("2021 से पहले असम के राज्यपाल कौन थे?", "gov-2019"),
        ("Who was the governor of Assam before 2021?", "gov-2019"),
        ("2023 ke baad Assam ka rajyapal kaun bana?", "gov-2025"),
        ("2021 और 2023 के बीच असम के राज्यपाल कौन बने?", "gov-2022"),
        ("Between January 2025 and March 2025, what was the repo rate?", "repo-2025"),
        ("पिछले साल नवंबर में किस मंत्री ने इस्तीफ़ा दिया?", "nov-2025"),
        ("Which minister resigned last year in November?", "nov-2025"),
        ("2023 में किस मंत्री ने इस्तीफ़ा दिया?", "nov-2023"),
    ],
)
def test_the_articles_of_the_time_that_is_asked_for_answer(assistant, question, article):
    assert assistant.ask(question).citations[0].article.id == article


@pytest.mark.parametrize(
    "question", ["What happened on 13 November 2024?", "13 नवंबर 2024 को क्या हुआ?", "13 november 2024 ko kya hua?"]
)
def test_what_happened_on_a_day_is_what_the_articles_of_that_day_begin_with(assistant, question):
    answer = assistant.ask(question)
    assert answer.found and {citation.article.id for citation in answer.citations} == {"day-1", "day-2"}
    assert "2024-11-13" in answer.text


def test_what_happened_on_a_day_without_articles_is_not_made_up(assistant):
    assert not assistant.ask("What happened on 2 February 1999?").found


@pytest.mark.parametrize("question", ["What burned in Sonepur last year?", "What did the fire in Sonepur destroy last year?"])
def test_that_no_article_is_of_the_time_is_said_with_what_there_is(assistant, question):
    answer = assistant.ask(question)
    assert answer.text.startswith(phrase("answer_of_other_time", "en"))
    assert answer.citations[0].article.id == "fire-2021" and "(2021-12-04)" in answer.text


def test_it_is_not_said_where_one_is(assistant):
    answer = assistant.ask("What burned in Sonepur in 2021?")
    assert answer.text.startswith(phrase("answer", "en"))


def test_when_something_was_may_be_the_day_of_the_article(assistant):
    assert "[1] (2020-11-10)" in assistant.ask("When was the Dobra bridge opened?").text
    told = assistant.ask("रोहिणी-7 का प्रक्षेपण कब हुआ?").citations[0]
    assert "14 मार्च 2021" in told.quote and not told.dated


@pytest.mark.parametrize(
    ("question", "name", "newest"),
    [
        ("पुष्कर मेले में कितने पशु आए?", "fair", "63 हज़ार"),
        ("How many rhinos are in Kaziranga?", "census", "1604"),
    ],
)
def test_a_report_of_every_year_leads_with_the_newest_and_leaves_room(assistant, question, name, newest):
    citations = assistant.ask(question).citations
    assert newest in citations[0].quote and citations[0].dated
    counted = [one for one in citations if "हज़ार" in one.quote or "counted" in one.quote]
    assert len(citations) == 3 and len(counted) <= 2
    days = [one.article.published for one in counted]
    assert days == sorted(days, reverse=True)


def test_a_year_that_is_asked_for_goes_before_the_newest(assistant):
    assert "1498" in assistant.ask("How many rhinos were counted in Kaziranga in 2023?").citations[0].quote
    assert "44 हज़ार" in assistant.ask("2022 में पुष्कर मेले में कितने पशु आए?").citations[0].quote


@pytest.mark.parametrize("question", ["When did Xi and Putin last talk?", "शी और पुतिन ने आख़िरी बार कब बात की?"])
def test_what_happened_last_is_told_by_the_newest_even_if_only_its_year_is_known(seed_index, bundled_embedder, question):
    best = Assistant(Index.open(seed_index), bundled_embedder).ask(question).citations[0]
    assert (best.article.published, best.article.year, best.dated) == (None, 2026, True)
