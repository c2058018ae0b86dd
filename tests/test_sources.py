"""Where articles come from: files, folders, and articles made in memory; and which of them pruning drops."""

import os
import shutil
import threading
import unicodedata
from datetime import date

import pytest
from files import write_articles
from searching import search

from index.building.build import build
from index.errors import SourceError
from index.models import Article
from index.storage.local import Index

ZWJ = "\u200d"
# Words with a nukta in one code point and in two, and one with a ZWJ.
NUKTA = f"\u095cाई के बाद सड़क पर \u095bमीन ज़मीन और क्{ZWJ}ष मिले।"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "index"


def memory(article_id, text, **details):
    return Article(**{"id": article_id, "title": "", "text": text, "language": "hi", **details})


def held(path):
    """The articles by file name, or where there is no file by id."""
    return {(article.path or article.id).rpartition("/")[2]: article for article in Index.open(path).articles()}


def bulk(path, *ids, more=""):
    path.write_text("".join(f'{{"id": "{each}", "text": "The report {each} is here."}}\n' for each in ids) + more, "utf-8")
    return path


# Articles made in memory


def test_an_article_in_memory_is_cleaned_as_one_of_a_file_is(tmp_path, path, fake_embedder):
    raw = f"  {NUKTA}\u200b\r\n\r\nAdvertisement\r\nदूसरा\xa0अनुच्छेद यहाँ है।  "
    folder = write_articles(tmp_path / "articles", {"a.txt": raw})
    build([folder, memory("made", raw)], path, embedder=fake_embedder)
    found = held(path)
    assert found["made"].text == found["a.txt"].text == unicodedata.normalize("NFC", found["made"].text)
    assert "Advertisement" not in found["made"].text and "\u200b" not in found["made"].text
    assert found["made"].title == found["a.txt"].title != ""


def test_hindi_in_memory_keeps_its_nukta_and_joiner(path, fake_embedder):
    build([memory("made", NUKTA, title="\u095cाई")], path, embedder=fake_embedder)
    article = held(path)["made"]
    assert article.text == unicodedata.normalize("NFC", NUKTA)
    assert f"क्{ZWJ}ष" in article.text and "\u095c" not in article.text and "ड\u093c" in article.text
    assert article.title == "ड\u093cाई"
    index = Index.open(path)
    (hit, *_) = search(index, fake_embedder, "ज़मीन", 1)
    assert article.text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_the_details_of_an_article_in_memory_are_kept(path, fake_embedder):
    details = {"url": "https://example.org/1", "source": "Daily", "published": date(2024, 11, 12)}
    given = memory("made", "The river flooded the town.", title="The river", **details)
    build([given], path, embedder=fake_embedder)
    article = held(path)["made"]
    assert {name: getattr(article, name) for name in details} == details
    assert (article.title, article.path) == ("The river", None)


def test_articles_in_memory_are_added_changed_and_left_as_files_are(path, fake_embedder):
    build([memory("a", "The river rose."), memory("b", "The river fell.")], path, embedder=fake_embedder)
    fake_embedder.passages.clear()
    report = build([memory("a", "The river rose."), memory("b", "The river froze.")], path, embedder=fake_embedder)
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert fake_embedder.passages and all("froze" in text for text in fake_embedder.passages)


def test_an_id_taken_twice_in_memory_is_a_failure_that_names_both(path, fake_embedder):
    first, second = memory("same", "The river rose.", title="Flood"), memory("same", "The river fell.", title="Drought")
    report = build([first, second], path, embedder=fake_embedder)
    (failure,) = report.failures
    assert "Drought" in failure.where and "'same'" in failure.reason and "Flood" in failure.reason
    assert held(path)["same"].text == "The river rose."


def test_an_id_in_memory_wins_over_the_same_id_in_a_file(tmp_path, path, fake_embedder):
    file = bulk(tmp_path / "bulk.jsonl", "same", "other")
    report = build([file, memory("same", "Made in memory.", title="Memory")], path, embedder=fake_embedder)
    (failure,) = report.failures
    assert failure.where == str(file) and "'same'" in failure.reason
    assert {article.id: article.text for article in Index.open(path).articles()}["same"] == "Made in memory."
    assert report.added == 2


@pytest.mark.parametrize("text", ["", " \n\u200b ", "Advertisement", "…"])
def test_an_article_in_memory_without_text_is_a_failure(path, fake_embedder, text):
    report = build([memory("empty", text), memory("whole", "The river rose.")], path, embedder=fake_embedder)
    (failure,) = report.failures
    assert "'empty'" in failure.where
    assert list(held(path)) == ["whole"]


def test_nothing_but_articles_without_text_is_a_source_error(path, fake_embedder):
    with pytest.raises(SourceError, match="'empty'"):
        build([memory("empty", "")], path, embedder=fake_embedder)
    assert not path.exists()


