"""A conversation that lasts, links into the page, and what narrows a question, in a real browser."""

import json
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
import regex
from web_hazards import BIDI, HAZARDS

from assistant.core import Assistant
from assistant.phrases import page_text
from index.storage.local import Index

QUESTION = "शोइगु बीजिंग कब गए?"
LINK = "[text](http://evil.example/live)"


def past(visit):
    visit.page.locator("#kept button.past").click()
    return visit.page.locator("dialog.past[open]")


def test_a_conversation_and_what_is_typed_outlast_a_reload(visit):
    reply = visit.ask(QUESTION).inner_text()
    visit.page.locator("#question textarea").press_sequentially("और पुतिन")
    visit.page.reload()
    visit.page.locator("#chat a[href*='#cit-1-1']").wait_for()
    assert visit.page.locator("#chat .message.bot").inner_text() == reply
    assert visit.page.locator("#question textarea").input_value() == "और पुतिन"
    visit.page.locator("#chat a[href*='#cit-1-1']").click()
    visit.page.locator("#cit-1-1.chosen mark").wait_for()


def test_a_conversation_outlasts_the_server(new_visit, serve, seed_index, bundled_embedder):
    first = serve(Assistant(Index.open(seed_index), bundled_embedder))
    port = int(first.address.rsplit(":", 1)[1])
    visit = new_visit().open(first)
    reply = visit.ask(QUESTION).inner_text()
    first.stop()
    serve(first.assistant, port=port)
    visit.page.goto(first.address)
    visit.page.locator("#chat a[href*='#cit-1-1']").wait_for()
    assert visit.page.locator("#chat .message.bot").inner_text() == reply
    assert visit.ask("और उन्होंने क्या कहा?").count() == 1
    assert visit.page.locator("#chat .message.user").count() == 2


def test_what_is_sent_without_a_network_is_not_lost(visit):
    from playwright.sync_api import Error

    visit.ask(QUESTION)
    visit.page.context.set_offline(True)
    visit.page.locator("#question textarea").press_sequentially("शी ने क्या कहा?")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_timeout(3_000)
    visit.page.context.set_offline(False)
    visit.page.wait_for_timeout(1_000)
    with suppress(Error):  # Gradio's own reloading, when the network is there again, may come first
        visit.page.reload()
    visit.page.locator("#chat a[href*='#cit-1-1']").wait_for()
    assert QUESTION in visit.page.locator("#chat .message.user").first.inner_text()
    typed = visit.page.locator("#question textarea").input_value()
    assert "शी ने क्या कहा?" in [typed, *visit.page.locator("#chat .message.user").all_inner_texts()]


def test_past_conversations_are_listed_renamed_saved_and_removed(new_visit, site, tmp_path):
    visit = new_visit().open(site)
    page = visit.page
    visit.ask(QUESTION)
    page.locator("#kept button.new").click()
    page.locator("#chat .example").first.wait_for()
    visit.ask("शी और पुतिन ने क्या बात की?")
    dialog = past(visit)
    assert dialog.locator("button.open").all_inner_texts() == ["शी और पुतिन ने क्या बात की?", QUESTION]
    answers = iter(["शोइगु की यात्रा"])
    page.on("dialog", lambda asked: asked.accept(next(answers)) if asked.type == "prompt" else asked.accept())
    dialog.get_by_text(page_text("conversation_rename", "hi")).last.click()
    assert dialog.locator("button.open").last.inner_text() == "शोइगु की यात्रा"
    for kind, words in (("export_markdown", "# शोइगु की यात्रा"), ("export_html", "<h1>शोइगु की यात्रा</h1>")):
        with page.expect_download() as saved:
            dialog.get_by_text(page_text(kind, "hi")).last.click()
        text = Path(saved.value.path()).read_text(encoding="utf-8")
        assert words in text and QUESTION in text and "12 नवंबर" in text
    dialog.locator("button.open").last.click()
    page.locator("#chat .message.user", has_text=QUESTION).wait_for()
    dialog = past(visit)
    dialog.get_by_text(page_text("conversation_remove", "hi")).last.click()
    assert dialog.locator("button.open").all_inner_texts() == ["शी और पुतिन ने क्या बात की?"]
    page.go_back()
    dialog.wait_for(state="detached")
    assert page.url.startswith(site.address)


def test_links_ask_a_question_and_open_an_article_at_its_quote(new_visit, site):
    visit = new_visit()
    visit.page.goto(f"{site.address}/?q={quote(QUESTION)}")
    visit.page.locator("#chat a[href*='#cit-1-1']").wait_for()
    assert visit.page.locator("#chat .message.user").all_inner_texts() == [QUESTION]
    address = visit.page.locator("#sources a.open").first.evaluate("link => link.href")
    assert "?article=" in address
    other = new_visit()
    other.page.goto(address)
    other.page.locator("dialog.reader[open] mark").wait_for()
    citation = site.assistant.ask(QUESTION).citations[0]
    assert other.page.locator("dialog.reader[open] .text").text_content() == citation.article.text
    other.page.go_back()
    other.page.locator("dialog.reader[open]").wait_for(state="detached")
    assert other.page.locator("#question textarea").is_visible()


def test_two_quick_clicks_on_an_example_ask_once(visit):
    visit.page.locator("#chat .example").first.dblclick()
    visit.wait_for_reply(1)
    visit.page.wait_for_timeout(1_000)
    assert visit.page.locator("#chat .message.user").count() == 1


