"""How a question is asked: the same keywords wherever an Assistant takes a question."""

import pytest
from fakes import FakeEmbedder

from assistant.core import Assistant
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
