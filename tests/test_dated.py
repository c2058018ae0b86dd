"""What the time that a question names decides."""

import json
from datetime import date
from types import SimpleNamespace

import pytest
from searching import ask

from assistant.answering import dated
from assistant.looking_up import Looking
from assistant.models import Question
from assistant.options import MIN_CONFIDENCE
from assistant.serving import Serving
from index.building.build import build
from index.models import ArticleFilter
from index.storage.local import Index

TODAY = date(2026, 11, 22)


@pytest.fixture
def over(make_index):
    """An index over articles: their texts and days by their ids."""

    def over(articles):
        lines = [json.dumps({"id": name, "text": text, "published": day}) for name, (text, day) in articles.items()]
        return Index.open(make_index({"bulk.jsonl": "\n".join(lines)}))

    return over


@pytest.fixture
def find(over, fake_embedder):
    """Which articles a question finds, best first."""

    def find(question, articles, only=None, k=10):
        hits = dated.search(Serving(over(articles), fake_embedder), ask(fake_embedder, question), k, only, [question], TODAY)
        return [hit.passage.article_id for hit in hits]

    return find


RATES = {
    "old": ("रिज़र्व बैंक ने रेपो रेट 6 प्रतिशत तय किया।", "2024-02-08"),
    "middle": ("रिज़र्व बैंक ने रेपो रेट 7 प्रतिशत तय किया।", "2025-02-07"),
    "new": ("रिज़र्व बैंक ने रेपो रेट 5 प्रतिशत तय किया।", "2026-06-05"),
    "undated": ("रिज़र्व बैंक ने रेपो रेट 8 प्रतिशत तय किया।", None),
    "other": ("कोलकाता में कल तेज़ बारिश के बाद सड़कें भर गईं।", "2025-02-09"),
}


def test_of_articles_that_answer_alike_those_of_the_time_are_found_and_those_without_a_date(find):
    found = find("फ़रवरी 2025 में रिज़र्व बैंक ने रेपो रेट कितने प्रतिशत तय किया?", RATES)
    assert {"middle", "undated"} <= set(found[:2]) and not {"old", "new"} & set(found)


def test_what_was_reported_a_few_days_later_is_of_the_time(find):
    assert "middle" in find("6 फ़रवरी 2025 को रिज़र्व बैंक ने रेपो रेट कितने प्रतिशत तय किया?", RATES)[:2]


def test_a_time_does_not_hide_a_better_answer(find):
    articles = {name: RATES[name] for name in ("old", "other")}
    assert find("2025 में रिज़र्व बैंक ने रेपो रेट कितने प्रतिशत तय किया?", articles)[0] == "old"


def test_a_filter_goes_before_what_the_question_says(find):
    only = ArticleFilter(until=date(2024, 12, 31))
    assert find("2025 में रिज़र्व बैंक ने रेपो रेट कितने प्रतिशत तय किया?", RATES, only) == ["old"]


def test_the_newest_of_articles_that_answer_alike_is_found_when_it_is_asked_for(find):
    found = find("ताज़ा रेपो रेट: रिज़र्व बैंक ने रेपो रेट कितने प्रतिशत तय किया?", RATES)
    assert {"new", "undated"} == set(found)


def test_an_article_of_which_only_the_year_is_known_is_newer_than_those_of_years_before(find):
    later = ("पिछले साल 2025 में दर 7 प्रतिशत थी। रिज़र्व बैंक ने रेपो रेट 4 प्रतिशत तय किया।", None)
    question = "ताज़ा रेपो रेट: रिज़र्व बैंक ने रेपो रेट कितने प्रतिशत तय किया?"
    assert find(question, {"old": RATES["old"], "middle": RATES["middle"], "later": later}) == ["later"]


def test_without_dates_the_newest_is_whatever_is_best(find):
    articles = {name: (text, None) for name, (text, _) in RATES.items()}
    question = "ताज़ा रेपो रेट: रिज़र्व बैंक ने रेपो रेट कितने प्रतिशत तय किया?"
    assert set(find(question, articles, k=4)) == {"old", "middle", "new", "undated"}


