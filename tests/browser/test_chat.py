"""What a visitor does with the page, in a real browser."""

import json
from threading import Event

import pytest
from browsing import PHONE
from fakes import HeldChatModel

from assistant.core import Assistant
from assistant.phrases import page_text, phrase
from index.storage.local import Index

QUESTION = "चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?"


def button(visit, name):
    """One of the chat's buttons, which lose their places to others as a conversation goes on."""
    return visit.page.locator(f"#chat button[title='{page_text(name, 'hi')}']")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param(QUESTION, "75वीं वर्षगांठ", id="Hindi"),
        pytest.param("Who met Wang Yi in Beijing?", "शोइगु", id="English"),
        pytest.param("shoigu beijing kab gaye?", "12 नवंबर", id="Hindi in Latin letters"),
    ],
)
def test_a_question_is_answered_with_markers(visit, question, words):
    reply = visit.ask(question)
    assert words in reply.inner_text()
    assert reply.locator("a[href*='#cit-1-']").count() >= 1


def test_a_follow_up_is_asked_with_its_topic(visit):
    visit.ask("शी और पुतिन ने क्या बात की?")
    reply = visit.ask("और उन्होंने यूक्रेन के बारे में क्या कहा?")
    assert "शी पुतिन यूक्रेन के बारे में क्या कहा?" in reply.inner_text()
    assert "यूक्रेन में विस्तार नहीं करेगा" in reply.inner_text()


def test_a_marker_opens_its_source_and_the_whole_article_at_the_quote(visit, site):
    reply = visit.ask(QUESTION)
    citation = site.assistant.ask(QUESTION).citations[-1]
    name = f"cit-1-{citation.number}"
    reply.locator(f"a[href*='#{name}']").click()
    source = visit.page.locator(f"#{name}")
    assert "chosen" in source.get_attribute("class")
    assert source.locator("mark").text_content() == citation.quote
    assert citation.article.text[citation.start : citation.end] == citation.quote
    visit.page.locator("#sources .source.chosen a.open").click()
    dialog = visit.page.locator("dialog[open]")
    assert dialog.locator("mark").text_content() == citation.quote
    assert dialog.locator(".text").text_content() == citation.article.text
    inside = "m => { const a = m.getBoundingClientRect(), b = m.closest('.text').getBoundingClientRect(); "
    assert dialog.locator("mark").evaluate(inside + "return a.top >= b.top && a.top <= b.bottom }")
    visit.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")


def test_hovering_over_a_marker_shows_its_source(visit):
    reply = visit.ask(QUESTION)
    reply.locator("a[href*='#cit-1-1']").hover()
    visit.page.locator("#cit-1-1.chosen").wait_for()


def test_a_refusal_looks_like_one_and_offers_ways_on(visit):
    reply = visit.ask("पेरू की राजधानी क्या है?")
    assert phrase("not_found", "hi") in reply.locator(".refusal").inner_text()
    reply.locator("a[href*='#near-1-1']").click()
    visit.page.locator("dialog[open]").wait_for()
    visit.page.keyboard.press("Escape")
    option = visit.page.locator("#chat .option").first
    question = option.inner_text().strip()
    option.click()
    assert visit.wait_for_reply(2).locator("a[href*='#cit-2-']").count() >= 1
    assert question in visit.page.locator("#chat .message.user").last.inner_text()


def test_an_example_of_the_empty_page_is_answered(visit):
    example = visit.page.locator("#chat .example").first
    example.click()
    assert visit.wait_for_reply(1).locator("a[href*='#cit-1-']").count() >= 1


def test_the_switch_changes_the_language_and_keeps_the_conversation(visit):
    visit.ask(QUESTION)
    assert visit.page.locator("#header h1").inner_text() == page_text("title", "hi")
    visit.page.locator("#language label").last.click()
    visit.page.get_by_text(page_text("filters", "en")).wait_for()
    visit.page.locator("#sources h2", has_text=page_text("sources", "en")).wait_for()
    words = visit.page.locator("#top, #tabs").all_inner_texts()
    assert page_text("title", "en") in " ".join(words)
    assert page_text("filters", "hi") not in " ".join(words)
    assert QUESTION in " ".join(words)
    visit.page.locator("html[lang=en]").wait_for()
    visit.page.wait_for_function("[...document.querySelectorAll('#chat button[title]')].every(b => !/[ऀ-ॿ]/.test(b.title))")


