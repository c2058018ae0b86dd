import builtins
import json

import numpy as np
import pytest
from fakes import FakeEmbedder

from assistant.evaluation.baselines import BaselineError, StockChain
from assistant.evaluation.metrics import Gold, evaluate
from index.models import Article
from index.storage.local import Index

TEXTS = {
    "rain": "दिल्ली में तेज़ बारिश हुई और सड़कें पानी से भर गईं।",
    "fair": "पटना में पुस्तक मेला लगा और हज़ारों लोग आए।",
    "match": "India won the cricket match and the captain scored a hundred.",
    "bank": "The central bank kept its interest rate at six percent.",
    "visit": "Putin visited Beijing in November and met the Chinese president.",
}
QUESTIONS = [
    ("दिल्ली में बारिश से सड़कें कब भर गईं", "rain"),
    ("पटना में पुस्तक मेला कब लगा", "fair"),
    ("Who won the cricket match", "match"),
    ("What is the interest rate of the central bank", "bank"),
    ("When was it that Putin visited Beijing", "visit"),
]


def article(name, text):
    return Article(name, text[:20], text, None, None, None, "hi" if text[0] > "z" else "en", None)


@pytest.fixture(scope="module", params=["stock", "dense"])
def chain(request):
    return StockChain(request.param, [article(*item) for item in TEXTS.items()], FakeEmbedder())


@pytest.mark.parametrize(("question", "expected"), QUESTIONS)
def test_the_article_that_answers_ranks_first(chain, question, expected):
    assert chain.answer(question).ranking[0] == expected


def test_every_article_is_ranked_once(chain):
    assert sorted(chain.answer("बारिश").ranking) == sorted(TEXTS)


def test_a_baseline_neither_quotes_nor_abstains_and_tells_its_time(chain):
    outcome = chain.answer("Who is the mayor of Lima?")
    assert (outcome.quotes, outcome.abstained) == (None, False)
    assert outcome.ms > 0


def test_dense_ranks_by_the_vectors_alone():
    embedder = FakeEmbedder()
    chain = StockChain("dense", [article(*item) for item in TEXTS.items()], embedder)
    question = "बारिश Putin captain"
    cosines = embedder.embed_passages(list(TEXTS.values())) @ embedder.embed_query(question).vector
    assert list(chain.answer(question).ranking) == [list(TEXTS)[at] for at in np.argsort(-cosines)]


def test_stock_lets_words_have_half_the_vote():
    """The vectors know nothing here: every text has the same one."""

    class Blind(FakeEmbedder):
        def _vector(self, text):
            return np.eye(1, self.dimension, dtype=np.float32)[0]

    articles = [article(name, TEXTS[name]) for name in ("rain", "visit", "fair", "match", "bank")]
    question = "Who met the Chinese president after Putin visited Beijing"
    assert StockChain("stock", articles, Blind()).answer(question).ranking[0] == "visit"
    assert StockChain("dense", articles, Blind()).answer(question).ranking[0] != "visit"


def test_a_long_article_is_found_by_its_end_and_ranked_once():
    crowd = [article(f"crowd-{number}", f"पटना में मेला नंबर {number} लगा।") for number in range(5)]
    long = article("long", "बैंक ने ब्याज दर घटाई। " * 200 + "\n\nShoigu landed in Pyongyang yesterday.")
    for kind in ("stock", "dense"):
        ranking = StockChain(kind, [*crowd, long], FakeEmbedder()).answer("Shoigu landed in Pyongyang yesterday").ranking
        assert ranking[0] == "long"
        assert ranking.count("long") == 1


def test_a_baseline_is_evaluated_as_the_assistant_is(make_index, tmp_path):
    lines = [json.dumps({"id": name, "text": text}) for name, text in TEXTS.items()]
    index = Index.open(make_index({"articles.jsonl": "\n".join(lines)}))
    golds = [Gold(question, index.article(name).language, name, "", -1) for question, name in QUESTIONS]
    pairs = evaluate(StockChain("stock", list(index.articles()), FakeEmbedder()), index, golds)
    assert [(pair.question_language, pair.n, pair.recall[1], pair.mrr) for pair in pairs] == [("en", 3, 1, 1), ("hi", 2, 1, 1)]


def test_without_its_packages_the_command_that_installs_them_is_told(monkeypatch):
    importing = builtins.__import__

    def without(name, *arguments, **options):
        if name.startswith("langchain_community"):
            raise ImportError(f"No module named {name!r}", name="langchain_community")
        return importing(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(BaselineError, match="need langchain_community: run `pip install .*langchain-community"):
        StockChain("dense", [article(*item) for item in TEXTS.items()], FakeEmbedder())
