"""Watching a folder: what is saved, changed or deleted there is in the index, or gone, within five seconds."""

import threading
import time
from dataclasses import replace
from functools import partial

import pytest
from files import write_articles

from index.building.build import BuildReport, build
from index.building.watching import watch
from index.errors import AssistantError, SourceError, StoreError
from index.storage import layout
from index.storage.local import Index

SECONDS = 5


@pytest.fixture
def folder(tmp_path):
    return write_articles(tmp_path / "articles", {"a.txt": "The river rose.", "b.txt": "The river fell."})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "index"


class Watch:
    """A watch in a thread, and what it told."""

    def __init__(self, sources, path, build):
        self.path = path
        self.told = []
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run, args=(sources, build), daemon=True)
        self.error = None
        self.thread.start()

    def _run(self, sources, build):
        try:
            watch(sources, self.path, self.told.append, build=build, stop=self.stop)
        except BaseException as error:
            self.error = error

    def texts(self):
        try:
            index = Index.open(self.path)
        except StoreError:
            return set()
        found = {article.text for article in index.articles()}
        index.close()
        return found

    def wait(self, condition, seconds=SECONDS):
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until and self.error is None, (self.told, self.error)
            time.sleep(0.05)

    def end(self):
        self.stop.set()
        self.thread.join(timeout=10)
        return not self.thread.is_alive()


@pytest.fixture
def start(path, fake_embedder):
    """Starts a watch and waits for its first build."""
    started = []
    build_with_fake = partial(build, embedder=fake_embedder)

    def start(*sources, build=build_with_fake, settle=0.3):
        started.append(Watch(sources, path, build))
        started[-1].wait(lambda: started[-1].told, 20)
        time.sleep(settle)
        return started[-1]

    yield start
    for each in started:
        each.end()


def test_files_that_are_saved_changed_and_deleted_are_followed_within_five_seconds(folder, start):
    watching = start(folder)
    assert watching.texts() == {"The river rose.", "The river fell."}
    write_articles(folder, {"deep/c.txt": "The river froze."})
    watching.wait(lambda: "The river froze." in watching.texts())
    write_articles(folder, {"a.txt": "The river rose again."})
    watching.wait(lambda: {"The river rose again.", "The river rose."} & watching.texts() == {"The river rose again."})
    (folder / "b.txt").unlink()
    watching.wait(lambda: watching.texts() == {"The river rose again.", "The river froze."})
    watching.wait(lambda: len(watching.told) == 4)
    assert all(isinstance(each, BuildReport) for each in watching.told)
    assert [(each.added, each.changed, each.removed) for each in watching.told] == [(2, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)]


def test_a_file_that_is_written_in_pieces_ends_complete_and_is_not_indexed_by_halves(folder, start):
    watching = start(folder)
    sentences = [f"The council of town {number} met." for number in range(6)]
    with (folder / "slow.txt").open("w") as file:
        for sentence in sentences:
            file.write(sentence + " ")
            file.flush()
            time.sleep(0.3)
    watching.wait(lambda: " ".join(sentences) in watching.texts())
    watching.wait(lambda: len(watching.told) > 1)
    assert [each.added for each in watching.told[1:]] == [1]


@pytest.mark.slow
def test_many_files_at_once_are_one_build(folder, start):
    watching = start(folder)
    write_articles(folder, {f"{number}.txt": f"The council of town {number} met." for number in range(50)})
    watching.wait(lambda: len(watching.texts()) == 52)
    assert len(watching.told) <= 3


@pytest.mark.slow
def test_a_file_that_comes_by_renaming_and_a_folder_that_goes_are_followed(folder, tmp_path, start):
    write_articles(folder, {"sub/c.txt": "The river froze.", "sub/d.txt": "The river dried."})
    watching = start(folder)
    (folder / "sub").rename(tmp_path / "away")
    watching.wait(lambda: watching.texts() == {"The river rose.", "The river fell."})
    (tmp_path / "away" / "c.txt").rename(folder / "e.txt")
    watching.wait(lambda: "The river froze." in watching.texts())


def test_what_is_saved_during_the_first_build_is_followed(folder, start, fake_embedder):
    def slow_build(*arguments, **options):
        report = build(*arguments, embedder=fake_embedder, **options)
        if not (folder / "late.txt").exists():
            write_articles(folder, {"late.txt": "The river came late."})
        return report

    watching = start(folder, build=slow_build)
    watching.wait(lambda: "The river came late." in watching.texts())


@pytest.mark.slow
def test_a_watch_over_the_folder_that_the_index_is_in_comes_to_rest(folder, tmp_path, start):
    watching = start(tmp_path)
    write_articles(folder, {"c.txt": "The river froze."})
    watching.wait(lambda: "The river froze." in watching.texts())
    time.sleep(3)
    assert len(watching.told) == 2


def test_a_build_that_fails_is_told_and_the_watch_goes_on(folder, path, start):
    watching = start(folder)
    (path / layout.CURRENT).write_text("999999\n")
    write_articles(folder, {"c.txt": "The river froze."})
    watching.wait(lambda: len(watching.told) == 2)
    assert isinstance(watching.told[1], AssistantError) and "assistant index --full" in str(watching.told[1])
    (path / layout.CURRENT).write_text("000001\n")
    write_articles(folder, {"d.txt": "The river dried."})
    watching.wait(lambda: {"The river froze.", "The river dried."} <= watching.texts())


@pytest.mark.slow
def test_a_file_that_can_not_be_read_is_told_and_the_watch_goes_on(folder, start):
    watching = start(folder)
    (folder / "bad.txt").write_bytes(b"\xff\xfa\xe0")
    watching.wait(lambda: len(watching.told) == 2)
    assert [failure.where.rpartition("/")[2] for failure in watching.told[1].failures] == ["bad.txt"]
    (folder / "bad.txt").write_text("It is good now.")
    watching.wait(lambda: "It is good now." in watching.texts())


def test_an_empty_folder_is_told_and_its_first_article_followed(tmp_path, start):
    (tmp_path / "empty").mkdir()
    watching = start(tmp_path / "empty")
    assert isinstance(watching.told[0], SourceError)
    write_articles(tmp_path / "empty", {"a.txt": "The river rose."})
    watching.wait(lambda: watching.texts() == {"The river rose."})


@pytest.mark.slow
def test_a_folder_that_is_emptied_leaves_an_index_of_nothing(folder, start):
    watching = start(folder)
    for file in folder.iterdir():
        file.unlink()
    watching.wait(lambda: not watching.texts() and Index.open(watching.path).count() == (0, 0, 0))


def test_a_build_that_was_interrupted_ends_the_watch(folder, path, fake_embedder):
    told = []

    def interrupted(*arguments, **options):
        return replace(build(*arguments, embedder=fake_embedder, **options), pending=1)

    watch([folder], path, told.append, build=interrupted)
    assert [report.pending for report in told] == [1]


@pytest.mark.slow
def test_a_stop_ends_the_watch_and_nothing_is_followed_any_more(folder, start):
    watching = start(folder)
    assert watching.end() and watching.error is None
    write_articles(folder, {"c.txt": "The river froze."})
    time.sleep(2)
    assert len(watching.told) == 1


def test_a_watch_over_a_folder_that_is_not_there_is_a_source_error(tmp_path, path, fake_embedder):
    with pytest.raises(SourceError, match="nowhere"):
        watch([tmp_path / "nowhere"], path, lambda report: None, build=partial(build, embedder=fake_embedder))
