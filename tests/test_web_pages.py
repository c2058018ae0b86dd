"""What the page is made of, without a page: escaping, messages, sources, the list of articles."""

import asyncio
import gc
import json
import weakref
from datetime import date
from pathlib import PurePath

import pytest
import regex
from fakes import FakeEmbedder, failing, saying
from hypothesis import given
from hypothesis import strategies as st
from web_hazards import BIDI, HAZARDS, Page, assert_nothing_came_to_life, shown

from assistant.answering.examples import Examples, candidate_questions
from assistant.core import Assistant
from assistant.phrases import page_text, phrase
from assistant.web import catalogue as listing
from assistant.web.browser import preferred_language
from assistant.web.catalogue import catalogue, in_order, table
from assistant.web.chat import MOST_TURNS, Wishes, append, growing_turn, is_full
from assistant.web.copying import html_copy, markdown_copy
from assistant.web.escape import as_markdown, plain
from assistant.web.messages import growing, messages
from assistant.web.rendering import day, part
from assistant.web.sources import panel, reader
from assistant.web.turns import Turn, asked, place, turn_of
from assistant.web.votes import Votes
from index.building.build import build
from index.embedding import e5_weights
from index.models import Article
from index.storage.local import Index

QUESTION = "चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?"
HINDI, ENGLISH = Wishes("hi"), Wishes("en")


@pytest.fixture(scope="module")
def assistant(seed_index, bundled_embedder):
    return Assistant(Index.open(seed_index), bundled_embedder)


@pytest.fixture(scope="module")
def examples(assistant):
    return Examples(assistant)


@pytest.fixture
def over(make_index, fake_embedder):
    """An assistant over one article of one sentence, found by asking for exactly this sentence."""

    def over(text, **fields):
        index = make_index({"bulk.jsonl": json.dumps({"id": "a", "text": text, "title": "A title", **fields})})
        return Assistant(Index.open(index), fake_embedder, min_confidence=0)

    return over


def grown(assistant, message, turns=(), wishes=HINDI):
    """The next turn as it grows."""

    async def grow():
        return [turn async for turn in growing_turn(assistant, Examples(assistant), message, turns, wishes)]

    return asyncio.run(grow())


def ask(assistant, message, turns=(), wishes=HINDI):
    return append(turns, grown(assistant, message, turns, wishes)[-1])


# Escaping.


@pytest.mark.parametrize("hazard", HAZARDS)
def test_escaped_text_is_shown_as_it_is(hazard):
    page = shown(as_markdown(hazard))
    assert page.words.strip() == hazard
    assert page.tags <= {"p"}
    for name in ("problem", "frame", "aside"):
        page = shown(part("reply", name, "hi", hazard))
        assert page.words.strip() == hazard
        assert page.tags <= {"div", "p"}


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]) | st.sampled_from(" `*_[]()#+-.!|~$<>&:/@=\"'1")))
def test_any_escaped_line_is_shown_as_it_is(text):
    line = plain(text.strip())
    page = shown(as_markdown(line))
    assert page.words.strip() == line
    assert page.tags <= {"p"}


def test_an_ordinary_question_needs_no_escaping():
    for question in (QUESTION, "What did the U.S. say (in 2024) - and why?", "शी ने कहा: “क्यों?”"):
        assert as_markdown(question) == question


def test_characters_that_reorder_others_are_left_out():
    assert plain(BIDI) == "gnp.exe rtl"
    assert not regex.search("[\u202a-\u202e\u2066-\u2069]", part("reply", "frame", "hi", BIDI) + as_markdown(BIDI))


# Messages.


@pytest.mark.parametrize("question", [QUESTION, "When did Putin and Li Qiang meet?"])
def test_an_answer_grows_by_sentences_with_whole_markers_that_lead_to_its_sources(assistant, question):
    (turn,) = ask(assistant, question)
    states = list(growing(turn, 1, "hi"))
    citations = turn.answer.citations
    assert len(states) > len(citations) > 0
    assert all(later.startswith(earlier) for earlier, later in zip(states, states[1:], strict=False))
    for state in states:
        assert_nothing_came_to_life(shown(state))
    page = shown(states[-1])
    for citation in citations:
        assert f"{citation.quote} [{citation.number}]" in page.words
        assert ("href", f"#cit-1-{citation.number}") in page.attributes


