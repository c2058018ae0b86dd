"""SIGINT during a build: the first keeps what is embedded, the second gives up."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import pytest
from fakes import FakeEmbedder
from files import REPOSITORY, write_articles
from searching import search

from index.building.build import build
from index.storage import layout
from index.storage.local import Index

ARTICLES = 200
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "tests")])}

# Builds with an embedder that says when a round of articles begins, then waits for a line on stdin; ends with the report.
# What was started in the background ignores SIGINT, and so does all that it starts: the program takes it up again.
PROGRAM = """
    import json, signal, sys
    from fakes import FakeEmbedder
    from index.building.build import build

    signal.signal(signal.SIGINT, signal.default_int_handler)

    class Slow(FakeEmbedder):
        def embed_passages(self, texts, on_texts=None, on_tokens=None):
            if not on_texts or len(texts) < 2:
                return super().embed_passages(texts, on_texts, on_tokens)
            half = len(texts) // 2
            print("round", flush=True)
            first = super().embed_passages(texts[:half], None, on_tokens)
            sys.stdin.readline()
            on_texts(half)
            on_texts(len(texts) - half)
            return super().embed_passages(texts, None, on_tokens)

    report = build([sys.argv[1]], sys.argv[2], embedder=Slow(), **json.loads(sys.argv[3]))
    print(json.dumps({name: getattr(report, name) for name in ("added", "changed", "unchanged", "removed", "pending")}))
"""


def text(number, version):
    return f"The council of town {number} met in year {version}."


def write(folder, version, numbers=range(ARTICLES)):
    return write_articles(folder, {f"{number:03}.txt": text(number, version) for number in numbers})


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "articles", 1)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def run(folder, path):
    """Runs a build in another process, interrupted so often in each of its rounds: exit status, report, stderr."""

    def run(*interrupts, **options):
        command = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(folder), str(path), json.dumps(options)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with subprocess.Popen(command, env=ENVIRONMENT, text=True, **pipes) as process:
            guard = threading.Timer(60, process.kill)
            guard.start()
            rounds = 0
            report = None
            for line in process.stdout:
                if line != "round\n":
                    report = json.loads(line)
                    continue
                for _ in range(interrupts[rounds] if rounds < len(interrupts) else 0):
                    process.send_signal(signal.SIGINT)
                    time.sleep(1.5)  # two signals at once are one, and a busy machine takes its time
                rounds += 1
                if process.poll() is None:
                    process.stdin.write("\n")
                    process.stdin.flush()
            errors = process.stderr.read()
            guard.cancel()
        return process.returncode, report, errors

    return run


def texts(path):
    return {article.text for article in Index.open(path).articles()}


def answerable(path):
    index = Index.open(path)
    return {article.text for article in index.articles() if index.stored(article.id).segments.passages}


def leftovers(path):
    generations = path / layout.GENERATIONS
    return [entry.name for entry in generations.iterdir() if not entry.name.isdigit()] if generations.exists() else []


def test_without_an_interrupt_the_build_runs_to_its_end(run):
    status, report, _ = run()
    assert (status, report["added"], report["pending"]) == (0, ARTICLES, 0)


def test_the_first_interrupt_keeps_what_is_embedded_and_the_next_build_embeds_the_rest(run, folder, path):
    status, report, _ = run(0, 1)
    assert status == 0
    assert report["added"] == len(texts(path)) == len(answerable(path)) == 64
    assert report["pending"] == ARTICLES - 64
    assert leftovers(path) == []
    embedder = FakeEmbedder()
    kept = texts(path)
    done = build([folder], path, embedder=embedder)
    assert (done.added, done.unchanged, done.pending) == (ARTICLES - 64, 64, 0)
    assert not any(made in one for made in embedder.passages for one in kept)
    assert answerable(path) == texts(path) == {text(number, 1) for number in range(ARTICLES)}


def test_what_an_interrupted_build_keeps_can_be_searched(run, path, fake_embedder):
    run(0, 1)
    index = Index.open(path)
    hits = search(index, fake_embedder, "council of town", 200)
    assert len({hit.passage.article_id for hit in hits}) == index.count()[0] == 64


def test_articles_that_were_to_change_stay_as_they_were_when_a_build_is_interrupted(run, folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    write(folder, 2)
    status, report, _ = run(0, 1)
    assert status == 0
    assert (report["changed"], report["unchanged"], report["pending"]) == (64, ARTICLES - 64, ARTICLES - 64)
    found = texts(path)
    assert len(found) == ARTICLES and sum("year 2" in each for each in found) == 64
    assert build([folder], path, embedder=fake_embedder).changed == ARTICLES - 64
    assert texts(path) == {text(number, 2) for number in range(ARTICLES)}


def test_an_interrupt_while_the_first_articles_are_embedded_leaves_no_index(run, path):
    status, report, errors = run(1)
    assert (status, report) == (-signal.SIGINT, None) and "KeyboardInterrupt" in errors
    assert not path.exists()


def test_an_interrupted_build_keeps_what_it_prunes_out_of_the_index(run, folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    (folder / "000.txt").unlink()
    write(folder, 2, range(1, ARTICLES))
    _, report, _ = run(0, 1, prune=True)
    assert (report["removed"], report["changed"]) == (1, 64)
    assert text(0, 1) not in texts(path)


@pytest.mark.parametrize("options", [{"full": True}, {"tokens_per_passage": 6}])
def test_an_interrupted_build_that_starts_over_leaves_the_old_index_as_it_is(run, folder, path, fake_embedder, options):
    build([folder], path, embedder=fake_embedder)
    before = texts(path)
    write(folder, 2)
    status, report, errors = run(0, 1, **options)
    assert (status, report) == (-signal.SIGINT, None) and "KeyboardInterrupt" in errors
    assert texts(path) == before
    assert Index.open(path).generation == "000001" and leftovers(path) == []


def test_the_second_interrupt_gives_up_and_the_old_index_serves(run, folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    before = texts(path)
    write(folder, 2)
    status, report, errors = run(0, 0, 2)
    assert (status, report) == (-signal.SIGINT, None) and "KeyboardInterrupt" in errors
    assert texts(path) == before
    assert Index.open(path).generation == "000001" and leftovers(path) == []
    assert build([folder], path, embedder=fake_embedder).changed == ARTICLES


def test_a_build_puts_the_handler_of_interrupts_back(folder, path, fake_embedder):
    before = signal.getsignal(signal.SIGINT)
    build([folder], path, embedder=fake_embedder)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_build_in_another_thread_leaves_interrupts_alone(folder, path, fake_embedder):
    reports = []
    thread = threading.Thread(target=lambda: reports.append(build([folder], path, embedder=fake_embedder)))
    thread.start()
    thread.join()
    assert reports[0].added == ARTICLES


# What the command line says


CLI = """
    import sys
    from fakes import FakeEmbedder
    import assistant.cli
    import index.building.build

    class Slow(FakeEmbedder):
        def embed_passages(self, texts, on_texts=None, on_tokens=None):
            print("round", flush=True)
            sys.stdin.readline()
            return super().embed_passages(texts, on_texts, on_tokens)

    index.building.build.load_embedder = lambda name: Slow()
    assistant.cli.main()
