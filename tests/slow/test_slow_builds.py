"""Builds that are killed, run out of disk, race or are large: minutes of them, for `make test-slow`."""

import json
import os
import random
import subprocess
import time

import pytest
from builders import build_at_once, build_slowly, peak_of_build, peak_of_staging, processes
from damaging import damages
from fakes import FakeEmbedder
from files import write_articles
from readers import mixed_or_failed
from searching import search

from index.building.build import build
from index.errors import StoreError
from index.storage import layout
from index.storage.doctor import examine
from index.storage.local import Index

pytestmark = pytest.mark.slow

ARTICLES = 150
KILLS = 50
SMALL_KILLS = 950


@pytest.fixture(autouse=True)
def the_fake_is_found_by_its_name(monkeypatch):
    monkeypatch.setattr("index.storage.doctor.load_embedder", lambda name: FakeEmbedder())


def write_version(folder, version):
    sentence = "The council of town {} met in year {}. The river was low."
    return write_articles(folder, {f"{number:03}.txt": sentence.format(number, version) for number in range(ARTICLES)})


def answers(path):
    """All that an index says, as comparable values."""
    index = Index.open(path)
    hits = search(index, FakeEmbedder(), "Which council met?", 50)
    said = [*index.articles(), *[(hit.passage, hit.score, hit.sentences) for hit in hits]]
    index.close()
    return said


def check_nothing_is_left(path):
    assert {entry.name for entry in path.iterdir()} <= {layout.CURRENT, layout.LOCK, layout.GENERATIONS}
    generations = [entry.name for entry in (path / layout.GENERATIONS).iterdir()]
    assert len(generations) <= 2 and all(name.isdigit() for name in generations)
    assert not [finding for finding in examine(path) if finding.problem]


# Killed


def test_a_build_that_is_killed_at_any_moment_loses_nothing(tmp_path):
    folder, path, moments = tmp_path / "articles", tmp_path / "index", random.Random(5)
    write_version(folder, 0)
    context = processes()

    def start():
        process = context.Process(target=build_slowly, args=(folder, path, 0.05))
        process.start()
        return process

    build([folder], tmp_path / "warm-up", embedder=FakeEmbedder())
    started = time.monotonic()
    start().join()
    whole = time.monotonic() - started
    assert Index.open(path).count()[0] == ARTICLES
    finished = 0
    for number in range(1, KILLS + 1):
        before = answers(path)
        write_version(folder, number)
        process = start()
        time.sleep(whole * moments.uniform((number - 1) / KILLS, (number + 1) / KILLS))
        process.kill()
        process.join()
        after = answers(path)
        if after != before:
            finished += 1
            assert all(f"in year {number}." in article.text for article in Index.open(path).articles())
        report = build([folder], path, embedder=FakeEmbedder())
        assert (report.changed, report.unchanged) == ((0, ARTICLES) if after != before else (ARTICLES, 0))
        assert all(f"in year {number}." in article.text for article in Index.open(path).articles())
        check_nothing_is_left(path)
    assert finished < KILLS * 0.8


def test_a_first_build_that_is_killed_at_any_moment_is_in_nobody_s_way(tmp_path):
    folder, moments, context = write_version(tmp_path / "articles", 0), random.Random(5), processes()
    for number in range(20):
        path = tmp_path / f"index-{number}"
        process = context.Process(target=build_slowly, args=(folder, path, 0.03))
        process.start()
        time.sleep(moments.uniform(0, 0.6))
        process.kill()
        process.join()
        build([folder], path, embedder=FakeEmbedder())
        assert Index.open(path).count()[0] == ARTICLES
        check_nothing_is_left(path)


def test_a_thousand_kills_of_small_builds_leave_a_whole_index_each_time(tmp_path):
    """Small builds spend most of their time where files are written, named and removed."""
    folder, path, moments, context = tmp_path / "articles", tmp_path / "index", random.Random(6), processes()
    sentence = "The council of town {} met in year {}."

    def write(version):
        write_articles(folder, {f"{number}.txt": sentence.format(number, version) for number in range(4)})

    write(0)
    started = time.monotonic()
    process = context.Process(target=build, args=([folder], path), kwargs={"embedder": FakeEmbedder()})
    process.start()
    process.join()
    whole = time.monotonic() - started
    for number in range(1, SMALL_KILLS + 1):
        write(number)
        process = context.Process(target=build, args=([folder], path), kwargs={"embedder": FakeEmbedder()})
        process.start()
        time.sleep(moments.uniform(0, whole))
        process.kill()
        process.join()
        index = Index.open(path)
        years = {article.text.rpartition(" ")[2] for article in index.articles()}
        assert index.count()[0] == 4 and len(years) == 1 and len(search(index, FakeEmbedder(), "Which council met?", 5)) == 4
        index.close()
        if number % 100 == 0:
            build([folder], path, embedder=FakeEmbedder())
            check_nothing_is_left(path)