def test_a_refusal_offers_the_nearest_articles_and_questions_that_are_answered(assistant):
    (turn,) = ask(assistant, "पेरू की राजधानी क्या है?")
    assert not turn.answer.found
    _, reply = messages((turn,), "hi")
    page = shown(reply["content"])
    assert phrase("not_found", "hi") in page.words
    assert all(article.title in page.words for article in turn.answer.nearest)
    assert ("class", "refusal") in page.attributes
    assert 1 <= len(reply["options"]) <= 3
    assert all(assistant.ask(option["value"]).found for option in reply["options"])


def test_a_follow_up_says_what_was_looked_up(assistant):
    turns = ask(assistant, "और उन्होंने यूक्रेन के बारे में क्या कहा?", ask(assistant, "शी और पुतिन ने क्या बात की?"))
    *_, reply = messages(turns, "hi")
    assert page_text("looked_up", "hi", searched_for="शी पुतिन यूक्रेन के बारे में क्या कहा?") in shown(reply["content"]).words
    assert "looked-up" not in messages(turns, "hi")[1]["content"]


@pytest.mark.parametrize("language", ["hi", "en"])
@pytest.mark.parametrize(
    ("message", "name"),
    [("", "no_question"), (" \n", "no_question"), ("?!", "no_words"), ("🎉", "no_words"), ("क" * 100_000, "too_long")],
)
def test_what_is_no_question_is_told_in_the_visitors_language(over, message, name, language):
    turns = ask(over("The mayor opened a bridge."), message, wishes=Wishes(language))
    asked, reply = messages(turns, language)
    assert shown(reply["content"]).words.strip() == page_text(name, language, limit="2,000")
    assert len(asked["content"]) < 3_000
    assert not ask(over("The mayor opened a bridge."), "Who opened it?", turns)[-1].problem


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        (Wishes("hi", since="31 जून"), page_text("bad_day", "hi", day="31 जून")),
        (Wishes("en", until="2024-02-30"), page_text("bad_day", "en", day="2024-02-30")),
        (Wishes("en", since="2024-02-02", until="2024-01-01"), page_text("crossed_days", "en")),
    ],
)
def test_dates_that_are_none_are_told(over, wishes, words):
    assert ask(over("The mayor opened a bridge."), "Who?", wishes=wishes)[0].problem == words


def test_filters_and_the_answer_language_are_kept(over):
    assistant = over("The mayor opened a bridge.", published="2024-05-01", source="Daily")
    for wishes, found in [
        (Wishes("hi", "en", "2024-05-01", "2024-05-01", "Daily"), True),
        (Wishes("hi", None, "2024-05-02"), False),
        (Wishes("hi", None, None, "2024-04-30"), False),
        (Wishes("hi", None, None, None, "Weekly"), False),
    ]:
        (turn,) = ask(assistant, "The mayor opened a bridge?", wishes=wishes)
        assert turn.answer.found == found
        assert turn.answer.language == "en"


def test_an_index_that_disappears_goes_on_answering(over, tmp_path):
    assistant = over("The mayor opened a bridge.")
    assistant.index.path.rename(tmp_path / "gone")
    assert ask(assistant, "Who opened the bridge?")[0].answer.found


def test_an_index_that_can_not_be_read_is_told_without_its_path(over, caplog):
    assistant = over("The mayor opened a bridge.")
    assistant.index.close()
    (turn,) = ask(assistant, "Who opened the bridge?")
    assert turn.problem == page_text("index_gone", "hi")
    assert "The index can't be read" in caplog.text


def test_a_failure_nobody_foresaw_is_told_without_its_details(over, monkeypatch, caplog):
    assistant = over("The mayor opened a bridge.")
    monkeypatch.setattr(assistant, "quoted", lambda *_: 1 / 0)
    (turn,) = ask(assistant, "Who opened the bridge?", wishes=ENGLISH)
    assert turn.problem == page_text("failed", "en")
    assert "ZeroDivisionError" in caplog.text


