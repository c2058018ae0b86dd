"""What the built-in model finds in the demo articles."""

import pytest
from searching import search

from index.storage.local import Index

QUESTIONS = [
    ("चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?", "000"),
    ("Which anniversary of diplomatic relations do China and Russia mark in 2024?", "000"),
    ("चीन ने रूसियों को वीजा फ्री एंट्री कब दी?", "001"),
    ("What did Putin say about visa-free entry for Russians?", "001"),
    ("12 नवंबर को बीजिंग में कौन आया?", "002"),
    ("Wang Yi ne Shoigu se kya kaha?", "002"),
    ("क्या पुतिन 2022 शीतकालीन ओलंपिक में भाग लेंगे?", "003"),
    ("kya Putin sheetkaleen Olympic mein bhag lenge?", "003"),
    ("Which countries boycott the Winter Olympics?", "003"),
    ("पुतिन और ली कियांग की बैठक कब हुई?", "004"),
    ("When did Putin meet Li Qiang?", "004"),
]


@pytest.fixture(scope="module")
def index(seed_index):
    return Index.open(seed_index)


def test_all_five_articles_are_there_in_hindi(index):
    articles = list(index.articles())
    assert len(articles) == 5
    assert {article.language for article in articles} == {"hi"}
    assert all(article.title for article in articles)


def test_the_index_is_the_built_in_models(index, bundled_embedder):
    index.check_model(bundled_embedder)
    assert index.manifest.model.name == "intfloat/multilingual-e5-small"


@pytest.mark.parametrize(("question", "article"), QUESTIONS)
def test_a_question_finds_its_article_first(index, bundled_embedder, question, article):
    hits = search(index, bundled_embedder, question, 3)
    assert hits[0].passage.article_id.startswith(f"{article}_")


@pytest.mark.parametrize(("question", "article"), QUESTIONS)
def test_every_hit_and_sentence_is_a_span_of_its_article(index, bundled_embedder, question, article):
    for hit in search(index, bundled_embedder, question, 10):
        text = index.article(hit.passage.article_id).text
        assert text[hit.passage.start : hit.passage.end] == hit.passage.text
        for sentence in hit.sentences:
            assert hit.passage.start <= sentence.start < sentence.end <= hit.passage.end


@pytest.mark.parametrize(
    "question", ["Your email address will not be published", "Leave a reply", "विज्ञापन", "All rights reserved"]
)
def test_no_page_furniture_is_found(index, bundled_embedder, question):
    for hit in search(index, bundled_embedder, question, 50):
        for furniture in ("Leave a Reply", "email address", "विज्ञापन_2", "टिप्पणी (0)", "Rights Reserved", "इसे भी पढ़ें"):
            assert furniture not in hit.passage.text
