"""Measures a checkpoint on the articles that were never trained on.

    python -m index.training.reader.evaluate --data ../shared/data --file assistant/data/reader.npz

Prints, for each pair of question's and paragraph's language, F1 and exact match of the answer's span with the gold paragraph
given, and for a file once more as the product reads; how well answerable questions are told from near misses; the same for
the written questions that are kept aside; and how many statements are judged rightly.
"""

import argparse
import hashlib
import random
from itertools import product
from pathlib import Path
from typing import Any

import torch

from assistant.comprehension.reader import VERDICTS, Reader
from assistant.comprehension.weights import load_reader_weights
from index.embedding import e5_weights
from index.models import Language
from index.training.data import LANGUAGES
from index.training.reader import statements, written
from index.training.reader.checkpoint import shipped_network, trained_network
from index.training.reader.examples import SUPPORTED
from index.training.reader.judging import Judge, Judged, auroc, f1, normalised
from index.training.reader.sources import held_out, read_lines

STATEMENTS = 2  # every second one is judged


def _questions(data: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """XQuAD's held-out questions by language and id."""
    files = {la: read_lines(data / f"eval/xquad.{la}.questions.jsonl") for la in LANGUAGES}
    return {la: {q["id"]: q for q in lines if held_out(q["passage"])} for la, lines in files.items()}


def _passages(data: Path) -> dict[str, dict[str, str]]:
    files = {la: read_lines(data / f"eval/xquad.{la}.passages.jsonl") for la in LANGUAGES}
    return {la: {p["id"]: p["text"] for p in lines} for la, lines in files.items()}


# Questions with their paragraphs and gold answers, by the languages of question and paragraph.
Cases = dict[tuple[Language, Language], list[tuple[str, str, str]]]


def _cases(data: Path) -> Cases:
    """XQuAD's held-out questions with the gold paragraph."""
    questions, passages = _questions(data), _passages(data)
    cases: Cases = {}
    for asked, read in product(LANGUAGES, LANGUAGES):
        golds = [(questions[asked][number], questions[read][number]) for number in sorted(questions[asked])]
        cases[asked, read] = [(q["question"], passages[read][gold["passage"]], gold["answer"]) for q, gold in golds]
    return cases


def measure_spans(judge: Judge, asked_of: Cases, show: int) -> dict[Language, list[Judged]]:
    """Prints F1 and exact match a pair; the answerable logits and span scores of each passage language's English questions."""
    kept = {}
    for (asked, read), cases in asked_of.items():
        found = judge.read([(question, passage) for question, passage, _ in cases])
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
    weights = load_reader_weights(file, hashlib.sha256(file.read_bytes()).hexdigest())
    reader = Reader(weights, e5_weights.load_tokenizer(), e5_weights.load_weights().config.positions)
    for (asked, read), cases in asked_of.items():
        scores = []
        for question, passage, gold in cases:
            (found,) = reader.read(question, [passage])
            scores.append(f1(passage[found.start : found.end], gold))
        print(f"{asked}-{read} as it runs  F1 {sum(scores) / len(scores):.3f}  n {len(scores)}")


def measure_near_misses(judge: Judge, data: Path, answerable: dict[str, list[Judged]]) -> None:
    """Prints the AUROC of both scores between answerable English questions and near misses."""
    passages = _passages(data)
    misses = [m for m in read_lines(data / "eval/xquad.en.near_miss.jsonl") if held_out(m["passage"])]
    for language in LANGUAGES:
        found = judge.read([(m["question"], passages[language][m["passage"]]) for m in misses])
        figures = []
        for score in (
            lambda item: item.answerable,
            lambda item: item.span_score,
            lambda item: item.answerable + item.span_score,
        ):
            figures.append(auroc([score(item) for item in answerable[language]], [score(item) for item in found]))
        print(f"near misses over {language}: AUROC answerable, span, both", *(f"{x:.3f}" for x in figures), f"n {len(misses)}")


def measure_written(judge: Judge, data: Path) -> None:
    """Prints F1 and the AUROC of near misses for the questions that were written over the passages kept aside."""
    examples = list(written.questions(data, held_out=True))
    for asked, read in product(LANGUAGES, LANGUAGES):
        answered, misses = ([e for e in examples if e.group == f"{asked}-{read}{kind} written"] for kind in ("", " miss"))
        found, missed = (judge.read([(e.question, e.passage) for e in each]) for each in (answered, misses))
        scores = [f1(item.answer, e.answer) for item, e in zip(found, answered, strict=True)]
        print(f"written {asked}-{read}  F1 {sum(scores) / len(answered):.3f}  n {len(answered)}", end="  ")
        area = auroc([item.answerable for item in found], [item.answerable for item in missed])
        print(f"near misses: AUROC answerable {area:.3f} n {len(misses)}")


def measure_written_statements(judge: Judge, data: Path) -> None:
    """Prints how well true statements are told from wrong ones over the passages kept aside, and what counts as supported."""
    kinds, examples = zip(*written.statements(data, held_out=True), strict=True)
    found = judge.read([(e.question, e.passage) for e in examples])
    for group in sorted({e.group for e in examples}):
        own = [(item, e.statement) for item, e in zip(found, examples, strict=True) if e.group == group]
        true = [item.statement[SUPPORTED] for item, verdict in own if verdict == SUPPORTED]
        wrong = [item.statement[SUPPORTED] for item, verdict in own if verdict != SUPPORTED]
        right = sum(item.verdict == verdict for item, verdict in own) / len(own)
        print(f"{group}: right {right:.3f}  AUROC of supported {auroc(true, wrong):.3f}  n {len(own)}")
    for kind in sorted(set(kinds)):
        called = [item.verdict == SUPPORTED for item, each in zip(found, kinds, strict=True) if each == kind]
        print(f"called supported: {kind} {sum(called) / len(called):.3f}  n {len(called)}")


def measure_statements(judge: Judge, data: Path) -> None:
    """Prints the share of statements about the held-out paragraphs that are judged rightly."""
    passages, draw = _passages(data), random.Random(5)
    ids = [number for number in sorted(passages["en"]) if held_out(number)]
    for own in LANGUAGES:
        for shown in LANGUAGES:
            texts = [(passages[own][number], passages[shown][number]) for number in ids]
            examples = list(statements.of_passages(texts, own, draw))[::STATEMENTS]
            found = judge.read([(example.question, example.passage) for example in examples])
            right = [item.verdict == example.statement for item, example in zip(found, examples, strict=True)]
            of = [[r for r, e in zip(right, examples, strict=True) if e.statement == v] for v in range(3)]
            parts = ", ".join(f"{name} {sum(of[v]) / max(1, len(of[v])):.2f}" for v, name in enumerate(VERDICTS))
            print(f"statements {own}-{shown}: right {sum(right) / len(right):.3f} ({parts}) n {len(right)}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    network_of = parser.add_mutually_exclusive_group(required=True)
    network_of.add_argument("--run", type=Path, help="a run's folder, for its last checkpoint")
    network_of.add_argument("--file", type=Path, help="or the file that ships")
    parser.add_argument("--show", type=int, default=0, help="print so many questions and answers a pair")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="only spans and near misses")
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
    measure_written(judge, options.data)
    measure_written_statements(judge, options.data)
    if not options.quick:
        measure_statements(judge, options.data)


if __name__ == "__main__":
    main()
