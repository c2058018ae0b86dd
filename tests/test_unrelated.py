"""A model that nothing is known of: its index tells how it scores texts that have nothing to do with each other."""

import numpy as np
import pytest
from fakes import FakeEmbedder
from searching import ask

from assistant.core import Assistant
from index.building.build import build
from index.models import Article
from index.search.profiles import E5_UNRELATED, E5_WITH_TOKENS, choose_profile
from index.search.searcher import Searcher
from index.search.unrelated import measure_unrelated
from index.storage.layout import ModelRecord
from index.storage.local import Index


def record(unrelated):
    return ModelRecord("another/model", 8, (1.0,), 10, unrelated)


def test_a_model_that_scores_like_the_built_in_one_has_its_calibration():
    profile = choose_profile(record(E5_UNRELATED[True]), with_tokens=True)
    for pair, line in E5_WITH_TOKENS.calibration.items():
        assert profile.calibration[pair] == pytest.approx(line)
    assert profile.worth_quoting == pytest.approx(E5_WITH_TOKENS.worth_quoting)


def test_scores_of_another_scale_mean_what_as_many_deviations_mean_for_the_built_in_model():
    stretched = {pair: (2 * mean - 1, 2 * deviation) for pair, (mean, deviation) in E5_UNRELATED[True].items()}
    profile = choose_profile(record(stretched), with_tokens=True)
    for pair, (slope, intercept) in E5_WITH_TOKENS.calibration.items():
        own_slope, own_intercept = profile.calibration[pair]
        assert own_slope * (2 * 0.85 - 1) + own_intercept == pytest.approx(slope * 0.85 + intercept, abs=1e-6)
    assert profile.as_good == pytest.approx(2 * E5_WITH_TOKENS.as_good)


def test_an_index_without_passages_tells_nothing_and_its_model_is_not_calibrated():
    profile = choose_profile(record({}), with_tokens=True)
    assert profile.calibration is None


def test_the_figures_are_those_of_the_scores_and_a_few_answers_among_them_do_not_move_them(make_index, fake_embedder):
    index = Index.open(make_index({f"{number}.txt": f"शी ने {number} बार बात की। बैठक {number} हुई।" for number in range(40)}))
    searcher = Searcher.over(index)
    found = measure_unrelated(searcher, index.passages, fake_embedder)
    assert found.keys() == {"hi-hi", "hi-en", "en-hi", "en-en"}
    passages = index.passages.load(np.arange(len(index.passages)))
    scores = [hit.score for hit in searcher.score(passages, ask(fake_embedder, "चावल को कितनी देर भिगोना चाहिए?"))]
    mean, deviation = found["hi-hi"]
    assert abs(np.median(scores) - mean) < 4 * deviation


@pytest.fixture(scope="module")
def own_model(tmp_path_factory):
    """The built-in model's file under another name, so that nothing is known of it."""
    from index.embedding.embedder import BundledEmbedder

    embedder = BundledEmbedder()
    embedder.name = "my/own-model"
    return embedder


ARTICLES = [
    Article("river", "नदी में बाढ़", "पटना में गंगा का पानी शुक्रवार को 50 सेंटीमीटर बढ़ा। लोग छतों पर चले गए।", "hi"),
    Article("mayor", "New bridge", "The mayor of Bristol opened the new bridge on Monday. It cost 40 million pounds.", "en"),
    Article("cricket", "भारत जीता", "भारत ने ऑस्ट्रेलिया को छह विकेट से हराया। कोहली ने शतक लगाया।", "hi"),
    Article("school", "School closes", "The village school in Tarn closes in July because only nine children are left.", "en"),
]


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("पटना में गंगा का पानी कितना बढ़ा?", True),
        ("How much did the new bridge in Bristol cost?", True),
        ("भारत ने किसको हराया?", True),
        ("प्रकाश की गति कितनी है?", False),
        ("How many moons does Jupiter have?", False),
        ("What is the capital of Peru?", False),
    ],
)
def test_a_model_of_ones_own_is_calibrated_on_its_index_and_refuses(own_model, tmp_path_factory, question, answered):
    path = tmp_path_factory.getbasetemp() / "own-model-index"
    if not path.exists():
        build(ARTICLES, path, embedder=own_model)
    assistant = Assistant(Index.open(path), own_model)
    answer = assistant.ask(question)
    assert answer.confidence is not None
    assert answer.found == answered


def test_an_index_that_grew_tells_the_same_as_one_built_at_once(tmp_path, fake_embedder):
    build(ARTICLES[:2], tmp_path / "grown", embedder=fake_embedder)
    build(ARTICLES, tmp_path / "grown", embedder=FakeEmbedder())
    build(ARTICLES, tmp_path / "whole", embedder=FakeEmbedder())
    grown, whole = (Index.open(tmp_path / name).manifest.model.unrelated for name in ("grown", "whole"))
    assert grown == whole != {}
