"""Fits how much the search and the reader count together (assistant/answering/reading.py), on the held-out articles.

    python -m index.training.reader.trust INDEXES [--every N]

INDEXES is a folder in which the two indexes are made, or were. For each pair of languages, the index holds all of XQuAD's
development paragraphs. The best three hits of each held-out question are read, once with its article there and once with it
left out; so are near misses, for English questions. A logistic regression tells the gold paragraphs from the others; figures
are of articles that each fit did not see. Printed are the fitted numbers, how much more often the right paragraph is first, and
of near misses, how many are refused where 95 % (same language) or 85 % (across) of the answerable questions are answered.
"""

import argparse
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.answering.reading import READ_HITS
from assistant.comprehension.reader import Reader, load_reader
from assistant.options import MIN_CONFIDENCE
from assistant.question.parsing import parse_question
from index import Index, build
from index.embedding.embedder import load_embedder
from index.search.hits import Query
from index.search.searcher import Searcher
from index.training.data import EVAL, LANGUAGES, read_lines
from index.training.reader.sources import held_out

KINDS = ("answerable", "left out", "near miss")


@dataclass(frozen=True)
class Asked:
    """A question's read hits, best first: log odds of search, reader and span, shape (n, 3), and which is the gold one."""

    kind: str
    article: str
    features: np.ndarray
    is_gold: np.ndarray


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("indexes", type=Path)
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    embedder, reader = load_embedder(), load_reader()
    for written in LANGUAGES:
        build([EVAL / f"xquad.{written}.passages.jsonl"], given.indexes / written, embedder=embedder)
        searcher = Searcher.over(Index.open(given.indexes / written))
        for language in LANGUAGES:
            asked = list(ask(searcher, embedder, reader, language, given.every))
            report(f'("{language}", "{written}")', asked, 0.95 if language == written else 0.85)


def ask(searcher: Searcher, embedder, reader: Reader, language: str, every: int):
    lines = [line for line in read_lines(f"xquad.{language}.questions.jsonl") if held_out(line["passage"])][::every]
    misses = [line for line in read_lines("xquad.en.near_miss.jsonl") if held_out(line["passage"])] if language == "en" else []
    for line in [*lines, *misses]:
        asked_in = parse_question(line["question"]).asked_in
        hits = searcher.search(Query(embedder.embed_query(line["question"]), asked_in), 20)
        article = line["passage"].rpartition("-")[0]
        others = [hit for hit in hits if hit.passage.article_id.rpartition("-")[0] != article]
        read = partial(features, reader, line["question"])
        if line in misses:
            yield Asked("near miss", article, read(hits[:READ_HITS]), np.zeros(len(hits[:READ_HITS]), bool))
            continue
        is_gold = np.array([hit.passage.article_id == line["passage"] for hit in hits[:READ_HITS]])
        yield Asked("answerable", article, read(hits[:READ_HITS]), is_gold)
        yield Asked("left out", article, read(others[:READ_HITS]), np.zeros(len(others[:READ_HITS]), bool))


def features(reader: Reader, question: str, hits) -> np.ndarray:
    readings = reader.read(question, [hit.passage.text for hit in hits])
    certain = [np.clip(hit.confidence, 1e-6, 1 - 1e-6) for hit in hits]
    searched = [np.log(share / (1 - share)) for share in certain]
    rows = [[one, reading.answerable, reading.span_score] for one, reading in zip(searched, readings, strict=True)]
    return np.array(rows, np.float64).reshape(-1, 3)


def report(pair: str, asked: list[Asked], answered: float) -> None:
    rows = np.concatenate([one.features for one in asked])
    labels = np.concatenate([one.is_gold for one in asked])
    whose = np.concatenate([[at] * len(one.features) for at, one in enumerate(asked)])
    articles = np.array([asked[at].article for at in whose])
    odds = np.zeros(len(rows))
    for train, test in GroupKFold(len(set(articles))).split(rows, labels, articles):
        odds[test] = fitted(rows[train], labels[train]).decision_function(rows[test])
    model = fitted(rows, labels)
    numbers = ", ".join(f"{value:.3f}" for value in (*model.coef_[0], model.intercept_[0]))
    best = {kind: np.array([odds[whose == at].max() for at, one in enumerate(asked) if one.kind == kind]) for kind in KINDS}
    search = {kind: np.array([one.features[:, 0].max() for one in asked if one.kind == kind]) for kind in KINDS}
    first = [asked[at].is_gold[odds[whose == at].argmax()] for at, one in enumerate(asked) if one.kind == "answerable"]
    before = [one.is_gold[0] for one in asked if one.kind == "answerable"]
    print(f"{pair}: Trust({numbers}),")
    print(f"    right paragraph first: search {np.mean(before):.3f}, with the reader {np.mean(first):.3f} of {len(first)}")
    for kind in KINDS[1:]:
        if len(best[kind]):
            shares = [refused(scores, kind, answered) for scores in (search, best)]
            print(
                f"    {kind}, n {len(best[kind])}: refused {shares[0]:.3f} by search, {shares[1]:.3f} with the reader,", end=" "
            )
            print(f"AUROC {auroc(search['answerable'], search[kind]):.3f}, {auroc(best['answerable'], best[kind]):.3f}")
    default = np.log(MIN_CONFIDENCE / (1 - MIN_CONFIDENCE))
    answers = [f"{kind} {np.mean(best[kind] > default):.3f}" for kind in KINDS if len(best[kind])]
    print(f"    answered by default: {', '.join(answers)}", flush=True)


def fitted(rows: np.ndarray, labels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=1.0, max_iter=1000).fit(rows, labels)


def refused(scores: dict[str, np.ndarray], kind: str, answered: float) -> float:
    return float(np.mean(scores[kind] < np.quantile(scores["answerable"], 1 - answered)))


def auroc(right: np.ndarray, wrong: np.ndarray) -> float:
    return float(np.mean((right[:, None] > wrong[None, :]) + (right[:, None] == wrong[None, :]) / 2))


if __name__ == "__main__":
    main()