def test_articles_in_memory_stay_when_pruning(tmp_path, path, fake_embedder):
    folder = write_articles(tmp_path / "articles", {"a.txt": "The river rose."})
    build([folder, memory("made", "The river fell.")], path, embedder=fake_embedder)
    report = build([folder], path, embedder=fake_embedder, prune=True)
    assert (report.unchanged, report.removed) == (2, 0)
    assert set(held(path)) == {"a.txt", "made"}


# What pruning drops


@pytest.fixture
def folder(tmp_path):
    return write_articles(tmp_path / "articles", {"a.txt": "The river rose.", "sub/b.txt": "The river fell."})


def test_pruning_drops_what_has_no_file_any_more(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    shutil.rmtree(folder / "sub")
    assert build([folder], path, embedder=fake_embedder, prune=True).removed == 1
    assert set(held(path)) == {"a.txt"}


def test_pruning_keeps_files_that_are_there_but_were_not_among_the_sources(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    report = build([folder / "a.txt"], path, embedder=fake_embedder, prune=True)
    assert (report.unchanged, report.removed) == (2, 0)


def test_pruning_drops_a_file_that_is_gone_from_elsewhere_too(folder, tmp_path, path, fake_embedder):
    other = write_articles(tmp_path / "other", {"c.txt": "The river froze."})
    build([folder, other], path, embedder=fake_embedder)
    shutil.rmtree(other)
    assert build([folder], path, embedder=fake_embedder, prune=True).removed == 1
    assert set(held(path)) == {"a.txt", "b.txt"}


def test_pruning_drops_a_line_that_is_gone_from_a_bulk_file(tmp_path, path, fake_embedder):
    file = bulk(tmp_path / "bulk.jsonl", "one", "two", "three")
    build([file], path, embedder=fake_embedder)
    bulk(file, "one", "three")
    assert build([file], path, embedder=fake_embedder).removed == 0
    assert build([file], path, embedder=fake_embedder, prune=True).removed == 1
    assert [article.id for article in Index.open(path).articles()] == ["one", "three"]


@pytest.mark.parametrize("more", ["{half a line", '{"id": "two"}', '{"id": "two", "text": ""}'])
def test_pruning_drops_nothing_of_a_bulk_file_that_can_not_be_read_whole(tmp_path, path, fake_embedder, more):
    file = bulk(tmp_path / "bulk.jsonl", "one", "two", "three")
    build([file], path, embedder=fake_embedder)
    bulk(file, "one", more=more)
    report = build([file], path, embedder=fake_embedder, prune=True)
    assert (report.removed, len(report.failures)) == (0, 1)
    assert [article.id for article in Index.open(path).articles()] == ["one", "three", "two"]


def test_pruning_drops_all_of_a_bulk_file_that_was_emptied(tmp_path, folder, path, fake_embedder):
    file = bulk(tmp_path / "bulk.jsonl", "one", "two")
    build([folder, file], path, embedder=fake_embedder)
    file.write_text("\n")
    assert build([folder, file], path, embedder=fake_embedder, prune=True).removed == 2
    assert set(held(path)) == {"a.txt", "b.txt"}


def test_pruning_keeps_an_article_whose_file_can_not_be_read_any_more(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    (folder / "a.txt").write_bytes(b"\xff\xfa\xe0")
    report = build([folder], path, embedder=fake_embedder, prune=True)
    assert (report.removed, len(report.failures)) == (0, 1)
    assert held(path)["a.txt"].text == "The river rose."


@pytest.mark.parametrize(
    "name",
    [
        unicodedata.normalize("NFD", "café/é.txt"),
        unicodedata.normalize("NFD", "café") + "/é.txt",
        "\u095cाई.txt",
        "क्या?.txt",
        "\udcff.txt",
    ],
    ids=["NFD", "NFD and NFC", "nukta in one code point", "question mark", "no UTF-8"],
)
def test_pruning_knows_files_by_whatever_form_their_names_have(folder, tmp_path, path, fake_embedder, name):
    other = tmp_path / "other" / name
    other.parent.mkdir(parents=True)
    try:
        other.write_text("The river froze.")
    except OSError:
        pytest.skip("this file system has no such names")
    build([folder, tmp_path / "other"], path, embedder=fake_embedder)
    assert build([folder], path, embedder=fake_embedder, prune=True).removed == 0
    other.unlink()
    assert build([folder], path, embedder=fake_embedder, prune=True).removed == 1
    assert set(held(path)) == {"a.txt", "b.txt"}


# What is no file


@pytest.mark.parametrize("named", [False, True])
def test_a_pipe_is_passed_over_and_not_waited_for(folder, path, fake_embedder, named):
    os.mkfifo(folder / "pipe.txt")
    reports = []
    sources = [folder, folder / "pipe.txt"] if named else [folder]
    thread = threading.Thread(target=lambda: reports.append(build(sources, path, embedder=fake_embedder)), daemon=True)
    thread.start()
    thread.join(timeout=20)
    assert not thread.is_alive()
    assert (reports[0].added, len(reports[0].failures)) == (2, int(named))
