"""Measures a checkpoint on the articles that were never trained on.

    python -m index.training.reader.evaluate --data ../shared/data --file assistant/data/reader.npz

Prints, for each pair of question's and paragraph's language, F1 and exact match of the answer's span with the gold paragraph
given, and for a file once more as the product reads; how well answerable questions are told from near misses; the same for
the written questions over passages and over reports that are kept aside. Statements are measured by
index.training.reader.evaluate_statements.
"""

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any

import torch

from assistant.comprehension.reader import Reader, load_encoder
from assistant.comprehension.weights import WeightsFile
from index.embedding import e5_weights
from index.models import Language
from index.training.data import LANGUAGES
from index.training.reader import written
from index.training.reader.checkpoint import shipped_network, trained_network
from index.training.reader.examples import Example
from index.training.reader.judging import Judge, Judged, auroc, f1, normalised
from index.training.reader.sources import held_out, read_lines


def _questions(data: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """XQuAD's held-out questions by language and id."""
    files = {la: read_lines(data / f"eval/xquad.{la}.questions.jsonl") for la in LANGUAGES}
    return {la: {q["id"]: q for q in lines if held_out(q["passage"])} for la, lines in files.items()}


def read_passages(data: Path) -> dict[str, dict[str, str]]:
    files = {la: read_lines(data / f"eval/xquad.{la}.passages.jsonl") for la in LANGUAGES}
    return {la: {p["id"]: p["text"] for p in lines} for la, lines in files.items()}


# Questions with their paragraphs and gold answers, by the languages of question and paragraph.
Cases = dict[tuple[Language, Language], list[tuple[str, str, str]]]


def _cases(data: Path) -> Cases:
    """XQuAD's held-out questions with the gold paragraph."""
    questions, passages = _questions(data), read_passages(data)
    cases: Cases = {}
    for asked, read in product(LANGUAGES, LANGUAGES):
        golds = [(questions[asked][number], questions[read][number]) for number in sorted(questions[asked])]
        cases[asked, read] = [(q["question"], passages[read][gold["passage"]], gold["answer"]) for q, gold in golds]
    return cases


def measure_spans(judge: Judge, asked_of: Cases, show: int) -> dict[Language, list[Judged]]:
    """Prints F1 and exact match a pair; the answerable logits and span scores of each passage language's English questions."""
    kept = {}
    for (asked, read), cases in asked_of.items():
        found = judge.read([Example("", question, passage) for question, passage, _ in cases])
        scores = [f1(item.answer, gold) for item, (*_, gold) in zip(found, cases, strict=True)]
        exact = [normalised(item.answer) == normalised(gold) for item, (*_, gold) in zip(found, cases, strict=True)]
        print(f"{asked}-{read}  F1 {sum(scores) / len(cases):.3f}  EM {sum(exact) / len(cases):.3f}  n {len(cases)}")
        if asked == "en":
            kept[read] = found
        for n in range(0, len(cases), max(1, len(cases) // show)) if show else ():
            question, _, gold = cases[n]
            print(f"    {scores[n]:.2f} {question} | {found[n].answer} | {gold}")
    return kept


def measure_as_it_runs(asked_of: Cases, file: Path) -> None:
    """Prints F1 a pair once more, of the file in whole numbers, as the product reads (docs/index.md)."""
    encoder = load_encoder(WeightsFile(file, hashlib.sha256(file.read_bytes()).hexdigest()))
    reader = Reader(encoder, lambda: encoder)
    for (asked, read), cases in asked_of.items():
        scores = []
        for question, passage, gold in cases:
            (found,) = reader.read(question, [passage])
            scores.append(f1(passage[found.start : found.end], gold))
        print(f"{asked}-{read} as it runs  F1 {sum(scores) / len(scores):.3f}  n {len(scores)}")


def measure_near_misses(judge: Judge, data: Path, answerable: dict[str, list[Judged]]) -> None:
    """Prints the AUROC of both scores between answerable English questions and near misses."""
    passages = read_passages(data)
    misses = [m for m in read_lines(data / "eval/xquad.en.near_miss.jsonl") if held_out(m["passage"])]
    for language in LANGUAGES:
        found = judge.read([Example("", m["question"], passages[language][m["passage"]]) for m in misses])
        figures = []
        for score in (
            lambda item: item.answerable,
            lambda item: item.span_score,
            lambda item: item.answerable + item.span_score,
        ):
            figures.append(auroc([score(item) for item in answerable[language]], [score(item) for item in found]))
        print(f"near misses over {language}: AUROC answerable, span, both", *(f"{x:.3f}" for x in figures), f"n {len(misses)}")


def measure_written(judge: Judge, name: str, examples: Iterable[Example]) -> None:
    """Prints F1 and the AUROC of near misses for questions over texts that are kept aside."""
    pairs = defaultdict[str, list[Example]](list)
    for example in examples:
        pairs[example.group[:5]].append(example)
    for pair, own in sorted(pairs.items()):
        found = judge.read(own)
        scores = [f1(judged.answer, example.answer) for judged, example in zip(found, own, strict=True) if example.span]
        answered, missed = (
            [judged.answerable for judged, example in zip(found, own, strict=True) if bool(example.span) == wanted]
            for wanted in (True, False)
        )
        print(f"{name} {pair}  F1 {sum(scores) / len(scores):.3f}  n {len(scores)}", end="  ")
        print(f"near misses: AUROC answerable {auroc(answered, missed):.3f} n {len(missed)}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    network_of = parser.add_mutually_exclusive_group(required=True)
    network_of.add_argument("--run", type=Path, help="a run's folder, for its last checkpoint")
    network_of.add_argument("--file", type=Path, help="or the file that ships")
    parser.add_argument("--show", type=int, default=0, help="print so many questions and answers a pair")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    if not (path := options.file or options.run / "state.pt").exists():
        parser.error(f"There is no {path}.")
    torch.set_num_threads(options.threads)
    network = shipped_network(options.file) if options.file else trained_network(options.run)
    judge = Judge(network, e5_weights.load_weights())
    cases = _cases(options.data)
    answerable = measure_spans(judge, cases, options.show)
    if options.file:
        measure_as_it_runs(cases, options.file)
    measure_near_misses(judge, options.data, answerable)
    measure_written(judge, "written", written.questions(options.data, held_out=True))
    measure_written(judge, "reports", written.report_questions(held_out=True))


if __name__ == "__main__":
    main()