def test_where_no_article_is_of_the_time_nothing_more_is_embedded(make_index, fake_embedder):
    index = Index.open(make_index({"a.txt": RATES["old"][0]}))
    question = "2025 में ताज़ा रेपो रेट क्या है?"
    query = ask(fake_embedder, question)
    asked = len(fake_embedder.queries)
    serving = Serving(index, fake_embedder)
    assert dated.search(serving, query, 5, None, [question], TODAY) == serving.searcher.search(query, 5)
    assert len(fake_embedder.queries) == asked


TIGERS = {
    "told later": ("2018 में भारत में बाघों की संख्या 2967 थी।", "2023-04-09"),
    "of the year": ("भारत में बाघों की संख्या 2226 थी।", "2018-07-29"),
    "other year": ("भारत में बाघों की संख्या 3682 हो गई।", "2022-04-10"),
}


def test_a_passage_that_names_the_year_itself_stays(find):
    found = find("2018 में भारत में बाघों की संख्या कितनी थी?", TIGERS)
    assert set(found) == {"told later", "of the year"}


def test_a_follow_up_is_about_the_time_of_the_question_before(over, fake_embedder):
    before, question = "फ़रवरी 2025 में रेपो रेट कितने प्रतिशत था?", "और रिज़र्व बैंक ने क्या तय किया?"
    serving = Serving(over(RATES), fake_embedder)
    hits = dated.search(serving, ask(fake_embedder, f"{before} {question}"), 5, None, [question, before], TODAY)
    found = {hit.passage.article_id for hit in hits}
    assert {"middle", "undated"} <= found and not {"old", "new"} & found


# The reader sees no article's day. So where one may be all that tells the time, it may not doubt.

ACCIDENT = "रामनल मोड़ पर बारातियों की बस खाई में गिर गई। हादसे में 14 लोगों की मौत हुई और 22 घायल हुए।"


class Doubting:
    """A reader that finds no answer in anything."""

    def read(self, question, passages, titles):
        return [SimpleNamespace(answerable=-9.0, span_score=-30.0, best_in=lambda start, end: None) for _ in passages]


@pytest.mark.parametrize(
    ("question", "text", "day", "doubted"),
    [
        ("2019 में रामनल मोड़ पर कितने लोगों की मौत हुई?", ACCIDENT, None, True),
        ("2019 में रामनल मोड़ पर कितने लोगों की मौत हुई?", ACCIDENT, "2024-05-02", True),
        ("2019 में रामनल मोड़ पर कितने लोगों की मौत हुई?", ACCIDENT, "2019-05-02", False),
        ("2019 में रामनल मोड़ पर कितने लोगों की मौत हुई?", f"{ACCIDENT} यह २०१९ की बात है।", None, False),
        ("पिछले साल रामनल मोड़ पर कितने लोगों की मौत हुई?", ACCIDENT, None, False),
        ("रामनल मोड़ पर कितने लोगों की मौत हुई?", ACCIDENT, None, True),
    ],
)
def test_the_reader_may_doubt_where_no_article_s_day_can_tell_the_year(
    tmp_path, bundled_embedder, question, text, day, doubted
):
    (tmp_path / "bulk.jsonl").write_text(json.dumps({"id": "a", "text": text, "published": day}), "utf-8")
    build([tmp_path / "bulk.jsonl"], tmp_path / "index", embedder=bundled_embedder)
    looking = Looking(Serving(Index.open(tmp_path / "index"), bundled_embedder), 3, None, 0.5, Doubting())
    (hit,) = looking.look_up(Question(question, "hi", "hi"), []).hits
    assert (hit.confidence < MIN_CONFIDENCE) is doubted


@pytest.mark.parametrize(
    ("only", "found"), [(None, {"c"}), (ArticleFilter(language="en"), {"b"}), (ArticleFilter(articles=("a",)), {"a"})]
)
def test_the_newest_news_are_those_of_the_articles_that_are_chosen(over, fake_embedder, only, found):
    articles = {
        "a": ("नदी में बाढ़ आई।", "2024-01-05"),
        "b": ("The bridge was opened.", "2024-02-05"),
        "c": ("पुल पर काम रुक गया।", "2024-03-05"),
    }
    query = ask(fake_embedder, "what is the latest news")
    hits = dated.of_the_time(Serving(over(articles), fake_embedder), query, 5, only, dated.Time(None, newest=True))
    assert {hit.passage.article_id for hit in hits} == found
