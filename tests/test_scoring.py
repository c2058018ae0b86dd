import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.lexical import coverage
from index.search.profiles import E5_WITH_TOKENS, E5_WITHOUT_TOKENS, WITH_MAXSIM, WITHOUT_MAXSIM
from index.search.scoring import Signals, inverse_document_frequency, log_odds

PROFILES = [E5_WITH_TOKENS, E5_WITHOUT_TOKENS]
PAIRS = [("hi", "hi"), ("hi", "en"), ("en", "hi"), ("en", "en")]


def signals(**values):
    given = {"coverage": [0.0, 0.0], "sound_coverage": [0.0, 0.0], "maxsim": None} | values
    return Signals(**{name: None if value is None else np.array(value, np.float32) for name, value in given.items()})


def test_a_score_is_the_weighted_mean_of_the_cosines_plus_what_coverage_adds():
    fused = signals(
        passage=[0.9, 0.6], sentence=[0.7, 0.8], maxsim=[0.5, 0.75], coverage=[1.0, 0.0], sound_coverage=[0.0, 0.5]
    ).fused(WITH_MAXSIM)
    w = WITH_MAXSIM
    total = w.passage + w.sentence + w.maxsim
    first = (w.passage * 0.9 + w.sentence * 0.7 + w.maxsim * 0.5) / total + w.coverage
    second = (w.passage * 0.6 + w.sentence * 0.8 + w.maxsim * 0.75) / total + w.sound_coverage / 2
    assert fused == pytest.approx([first, second], abs=1e-6)
    assert (fused.dtype, fused.shape) == (np.float32, (2,))


def test_without_token_vectors_the_other_signals_are_averaged_alone():
    fused = signals(passage=[0.9, 0.6], sentence=[0.7, 0.8], coverage=[0.5, 0.0]).fused(WITHOUT_MAXSIM)
    w = WITHOUT_MAXSIM
    first = (w.passage * 0.9 + w.sentence * 0.7) / (w.passage + w.sentence) + w.coverage / 2
    second = (w.passage * 0.6 + w.sentence * 0.8) / (w.passage + w.sentence)
    assert fused == pytest.approx([first, second], abs=1e-6)
    assert (fused.dtype, fused.shape) == (np.float32, (2,))


@pytest.mark.parametrize("maxsim", [None, [0.8, 0.3]])
def test_cosines_that_agree_are_the_score_whether_or_not_there_are_token_vectors(maxsim):
    weights = WITH_MAXSIM if maxsim else WITHOUT_MAXSIM
    assert signals(passage=[0.8, 0.3], sentence=[0.8, 0.3], maxsim=maxsim).fused(weights) == pytest.approx([0.8, 0.3], abs=1e-6)


@pytest.mark.parametrize(
    ("name", "maxsim"),
    [("passage", None), ("sentence", None), ("coverage", None), ("sound_coverage", None)]
    + [(name, [0.5, 0.5]) for name in ("sentence", "coverage", "sound_coverage", "maxsim")],
)
def test_every_signal_lifts_the_score(name, maxsim):
    values = dict.fromkeys(("passage", "sentence", "coverage", "sound_coverage"), [0.5, 0.5]) | {"maxsim": maxsim}
    fused = signals(**values | {name: [0.5, 0.6]}).fused(WITH_MAXSIM if maxsim else WITHOUT_MAXSIM)
    assert fused[1] > fused[0]


def test_signals_of_some_passages_score_as_among_all():
    many = signals(passage=[0.9, 0.6], sentence=[0.7, 0.8], maxsim=[0.5, 0.75])
    assert many.take(np.array([1])).fused(WITH_MAXSIM) == many.fused(WITH_MAXSIM)[1:]
    assert signals(passage=[0.9, 0.6], sentence=[0.7, 0.8]).take(np.array([0])).maxsim is None


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("asked_in", "written_in"), PAIRS)
def test_a_higher_score_is_more_likely_to_answer_in_every_pair_of_languages(asked_in, written_in, profile):
    scores = np.linspace(0.5, 1, 20, dtype=np.float32)
    odds = log_odds(scores, asked_in, np.full(20, written_in == "hi"), profile.calibration)
    assert (odds.dtype, odds.shape) == (np.float32, (20,))
    assert (np.diff(odds) > 0).all()
    assert odds[0] < 0 < odds[-1]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("asked_in", ["hi", "en"])
def test_passages_in_the_other_language_are_as_likely_at_a_lower_score(asked_in, profile):
    scores = np.full(2, 0.8, np.float32)
    hindi, english = log_odds(scores, asked_in, np.array([True, False]), profile.calibration)
    assert (hindi < english) == (asked_in == "hi")


def test_passages_of_both_languages_are_judged_each_by_its_own_pair():
    scores, is_hindi = np.array([0.7, 0.75, 0.8, 0.85], np.float32), np.array([True, False, False, True])
    mixed = log_odds(scores, "en", is_hindi, E5_WITH_TOKENS.calibration)
    alone = [log_odds(scores[at : at + 1], "en", is_hindi[at : at + 1], E5_WITH_TOKENS.calibration)[0] for at in range(4)]
    assert mixed.tolist() == pytest.approx(alone)


def test_the_rarer_a_term_the_more_it_weighs_and_it_always_weighs_something():
    weights = [inverse_document_frequency(100, containing) for containing in range(101)]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 101
    assert weights[-1] > 0


@pytest.mark.parametrize(("passages", "containing", "odds"), [(10, 0, 21), (10, 2, 8.5 / 2.5), (1, 1, 0.5 / 1.5), (0, 0, 1)])
def test_a_terms_weight_is_bm25s(passages, containing, odds):
    assert inverse_document_frequency(passages, containing) == pytest.approx(math.log(1 + odds))


@pytest.mark.parametrize(
    ("found", "share"),
    [({"a", "b"}, 1.0), ({"a"}, 0.75), ({"b"}, 0.25), ({"b", "other"}, 0.25), ({"other"}, 0.0), (set(), 0.0)],
)
def test_coverage_is_the_share_by_weight_of_the_questions_terms_that_are_found(found, share):
    assert coverage({"a": 3.0, "b": 1.0}, found) == share


@pytest.mark.parametrize("found", [set(), {"a"}])
def test_a_question_without_terms_is_not_covered(found):
    assert coverage({}, found) == 0


@given(st.dictionaries(st.text(max_size=2), st.floats(0.01, 20)), st.sets(st.text(max_size=2)), st.text(max_size=2))
def test_coverage_is_a_share_and_more_found_terms_never_lower_it(weights, found, another):
    assert 0 <= coverage(weights, found) <= coverage(weights, found | {another}) <= 1 + 1e-9
