"""Articles that visitors list, open, add and remove, in a real browser."""

import os
from pathlib import Path

import pytest

from assistant.phrases import page_text
from assistant.web.rendering import day
from index.reading.files import SUFFIXES

NAME = "नगर समाचार – बाढ़.txt"
TEXT = "सीतापुर नगर पालिका ने मंगलवार को घोषणा की कि गोमती पर बना नया पुल अगले महीने खुलेगा।\n\n"
TEXT += "महापौर रमा देवी ने कहा कि पुल पर बारह करोड़ रुपये ख़र्च हुए।"
QUESTION = "सीतापुर में गोमती पर नए पुल पर कितना ख़र्च हुआ?"


def open_tab(visit):
    visit.page.locator("button[role=tab][data-tab-id=articles]").click()
    visit.page.locator("#articles table").wait_for()
    return visit.page


def upload(visit, *files):
    with visit.page.expect_file_chooser() as chooser:
        visit.page.locator("#upload").click()
    chooser.value.set_files([{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files])


def test_articles_are_listed_found_by_title_and_opened(visit, site):
    page = open_tab(visit)
    known = {article.title: article for article in site.assistant.index.articles()}
    assert set(page.locator("#articles td.title").all_inner_texts()) == set(known)
    assert page_text("articles_all", "hi", total=len(known)) in page.locator("#articles .count").inner_text()
    assert f"{len(known)} लेख" in page.locator("#header").inner_text()
    said = {title for title, article in known.items() if "पुतिन" in article.text + title or "Putin" in article.text + title}
    page.locator("#titles textarea, #titles input").first.fill("putin")
    page.locator("#articles .count", has_text=page_text("articles_found", "hi", total=len(known), found=len(said))).wait_for()
    assert set(page.locator("#articles td.title").all_inner_texts()) == said
    page.locator("#titles textarea, #titles input").first.fill("kremlin pursuit")
    page.wait_for_function("document.querySelectorAll('#articles td.title').length === 1")
    assert day(None, "hi") in page.locator("#articles td.date").inner_text()
    page.locator("#articles button.open").click()
    title = page.locator("dialog[open] h2").inner_text()
    assert title.startswith("Kremlin")
    assert page.locator("dialog[open] .text").text_content() == known[title].text


def test_an_article_that_is_added_is_known_to_the_next_question_until_it_is_removed(visit, site):
    page = open_tab(visit)
    before = page.locator("#articles td.title").count()
    upload(visit, (NAME, TEXT.encode()))
    page.get_by_text(page_text("added", "hi", count=1)).wait_for(timeout=60_000)
    page.wait_for_function(f"document.querySelectorAll('#articles td.title').length === {before + 1}")
    assert (site.data / "uploads" / NAME).read_text(encoding="utf-8") == TEXT
    assert not list(Path(os.environ["GRADIO_TEMP_DIR"]).rglob("*.txt"))

    page.locator("button[role=tab][data-tab-id=ask]").click()
    assert "बारह करोड़" in visit.ask(QUESTION).inner_text()
    assert NAME in page.locator("#sources").inner_text()

    page = open_tab(visit)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#articles tr", has_text="सीतापुर").locator("button.remove").click()
    page.get_by_text(page_text("removed", "hi")).wait_for(timeout=60_000)
    page.wait_for_function(f"document.querySelectorAll('#articles td.title').length === {before}")
    assert not (site.data / "uploads" / NAME).exists()
    page.locator("button[role=tab][data-tab-id=ask]").click()
    assert "बारह करोड़" not in visit.ask(QUESTION).inner_text()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("चित्र.txt", b"\x89PNG\r\n\x1a\n", page_text("reason_kind", "hi", kinds=", ".join(SUFFIXES))),
        ("टूटी.txt", b"\xff\xfe\xfa\x80\x81", page_text("reason_not_text", "hi")),
        ("बड़ी.txt", b"a" * (1024 * 1024 + 1), page_text("reason_too_large", "hi", limit=1)),
    ],
)
def test_a_broken_upload_is_refused_in_a_sentence(visit, site, name, data, reason):
    page = open_tab(visit)
    upload(visit, (name, data))
    page.get_by_text(page_text("not_added", "hi", name=name, reason=reason)).wait_for()
    assert not (site.data / "uploads" / name).exists()
