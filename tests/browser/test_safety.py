"""What articles and questions try to do to a visitor's browser, and don't."""

import json

import regex
from web_hazards import BIDI, HAZARDS

from assistant.core import Assistant
from index.storage.local import Index


def test_markup_in_articles_and_questions_stays_text_and_asks_nothing_of_other_hosts(
    new_visit, serve, make_index, fake_embedder
):
    hazards = " ".join([*HAZARDS, BIDI]) + " flooded the town"
    title = HAZARDS[1] + BIDI
    line = {"id": HAZARDS[0], "text": hazards, "title": title, "source": HAZARDS[3], "url": "javascript:alert(1)"}
    hostile = serve(Assistant(Index.open(make_index({"<b>नाम</b>.jsonl": json.dumps(line)})), fake_embedder, min_confidence=0))
    visit = new_visit().open(hostile)
    visit.page.on("dialog", lambda dialog: (visit.surprises.append(dialog.message), dialog.dismiss()))
    reply = visit.ask(hazards)
    quote = regex.sub("[\u202a-\u202e\u2066-\u2069]", "", hostile.assistant.ask(hazards).citations[0].quote)
    assert reply.locator("p", has_text="flooded the town").count() == 1
    assert visit.page.locator("#cit-1-1 mark").text_content() == quote
    visit.page.locator("#sources a.open").click()
    visit.page.locator("dialog[open] mark").wait_for()
    visit.page.keyboard.press("Escape")
    visit.page.locator("button[role=tab][data-tab-id=articles]").click()
    visit.page.locator("#articles table").wait_for()
    alive = (
        "img[src*=evil], [onerror], [onmouseover], iframe[src*=evil], a[href*=evil], a[href^=javascript], #chat code, #chat h1"
    )
    assert visit.page.locator(alive).count() == 0
    assert "evil.example" in visit.page.locator("#articles td.title").inner_text()
    assert visit.hosts() == {"127.0.0.1"}
    assert not visit.surprises
