"""A file that is as it was when it was last read is not read again, and everything is as if it had been."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from files import write_articles

from index.building import known_files
from index.building.build import build, go_back, plan
from index.models import Article
from index.reading.cleaning.collection import REPEATED
from index.reading.files import read_file
from index.storage.index import Index

LINES = '{"id": "दो", "text": "गंगा में बाढ़ आई।"}\n{"id": "टूटी"}\n{"id": "three", "text": "It rained in Patna."}\n'
BROKEN = "bulk.jsonl, line 2"


@pytest.fixture
def folder(tmp_path) -> Path:
    return write_articles(
        tmp_path / "articles", {"rain.txt": "मुंबई में २५ मिमी बारिश हुई।", "tea.md": "# Tea\n\nTea is grown.", "bulk.jsonl": LINES}
    )


@pytest.fixture
def read(monkeypatch) -> list[str]:
    """The names of the files that are read."""
    names = []

    def noting(path, columns):
        names.append(path.name)
        return read_file(path, columns)

    monkeypatch.setattr(known_files, "read_file", noting)
    return names


@pytest.fixture
def index(folder, tmp_path, read, fake_embedder) -> Path:
    """An index of the folder; what was read for it is forgotten."""
    build([folder], tmp_path / "index", embedder=fake_embedder)
    read.clear()
    return tmp_path / "index"


def texts(path) -> dict[str, str]:
    return {article.title: article.text for article in Index.open(path).articles()}


def counts(report) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.removed


def failures(report) -> list[str]:
    return [os.path.basename(failure.where) for failure in report.failures]


def test_nothing_new_reads_nothing_and_names_what_is_broken(folder, index, read, fake_embedder):
    before = texts(index)
    report = build([folder], index, embedder=fake_embedder)
    assert not read
    assert counts(report) == (0, 0, 4, 0)
    assert failures(report) == [BROKEN]
    assert texts(index) == before


def test_a_plan_reads_nothing_either(folder, index, read, fake_embedder):
    report = plan([folder], index, embedder=fake_embedder)
    assert not read
    assert (counts(report), failures(report)) == ((0, 0, 4, 0), [BROKEN])


def test_only_what_changed_is_read(folder, index, read, fake_embedder):
    status = (folder / "rain.txt").stat()
    (folder / "rain.txt").write_text("मुंबई में ५२ मिमी बारिश हुई।", encoding="utf-8")
    os.utime(folder / "rain.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    (folder / "tea.md").touch()
    report = build([folder], index, embedder=fake_embedder)
    assert read == ["rain.txt"]
    assert counts(report) == (0, 1, 3, 0)
    assert "मुंबई में ५२ मिमी बारिश हुई।" in texts(index).values()


def test_a_file_of_another_name_is_another_file(folder, index, read, fake_embedder):
    (folder / "rain.txt").rename(folder / "बारिश.txt")
    report = build([folder], index, embedder=fake_embedder, prune=True)
    assert read == ["बारिश.txt"]
    assert counts(report) == (1, 0, 3, 1)


def test_pruning_keeps_what_was_not_read_again(folder, index, read, fake_embedder):
    (folder / "tea.md").unlink()
    assert counts(build([folder], index, embedder=fake_embedder, prune=True)) == (0, 0, 3, 1)
    assert not read


def test_a_file_that_could_not_be_read_is_tried_again(folder, index, read, fake_embedder):
    (folder / "empty.txt").write_text("")
    for _ in range(2):
        report = build([folder], index, embedder=fake_embedder)
        assert sorted(failures(report)) == [BROKEN, "empty.txt"]
    assert read == ["empty.txt"] * 2


def test_an_id_that_is_taken_twice_is_named_each_time(folder, index, read, fake_embedder):
    (folder / "more.jsonl").write_text(LINES, encoding="utf-8")
    for _ in range(3):
        report = build([folder], index, embedder=fake_embedder)
        taken = [failure.reason for failure in report.failures if "is already taken by" in failure.reason]
        assert len(taken) == 2
    (folder / "twice.jsonl").write_text('{"id": "x", "text": "One."}\n{"id": "x", "text": "Two."}\n', encoding="utf-8")
    for _ in range(3):
        report = build([folder / "twice.jsonl"], index, embedder=fake_embedder)
        assert ["is already taken by" in failure.reason for failure in report.failures] == [True]


def test_an_article_that_something_else_replaced_is_read_again(folder, index, read, fake_embedder):
    build([Article("दो", "", "गंगा में कोई बाढ़ नहीं आई।", "hi")], index, embedder=fake_embedder)
    build([folder], index, embedder=fake_embedder)
    assert read == ["bulk.jsonl"]
    assert "गंगा में बाढ़ आई।" in texts(index).values()


def test_an_article_that_was_altered_under_its_own_path_is_read_again(folder, index, read, fake_embedder):
    (article,) = read_file(folder / "rain.txt")
    altered = Article(article.id, article.title, "मुंबई सूखी रही।", "hi", path=article.path)
    assert build([altered], index, embedder=fake_embedder).changed == 1
    build([folder], index, embedder=fake_embedder)
    assert read == ["rain.txt"]
    assert "मुंबई सूखी रही।" not in texts(index).values()


def test_after_going_back_the_files_are_as_they_are(folder, index, read, fake_embedder):
    (folder / "rain.txt").write_text("मुंबई में धूप निकली।", encoding="utf-8")
    build([folder], index, embedder=fake_embedder)
    go_back(index)
    report = build([folder], index, embedder=fake_embedder)
    assert counts(report) == (0, 1, 3, 0)
    assert "मुंबई में धूप निकली।" in texts(index).values()


def _columns(folder, index, fake_embedder, monkeypatch):
    build([folder], index, embedder=fake_embedder, columns={"text": "मुख्य अंश"})


def _full(folder, index, fake_embedder, monkeypatch):
    build([folder], index, embedder=fake_embedder, full=True)


def _another_version(folder, index, fake_embedder, monkeypatch):
    monkeypatch.setattr(known_files, "_reading_version", lambda: "a version that reads better")
    build([folder], index, embedder=fake_embedder)


def _damaged_record(folder, index, fake_embedder, monkeypatch):
    (index / "sources.json").write_text('{"version": 1, "files": {"a": 3}}')
    build([folder], index, embedder=fake_embedder)


@pytest.mark.parametrize("again", [_columns, _full, _another_version, _damaged_record])
def test_everything_is_read_where_reading_may_give_something_else(
    folder, index, read, fake_embedder, monkeypatch, again: Callable
):
    again(folder, index, fake_embedder, monkeypatch)
    assert sorted(read) == ["bulk.jsonl", "rain.txt", "tea.md"]
    read.clear()
    build([folder], index, embedder=fake_embedder, columns={"text": "मुख्य अंश"} if again is _columns else {})
    assert not read


def test_where_nothing_can_be_remembered_the_index_is_built_all_the_same(
    folder, tmp_path, read, fake_embedder, monkeypatch, caplog
):
    def refuse(path, files):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.building.build.save_files", refuse)
    for _ in range(2):
        build([folder], tmp_path / "index", embedder=fake_embedder)
    assert len(read) == 6 and len(texts(tmp_path / "index")) == 4
    assert "No space left on device" in caplog.text


def test_lines_that_pages_share_are_learned_from_those_of_before_too(tmp_path, read, fake_embedder):
    """Two of three pages with a site's line come first: the third tells what it is, and it goes from all."""
    line, reports = "दर्पण परिवार से मिलिए", ("रांची में बारिश हुई और पानी भर गया।", "पलामू में बिजली पहुंची।", "कोडरमा में खान बंद हुई।")
    pages = {
        f"{number}.md": f"---\nsource: darpan\n---\n{report} लोगों ने यह भी बताया कि काम आज भी जारी है।\n\n{line}\n"
        for number, report in enumerate(reports)
    }
    folder, grown, at_once = (tmp_path / name for name in ("articles", "grown", "at-once"))
    write_articles(folder, dict(list(pages.items())[:2]))
    build([folder], grown, embedder=fake_embedder)
    write_articles(folder, pages)
    read.clear()
    build([folder], grown, embedder=fake_embedder)
    assert read == ["2.md"]
    build([folder], at_once, embedder=fake_embedder)
    articles = list(Index.open(grown).articles())
    assert [article.removed for article in articles] == [((REPEATED, line),)] * 3
    assert articles == list(Index.open(at_once).articles())
    read.clear()
    build([folder], grown, embedder=fake_embedder)
    assert not read