# A changed byte


@pytest.mark.parametrize("name", layout.DATA_FILES)
def test_a_byte_that_changed_anywhere_is_told_or_does_no_harm(tmp_path, name):
    folder = write_articles(tmp_path / "articles", {f"{number}.txt": f"Town {number} met. It rained." for number in range(9)})
    build([folder], tmp_path / "index", embedder=FakeEmbedder())
    assert not damages(tmp_path / "index", tmp_path, name, times=100, seed=2)


# A full disk


@pytest.fixture
def small_disk(tmp_path):
    """A file system of four megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        pytest.skip(f"no mount command: {error}")
    if mounted.returncode:
        pytest.skip(f"only root can make a small file system: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_disk_that_is_full_at_any_point_leaves_the_old_generation(small_disk, tmp_path):
    folder, path = write_version(tmp_path / "articles", 0), small_disk / "index"
    build([folder], path, embedder=FakeEmbedder())
    size = sum(file.stat().st_size for file in layout.find_generation(path).iterdir())
    failed = 0
    for number in range(1, 41):
        before = answers(path)
        write_version(folder, number)
        room = int(size * 1.2 * number / 40)
        filler = small_disk / "filler"
        filler.write_bytes(bytes(max(0, os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize - room)))
        try:
            build([folder], path, embedder=FakeEmbedder())
        except StoreError as error:
            failed += 1
            assert "can't be written" in str(error)
            assert answers(path) == before
            assert not [entry for entry in (path / layout.GENERATIONS).iterdir() if not entry.name.isdigit()]
        filler.unlink()
        build([folder], path, embedder=FakeEmbedder())
        assert all(f"in year {number}." in article.text for article in Index.open(path).articles())
        check_nothing_is_left(path)
    assert 10 < failed < 40


# At once


@pytest.mark.parametrize("is_new", [True, False])
def test_two_builders_at_once_make_one_whole_index(tmp_path, is_new):
    folder, context = write_version(tmp_path / "articles", 0), processes()
    for number in range(25):
        path = tmp_path / f"index-{number}"
        if not is_new:
            build([folder / "000.txt"], path, embedder=FakeEmbedder())
        barrier, results = context.Barrier(2), context.Queue()
        both = [context.Process(target=build_at_once, args=(folder, path, barrier, results)) for _ in range(2)]
        for process in both:
            process.start()
        told = sorted(results.get(timeout=60) for _ in both)
        for process in both:
            process.join()
        assert "built" in told
        assert all(each == "built" or "Another build is writing" in each for each in told)
        assert Index.open(path).count()[0] == ARTICLES
        check_nothing_is_left(path)


def test_eight_readers_over_two_hundred_rebuilds_never_mix_generations(tmp_path):
    wrong, met = mixed_or_failed(tmp_path / "articles", tmp_path / "index", readers=8, rebuilds=200)
    assert wrong == []
    assert len(set().union(*met)) > 50


# Large


def bulk(path, articles):
    """A file of short articles, a kilobyte each."""
    sentence = "The council of town {} met about the river."
    with path.open("w") as file:
        for number in range(articles):
            text = sentence.format(number) + "\nPage" + " again" * 150 + "."
            file.write(json.dumps({"id": f"{number:06}", "text": text}) + "\n")
    return path


def measure(target, *arguments):
    context = processes()
    results = context.Queue()
    process = context.Process(target=target, args=(*arguments, results))
    process.start()
    measured = results.get(timeout=900)
    process.join()
    return measured


def test_staging_a_hundred_thousand_articles_takes_no_more_memory_than_ten_thousand(tmp_path):
    few, many = bulk(tmp_path / "few.jsonl", 10_000), bulk(tmp_path / "many.jsonl", 100_000)
    (staged_few, peak_few), (staged_many, peak_many) = measure(peak_of_staging, few), measure(peak_of_staging, many)
    assert (staged_few, staged_many) == (10_000, 100_000)
    assert peak_many - peak_few < 0.1 * (many.stat().st_size - few.stat().st_size), (peak_few, peak_many)


def test_the_memory_of_a_build_does_not_grow_with_its_texts(tmp_path):
    few, many = bulk(tmp_path / "few.jsonl", 2_000), bulk(tmp_path / "many.jsonl", 20_000)
    _, peak_few = measure(peak_of_build, few, tmp_path / "few")
    added, peak_many = measure(peak_of_build, many, tmp_path / "many")
    assert added == 20_000
    assert peak_many - peak_few < 0.4 * (many.stat().st_size - few.stat().st_size), (peak_few, peak_many)