# Sources.


def test_the_panel_marks_exactly_the_quoted_characters(assistant):
    turns = ask(assistant, QUESTION)
    page = Page(panel(turns, "hi"))
    citations = turns[0].answer.citations
    # A card an article, with its quotes as they stand in it.
    assert sorted(page.marked) == sorted(citation.quote for citation in citations)
    for citation in citations:
        assert citation.article.title in page.words
        found = place(f"cit-1-{citation.number}", turns)
        assert found == (citation.article, (citation.start, citation.end))
        assert Page(reader(*found[:1], "hi", found[1])).marked == [citation.quote]
    assert citations[0].article.text in Page(reader(citations[0].article, "hi")).words


def test_no_folder_of_the_server_is_shown(assistant, seeds):
    turns = ask(assistant, QUESTION)
    html = panel(turns, "hi") + reader(turns[0].answer.citations[0].article, "hi") + messages(turns, "hi")[1]["content"]
    rows = catalogue(assistant.index).rows
    html += table(rows, len(rows), "hi", removable=True)
    assert str(seeds) not in html and str(assistant.index.path) not in html
    assert PurePath(turns[0].answer.citations[0].article.path).name in html


def test_the_same_report_in_another_paper_is_named_and_can_be_opened(make_index, fake_embedder):
    text = "The mayor of the town opened a long bridge over the river on Monday."
    lines = [json.dumps({"id": name, "text": text, "title": name, "source": name}) for name in ("Daily", "Weekly")]
    assistant = Assistant(Index.open(make_index({"bulk.jsonl": "\n".join(lines)})), fake_embedder)
    turns = ask(assistant, text)
    assert len(turns[0].answer.citations) == 1
    assert "Weekly (Weekly)" in Page(panel(turns, "en")).words
    article, span = place("also-1-1-1", turns)
    assert article.id == "Weekly" and article.text[slice(*span)] == text


@pytest.mark.parametrize(
    "name", ["", "cit-", "cit-0-1", "cit-1-0", "cit-1-9", "cit-9-1", "near-1-1", "x-1-1", "cit--1-1", "also-1-1"]
)
def test_names_of_nothing_open_nothing(assistant, name):
    assert place(name, ask(assistant, QUESTION)) is None


@pytest.mark.parametrize("hazard", [*HAZARDS, BIDI])
def test_markup_in_an_article_its_title_or_its_file_name_stays_text_everywhere(over, hazard):
    sentence = f"The river {hazard} flooded the town"
    assistant = over(sentence, title=hazard, source=hazard, url=f"javascript:alert('{hazard}')")
    turns = ask(assistant, sentence)
    assert turns[0].answer.found, "a question that repeats the article must be answered"
    citation = turns[0].answer.citations[0]
    rows = catalogue(assistant.index).rows
    pages = [
        *(shown(message["content"]) for message in messages(turns, "hi")),
        Page(panel(turns, "hi")),
        Page(reader(citation.article, "hi", (citation.start, citation.end))),
        Page(table(rows, 1, "hi", removable=True)),
    ]
    for page in pages:
        assert_nothing_came_to_life(page)
        assert not regex.search("[\u202a-\u202e\u2066-\u2069]", page.words)
    assert plain(citation.quote) in pages[1].words and plain(citation.quote) in pages[2].words
    assert all(plain(citation.article.title) in page.words for page in pages[2:])


@pytest.mark.parametrize("hazard", HAZARDS)
def test_markup_in_a_title_stays_text_where_the_article_is_only_the_nearest(make_index, hazard):
    # Only scores of the built-in model are calibrated, and lead to a refusal.
    calibrated = FakeEmbedder(name=e5_weights.NAME, dimension=384)
    line = {"id": "a", "text": "The mayor opened a bridge.", "title": hazard, "source": hazard}
    refusing = Assistant(Index.open(make_index({"bulk.jsonl": json.dumps(line)}, embedder=calibrated)), calibrated)
    turns = ask(refusing, "क्या कल बारिश होगी?")
    assert not turns[0].answer.found
    page = shown(messages(turns, "hi")[1]["content"])
    assert_nothing_came_to_life(page)
    assert turns[0].answer.nearest[0].title in page.words


