"""What each signal adds: recall@1 on XQuAD (four pairs) and XorQA, with the signals fused one after the other.

.venv/bin/python tests/bench/ablation.py
"""

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.question.parsing import parse_question
from index import Index, build
from index.embedding.embedder import load_embedder
from index.search.hits import Query
from index.search.profiles import WITH_MAXSIM, WITHOUT_MAXSIM
from index.search.searcher import Searcher
from index.training.data import EVAL, LANGUAGES, read_lines

PAIRS = [
    (f"xquad.{asked}.questions.jsonl", f"xquad.{written}.passages.jsonl") for written in LANGUAGES for asked in LANGUAGES
] + [("xorqa.hi.questions.jsonl", "xorqa.en.passages.jsonl")]


def main() -> None:
    embedder = load_embedder()
    with tempfile.TemporaryDirectory() as name:
        for passages in dict.fromkeys(passages for _, passages in PAIRS):
            build([EVAL / passages], Path(name) / passages, embedder=embedder)
        for questions, passages in PAIRS:
            index = Index.open(Path(name) / passages)
            searcher, stored = Searcher.over(index), index.passages.load(np.arange(len(index.passages)))
            ranked = [first_articles(searcher, stored, embedder, line["question"]) for line in read_lines(questions)]
            golds = [line["passage"] for line in read_lines(questions)]
            print(f"{questions} over {passages}, {len(golds)} questions")
            for variant in ranked[0]:
                hits = [row[variant] == gold for row, gold in zip(ranked, golds, strict=True)]
                print(f"    {variant:<32} {np.mean(hits):.3f}")


def first_articles(searcher, passages, embedder, question: str) -> dict[str, str]:
    """The article that each variant ranks first."""
    signals = searcher.signals(passages, Query(embedder.embed_query(question), parse_question(question).asked_in))
    zero = np.zeros_like(signals.coverage)
    without_words = replace(signals, coverage=zero, sound_coverage=zero)
    scores = {
        "passage": signals.passage,
        "+ best sentence": replace(without_words, maxsim=None).fused(WITHOUT_MAXSIM),
        "MaxSim instead of passage": without_words.fused(WITH_MAXSIM),
        "+ stems within a language": replace(signals, sound_coverage=zero).fused(WITH_MAXSIM),
        "+ sounds across scripts (all)": signals.fused(WITH_MAXSIM),
    }
    return {name: passages[int(values.argmax())].passage.article_id for name, values in scores.items()}


if __name__ == "__main__":
    main()
