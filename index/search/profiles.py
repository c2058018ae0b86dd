"""What is known of an embedding model: the one place that holds what was fitted for it.

Of the built-in model everything is fitted on questions. Another model's scores have another scale; how its index scores texts
that have nothing to do with each other (`Unrelated`, measured when it is built) places them on the built-in model's.
"""

from dataclasses import dataclass, replace

from index.embedding import e5_weights
from index.embedding.token_codes import Codec, Int8Codec, ProductCodec
from index.models import Language
from index.search.scoring import Calibration, Weights
from index.storage.layout import ModelRecord, Unrelated

# For choosing the candidates that MaxSim is computed for, and for ranking where there are no token vectors. These and the
# following weights were fitted on XQuAD's questions by index/training/scoring.py: beside MaxSim, a passage's own cosine says
# nothing more.
WITHOUT_MAXSIM = Weights(passage=0.8, sentence=1.0, maxsim=0.0, coverage=0.08, sound_coverage=0.065)
WITH_MAXSIM = Weights(passage=0.0, sentence=3.0, maxsim=4.0, coverage=0.05, sound_coverage=0.06)


@dataclass(frozen=True)
class Profile:
    """How a model's scores are made and what they mean, for (question, article) languages where it depends on them.

    `sentence_maxsim`: how much MaxSim within a sentence counts beside the sentence's own cosine, when quotes are chosen.
    `calibration`: the probability that a passage of a score answers. `same_meaning`: the least score of a sentence beside a
    statement that says the same. None where nothing is known.
    `as_good` and `alike`: how much less than the best a hit may score that is from the time asked for, or only newer.
    `worth_quoting`: how much less than the best quote another may score.
    """

    weights: Weights
    sentence_maxsim: float
    calibration: Calibration | None
    same_meaning: float | None
    as_good: float
    alike: float
    worth_quoting: float


# `calibration`: fitted by index/training/scoring.py on XQuAD's questions with their article indexed and with it left out, and
# on near misses. `sentence_maxsim`: of 0 to 4, the one with the most answers in the first quote (tests/bench/ablation.py).
# `same_meaning`: of the statements in tests/data/statements to which no rule of the checks objects, .91 of the true ones reach
# it within a language and .88 across, .09 and .08 of the false ones (index/training/checking.py); without token vectors it is
# not fitted, but higher by .03, as scores are. `as_good` and `alike` are judged by the gaps between XQuAD's paragraphs
# (docs/retrieval.md). `worth_quoting`: of XQuAD's answers no fewer are among the quotes than without it.
E5_WITH_TOKENS = Profile(
    weights=WITH_MAXSIM,
    sentence_maxsim=2.0,
    calibration={
        ("hi", "hi"): (123.8, -103.8),
        ("en", "hi"): (68.6, -54.7),
        ("hi", "en"): (130.5, -102.6),
        ("en", "en"): (46.2, -39.7),
    },
    same_meaning=0.79,
    as_good=0.03,
    alike=0.025,
    worth_quoting=0.05,
)
E5_WITHOUT_TOKENS = replace(
    E5_WITH_TOKENS,
    weights=WITHOUT_MAXSIM,
    calibration={
        ("hi", "hi"): (128.6, -111.5),
        ("en", "hi"): (75.6, -61.4),
        ("hi", "en"): (115.1, -92.7),
        ("en", "en"): (46.3, -41.1),
    },
    same_meaning=0.82,
)

# Mean and deviation of the scores of questions and passages that have nothing to do with each other, with and without token
# vectors: index/search/unrelated.py over XQuAD's paragraphs, printed by index/training/scoring.py.
E5_UNRELATED: dict[bool, Unrelated] = {
    True: {"hi-hi": (0.7278, 0.0175), "hi-en": (0.7088, 0.0196), "en-hi": (0.7103, 0.0169), "en-en": (0.7133, 0.0187)},
    False: {"hi-hi": (0.7622, 0.0178), "hi-en": (0.7376, 0.0193), "en-hi": (0.7385, 0.0171), "en-en": (0.7514, 0.0183)},
}


def choose_profile(model: ModelRecord, with_tokens: bool) -> Profile:
    """The profile of a model, for an index with or without token vectors."""
    fitted = E5_WITH_TOKENS if with_tokens else E5_WITHOUT_TOKENS
    if model.name == e5_weights.NAME:
        return fitted
    return _transferred(fitted, E5_UNRELATED[with_tokens], model.unrelated)


def choose_codec(model_name: str, dimension: int) -> Codec:
    """What compresses a model's token vectors."""
    return ProductCodec() if model_name == e5_weights.NAME else Int8Codec(dimension)


def _transferred(fitted: Profile, known: Unrelated, unrelated: Unrelated) -> Profile:
    """A profile for scores of another scale: as many deviations above the mean of unrelated texts mean the same."""
    if not unrelated:
        return replace(fitted, calibration=None, same_meaning=None)
    assert fitted.calibration is not None
    calibration = {}
    for pair, (slope, intercept) in fitted.calibration.items():
        (mean, deviation), (own_mean, own_deviation) = known[_name(pair)], unrelated[_name(pair)]
        stretch = deviation / own_deviation
        calibration[pair] = slope * stretch, slope * (mean - stretch * own_mean) + intercept
    wider = sum(unrelated[name][1] for name in known) / sum(deviation for _, deviation in known.values())
    return replace(
        fitted,
        calibration=calibration,
        same_meaning=None,
        as_good=fitted.as_good * wider,
        alike=fitted.alike * wider,
        worth_quoting=fitted.worth_quoting * wider,
    )


def _name(pair: tuple[Language, Language]) -> str:
    return "-".join(pair)
