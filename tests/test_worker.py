import os
import time
from datetime import date
from pathlib import Path

import pytest

from index.reading.apart import worker
from index.reading.apart.messages import decode, encode
from index.reading.apart.worker import read_apart
from index.reading.raw import Failure, RawArticle, UnreadableError

ARTICLE = RawArticle("एक लेख है।", notes=("a", "b"), pages=("p",), published="2024-01-01")


@pytest.fixture
def do(tmp_path, monkeypatch):
    """Lets the worker do deeds, and returns what it found."""
    monkeypatch.setenv("PYTHONPATH", f"{Path(__file__).parent}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    worker._end_all()

    def act(*deeds, seconds=10.0):
        path = tmp_path / "deeds"
        path.write_text("\n".join(deeds))
        return list(read_apart("hostile_readers", path, seconds))

    yield act
    worker._end_all()


@pytest.mark.parametrize(
    "found",
    [
        RawArticle("x"),
        RawArticle("ज़\u200d\n", "line 1", "id", "t", date(2024, 1, 2), "page", "hi", "u", "s", "a", ("n",), ("p", "")),
        RawArticle("x", published="कल"),
        Failure("/tmp/\udcff.txt", "is so"),
        None,
    ],
)
def test_what_is_found_passes_between_the_processes_unchanged(found):
    from json import loads

    assert decode(loads(encode(found))) == found


def test_articles_failures_and_signs_of_life_arrive_in_order(do):
    assert do("article", "failure", "print", "article") == [ARTICLE, Failure("there", "so"), None, ARTICLE]


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("refuse", "is refused"),
        ("fail", "can't be read: KeyError: 'x'"),
        ("recurse", "can't be read: RecursionError"),
        ("crash", "crashes its reader (SIGSEGV)"),
        ("exit", "crashes its reader (exit status 3)"),
        ("hang", "takes longer than 3 seconds to read"),
        ("hold_the_lock", "takes longer than 3 seconds to read"),
    ],
)
def test_whatever_a_parser_does_costs_its_file_and_nothing_else(do, deed, reason):
    do("article")
    started = time.monotonic()
    with pytest.raises(UnreadableError) as raised:
        do("article", deed, "article", seconds=3.0)
    assert str(raised.value).startswith(reason)
    assert time.monotonic() - started < 8
    assert do("article") == [ARTICLE]


def test_a_parser_that_takes_too_much_memory_costs_its_file_and_nothing_else(do):
    with pytest.raises(UnreadableError, match="needs more than 2 GB of memory"):
        do("allocate", seconds=60)
    assert do("article") == [ARTICLE]


def test_one_process_reads_file_after_file(do):
    do("article")
    (first,) = worker._idle
    do("failure")
    assert worker._idle == [first]


def test_a_file_that_is_given_up_half_way_leaves_no_process_behind(do, tmp_path):
    (tmp_path / "more").write_text("article\nhang")
    found = read_apart("hostile_readers", tmp_path / "more", 30)
    next(found)
    found.close()
    assert not worker._idle
    assert do("article") == [ARTICLE]


def test_a_worker_that_has_ended_by_itself_is_replaced(do):
    do("article")
    worker._idle[0]._process.kill()
    worker._idle[0]._process.wait()
    assert do("article") == [ARTICLE]


def test_a_path_is_read_from_where_the_asking_process_stands_and_named_as_it_was_given(tmp_path, monkeypatch, do):
    from index.reading.files import read_file

    do("article")  # starts the worker
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text("text,title\n,nothing\nx,y\n")
    failure, article = read_file(Path("t.csv"))
    assert (failure, article.text) == (Failure("t.csv, row 2", "has no text"), "x")


def test_modules_in_the_folder_that_the_process_stands_in_are_not_taken(tmp_path, monkeypatch, do):
    (tmp_path / "regex.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert do("article") == [ARTICLE]
