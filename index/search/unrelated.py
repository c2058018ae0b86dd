"""How a model scores texts that have nothing to do with each other, for models that nothing else is known of.

Everyday questions (index/data/everyday_questions.toml) are scored against passages that are drawn from the index. Nearly all
of these pairs are unrelated, whatever the articles are about, and mean and deviation are taken in a way that the few others
don't move: the median, and the deviation that a normal distribution with the same median distance from it would have.
"""

import tomllib
from collections import defaultdict
from importlib.resources import files
from typing import cast

import numpy as np

from index.embedding.embedder import Embedder
from index.models import Language
from index.search.hits import Query
from index.search.searcher import Searcher
from index.storage.layout import Unrelated
from index.storage.store import PassageStore

_PASSAGES = 64
# The deviation of a normal distribution is this many times the median distance from its median.
_NORMAL = 1.4826
_LEAST_DEVIATION = 1e-4


def measure_unrelated(searcher: Searcher, store: PassageStore, embedder: Embedder) -> Unrelated:
    """Mean and deviation of the scores, by the languages of question and passage ("hi-en"). A language in which there are no
    passages takes the figures of the other. Empty for a store without passages.
    """
    if not len(store):
        return {}
    passages = store.load(store.drawn(_PASSAGES))
    scores: defaultdict[tuple[Language, Language], list[float]] = defaultdict(list)
    for asked_in, questions in _questions().items():
        for question in questions:
            for hit in searcher.score(passages, Query(embedder.embed_query(question), asked_in)):
                scores[asked_in, hit.language].append(hit.score)
    languages: tuple[Language, Language] = ("hi", "en")
    return {
        f"{asked_in}-{language}": _spread(scores[asked_in, language] or [*scores[asked_in, "hi"], *scores[asked_in, "en"]])
        for asked_in in languages
        for language in languages
    }


def _spread(values: list[float]) -> tuple[float, float]:
    median = float(np.median(values))
    deviation = _NORMAL * float(np.median(np.abs(np.array(values) - median)))
    return round(median, 5), round(max(deviation, _LEAST_DEVIATION), 5)


def _questions() -> dict[Language, list[str]]:
    text = (files("index") / "data" / "everyday_questions.toml").read_text(encoding="utf-8")
    return cast(dict[Language, list[str]], tomllib.loads(text))