def test_an_answer_is_copied_with_its_sources(assistant):
    answer = assistant.ask(QUESTION)
    copied = markdown_copy(answer, "hi")
    assert copied.startswith(f"**{QUESTION}**\n")
    for citation in answer.citations:
        assert f"\n{citation.number}. {citation.article.title}" in copied
        before, words, behind = citation.parts
        marked = f"**{words}**" if words else ""
        assert f"\n- {before}{marked}{behind} [{citation.number}]\n" in copied
    page = Page(html_copy(answer, "hi"))
    assert all(f"{citation.quote} [{citation.number}]" in page.words for citation in answer.citations) and "li" in page.tags


def test_dates_are_written_as_people_write_them():
    assert day(date(2024, 11, 2), "hi") == "2 नवंबर 2024"
    assert day(date(2024, 11, 2), "en") == "2 November 2024"
    assert day(None, "en") == page_text("undated", "en")


# The list of articles and the examples.


def test_articles_are_listed_newest_first_and_found_by_words_of_their_titles(make_index, fake_embedder):
    lines = [
        json.dumps({"id": f"a{at}", "text": f"Text number {at}.", "title": title, "published": published, "source": source})
        for at, (title, published, source) in enumerate(
            [("बाढ़ में पुल", "2023-01-01", "भास्कर"), ("Bridge opened", "2024-01-01", None), ("Rain", None, "Daily")]
        )
    ]
    index = Index.open(make_index({"bulk.jsonl": "\n".join(lines)}))
    known = catalogue(index)
    assert [row.article.title for row in known.rows] == ["Bridge opened", "बाढ़ में पुल", "Rain"]
    assert known.sources == ("Daily", "भास्कर")

    def titles(typed, sort="newest"):
        return [row.article.title for row in in_order(listing.found(index, typed), sort)]

    assert titles("पुल बाढ़") == ["बाढ़ में पुल"]
    assert titles("bridge") == titles("bri open") == ["Bridge opened"]
    assert titles("bhaskar") == ["बाढ़ में पुल"], "a source is found in either script"
    assert titles("number 2") == ["Rain"], "words of the text are found, too"
    assert titles("zebra") == titles("number zebra") == []
    assert titles("", "oldest") == ["बाढ़ में पुल", "Bridge opened", "Rain"]
    assert titles("", "title") == ["Bridge opened", "Rain", "बाढ़ में पुल"]
    assert page_text("no_articles", "hi") in table([], 3, "hi", removable=False)


def test_examples_are_questions_that_the_articles_answer(assistant, examples):
    offered = examples.newest("hi", 4)
    assert len(offered) == 4
    assert all(assistant.ask(question).found for question in offered)
    assert examples.newest("hi", 4) is offered


def test_an_english_article_gives_english_questions():
    article = Article("a", "Bridge opened", "Mayor Jane Doe said the bridge is safe. It said nothing.", "en")
    assert list(candidate_questions(article)) == [
        "What did Mayor Jane Doe say?",
        "What do the articles say about “Bridge opened”?",
    ]


def test_long_titles_are_cut_in_every_list(over):
    assistant = over("The mayor opened a bridge.", title="शीर्षक " * 100_000, source="s" * 1_000_000)
    rows = catalogue(assistant.index).rows
    turns = ask(assistant, "The mayor opened a bridge?")
    shown = [table(rows, 1, "hi", removable=True), panel(turns, "hi"), reader(rows[0].article, "hi")]
    assert all(len(html) < 20_000 for html in shown)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Who met Wang Yi in Beijing?", ("What did ", "What do ")),
        ("What is the capital of Peru?", ("What did ", "What do ")),
        (QUESTION, None),
        ("peru ki rajdhani kya hai?", None),
    ],
)
def test_what_is_suggested_is_in_the_language_of_the_question(assistant, question, begins):
    (turn,) = ask(assistant, question)
    assert turn.suggestions
    for suggestion in turn.suggestions:
        assert suggestion.startswith(begins) if begins else not suggestion.isascii() and suggestion.endswith("कहा?")


