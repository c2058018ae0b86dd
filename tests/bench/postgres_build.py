"""Building in a directory and in PostgreSQL by one, two and four processes; then whether all indexes answer the same.

.venv/bin/python tests/bench/postgres_build.py ARTICLES.jsonl QUESTIONS.jsonl HOW-MANY-ARTICLES HOW-MANY-QUESTIONS
"""

import json
import multiprocessing
import resource
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from postgres.server import Server

from assistant import Assistant
from index.building.build import build
from index.building.working import work
from index.embedding import e5_weights
from index.embedding.embedder import load_embedder


@dataclass
class Timed:
    """The built-in embedder, with the seconds that it took."""

    embedder: object = field(default_factory=lambda: load_embedder(e5_weights.NAME))
    seconds: float = 0.0

    def __getattr__(self, name):
        return getattr(self.embedder, name)

    def embed_passages(self, *arguments, **options):
        started = time.perf_counter()
        try:
            return self.embedder.embed_passages(*arguments, **options)
        finally:
            self.seconds += time.perf_counter() - started


def build_there(given, source, ready, results):
    embedder = Timed()
    ready.wait()
    started = time.perf_counter()
    build([source], given, embedder=embedder)
    results.put(("builder", time.perf_counter() - started, embedder.seconds, processor_seconds()))


def help_there(given, ended, ready, results):
    embedder, stop = Timed(), threading.Event()
    ready.wait()
    threading.Thread(target=lambda: ended.wait() and stop.set(), daemon=True).start()
    work(given, embedder=embedder, stop=stop)
    results.put(("worker", 0.0, embedder.seconds, processor_seconds()))


def processor_seconds(whose=resource.RUSAGE_SELF):
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def measured(given, source, processes):
    """Seconds of the builder, its seconds of embedding, and processor seconds of it and those who help."""
    context = multiprocessing.get_context("spawn")
    ready, ended, results = context.Barrier(processes), context.Event(), context.Queue()
    running = [context.Process(target=build_there, args=(given, source, ready, results))]
    running += [context.Process(target=help_there, args=(given, ended, ready, results)) for _ in range(processes - 1)]
    for process in running:
        process.start()
    found = [results.get()]
    ended.set()
    found += [results.get() for _ in running[1:]]
    for process in running:
        process.join()
    seconds, embedding = next((wall, inside) for who, wall, inside, _ in found if who == "builder")
    return seconds, embedding, sum(used for *_, used in found)


def asked(given, questions):
    assistant = Assistant.open(given)
    answers = []
    for question in questions:
        answer = assistant.ask(question)
        places = [(one.article.id, one.start, one.end, round(one.score, 5)) for one in answer.citations]
        answers.append((answer.found, answer.text, places))
    return answers


def main(articles, asking, many, wanted):
    lines = Path(articles).read_text("utf-8").splitlines()
    lines = lines[:: max(1, len(lines) // many)][:many]
    said = Path(asking).read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in said[:: max(1, len(said) // wanted)]]
    with tempfile.TemporaryDirectory() as name:
        source = Path(name, "articles.jsonl")
        source.write_text("\n".join(lines), "utf-8")
        directory = str(Path(name, "index"))
        wall, embedding, used = measured(directory, str(source), 1)
        print(f"{len(lines)} articles; directory: {wall:.1f} s, {embedding:.1f} of it embedding; processors {used:.1f} s")
        expected = asked(directory, questions)
        for processes in (1, 2, 4):
            server = Server()
            try:
                address = server.address("postgres")
                wall, embedding, used = measured(address.url, str(source), processes)
                before = processor_seconds(resource.RUSAGE_CHILDREN)
                server.stop()
                served = processor_seconds(resource.RUSAGE_CHILDREN) - before
                server.start()
                found = asked(address.url, questions)
                different = sum(one != other for one, other in zip(expected, found, strict=True))
                print(
                    f"PostgreSQL, {processes} at work: {wall:.1f} s, {embedding:.1f} of it embedding by the builder; "
                    f"processors {used:.1f} s and the server's {served:.1f} s; {different} of {len(questions)} answers differ"
                )
            finally:
                server.remove()


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(int, sys.argv[3:]))
