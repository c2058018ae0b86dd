import json
import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import regex
from fakes import FakeEmbedder
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.core import Assistant
from assistant.phrases import phrase
from assistant.web import ServeError, build_page, escape, reply, serve
from index import bundled
from index.store import Index

CHROMIUM = Path("/usr/bin/chromium")
QUESTION = "चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?"
HAZARDS = [
    "<script>alert(1)</script>",
    '<img src="http://evil.example/x.png" onerror="alert(1)">',
    "</blockquote></details><iframe src=//evil.example></iframe>",
    "[click](javascript:alert(1))",
    "![](http://evil.example/pixel.png)",
    "[ref]: http://evil.example 'title'",
    "<http://evil.example/auto>",
    "http://evil.example/bare and www.evil.example and spy@evil.example",
    "`code` ```fence``` **bold** _thin_ ~~gone~~ | a | b |",
    "&lt;b&gt; &amp;copy; &#60;script&#62;",
    "\\*stars\\* \\\\[x\\](y)",
    "# not a heading - not a list 1. not a number",
    "{{ template }} ${value}",
]
_TAGS = {"p", "br", "strong", "em", "span", "div", "details", "summary", "blockquote", "mark", "a", "ul", "ol", "li", "hr"}


class _Page(HTMLParser):
    """The words that a browser shows, the tags that came to life, and where they lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.tags, self.attributes = "", set(), []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words += data


def shown(markdown: str) -> _Page:
    """Markdown as a chat with tables, strikethrough and raw HTML shows it."""
    return _Page(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown))


def assert_nothing_came_to_life(page: _Page) -> None:
    assert page.tags <= _TAGS
    assert not [(name, value) for name, value in page.attributes if name.startswith("on") or name in ("src", "style")]
    assert all((value or "").startswith("#") for name, value in page.attributes if name == "href")


@pytest.fixture(scope="module")
def assistant(seed_index, bundled_embedder):
    return Assistant(Index.open(seed_index), bundled_embedder)


@pytest.fixture
def over(make_index, fake_embedder):
    """An assistant over one article of one sentence, found by asking for exactly this sentence."""

    def over(text, **fields):
        index = make_index({"bulk.jsonl": json.dumps({"id": "a", "text": text, "title": "A title", **fields})})
        return Assistant(Index.open(index), fake_embedder)

    return over


@pytest.mark.parametrize("question", [QUESTION, "When did Putin and Li Qiang meet?"])
def test_an_answer_grows_by_sentences_and_ends_with_every_quote_and_its_article(assistant, question):
    states = list(reply(assistant, question))
    citations = assistant.ask(question).citations
    assert len(states) > len(citations) > 0
    assert all(later.startswith(earlier) and later != earlier for earlier, later in zip(states, states[1:], strict=False))
    page = shown(states[-1])
    for citation in citations:
        assert f"{citation.quote} [{citation.number}]" in page.words
        assert citation.article.title in page.words
    assert_nothing_came_to_life(page)


def test_each_step_of_a_growing_answer_shows_whole_markers_only(assistant):
    for state in reply(assistant, QUESTION):
        assert state.count("[") == state.count("]")
        assert_nothing_came_to_life(shown(state))


def test_a_refusal_is_one_step_that_names_the_nearest_articles(assistant):
    (state,) = reply(assistant, "What is the capital of Peru?")
    answer = assistant.ask("What is the capital of Peru?")
    page = shown(state)
    assert phrase("not_found", "en") in page.words
    assert all(article.title in page.words for article in answer.nearest)


@pytest.mark.parametrize("hazard", HAZARDS)
def test_escaped_text_is_shown_as_it_is(hazard):
    page = shown(escape(hazard))
    assert page.words.strip() == hazard
    assert page.tags <= {"p"}


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]) | st.sampled_from(" `*_[]()#+-.!|~$<>&:/@=\"'1")))
def test_any_escaped_line_is_shown_as_it_is(text):
    line = text.strip()
    page = shown(escape(line))
    assert page.words.strip() == line
    assert page.tags <= {"p"}


@pytest.mark.parametrize("hazard", HAZARDS)
def test_markup_in_an_article_stays_text_where_it_is_quoted(over, hazard):
    sentence = f"The river {hazard} flooded the town"
    answering = over(sentence, title=hazard, source=hazard)
    answer = answering.ask(sentence)
    assert answer.found, "a question that repeats the article must be answered"
    page = shown(list(reply(answering, sentence))[-1])
    assert_nothing_came_to_life(page)
    assert page.words.count(answer.citations[0].quote) >= 2
    assert answer.citations[0].article.title in page.words


@pytest.mark.parametrize("hazard", HAZARDS)
def test_markup_in_a_title_stays_text_where_the_article_is_only_the_nearest(make_index, hazard):
    # Only scores of the built-in model are calibrated, and lead to a refusal.
    calibrated = FakeEmbedder(name=bundled.NAME, dimension=384)
    line = {"id": "a", "text": "The mayor opened a bridge.", "title": hazard, "source": hazard}
    index = make_index({"bulk.jsonl": json.dumps(line)}, embedder=calibrated)
    refusing = Assistant(Index.open(index), calibrated)
    answer = refusing.ask("क्या कल बारिश होगी?")
    assert not answer.found
    page = shown(list(reply(refusing, "क्या कल बारिश होगी?"))[-1])
    assert_nothing_came_to_life(page)
    assert answer.nearest[0].title in page.words


@pytest.mark.parametrize("message", ["", "   ", "<>[]()!`*_", "![](:/..)<>", "🎉", "x" * 100_000])
def test_what_is_no_question_is_answered_with_the_reason_as_text(over, message):
    (state,) = reply(over("The mayor opened a bridge."), message)
    page = shown(state)
    assert page.words.startswith("The question ")
    assert page.tags <= {"p"}


def test_a_failure_nobody_foresaw_is_told_without_its_details(over, fake_embedder, caplog):
    failing = over("The mayor opened a bridge.")
    failing.index.close()
    (state,) = reply(failing, "Who opened the bridge?")
    assert shown(state).words.strip() == phrase("failed", "hi")
    assert "The question could not be answered" in caplog.text


def test_a_port_that_is_taken_is_named(seed_index):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=rf"127\.0\.0\.1, port {port}"):
            serve(seed_index, "127.0.0.1", port, 0.4)


@contextmanager
def served(assistant):
    """The page over an assistant, served at a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    page = build_page(assistant)
    _, address, _ = page.launch(server_name="127.0.0.1", server_port=port, prevent_thread_lock=True, quiet=True, share=False)
    yield address
    page.close()


