"""Fits index/search/scoring.py: the weights of the signals, and the calibration of refusing, on XQuAD's development questions.

    .venv/bin/python index/training/scoring.py

The weights maximise the likelihood that a softmax over a question's candidates gives its own paragraph, on the four pairs of
languages together; recall@1 is cross-validated by article, and XorQA's is printed, which nothing is fitted on.

The calibration (Platt 1999) tells the best score of a question whose article is indexed from the best without its article,
and for English questions also from every second near miss; what it makes of the other near misses is printed, never fitted.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.answering.extractive import MIN_CONFIDENCE
from assistant.question.parsing import parse_question
from index import Index, build
from index.embedding.embedder import load_embedder
from index.search.hits import Query
from index.search.profiles import WITH_MAXSIM, WITHOUT_MAXSIM
from index.search.scoring import Weights, odds_of
from index.search.searcher import Searcher
from index.search.unrelated import measure_unrelated
from index.training.data import EVAL, LANGUAGES, read_lines

SIGNALS = [field.name for field in fields(Weights)]
COSINES = 3
DEFAULT_ODDS = odds_of(MIN_CONFIDENCE)


@dataclass(frozen=True)
class Asked:
    """A question's candidates: their signals, shape (n, 5), and the paragraphs they are from."""

    signals: np.ndarray
    paragraphs: np.ndarray
    gold: str

    @property
    def is_gold(self) -> np.ndarray:
        return self.paragraphs == self.gold

    @property
    def is_gold_article(self) -> np.ndarray:
        return np.array([article_of(paragraph) == article_of(self.gold) for paragraph in self.paragraphs])


