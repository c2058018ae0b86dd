"""The four language pairs on XQuAD, XorQA, and Hindi in Latin letters: the assistant beside the stock chain.

    .venv/bin/python tests/bench/pairs.py [--left-out] [--romanised]

--left-out indexes half of the articles and asks the questions of all, so that refusing is measured. --romanised asks
1,500 Hindi sentences in Latin letters over 2,102 pages of Hindi Wikipedia; the index takes some minutes to build.
"""

import gzip
import json
import shutil
import sys
import tempfile
from pathlib import Path

from assistant.evaluation.metrics import read_questions
from assistant.evaluation.report import compare, print_table
from index import build
from index.training.data import EVAL, LANGUAGES, read_lines, write_lines


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "--romanised" in sys.argv:
            romanised(folder)
            return
        left_out = "--left-out" in sys.argv
        for language in LANGUAGES:
            xquad(folder, language, left_out)
        if not left_out:
            measure(folder, EVAL / "xorqa.en.passages.jsonl", read_lines("xorqa.hi.questions.jsonl"))


def xquad(folder: Path, article_language: str, left_out: bool) -> None:
    passages = read_lines(f"xquad.{article_language}.passages.jsonl")
    articles = sorted({passage["article"] for passage in passages})
    kept = set(articles[::2] if left_out else articles)
    indexed = {passage["id"] for passage in passages if passage["article"] in kept}
    write_lines(folder / "passages.jsonl", [passage for passage in passages if passage["id"] in indexed])
    golds = {gold["id"]: gold for gold in read_lines(f"xquad.{article_language}.questions.jsonl")}
    questions = []
    for language in LANGUAGES:
        for question in read_lines(f"xquad.{language}.questions.jsonl"):
            if question["passage"] in indexed:
                place = {key: golds[question["id"]][key] for key in ("answer", "answer_start")}
                questions.append({**question, **place})
            else:
                questions.append({"question": question["question"], "language": language, "answerable": False})
    measure(folder, folder / "passages.jsonl", questions)


def romanised(folder: Path) -> None:
    with gzip.open(EVAL / "hiwiki.pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    write_lines(folder / "passages.jsonl", [{"id": page["page_id"], "text": page["text"]} for page in pages])
    sentences = read_lines("hiwiki.roman_sentences.dev.jsonl")
    questions = [{"question": line["roman"], "language": "hi", "passage": line["page_id"]} for line in sentences]
    measure(folder, folder / "passages.jsonl", questions, baselines=())


def measure(folder: Path, passages: Path, questions: list[dict], baselines=("stock", "dense")) -> None:
    index = folder / "index"
    shutil.rmtree(index, ignore_errors=True)
    report = build([passages], index)
    print(f"{passages.name}: {report.added} articles in {report.seconds:.1f} s")
    write_lines(folder / "questions.jsonl", questions)
    print_table(compare(index, read_questions([folder / "questions.jsonl"]), baselines, lambda progress: None))


if __name__ == "__main__":
    main()
