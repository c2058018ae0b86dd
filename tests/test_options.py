"""How a question is asked: the same keywords wherever an Assistant takes a question."""

from datetime import date

import pytest
from fakes import FakeEmbedder

from assistant.core import Assistant
from assistant.options import DayError, read_filter
from index.models import ArticleFilter
from index.storage.local import Index


@pytest.fixture
def assistant(make_index):
    return Assistant(Index.open(make_index({"a.txt": "The river flooded the old town."})), FakeEmbedder(), min_confidence=0)


def test_every_way_to_ask_takes_the_same_options(assistant):
    options = {"language": "hi", "only": ArticleFilter(), "earlier": ["Which river?"]}
    question = "What did it flood?"
    assert assistant.ask(question, **options).language == "hi"
    assert assistant.search(question, k=1, **options).searched_for == "river What did it flood?"
    assert list(assistant.stream(question, **options))[-1].answer.language == "hi"
    assert [answer.language for answer in assistant.batch([question], **options)] == ["hi"]


async def test_the_ways_that_do_not_block_take_them_too(assistant):
    assert (await assistant.aask("What flooded?", language="hi")).language == "hi"


@pytest.mark.parametrize("ask", ["ask", "search"])
def test_a_misspelt_option_is_refused_and_the_right_ones_named(assistant, ask):
    with pytest.raises(TypeError, match=r"no option langauge.* language, only, earlier"):
        getattr(assistant, ask)("What flooded?", langauge="hi")


# Days and sources as they are typed.


def test_days_and_a_source_make_a_filter():
    assert read_filter("2024-01-31", " 2024-02-01 ", "Daily") == ArticleFilter(date(2024, 1, 31), date(2024, 2, 1), "Daily")
    assert read_filter("", None, "") == read_filter(None, "  ", None) == ArticleFilter()
    assert read_filter("2024-01-31", "2024-01-31", None).since == date(2024, 1, 31)
    assert read_filter(None, None, "a\udcff").source == "a?"


@pytest.mark.parametrize("day", ["yesterday", "2024-02-30", "31-01-2024", "2024", "कल", "\udcff", "9" * 100_000, "0000-01-01"])
def test_what_is_no_day_is_told_with_how_to_write_one(day):
    for since, until in ((day, None), (None, day)):
        with pytest.raises(DayError, match=r"is not a date: write it as 2024-01-31\.") as error:
            read_filter(since, until, None)
        assert error.value.reason == "bad_day" and len(str(error.value)) < 150
        str(error.value).encode()


def test_days_the_wrong_way_round_are_told():
    with pytest.raises(DayError, match="2024-02-02 is after 2024-01-01") as error:
        read_filter("2024-02-02", "2024-01-01", None)
    assert error.value.reason == "crossed_days"
