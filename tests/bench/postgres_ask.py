"""A warm question over the same articles in a directory and in PostgreSQL, in turns; and whether both say the same.

.venv/bin/python tests/bench/postgres_ask.py INDEX-DIRECTORY QUESTIONS.jsonl [HOW-MANY]
"""

import json
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from postgres.server import Server

from assistant import Assistant
from index.storage.address import DatabaseAddress
from index.storage.index import Index
from index.storage.place import place_of
from index.storage.records import Recipe


def copy_over(local: Index, address: DatabaseAddress) -> None:
    """The index of a directory into a database, without embedding anything."""
    place, made = place_of(address), local.manifest
    with place.only_builder(), place.writing(None, True) as writer:
        for article in local.articles():
            writer.stage(article)
        writer.begin(Recipe(made.model, made.tokens_per_passage, made.token_vectors))
        for group in writer.rounds(64):
            for article, _ in group:
                writer.add(article, local.stored(article.id))
        writer.finish()
        writer.publish()


def main(directory: str, file: str, number: int = 100) -> None:
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines[:: max(1, len(lines) // number)]][:number]
    server = Server()
    try:
        with server.new_database() as address:
            started = time.perf_counter()
            copy_over(Index.open(directory), address)
            print(f"copied in {time.perf_counter() - started:.1f} s")
            for reads in (True, False):
                compare(directory, address, questions, reads)
    finally:
        server.remove()


def compare(directory: str, address: DatabaseAddress, questions: list[str], reads: bool) -> None:
    """Asks both in turns, with or without the reader, and prints how long each took."""
    sides = [Assistant.open(directory, reads=reads), Assistant.open(address, reads=reads)]
    for side in sides:
        for question in questions[:8]:
            side.ask(question)
    took: list[list[float]] = [[], []]
    different = 0
    for question in questions:
        answers = []
        for at, side in enumerate(sides):
            answer = side.ask(question)
            took[at].append(answer.timings_ms.total)
            answers.append((answer.text, [(one.article.id, one.start, round(one.score, 5)) for one in answer.citations]))
        different += answers[0] != answers[1]
    local, remote = map(statistics.median, took)
    reader = "with the reader" if reads else "without the reader"
    print(
        f"{sides[0].index.manifest.passages:,} passages, {len(questions)} questions, {reader}: "
        f"p50 {local:.1f} ms in a directory, {remote:.1f} ms in PostgreSQL, {remote / local:.2f} x; {different} answers differ",
        flush=True,
    )


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(int, sys.argv[3:]))
