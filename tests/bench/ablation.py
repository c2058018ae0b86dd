"""What each signal adds: recall@1 on XQuAD (four pairs) and XorQA, with the signals fused one after the other.

.venv/bin/python tests/bench/ablation.py
"""

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from index import ArticleFilter, Index, build
from index.embedding.embedder import load_embedder
from index.training.data import EVAL, LANGUAGES, read_lines

PAIRS = [
    (f"xquad.{asked}.questions.jsonl", f"xquad.{written}.passages.jsonl") for written in LANGUAGES for asked in LANGUAGES
] + [("xorqa.hi.questions.jsonl", "xorqa.en.passages.jsonl")]

ALL_CANDIDATES = 1000


def main() -> None:
    embedder = load_embedder()
    with tempfile.TemporaryDirectory() as name:
        for passages in dict.fromkeys(passages for _, passages in PAIRS):
            build([EVAL / passages], Path(name) / passages, embedder=embedder)
        for questions, passages in PAIRS:
            index = Index.open(Path(name) / passages)
            ranked = [first_articles(index, embedder, line["question"]) for line in read_lines(questions)]
            golds = [line["passage"] for line in read_lines(questions)]
            print(f"{questions} over {passages}, {len(golds)} questions")
            for variant in ranked[0]:
                hits = [row[variant] == gold for row, gold in zip(ranked, golds, strict=True)]
                print(f"    {variant:<32} {np.mean(hits):.3f}")


def first_articles(index, embedder, question: str) -> dict[str, str]:
    """The article that each variant ranks first."""
    candidates = index._candidates(embedder.embed_query(question), ArticleFilter(), ALL_CANDIDATES)
    signals = candidates.signals
    zero = np.zeros_like(signals.coverage)
    without_words = replace(signals, coverage=zero, sound_coverage=zero)
    scores = {
        "passage": signals.passage,
        "+ best sentence": replace(without_words, maxsim=None).fused(),
        "MaxSim instead of passage": without_words.fused(),
        "+ stems within a language": replace(signals, sound_coverage=zero).fused(),
        "+ sounds across scripts (all)": signals.fused(),
    }
    return {name: article_of(index, candidates.rows[int(values.argmax())]) for name, values in scores.items()}


def article_of(index, row) -> str:
    return index._database.execute("SELECT article_id FROM passages WHERE id = ?", (int(row),)).fetchone()[0]


if __name__ == "__main__":
    main()