"""


def run_cli(*arguments, interrupt_in_round):
    """`assistant index` with a fake embedder and one SIGINT: exit status, its stdout, its stderr."""
    command = [sys.executable, "-c", textwrap.dedent(CLI), "index", *map(str, arguments)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=ENVIRONMENT, text=True, **pipes) as process:
        guard = threading.Timer(60, process.kill)
        guard.start()
        rounds, said = 0, ""
        for line in process.stdout:
            if line != "round\n":
                said += line
                continue
            if rounds == interrupt_in_round:
                process.send_signal(signal.SIGINT)
            rounds += 1
            process.stdin.write("\n")
            process.stdin.flush()
        errors = process.stderr.read()
        guard.cancel()
    return process.returncode, said, errors


def test_the_command_line_says_what_an_interrupt_left_and_ends_with_130(folder, path):
    status, said, errors = run_cli(folder, "--index", path, interrupt_in_round=1)
    assert status == 130
    assert "64 added" in said and "Interrupted: 136 articles are left for the next time, what is embedded is kept." in said
    assert "Traceback" not in errors


def test_the_command_line_says_how_many_are_pending_as_json(folder, path):
    status, said, _ = run_cli(folder, "--index", path, "--json", interrupt_in_round=1)
    assert (status, json.loads(said)["pending"]) == (130, ARTICLES - 64)


def test_a_full_build_that_is_interrupted_ends_with_130_too(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    write(folder, 2)
    status, said, errors = run_cli(folder, "--index", path, "--full", interrupt_in_round=1)
    assert (status, said) == (130, "") and "Traceback" not in errors
    assert Index.open(path).generation == "000001"