def test_an_english_browser_is_greeted_in_english(new_visit, site):
    visit = new_visit(locale="en-US").open(site)
    visit.page.locator("#header h1", has_text=page_text("title", "en")).wait_for()
    visit.page.get_by_placeholder(page_text("question_placeholder", "en")).wait_for()


def test_bad_input_is_told_in_a_sentence(visit):
    box = visit.page.locator("#question textarea")
    visit.send(" ")
    visit.page.locator("#told", has_text=page_text("no_question", "hi")).wait_for()
    visit.send("क" * 100_000)
    visit.page.locator("#told", has_text=page_text("too_long", "hi", limit="2,000")).wait_for()
    assert box.input_value() == "क" * 100_000, "what was refused stays to be edited"
    assert visit.page.locator("#chat .message").count() == 0
    visit.page.get_by_text(page_text("filters", "hi")).click()
    visit.page.locator("#since textarea, #since input").first.fill("2024-13-45")
    visit.page.locator("#chips .wrong", has_text="2024-13-45").wait_for()
    assert page_text("bad_day", "hi", day="2024-13-45") in visit.ask(QUESTION).inner_text()
    assert visit.page.locator("#told p").count() == 0


def test_retry_edit_and_clear(visit, site, monkeypatch):
    asked, go = [], Event()
    search = site.assistant.search

    def held(question, **wishes):
        asked.append(question)
        go.wait(20)
        return search(question, **wishes)

    monkeypatch.setattr(site.assistant, "search", held)
    go.set()
    visit.ask(QUESTION)
    go.clear()
    button(visit, "retry").click()
    visit.page.locator("#chat .message.bot", has_text="…").wait_for()
    go.set()
    visit.wait_for_reply(1)
    button(visit, "edit").click()
    area = visit.page.locator("#chat textarea")
    assert area.input_value() == QUESTION
    area.fill("शोइगु बीजिंग कब गए?")
    button(visit, "send").click()
    visit.page.locator("#chat .message.bot", has_text="12 नवंबर").wait_for()
    visit.wait_for_reply(1)
    offered = "शोइगु बीजिंग कब गए?"
    assert [each for each in asked if each in (QUESTION, offered)] == [QUESTION, QUESTION, offered]
    button(visit, "clear").click()
    visit.page.locator("#chat .example").first.wait_for()
    visit.page.locator("#sources", has_text=page_text("sources_empty", "hi")).wait_for()


def test_an_answer_that_is_stopped_stays_as_far_as_it_got_and_can_be_asked_again(
    new_visit, serve, seed_index, bundled_embedder
):
    go = Event()
    model = HeldChatModel(pieces=["चीन और रूस राजनयिक संबंधों की 75वीं वर्षगांठ ", "मना रहे हैं। [1]"], asked=[], go=go)
    visit = new_visit().open(serve(Assistant(Index.open(seed_index), bundled_embedder, llm=model)))
    visit.send(QUESTION)
    reply = visit.page.locator("#chat .message.bot")
    reply.locator("p", has_text="चीन और रूस").wait_for()
    assert not any(each.is_visible() for each in (button(visit, "retry"), button(visit, "edit"), button(visit, "clear")))
    visit.page.locator("#question .stop-button").click()
    reply.locator(".problem", has_text=page_text("stopped", "hi")).wait_for()
    assert not go.is_set()
    assert visit.wait_for_reply(1).inner_text().startswith("चीन और रूस")
    go.set()
    button(visit, "retry").click()
    reply.locator("a[href*='#cit-1-1']").first.wait_for()
    assert "75वीं वर्षगांठ" in visit.wait_for_reply(1).inner_text()