def main() -> None:
    embedder = load_embedder()
    asked: dict[tuple[str, str], list[Asked]] = {}
    near_misses: dict[str, list[Asked]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for written in LANGUAGES:
            index = indexed(Path(folder) / written, f"xquad.{written}.passages.jsonl", embedder)
            for language in LANGUAGES:
                asked[language, written] = ask(index, embedder, f"xquad.{language}.questions.jsonl")
            for with_tokens in (True, False):
                searcher = Searcher(index.passages, index.manifest.model, with_tokens)
                print(written, with_tokens, "unrelated:", measure_unrelated(searcher, index.passages, embedder))
            near_misses[written] = ask(index, embedder, "xquad.en.near_miss.jsonl")
        xorqa = ask(indexed(Path(folder) / "xorqa", "xorqa.en.passages.jsonl", embedder), embedder, "xorqa.hi.questions.jsonl")
    everything = [one for questions in asked.values() for one in questions]
    for weights in (WITH_MAXSIM, WITHOUT_MAXSIM):
        report_weights(everything, xorqa, weights)
        for pair, questions in asked.items():
            calibrate(pair, questions, near_misses[pair[1]] if pair[0] == "en" else [], weights)


def indexed(path: Path, passages: str, embedder) -> Index:
    build([EVAL / passages], path, embedder=embedder)
    return Index.open(path)


def ask(index: Index, embedder, name: str) -> list[Asked]:
    searcher, passages = Searcher.over(index), index.passages.load(np.arange(len(index.passages)))
    paragraphs = np.array([passage.passage.article_id for passage in passages])
    asked = []
    for line in read_lines(name):
        query = Query(embedder.embed_query(line["question"]), parse_question(line["question"]).asked_in)
        made_of = searcher.signals(passages, query)
        signals = np.stack([getattr(made_of, signal) for signal in SIGNALS], axis=1)
        asked.append(Asked(signals.astype(np.float64), paragraphs, line["passage"]))
    return asked


def article_of(paragraph: str) -> str:
    return paragraph.rpartition("-")[0]


def report_weights(asked: Sequence[Asked], xorqa: Sequence[Asked], weights: Weights) -> None:
    findable = [one for one in asked if one.is_gold.any()]
    groups = [article_of(one.gold) for one in findable]
    now, held_out = in_sum(weights), []
    for train, test in GroupKFold(5).split(findable, groups=groups):
        fold = fitted([findable[at] for at in train], now)
        held_out.append(recall([findable[at] for at in test], fold))
    best = fitted(findable, now)
    scale = now[:COSINES].sum() / best[:COSINES].sum()
    lexical = best[COSINES:] / best[:COSINES].sum()
    print("\n", weights)
    print("fitted:", dict(zip(SIGNALS, [*np.round(best[:COSINES] * scale, 2), *np.round(lexical, 3)], strict=True)))
    print(f"recall@1, held-out articles: fitted {np.mean(held_out):.4f}; all: now {recall(findable, now):.4f}")
    print(f"recall@1, XorQA: fitted {recall(xorqa, best):.4f}, now {recall(xorqa, now):.4f}")


def in_sum(weights: Weights) -> np.ndarray:
    """The weights of a plain sum that ranks as the weighted mean and what coverage adds to it."""
    values = np.array(astuple(weights))
    return np.concatenate([values[:COSINES], values[COSINES:] * values[:COSINES].sum()])


def fitted(asked: Sequence[Asked], start: np.ndarray) -> np.ndarray:
    """Weights times an inverse temperature, by maximum likelihood; MaxSim stays out where it weighs nothing at the start."""
    free = (start > 0) | (np.array(SIGNALS) != "maxsim")
    most = max(len(one.signals) for one in asked)
    signals = np.zeros((len(asked), most, len(SIGNALS)))
    absent, is_gold = np.full((len(asked), most), -1e9), np.zeros((len(asked), most), bool)
    for at, one in enumerate(asked):
        here = slice(len(one.signals))
        signals[at, here], absent[at, here], is_gold[at, here] = one.signals, 0, one.is_gold

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = signals @ weights + absent
        golden = np.where(is_gold, scores, -1e9)
        total, gold = np.logaddexp.reduce(scores, axis=1), np.logaddexp.reduce(golden, axis=1)
        surplus = np.exp(scores - total[:, None]) - np.exp(golden - gold[:, None])
        return float((total - gold).mean()), np.einsum("qc,qcs->s", surplus, signals) / len(asked) * free

    return minimize(loss, start * 10, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(start)).x


def recall(asked: Sequence[Asked], weights: np.ndarray) -> float:
    return float(np.mean([one.is_gold[(one.signals @ weights).argmax()] for one in asked]))


def calibrate(pair: tuple[str, str], asked: Sequence[Asked], near_misses: Sequence[Asked], weights: Weights) -> None:
    best = np.array([scores(one, weights).max() for one in asked])
    left_out = np.array([scores(one, weights)[~one.is_gold_article].max() for one in asked])
    near = np.array([scores(one, weights).max() for one in near_misses])
    fitted_on = np.concatenate([best, left_out, near[::2]])
    model = LogisticRegression(C=1e6).fit(fitted_on[:, None] * 100, np.arange(len(fitted_on)) < len(best))
    slope, intercept = float(model.coef_[0, 0]) * 100, float(model.intercept_[0])
    shares = {"answerable": best, "left out": left_out, "near misses kept aside": near[1::2]}
    answered = [f"{name} {share(slope * values + intercept > DEFAULT_ODDS)}" for name, values in shares.items() if len(values)]
    print(pair, f"({slope:.1f}, {intercept:.1f})  answered by default: {', '.join(answered)};", end=" ")
    print(f"where 5 % of those left out are: {share(best > np.quantile(left_out, 0.95))}")


def scores(one: Asked, weights: Weights) -> np.ndarray:
    """The candidates' scores as `Signals.fused` makes them."""
    return one.signals @ in_sum(weights) / sum(astuple(weights)[:COSINES])


def share(found: np.ndarray) -> str:
    return f"{found.mean():.3f}"


if __name__ == "__main__":
    main()
