"""`assistant doctor`: a whole index has no finding, and every damaged file is named with the command that mends it."""

import json
import os
import shutil
import sys

import pytest
from fakes import FakeEmbedder
from files import write_articles

from assistant.cli import main
from index.building.build import build
from index.storage import layout
from index.storage.doctor import examine
from index.storage.local import Index

FILES = (layout.CURRENT, layout.MANIFEST, *layout.DATA_FILES)
ARTICLES = {"a.txt": "The river flooded the town. Nobody was hurt.", "b.txt": "दिल्ली में बारिश हुई।"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An index that the fake embedder made. Shared: tests damage copies."""
    folder = write_articles(tmp_path_factory.mktemp("doctor") / "articles", ARTICLES)
    build([folder], folder.parent / "index", embedder=FakeEmbedder())
    return folder.parent / "index"


@pytest.fixture
def path(made, tmp_path):
    return shutil.copytree(made, tmp_path / "index")


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Runs `assistant doctor` in this process: (exit status, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["assistant", "doctor", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return (end.value.code or 0, *capsys.readouterr())

    return run


def file_of(path, name):
    return path / name if name == layout.CURRENT else layout.find_generation(path) / name


def problems(path):
    return [finding.problem for finding in examine(path) if finding.problem]


def flip(file, share):
    """Turns over all bits of the byte at this share of a file."""
    data = bytearray(file.read_bytes())
    data[round(share * (len(data) - 1))] ^= 0xFF
    file.write_bytes(data)


def check_named(path, name):
    """One problem, which names this file, no other, and the command."""
    (problem,) = problems(path)
    assert name in problem and not [other for other in FILES if other != name and other in problem]
    assert "assistant index --full" in problem and str(path) in problem


@pytest.fixture(autouse=True)
def the_fake_is_found_by_its_name(monkeypatch):
    """Indexes here are checked against the fake; what is asked for by another name is loaded as ever."""
    from index.storage import doctor

    load = doctor.load_embedder
    monkeypatch.setattr(doctor, "load_embedder", lambda name: FakeEmbedder() if name == FakeEmbedder().name else load(name))


# A whole index


def test_an_index_of_the_built_in_model_is_whole(seed_index, tmp_path, run):
    path = shutil.copytree(seed_index, tmp_path / "index")
    findings = list(examine(path))
    assert not [finding for finding in findings if finding.problem]
    said = " ".join(finding.what for finding in findings)
    assert all(name in said for name in FILES) and "5 articles" in said and "model" in said
    status, told, _ = run("--index", path)
    assert status == 0
    assert told.splitlines() == [f"ok     {finding.what}" for finding in findings]


def test_an_examination_changes_nothing(path):
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in path.rglob("*") if file.is_file()}
    assert not problems(path)
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in path.rglob("*") if file.is_file()} == before


def test_an_index_that_grew_and_one_that_is_empty_are_whole(path, tmp_path):
    write_articles(tmp_path / "more", {"c.txt": "India won the match."})
    build([tmp_path / "more"], path, embedder=FakeEmbedder())
    assert not problems(path)
    shutil.rmtree(tmp_path / "more")
    build([write_articles(tmp_path / "new", {"d.txt": "x y"})], tmp_path / "empty", embedder=FakeEmbedder())
    (tmp_path / "new" / "d.txt").unlink()
    build([tmp_path / "new"], tmp_path / "empty", embedder=FakeEmbedder(), prune=True, drop_most=True)
    assert Index.open(tmp_path / "empty").count() == (0, 0, 0)
    assert not problems(tmp_path / "empty")


# Damage


@pytest.mark.parametrize("share", [0, 0.03, 0.31, 0.5, 0.77, 1])
@pytest.mark.parametrize("name", FILES)
def test_a_byte_that_flipped_is_found_and_its_file_named(path, name, share):
    flip(file_of(path, name), share)
    check_named(path, name)


@pytest.mark.parametrize("name", [layout.CURRENT, layout.MANIFEST])
def test_the_small_files_are_guarded_from_end_to_end(path, name):
    file = file_of(path, name)
    whole = file.read_bytes()
    missed = []
    for at in range(0, len(whole), 1 if len(whole) < 100 else 23):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        if not [problem for problem in problems(path) if name in problem]:
            missed.append(at)
    assert not missed


@pytest.mark.parametrize("bit", [0, 3, 6])
def test_one_bit_in_the_manifest_is_enough(path, bit):
    file = file_of(path, layout.MANIFEST)
    whole = file.read_bytes()
    for at in range(bit, len(whole), 97):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        assert problems(path), f"byte {at}: {whole[at : at + 1]!r}"


@pytest.mark.parametrize("name", FILES[1:])
@pytest.mark.parametrize("kept", [0, 1, 0.5])
def test_a_file_that_was_cut_off_is_named(path, name, kept):
    file = file_of(path, name)
    os.truncate(file, kept if kept in (0, 1) else int(file.stat().st_size * kept))
    check_named(path, name)


@pytest.mark.parametrize("name", FILES[1:])
def test_a_file_that_is_missing_is_named(path, name):
    file_of(path, name).unlink()
    check_named(path, name)


@pytest.mark.parametrize("content", ["", "\n", "000007\n", "../000001\n"])
def test_a_current_that_names_no_generation_is_told(path, content):
    (path / layout.CURRENT).write_text(content)
    check_named(path, layout.CURRENT)


def test_without_current_there_is_no_index(path):
    (path / layout.CURRENT).unlink()
    (problem,) = problems(path)
    assert "There is no index" in problem and "assistant index FOLDER" in problem


def test_all_damaged_files_are_named_at_once(path):
    for name in layout.DATA_FILES:
        flip(file_of(path, name), 0.5)
    found = problems(path)
    assert [name for problem in found for name in FILES if name in problem] == list(layout.DATA_FILES)


def test_contents_that_do_not_belong_together_are_found(path):
    """Vectors that are one too few, in a file with a right checksum."""
    generation = layout.find_generation(path)
    shutil.copyfile(generation / layout.PASSAGE_VECTORS, generation / layout.SENTENCE_VECTORS)
    manifest = json.loads((generation / layout.MANIFEST).read_text())
    manifest["files"][layout.SENTENCE_VECTORS] = vars(layout.record_file(generation / layout.SENTENCE_VECTORS))
    del manifest["checksum"]
    manifest["checksum"] = layout._checksum(manifest)
    (generation / layout.MANIFEST).write_text(json.dumps(manifest))
    (problem,) = problems(path)
    assert "vectors" in problem and "assistant index --full" in problem


def test_another_model_than_the_index_was_made_with_is_told(path, monkeypatch):
    monkeypatch.setattr("index.storage.doctor.load_embedder", lambda name: FakeEmbedder(salt="other weights"))
    (problem,) = problems(path)
    assert "fake-embedder" in problem and "assistant index --full" in problem


def test_a_model_that_is_not_here_is_told(path, monkeypatch):
    from index.embedding.embedder import load_embedder

    monkeypatch.setattr("index.storage.doctor.load_embedder", load_embedder)
    (problem,) = problems(path)
    assert "fake-embedder" in problem


def test_a_full_build_mends_what_was_found(path, tmp_path):
    flip(file_of(path, layout.TOKEN_VECTORS), 0.5)
    assert problems(path)
    build([write_articles(tmp_path / "articles", ARTICLES)], path, embedder=FakeEmbedder(), full=True)
    assert not problems(path)


# What the command line says


@pytest.mark.parametrize("name", FILES)
def test_the_command_line_names_the_file_and_ends_with_1(path, run, name):
    flip(file_of(path, name), 0.5)
    status, told, errors = run("--index", path)
    assert status == 1
    (wrong,) = [line for line in told.splitlines() if line.startswith("wrong")]
    assert name in wrong
    assert "assistant index --full" in told and "Traceback" not in errors


def test_the_command_line_tells_findings_as_json(path, run):
    assert run("--index", path, "--json")[0] == 0
    flip(file_of(path, layout.DATABASE), 0.5)
    status, told, _ = run("--index", path, "--json")
    findings = json.loads(told)["findings"]
    assert status == 1
    assert [layout.DATABASE in finding["what"] for finding in findings if finding["problem"]] == [True]


def test_a_place_without_an_index_ends_with_1(tmp_path, run):
    status, told, _ = run("--index", tmp_path / "nothing")
    assert status == 1 and "There is no index" in told
