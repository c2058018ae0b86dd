"""Fits how much the reader counts for which sentence leads (assistant/answering/quotable.py), and from when on its answer is
shown (assistant/answering/reading.py), on the held-out articles.

    python -m index.training.reader.leading INDEXES [--every N]

INDEXES is a folder in which the two indexes are made, or were: each holds all of XQuAD's development paragraphs in one
language. For each pair of languages, each held-out question is searched and its
best hits are read. Printed are, for several weights, how often the sentence with the gold answer leads and F1 of the answer
that would be shown in the one that leads; and for the weight that ships, F1 of what is shown by the least log odds of it.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

from assistant import Assistant
from assistant.answering import quotable
from assistant.answering.quotable import candidates
from assistant.answering.reading import SHOWN
from assistant.models import Search
from index import Index, build
from index.embedding.embedder import load_embedder
from index.training.data import EVAL, LANGUAGES, read_lines
from index.training.reader.judging import f1
from index.training.reader.sources import held_out

WEIGHTS = (0.0, 0.0005, 0.001, 0.0015, 0.002, 0.003, 0.005, 0.01, 0.02)
LEAST = (-99.0, -5.0, -3.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)


@dataclass(frozen=True)
class Led:
    """The sentence that leads: whether the gold answer begins in it, F1 of the answer in it, and its log odds."""

    is_right: bool
    f1: float
    answering: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("indexes", type=Path)
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    embedder = load_embedder()
    everything = dict.fromkeys(SHOWN, -np.inf)
    for written in LANGUAGES:
        build([EVAL / f"xquad.{written}.passages.jsonl"], given.indexes / written, embedder=embedder)
        assistant = Assistant(Index.open(given.indexes / written), embedder)
        golds = {line["id"]: line for line in read_lines(f"xquad.{written}.questions.jsonl")}
        for language in LANGUAGES:
            lines = [line for line in read_lines(f"xquad.{language}.questions.jsonl") if held_out(line["passage"])]
            with patch.dict("assistant.answering.reading.SHOWN", everything):
                asked = [(assistant.search(line["question"]), golds[line["id"]]) for line in lines[:: given.every]]
            report(f"{language}-{written}", [(search, gold) for search, gold in asked if gold["answer_start"] >= 0])


def report(pair: str, asked: list[tuple[Search, dict]]) -> None:
    print(f"{pair}, n {len(asked)}")
    for weight in WEIGHTS:
        led = leading(asked, weight)
        right, shown = np.mean([one.is_right for one in led]), np.mean([one.f1 for one in led])
        print(f"    weight {weight}: right {right:.3f}, F1 {shown:.3f}")
    led = leading(asked, quotable.ANSWERING)
    for least in LEAST:
        shown = [one.f1 for one in led if one.answering >= least]
        if shown:
            print(f"    shown from {least}: {len(shown) / len(led):.2f} of answers, F1 {np.mean(shown):.3f}", flush=True)


def leading(asked: list[tuple[Search, dict]], weight: float) -> list[Led]:
    with patch.object(quotable, "ANSWERING", weight):
        return [_led(search, gold) for search, gold in asked]


def _led(search: Search, gold: dict) -> Led:
    first, *_ = candidates(search, 0.0)
    place = first.place
    is_right = place.article_id == gold["passage"] and place.start <= gold["answer_start"] < place.end
    said = search.articles[place.article_id].text[slice(*first.answer)] if first.answer else ""
    return Led(is_right, f1(said, gold["answer"]), first.answering)


if __name__ == "__main__":
    main()
