"""What tells a supported sentence from one that its passage doesn't support, measured on XQuAD's questions.

    .venv/bin/python index/training/support.py [QUESTIONS]

A statement is a question with its answer, or the passage's sentence that answers, in either language. It is compared with
the right passage, with another passage of the same text, and after one number in it has been altered.
"""

import random
import sys
import tempfile
from pathlib import Path

import numpy as np

from assistant.generative.names import Names
from assistant.generative.numbers import figures
from index import Index, build
from index.embedding.embedder import load_embedder
from index.search.hits import Query
from index.search.searcher import Searcher
from index.text.sentences import split_sentences
from index.training.data import read_lines, write_lines

LANGUAGES = ("hi", "en")


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    embedder = load_embedder()
    with tempfile.TemporaryDirectory() as name:
        for article_language in LANGUAGES:
            passages = read_lines(f"xquad.{article_language}.passages.jsonl")
            path = Path(name) / article_language
            write_lines(path.with_suffix(".jsonl"), passages)
            build([path.with_suffix(".jsonl")], path, embedder=embedder, tokens_per_passage=2000)
            index = Index.open(path)
            for language in LANGUAGES:
                measure(Searcher.over(index), embedder, language, article_language, wanted)


def measure(searcher, embedder, language, article_language, wanted) -> None:
    random.seed(1)
    texts = {passage["id"]: passage["text"] for passage in read_lines(f"xquad.{language}.passages.jsonl")}
    golds = random.sample(read_lines(f"xquad.{language}.questions.jsonl"), wanted)
    for kind in ("question and answer", "sentence"):
        right, wrong = [], []
        for gold in golds:
            text = statement(gold, texts[gold["passage"]], kind)
            query = Query(embedder.embed_query(text), article_language(text))
            hits = {hit.passage.article_id: hit for hit in searcher.search(query, 100)}
            siblings = [name for name in hits if name != gold["passage"]]
            if gold["passage"] not in hits or not siblings:
                continue
            for name, into in ((gold["passage"], right), (siblings[0], wrong)):
                into.append(judged(searcher, hits[name], query, text))
        report(f"{language}->{article_language} {kind}", right, wrong)


def statement(gold, passage, kind) -> str:
    if kind == "question and answer":
        return f"{gold['question']} {gold['answer']}"
    for start, end in split_sentences(passage):
        if start <= gold["answer_start"] < end:
            return passage[start:end]
    return passage[:200]


def judged(searcher, hit, query, text):
    """Cosine, refined score, whether numbers and names are there, whether an altered number is noticed, and the verdicts."""
    rescored = searcher.rescore(hit, query)
    refined = searcher.refine(rescored, query)
    evidence = figures(hit.passage.text)
    said = figures(text)
    near = refined.best_sentence.score >= searcher.profile.least_meaning[query.language, hit.language]
    numbers = said.claimed <= evidence.readable and said.months <= evidence.months
    names = not Names([hit.passage.text]).missing(text)
    altered = {number + 1 for number in said.claimed}
    return (
        rescored.best_sentence.score,
        refined.best_sentence.score,
        numbers,
        names,
        None if not altered else not altered <= evidence.readable,
        near,
        near and numbers and names,
    )


def report(name, right, wrong) -> None:
    print(f"\n{name}: {len(right)} statements")
    for at, signal in enumerate(("cosine", "refined")):
        good, bad = (np.array([row[at] for row in rows]) for rows in (right, wrong))
        auroc = float((good[:, None] > bad[None, :]).mean())
        low, high = np.percentile(good, [2, 5, 10, 50]).round(3), np.percentile(bad, [50, 90, 95, 98]).round(3)
        print(f"  {signal}: right {low}, wrong {high}, AUROC {auroc:.3f}")
    for at, what in ((2, "numbers"), (3, "names"), (5, "meaning"), (6, "all")):
        shares = [np.mean([row[at] for row in rows]) for rows in (right, wrong)]
        print(f"  {what} supported: right {shares[0]:.3f}, wrong {shares[1]:.3f}")
    noticed = [row[4] for row in right if row[4] is not None]
    print(f"  altered number noticed: {np.mean(noticed):.3f} of {len(noticed)}")


if __name__ == "__main__":
    main()