def test_what_narrows_a_question_stands_beside_it_and_in_the_refusal(visit):
    page = visit.page
    page.get_by_text(page_text("filters", "hi")).click()
    page.locator("#since textarea, #since input").first.fill("जनवरी 2025")
    chip = page.locator("#chips li", has_text="1 जनवरी 2025")
    chip.wait_for()
    assert "1 जनवरी 2025" in visit.ask(QUESTION).locator(".refusal .within").inner_text()
    chip.locator("button").click()
    chip.wait_for(state="detached")
    visit.ask(QUESTION)
    assert "12 नवंबर" in page.locator("#chat .message.bot").last.inner_text()


def test_a_question_is_kept_to_the_article_that_was_ticked(visit, site):
    page = visit.page
    kremlin = next(article for article in site.assistant.index.articles() if article.title.startswith("Kremlin"))
    page.locator("button[role=tab][data-tab-id=articles]").click()
    page.locator(f"input[data-choose='{kremlin.id}']").check()
    page.locator("button[role=tab][data-tab-id=ask]").click()
    page.locator("#chips li", has_text="Kremlin").wait_for()
    visit.ask("शी और पुतिन ने क्या बात की?")
    titles = page.locator("#sources .source .title").all_inner_texts()
    assert titles and all(title.startswith("Kremlin") for title in titles)
    page.locator("#sources a.open").first.click()
    page.locator("dialog.reader[open] button.only").click()
    page.locator("dialog.reader[open]").wait_for(state="detached")
    assert page.locator("#chips li").count() == 1


@pytest.mark.parametrize("locale", ["hi-IN", "en-US"])
def test_the_page_is_in_one_language_from_the_first_paint(new_visit, site, locale):
    visit = new_visit(locale=locale)
    language = locale[:2]
    visit.page.goto(site.address, wait_until="domcontentloaded")
    assert visit.page.locator(f"html[lang={language}]").count() == 1
    visit.page.locator("#sources h2").wait_for()
    assert visit.page.locator("#sources h2").inner_text() == page_text("sources", language)
    assert visit.page.title() == page_text("title", language)
    visit.page.locator("#chat .example").first.wait_for()
    if language == "en":
        assert all(regex.match("What", words) for words in visit.page.locator("#chat .example").all_inner_texts())


def test_titles_and_sources_of_articles_stay_text_on_every_part_of_the_page(new_visit, serve, make_index, fake_embedder):
    hazards = [LINK, *HAZARDS]
    lines = [
        {"id": f"a{at}", "title": f"{hazard} {BIDI}", "source": f"s {hazard}", "text": f"The river {hazard} rose."}
        for at, hazard in enumerate(hazards)
    ]
    index = Index.open(make_index({"bulk.jsonl": "\n".join(map(json.dumps, lines))}))
    hostile = serve(Assistant(index, fake_embedder, min_confidence=1))
    visit = new_visit().open(hostile)
    page = visit.page
    page.on("dialog", lambda dialog: (visit.surprises.append(dialog.message), dialog.dismiss()))
    reply = visit.ask("क्या कल बारिश होगी?")
    assert reply.locator("a[href*='near-1-']").count() >= 1
    page.locator("button[role=tab][data-tab-id=articles]").click()
    page.locator("#articles td.choose input").first.wait_for()
    boxes = page.locator("#articles td.choose input").all()
    assert len(boxes) >= len(hazards) - 2
    for box in boxes:
        box.check()
    page.locator("button[role=tab][data-tab-id=ask]").click()
    page.locator("#chips li").nth(len(boxes) - 1).wait_for()
    page.get_by_text(page_text("filters", "hi")).click()
    page.locator("#source input").click()
    page.locator("[role=option]").nth(1).wait_for()
    alive = (
        "img[src*=evil], [onerror], [onmouseover], iframe[src*=evil], a[href*=evil], a[href^=javascript], #chat code, #chat h1"
    )
    assert page.locator(alive).count() == 0
    visit.ask(f"What of {LINK}?")
    past(visit)
    assert page.locator(alive).count() == 0
    assert visit.hosts() == {"127.0.0.1"} and not visit.surprises


def test_what_two_tabs_add_to_one_conversation_is_all_kept(new_visit, site):
    one = new_visit().open(site)
    one.ask(QUESTION)
    two = type(one)(one.page.context.new_page()).open(site)
    past(two).locator("button.open").first.click()
    two.page.locator("#chat .message.user", has_text=QUESTION).wait_for()
    two.page.locator("dialog.past").wait_for(state="detached")
    for visit, question in ((one, "शी और पुतिन ने क्या बात की?"), (two, "पेरू की राजधानी क्या है?")):
        visit.ask(question)
    two.page.wait_for_timeout(500)
    kept = two.page.evaluate("Object.keys(localStorage).filter(k => k.includes(':turns:')).map(k => localStorage[k]).join()")
    assert "शी और पुतिन ने क्या बात की?" in kept and "पेरू की राजधानी क्या है?" in kept


def test_a_day_is_chosen_from_the_calendar_beside_each_box(visit):
    page = visit.page
    page.get_by_text(page_text("filters", "hi")).click()
    for name, words in (("since", "12 नवंबर 2024"), ("until", "13 नवंबर 2024")):
        button = page.locator(f"#{name} button.calendar")
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 24
        button.click()
        day = "2024-11-12" if name == "since" else "2024-11-13"
        page.locator(f"#{name} input.picker").evaluate(
            "(picker, day) => { picker.value = day; picker.dispatchEvent(new Event('change')) }", day
        )
        page.locator("#chips li", has_text=words).wait_for()