def test_the_list_has_a_column_for_removing_only_where_something_may_be_removed(assistant):
    rows = catalogue(assistant.index).rows
    may = [table(rows, len(rows), "hi", removable=True, may_remove=lambda article, yes=yes: yes) for yes in (True, False)]
    assert ['class="remove"' in html for html in may] == [True, False]


def test_an_article_of_which_only_the_year_is_known_stands_in_its_year(over):
    known = [
        ("old", {"published": date(2018, 5, 1)}),
        ("year", {"year": 2019}),
        ("new", {"published": date(2020, 1, 1)}),
        ("no", {}),
    ]
    rows = [listing.Row(Article(name, name, "", "en", **day)) for name, day in known]
    assert [row.article.id for row in in_order(rows, "newest")] == ["new", "year", "old", "no"]
    assert [row.article.id for row in in_order(rows, "oldest")] == ["old", "year", "new", "no"]


def test_an_unpaired_surrogate_in_a_question_does_not_break_the_page(over):
    (turn,) = ask(over("The mayor opened a bridge."), "Who opened \ud800 the bridge?")
    json.dumps([turn.question.encode("utf-8", "replace").decode(), messages((turn,), "hi")], ensure_ascii=False).encode()


def test_a_question_that_was_refused_for_its_length_is_not_kept(over):
    (turn,) = ask(over("The mayor opened a bridge."), "क" * 300_000)
    assert turn.problem and len(turn.question) < 3_000


# Small things.


@pytest.mark.parametrize(
    ("accept", "language"),
    [("hi-IN,hi;q=0.9,en;q=0.8", "hi"), ("en-US,en;q=0.9", "en"), ("fr-FR,en;q=0.5,hi;q=0.4", "en"), ("fr", "hi"), ("", "hi")],
)
def test_the_page_opens_in_the_language_that_the_browser_prefers(accept, language):
    assert preferred_language(accept) == language


def test_a_message_belongs_to_its_turn():
    assert [turn_of(index) for index in (0, 1, 2, [3, 0], (4, 0))] == [0, 0, 1, 1, 2]


def test_a_long_conversation_keeps_its_oldest_turns_and_is_full_in_the_end():
    turns = ()
    for number in range(MOST_TURNS):
        assert not is_full(turns)
        turns = append(turns, Turn(str(number)))
    assert turns[0].question == "0" and is_full(turns)
    assert len({turn.conversation for turn in turns}) == 1 and len({turn.id for turn in turns}) == MOST_TURNS


def test_a_turn_in_the_making_shows_what_there_is():
    def reply(turn):
        return shown(messages((turn,), "en")[1]["content"]).words.strip()

    assert reply(Turn("What did Xi say?")) == "…"
    assert reply(Turn("What did Xi say?", writing="Xi <b>said")) == "Xi <b>said"


def test_a_turn_that_was_stopped_shows_what_there_is_and_is_remembered(tmp_path):
    early, late = Turn("शी ने क्या कहा?", stopped=True), Turn("What did Xi say?", writing="Xi <b>said", stopped=True)
    _, first, _, second = messages((early, late), "en")
    assert page_text("stopped", "en") in first["content"] and page_text("stopped", "en") in second["content"]
    assert shown(second["content"]).words.startswith("Xi <b>said")
    assert asked((early, Turn("", problem="empty"), late)) == [early.question, late.question]
    assert not Votes(tmp_path).record(early, True) and not list(tmp_path.iterdir())


# Answers of a language model.


def writing(over, text, said):
    """A turn over one article with a language model that says this."""
    return Assistant(over(text).index, FakeEmbedder(), min_confidence=0, llm=saying(said))


def test_a_written_answer_grows_and_ends_with_links_and_marks(over):
    assistant = writing(over, "The river flooded the old town.", "The river flooded the town. [1] It cost 5 crore.")
    turns = grown(assistant, "Which town did the river flood?", wishes=ENGLISH)
    written = [turn.writing for turn in turns[:-1]]
    assert len(written) > 3 and all(after.startswith(before) for before, after in zip(written, written[1:], strict=False))
    content = messages(turns[-1:], "en")[1]["content"]
    page = shown(content)
    assert f"The river flooded the town. [1] It cost 5 crore. {phrase('unconfirmed', 'en')}" in page.words
    assert ("href", "#cit-1-1") in page.attributes and ("class", "unconfirmed") in page.attributes
    assert turns[-1].answer.text in markdown_copy(turns[-1].answer, "en")