def test_a_vote_becomes_a_line_and_an_answer_can_be_copied(visit, site):
    reply = visit.ask(QUESTION)
    button(visit, "like").click()
    visit.page.get_by_text(page_text("thanks", "hi")).wait_for()
    *_, line = (site.data / "votes.jsonl").read_text(encoding="utf-8").splitlines()
    vote = json.loads(line)
    assert (vote["question"], vote["vote"], vote["language"]) == (QUESTION, "up", "hi")
    assert vote["articles"] and vote["time"] and "75वीं" in vote["answer"]
    button(visit, "dislike").click()
    visit.page.wait_for_timeout(500)
    *_, line = (site.data / "votes.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["vote"] == "down" and json.loads(line)["question"] == QUESTION
    reply.locator("a[href='#copy-1'], a[href$='#copy-1']").click()
    reply.locator("a", has_text=page_text("copied", "hi")).wait_for()
    kinds = """async () => {
        const [item] = await navigator.clipboard.read()
        const of = async kind => (await item.getType(kind)).text()
        return [await of('text/plain'), await of('text/html')]
    }"""
    plain, html = visit.page.evaluate(kinds)
    citation = site.assistant.ask(QUESTION).citations[0]
    assert (
        QUESTION in plain and f"- {citation.quote} [1]" in plain.replace("**", "") and f"1. {citation.article.title}" in plain
    )
    assert "<li>" in html and QUESTION in html and citation.article.title in html
    assert citation.quote in reply.inner_text()


def test_two_visitors_have_separate_conversations(new_visit, site):
    one, two = new_visit().open(site), new_visit().open(site)
    one.ask("शी और पुतिन ने क्या बात की?")
    reply = two.ask("और उन्होंने यूक्रेन के बारे में क्या कहा?")
    assert "शी पुतिन" not in reply.inner_text()
    assert one.page.locator("#chat .message.user").count() == two.page.locator("#chat .message.user").count() == 1
    assert "यूक्रेन के बारे में" not in one.page.locator("#chat").inner_text()


def test_the_page_can_be_used_with_the_keyboard_alone(visit):
    page = visit.page
    page.locator("#question textarea").focus()
    page.keyboard.type("शोइगु बीजिंग कब गए?")
    page.keyboard.press("Enter")
    visit.wait_for_reply(1)
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if "#cit-1-" in (page.evaluate("document.activeElement.getAttribute('href')") or ""):
            break
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.classList.contains('quoted')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "#cit-1-" in page.evaluate("document.activeElement.getAttribute('href')"), "the number leads back to its marker"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.classList.contains('quoted')")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('open')"):
            break
    page.keyboard.press("Enter")
    page.locator("dialog[open] mark").wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")


def test_a_phone_shows_everything_in_one_column(new_visit, site):
    visit = new_visit(viewport=PHONE, has_touch=True, is_mobile=True).open(site)
    reply = visit.ask(QUESTION)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    chat, sources = (visit.page.locator(name).bounding_box() for name in ("#chat", "#sources"))
    assert sources["y"] >= chat["y"] + chat["height"]
    reply.locator("a[href*='#cit-1-1']").tap()
    visit.page.wait_for_function(
        "document.querySelector('#cit-1-1').getBoundingClientRect().top < window.innerHeight", timeout=5_000
    )


@pytest.mark.parametrize("locale", ["hi-IN", "en-US"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(new_visit, site, scheme, locale):
    from axe_playwright_python.sync_playwright import Axe

    visit = new_visit(color_scheme=scheme, locale=locale).open(site)

    def violations():
        found = Axe().run(visit.page).response["violations"]
        return [(each["id"], each["nodes"][0]["html"][:200]) for each in found if each["impact"] in ("serious", "critical")]

    seen = violations()
    visit.ask(QUESTION)
    visit.ask("पेरू की राजधानी क्या है?")
    visit.page.get_by_text(page_text("filters", locale[:2])).click()
    visit.page.locator("#since textarea, #since input").first.fill("2020")
    visit.page.locator("#chips li").wait_for()
    seen += violations()
    visit.page.locator("#kept button.past").click()
    seen += violations()
    visit.page.keyboard.press("Escape")
    visit.page.locator("button[role=tab][data-tab-id=articles]").click()
    visit.page.locator("#articles table button.open").first.click()
    visit.page.locator("dialog[open]").wait_for()
    seen += violations()
    assert not seen
