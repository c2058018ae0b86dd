import dataclasses
from datetime import date

import numpy as np
import pytest

from index.models import Article
from index.storage.articles import content_hash
from index.storage.records import Embedded, PassageWords, Recipe, Segments, TokenCodes
from index.storage.writer import GenerationWriter, model_record

ARTICLE = Article("a", "शीर्षक", "एक वाक्य। दो।", "hi", "/x/a.txt", "https://example.com", "एएनआई", date(2024, 11, 12))


@pytest.fixture
def writer(tmp_path):
    with GenerationWriter(tmp_path, None) as writer:
        yield writer


CODES = np.arange(12, dtype=np.uint8).reshape(2, 6)


def embedded(dimension=4):
    segments = Segments(((0, 9), (10, 13)), ((0, 1),))
    return Embedded(
        "शीर्षक: ",
        segments,
        np.ones((1, dimension), np.float32),
        np.ones((2, dimension), np.float32),
        [TokenCodes(CODES, np.array([-3, 4]))],
        [PassageWords("एक", "ek")],
        [1, 2],
    )


def test_staged_articles_come_in_the_order_of_their_ids_as_they_were(writer):
    bare = Article("ख", "t", "x", "en")
    for article in (bare, ARTICLE):
        assert writer.stage(article) is None
    assert list(writer.staged()) == [(ARTICLE, False), (bare, False)]
    assert writer.staged_count() == 2


def test_a_taken_id_names_the_article_that_has_it(writer):
    writer.stage(ARTICLE)
    assert writer.stage(dataclasses.replace(ARTICLE, path="/y/b.txt", text="और")) == "/x/a.txt"
    assert list(writer.staged()) == [(ARTICLE, False)]


def test_without_a_previous_generation_all_articles_are_added(writer):
    writer.stage(ARTICLE)
    writer.keep_previous()
    changes = writer.changes()
    assert (changes.added, changes.changed, changes.unchanged) == (1, 0, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "और"},
        {"text": "और"},
        {"language": "en"},
        {"path": "/z"},
        {"url": None},
        {"source": None},
        {"published": None},
        {"published": date(2024, 11, 13)},
    ],
)
def test_the_hash_of_an_article_covers_everything_it_says(change):
    assert content_hash(dataclasses.replace(ARTICLE, **change)) != content_hash(ARTICLE)
    assert content_hash(dataclasses.replace(ARTICLE)) == content_hash(ARTICLE)


def test_a_finished_generation_counts_what_it_holds(writer, fake_embedder):
    writer.stage(ARTICLE)
    writer.add(ARTICLE, embedded())
    writer.begin(Recipe(model_record(fake_embedder, 6), 120, token_vectors=True))
    manifest = writer.finish()
    assert (manifest.articles, manifest.passages, manifest.sentences) == (1, 1, 2)
    assert manifest.tokens_per_passage == 120
    assert manifest.model.name == fake_embedder.name
    assert manifest.model == model_record(fake_embedder, 6)


def test_a_model_is_remembered_by_its_own_vector(fake_embedder):
    record = model_record(fake_embedder, 6)
    assert len(record.probe) == fake_embedder.dimension
    assert record == model_record(type(fake_embedder)(), 6) != model_record(type(fake_embedder)(salt="other"), 6)
