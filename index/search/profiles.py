"""What is known of an embedding model: the one place that holds what was fitted for it.

Of the built-in model everything is fitted on questions. Another model's scores have another scale; how its index scores texts
that have nothing to do with each other (`Unrelated`, measured when it is built) places them on the built-in model's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from index.embedding import e5_weights
from index.embedding.token_codes import Codec, Int8Codec, ProductCodec
from index.models import Language
from index.search.scoring import Calibration, Weights
from index.storage.layout import ModelRecord, Unrelated

Pair = tuple[Language, Language]

# For choosing the candidates that MaxSim is computed for, and for ranking where there are no token vectors. These and the
# following weights were fitted on XQuAD's questions by index/training/scoring.py: beside MaxSim, a passage's own cosine says
# nothing more.
WITHOUT_MAXSIM = Weights(passage=0.8, sentence=1.0, maxsim=0.0, coverage=0.08, sound_coverage=0.065)
WITH_MAXSIM = Weights(passage=0.0, sentence=3.0, maxsim=4.0, coverage=0.05, sound_coverage=0.06)


@dataclass(frozen=True)
class Profile:
    """How a model's scores are made and what they mean, for (question, article) languages where it depends on them.

    `sentence_maxsim`: how much MaxSim within a sentence counts beside the sentence's own cosine, when quotes are chosen.
    `calibration`: the probability that a passage of a score answers. `least_meaning`: the least score of a sentence beside a
    statement that means the same. None where nothing is known.
    `as_good` and `alike`: how much less than the best a hit may score that is from the time asked for, or only newer.
    `worth_quoting`: how much less than the best quote another may score.
    """

    weights: Weights
    sentence_maxsim: float
    calibration: Calibration | None
    least_meaning: Mapping[Pair, float] | None
    as_good: float
    alike: float
    worth_quoting: float


# `calibration`: fitted by index/training/scoring.py on XQuAD's questions with their article indexed and with it left out, and
# on near misses. `sentence_maxsim`: of 0 to 4, the one with the most answers in the first quote (tests/bench/ablation.py).
# `least_meaning`: of XQuAD's questions with their answers 95 % reach it with their own paragraph; with the nearest other
# paragraph of the same text 17 % do from Hindi to Hindi and 33 % from English to Hindi (index/training/support.py).
# `as_good` and `alike` are judged by the gaps between XQuAD's paragraphs (docs/retrieval.md). `worth_quoting`: of XQuAD's
# answers no fewer are among the quotes than without it.
E5_WITH_TOKENS = Profile(
    weights=WITH_MAXSIM,
    sentence_maxsim=2.0,
    calibration={
        ("hi", "hi"): (128.3, -107.5),
        ("en", "hi"): (69.9, -55.7),
        ("hi", "en"): (129.6, -101.7),
        ("en", "en"): (46.9, -40.3),
    },
    least_meaning={("hi", "hi"): 0.82, ("en", "hi"): 0.77, ("hi", "en"): 0.775, ("en", "en"): 0.83},
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
    least_meaning={("hi", "hi"): 0.85, ("en", "hi"): 0.805, ("hi", "en"): 0.815, ("en", "en"): 0.855},
)

# Mean and deviation of the scores of questions and passages that have nothing to do with each other, with and without token
# vectors: index/search/unrelated.py over XQuAD's paragraphs, printed by index/training/scoring.py.
E5_UNRELATED: dict[bool, Unrelated] = {
    True: {"hi-hi": (0.7278, 0.0192), "hi-en": (0.7015, 0.0186), "en-hi": (0.7107, 0.0190), "en-en": (0.7089, 0.0164)},
    False: {"hi-hi": (0.7605, 0.0185), "hi-en": (0.7311, 0.0193), "en-hi": (0.7381, 0.0189), "en-en": (0.7455, 0.0175)},
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
        return replace(fitted, calibration=None, least_meaning=None)
    assert fitted.calibration is not None and fitted.least_meaning is not None
    calibration, least = {}, {}
    for pair, (slope, intercept) in fitted.calibration.items():
        (mean, deviation), (own_mean, own_deviation) = known[_name(pair)], unrelated[_name(pair)]
        stretch = deviation / own_deviation
        calibration[pair] = slope * stretch, slope * (mean - stretch * own_mean) + intercept
        least[pair] = own_mean + (fitted.least_meaning[pair] - mean) / stretch
    wider = sum(unrelated[name][1] for name in known) / sum(deviation for _, deviation in known.values())
    return replace(
        fitted,
        calibration=calibration,
        least_meaning=least,
        as_good=fitted.as_good * wider,
        alike=fitted.alike * wider,
        worth_quoting=fitted.worth_quoting * wider,
    )


def _name(pair: Pair) -> str:
    return "-".join(pair)
