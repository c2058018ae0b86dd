"""The reader after the search, on XQuAD's held-out articles: which hit is first, the answer's F1 end to end, and the time.

    .venv/bin/python tests/bench/reader.py [--every N]

The index holds all of XQuAD's development paragraphs in one language. The best three hits of each question are read; they
are put in order by the search's log-odds plus a share of the reader's, for several shares. Near misses are told
from answerable questions by the same sum.
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np

from assistant import Assistant
from assistant.comprehension.reader import load_reader
from index import Index, build
from index.embedding.embedder import load_embedder
from index.training.data import EVAL, LANGUAGES, read_lines
from index.training.reader.judging import auroc, f1
from index.training.reader.sources import held_out

READ = 3
SHARES = (0.0, 0.1, 0.2, 0.4, 0.8)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    every = parser.parse_args().every
    embedder, reader = load_embedder(), load_reader()
    for written in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            build([EVAL / f"xquad.{written}.passages.jsonl"], Path(folder) / "index", embedder=embedder)
            assistant = Assistant(Index.open(Path(folder) / "index"), embedder)
            golds = {line["id"]: line for line in read_lines(f"xquad.{written}.questions.jsonl")}
            for language in LANGUAGES:
                lines = [line for line in read_lines(f"xquad.{language}.questions.jsonl") if held_out(line["passage"])]
                found = [read(assistant, reader, line["question"]) for line in lines[::every]]
                report(f"{language}-{written}", found, [golds[line["id"]] for line in lines[::every]])
                if language == "en":
                    misses = [line for line in read_lines("xquad.en.near_miss.jsonl") if held_out(line["passage"])]
                    refuse(written, found, [read(assistant, reader, line["question"]) for line in misses])


def read(assistant, reader, question: str) -> list[tuple[str, float, str, float, float, float]]:
    """Of each hit: its paragraph, log-odds, answer, the reader's two scores, and the milliseconds of reading them all."""
    hits = assistant.search(question, k=READ).hits
    passages = [hit.passage.text for hit in hits]
    started = time.perf_counter()
    readings = reader.read(question, passages)
    spent = 1000 * (time.perf_counter() - started)
    shares = [min(max(hit.confidence or 0.0, 1e-6), 1 - 1e-6) for hit in hits]
    return [
        (hit.passage.article_id, float(np.log(p / (1 - p))), text[r.start : r.end], r.answerable, r.span_score, spent)
        for hit, p, text, r in zip(hits, shares, passages, readings, strict=True)
    ]


def summed(hit, share: float) -> float:
    return hit[1] + share * (hit[3] + hit[4] / 2)


def best(hits, share: float):
    return max(hits, key=lambda hit: summed(hit, share))


def report(pair: str, found: list, golds: list) -> None:
    for share in SHARES:
        firsts = [best(hits, share) for hits in found]
        recall = np.mean([first[0] == gold["passage"] for first, gold in zip(firsts, golds, strict=True)])
        answers = np.mean([f1(first[2], gold["answer"]) for first, gold in zip(firsts, golds, strict=True)])
        print(
            f"{pair} reader's share {share}: recall@1 {recall:.3f}, F1 of the first hit's answer {answers:.3f}, n {len(golds)}"
        )
    print(f"{pair} reading {READ} passages: {np.median([hits[0][5] for hits in found]):.0f} ms (median)")


def refuse(written: str, answerable: list, misses: list) -> None:
    for share in (*SHARES, 1000.0):
        scores = [[summed(best(hits, share), share) for hits in each] for each in (answerable, misses)]
        print(f"near misses over {written}, reader's share {share}: AUROC {auroc(*scores):.3f}")


if __name__ == "__main__":
    main()