@pytest.mark.parametrize("hazard", HAZARDS)
def test_nothing_that_a_language_model_writes_comes_to_life(over, hazard):
    assistant = writing(over, "The river flooded the old town.", f"The river {hazard} flooded. [1]")
    for turn in grown(assistant, "Which town did the river flood?", wishes=ENGLISH):
        content = messages((turn,), "en")[1]["content"]
        assert_nothing_came_to_life(shown(content))


def test_the_page_says_why_a_language_model_did_not_write(over):
    assistant = Assistant(
        over("The river flooded the old town.").index, FakeEmbedder(), min_confidence=0, llm=failing(TimeoutError())
    )
    (turn,) = ask(assistant, "Which town did the river flood?", wishes=ENGLISH)
    words = shown(messages((turn,), "en")[1]["content"]).words
    assert phrase("llm_timeout", "en", llm="FakeChatModel") in words and "The river flooded the old town" in words


# What outlives a generation.


def test_a_catalogue_goes_with_its_generation(make_index, fake_embedder, monkeypatch):
    monkeypatch.setattr("assistant.serving.load_embedder", lambda name: fake_embedder)
    path = make_index({"a.txt": "The mayor opened a bridge."})
    assistant = Assistant(Index.open(path), fake_embedder, min_confidence=0)
    old = weakref.ref(assistant.index)
    assert len(catalogue(assistant.index).rows) == 1
    build([Article("b", "Rain", "It rained in the town all day.", "en")], path, embedder=fake_embedder)
    assert assistant.reload()
    gc.collect()
    assert old() is None
    assert len(catalogue(assistant.index).rows) == 2


def test_small_talk_gets_its_reply_with_questions_to_choose_and_no_refusal(assistant):
    (turn,) = ask(assistant, "hello", wishes=ENGLISH)
    _, reply = messages((turn,), "en")
    assert phrase("talk_greeting", "en") in shown(reply["content"]).words
    assert [option["value"] for option in reply["options"]] == list(turn.answer.suggestions) and len(
        turn.answer.suggestions
    ) == 2
    assert "refusal" not in reply["content"]


def test_a_list_names_its_articles_as_links_that_open_them(assistant):
    turns = ask(assistant, "How many articles are there?", wishes=ENGLISH)
    content = messages(turns, "en")[1]["content"]
    assert phrase("list_all", "en", count=5) in shown(content).words
    for number, article in enumerate(turns[0].answer.nearest, 1):
        assert f'href="#near-1-{number}"' in content
        assert place(f"near-1-{number}", turns) == (article, None)


def test_each_of_several_questions_stands_over_its_quotes(assistant):
    question = "When did Putin and Li Qiang meet and what is the capital of Peru?"
    turns = ask(assistant, question, wishes=ENGLISH)
    words = shown(messages(turns, "en")[1]["content"]).words
    assert phrase("part_answer", "en", question="When did Putin and Li Qiang meet?") in words
    assert phrase("part_unanswered", "en", question="what is the capital of Peru?") in words


def test_examples_are_not_waited_for_and_go_on_where_they_stopped(over, monkeypatch):
    slow = Examples(over("Mayor Jane Doe said that the bridge is open."))
    clock = [0.0]
    monkeypatch.setattr("assistant.answering.examples.time.monotonic", lambda: clock[0])

    def tick(question):
        clock[0] += 10
        return search(question)

    search = slow._assistant.search
    monkeypatch.setattr(slow._assistant, "search", tick)
    assert slow.newest("en", 4, within_s=0) == ()
    assert slow.newest("en", 4, within_s=0.5) == ("What did Mayor Jane Doe say?",)
    assert slow.newest("en", 4) == ("What did Mayor Jane Doe say?",) and clock[0] == 10
