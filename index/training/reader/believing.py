"""Fits from which belief on the articles count as answering (assistant/answering/reading.py), on the held-out articles.

    python -m index.training.reader.believing INDEXES

INDEXES is a folder in which the two indexes are made, or were: each holds all of XQuAD's development paragraphs in one
language, and the passages in that language that questions were written over and that are kept aside. Printed for each pair of
languages is which share is answered from several beliefs on: of XQuAD's questions whose article is there, of the same
questions with its passages left out, of the near misses that people wrote in English, and of the questions and near misses
that were written; and the area under the ROC curve between answerable questions and near misses of the same kind, by the
search's confidence and by belief.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant import Assistant
from assistant.answering.reading import LEAST_BELIEF, READ_HITS, belief, best_first
from assistant.comprehension.reader import load_reader
from assistant.options import MIN_CONFIDENCE
from index import Index, build
from index.embedding.embedder import load_embedder
from index.models import Language
from index.search.hits import Hit
from index.training.data import DATA, EVAL, LANGUAGES, read_lines
from index.training.reader import written
from index.training.reader.examples import Example
from index.training.reader.judging import auroc
from index.training.reader.sources import held_out
from index.training.scoring import article_of

BELIEFS = (-8.0, -6.0, -5.0, -4.0, -3.5, -3.0, -2.0, -1.0, 0.0, 1.0)
HITS = 10
Found = tuple[str, float, float]  # what kind of question it is, the search's confidence, the belief


def main() -> None:
    for language, read, assistant, own in pairs(__doc__):
        found = list(answered(assistant, f"xquad.{language}.questions.jsonl"))
        if language == "en":
            found += near_misses(assistant)
        found += written_ones(assistant, [example for example in own if example.group.startswith(language)])
        report(language, read, found)


def pairs(description: str | None) -> Iterator[tuple[Language, Language, Assistant, list[Example]]]:
    """Reads INDEXES from the command line. For each language of questions and of articles, an assistant without a reader over
    the articles, and the written examples that are kept aside and asked of it, in both languages.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("indexes", type=Path)
    for read, assistant, own in assistants(parser.parse_args().indexes):
        for language in LANGUAGES:
            yield language, read, assistant, own


def assistants(indexes: Path) -> Iterator[tuple[Language, Assistant, list[Example]]]:
    """For each language an assistant without a reader over its index, which is built where it is missing or old, and the
    written examples that are kept aside and asked of it.
    """
    indexes.mkdir(parents=True, exist_ok=True)
    embedder, examples = load_embedder(), list(written.questions(DATA, held_out=True))
    for read in LANGUAGES:
        own = [example for example in examples if f"-{read} " in example.group]
        index = indexes / f"{read}-believing"
        build(
            [EVAL / f"xquad.{read}.passages.jsonl", write_passages(own, indexes / f"written.{read}.jsonl")],
            index,
            embedder=embedder,
        )
        yield read, Assistant(Index.open(index), embedder, reads=False), own


def write_passages(examples: Sequence[Example], path: Path) -> Path:
    """Writes the examples' passages as articles, a line each."""
    lines = (json.dumps({"id": name, "text": text}) for text, name in article_ids(examples).items())
    path.write_text("\n".join(lines), "utf-8")
    return path


def article_ids(examples: Sequence[Example]) -> dict[str, str]:
    """The article that each of the examples' passages is in the index."""
    return {text: f"written-{n}" for n, text in enumerate(dict.fromkeys(example.passage for example in examples))}


def answered(assistant: Assistant, name: str) -> Iterator[Found]:
    for line in questions(name):
        hits = assistant.search(line["question"], k=HITS).hits
        others = [hit for hit in hits if article_of(hit.passage.article_id) != article_of(line["passage"])]
        yield from believed("answerable", line["question"], hits)
        yield from believed("left out", line["question"], others)


def near_misses(assistant: Assistant) -> Iterator[Found]:
    for line in questions("xquad.en.near_miss.jsonl"):
        yield from believed("near miss", line["question"], assistant.search(line["question"]).hits)


def written_ones(assistant: Assistant, examples: Sequence[Example]) -> Iterator[Found]:
    for example in examples:
        kind = "written" if example.span else "written miss"
        yield from believed(kind, example.question, assistant.search(example.question).hits)


def questions(name: str) -> list[dict]:
    return [line for line in read_lines(name) if held_out(line["passage"])]


def believed(kind: str, question: str, hits: Sequence[Hit]) -> Iterator[Found]:
    if hits:
        confidence, read = hits[0].confidence, hits[:READ_HITS]
        (_, first), *_ = best_first(read, load_reader().read(question, [hit.passage.text for hit in read]))
        yield kind, confidence, belief(confidence, first)


def report(asked: Language, read: Language, found: Sequence[Found]) -> None:
    kinds = {kind: np.array([each[1:] for each in found if each[0] == kind]) for kind, *_ in found}
    print(f"{asked}-{read}, now from {LEAST_BELIEF[asked, read]}", {kind: len(each) for kind, each in kinds.items()})
    for least in (-np.inf, *BELIEFS):
        shares = {kind: (each[:, 0] >= MIN_CONFIDENCE) & (each[:, 1] >= least) for kind, each in kinds.items()}
        print(f"    from {least}:", ", ".join(f"{kind} {share.mean():.3f}" for kind, share in shares.items()), flush=True)
    for answerable, miss in (("answerable", "near miss"), ("written", "written miss")):
        if miss in kinds:
            right, wrong = kinds[answerable], kinds[miss]
            areas = [f"{auroc(right[:, signal].tolist(), wrong[:, signal].tolist()):.3f}" for signal in (0, 1)]
            print(f"    {miss}, AUROC by search and by belief:", *areas, flush=True)


if __name__ == "__main__":
    main()