@pytest.fixture(scope="module")
def address(assistant):
    with served(assistant) as address:
        yield address


def test_a_client_asks_the_served_page(address, assistant):
    from gradio_client import Client

    client = Client(address, verbose=False)
    for question in (QUESTION, "When did Putin and Li Qiang meet?"):
        page = shown(client.predict(question, api_name="/ask"))
        assert all(citation.quote in page.words for citation in assistant.ask(question).citations)


@dataclass
class Visit:
    """A page in the browser, and what it did behind the visitor's back."""

    page: Any
    addresses: list[str] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)

    def ask(self, address, question, quote):
        """The words on the page once the quote stands in the sources."""
        self.page.goto(address)
        box = self.page.get_by_placeholder(phrase("chat_placeholder", "hi"))
        box.fill(question)
        box.press("Enter")
        self.page.locator("blockquote", has_text=quote).wait_for(timeout=60_000)
        return self.page.locator("body").inner_text()

    def hosts(self):
        return {urlsplit(address).hostname for address in self.addresses if urlsplit(address).hostname}


@pytest.fixture
def visit():
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    flags = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    flags += " --disable-component-update --disable-sync"
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=flags.split())
        visit = Visit(browser.new_context(locale="hi-IN").new_page())
        visit.page.on("request", lambda request: visit.addresses.append(request.url))
        visit.page.on("websocket", lambda opened: visit.addresses.append(opened.url))
        visit.page.on("pageerror", lambda error: visit.surprises.append(str(error)))
        visit.page.on("dialog", lambda dialog: (visit.surprises.append(dialog.message), dialog.dismiss()))
        yield visit
        browser.close()


def test_a_visitor_sees_the_quote_and_its_article_and_nothing_leaves_this_machine(address, assistant, visit):
    citation, *_ = assistant.ask(QUESTION).citations
    words = visit.ask(address, QUESTION, citation.quote)
    assert f"{citation.quote} [{citation.number}]" in words
    assert citation.article.title in words
    assert visit.hosts() == {"127.0.0.1"}
    assert not visit.surprises


def test_markup_in_an_article_stays_text_in_the_browser(over, visit):
    hazards = " ".join(HAZARDS)
    question = " ".join(regex.findall(r"[\p{L}\p{N}]+", hazards))
    hostile = over(hazards, title=hazards)
    quote = hostile.ask(question).citations[0].quote
    with served(hostile) as address:
        words = visit.ask(address, question, quote)
    assert words.count(quote) >= 2
    assert hostile.index.article("a").title in words
    chat = visit.page.locator(".message.bot")
    assert chat.count() == 1
    assert chat.locator("img[src*=evil], script, iframe, code, table, h1, a[href*=evil], a[href^=javascript]").count() == 0
    assert visit.hosts() == {"127.0.0.1"}
    assert not visit.surprises
