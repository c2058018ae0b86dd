"""The way that most visitors go, in Firefox."""

import shutil

import pytest
from browsing import DESKTOP, PHONE
from firefox import firefox

QUESTION = "चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?"
ENTER = "\ue007"


@pytest.fixture
def tab(site, tmp_path):
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        pytest.skip("there is no Firefox on this machine: install firefox-esr")
    with firefox(path, tmp_path) as tab:
        yield tab


def ask(tab, question, number):
    """The text of the reply, the one of this number."""
    tab.click("#question textarea")
    tab.type(question + ENTER)
    is_whole = "!document.querySelector('#question .stop-button') && !!document.querySelector('#question .submit-button')"
    replies = "document.querySelectorAll('#chat .message.bot')"
    tab.until(f"{replies}.length === {number} && {is_whole} && {replies}[{number - 1}].textContent.trim().length > 1")
    return tab.value(f"{replies}[{number - 1}].innerText")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_question_is_asked_its_source_opened_and_the_conversation_kept(tab, site, size):
    tab.size(**size)
    tab.open(site.address)
    tab.until("!!document.querySelector('#chat .example') && !!document.querySelector('#question textarea')")
    assert tab.value("document.documentElement.lang") == "hi"
    assert "75वीं वर्षगांठ" in ask(tab, QUESTION, 1)
    citation = site.assistant.ask(QUESTION).citations[0]
    tab.click("#chat a[href*='#cit-1-1']")
    assert tab.until("document.querySelector('#cit-1-1.chosen mark')?.textContent") == citation.quote
    tab.click("#sources .source.chosen a.open")
    assert tab.until("document.querySelector('dialog[open] mark')?.textContent") == citation.quote
    assert tab.value("document.querySelector('dialog[open] .text').textContent") == citation.article.text
    tab.back()
    tab.until("!document.querySelector('dialog[open]') && !!document.querySelector('#chat .message.bot')")
    tab.open(site.address)
    assert "75वीं वर्षगांठ" in tab.until("document.querySelector('#chat .message.bot')?.innerText")
    assert "शोइगु" in ask(tab, "Who met Wang Yi in Beijing?", 2)
    assert tab.value("document.documentElement.scrollWidth <= innerWidth")
    assert not tab.errors
