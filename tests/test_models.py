from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import Citation
from index.models import Article

TEXT = "शी ने पुतिन से बात की। Xi spoke with Putin. 🙂 अंत।"
ARTICLE = Article(id="a", title="t", text=TEXT, language="hi")
SENTENCE = "Xi spoke with Putin."
START = TEXT.index(SENTENCE)


def cite(start, end, quote, article=ARTICLE):
    return Citation(1, article, start, end, quote, 0.9)


def test_a_citation_holds_a_place_and_what_the_article_says_there():
    citation = cite(START, START + len(SENTENCE), SENTENCE)
    assert citation.article.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [
        pytest.param(START + 1, START + len(SENTENCE), SENTENCE, id="begins late"),
        pytest.param(START, START + len(SENTENCE) + 1, SENTENCE, id="ends late"),
        pytest.param(START, START + len(SENTENCE), SENTENCE.replace("spoke", "fought"), id="other words"),
        pytest.param(START, START + len(SENTENCE), SENTENCE + " ", id="a space more"),
        pytest.param(10_000, 10_020, SENTENCE, id="beyond the text"),
        pytest.param(START, START, "", id="nothing"),
        pytest.param(START + len(SENTENCE), START, SENTENCE, id="backwards"),
    ],
)
def test_a_citation_whose_place_says_something_else_is_refused(start, end, quote):
    with pytest.raises(ValueError, match="article 'a' does not say"):
        cite(start, end, quote)


def test_offsets_count_characters_and_not_bytes():
    in_bytes = len(TEXT[:START].encode())
    with pytest.raises(ValueError, match="does not say"):
        cite(in_bytes, in_bytes + len(SENTENCE.encode()), SENTENCE)


@given(st.text(min_size=1), st.data())
def test_a_citation_is_made_exactly_where_the_text_has_the_quote(text, data):
    article = Article(id="a", title="t", text=text, language="en")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(0, len(text)))
    quote = data.draw(st.sampled_from([text, text[start:end], text[::-1], text[start : end + 1]]) | st.text(max_size=3))
    if quote and text[start:end] == quote:
        assert cite(start, end, quote, article).quote == quote
    else:
        with pytest.raises(ValueError, match="does not say"):
            cite(start, end, quote, article)


def test_a_citation_can_not_be_changed():
    citation = cite(START, START + len(SENTENCE), SENTENCE)
    with pytest.raises(FrozenInstanceError):
        citation.quote = "something else"
