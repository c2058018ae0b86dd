import hashlib
import json

import pytest

from index.errors import StoreError
from index.storage import layout

MANIFEST = layout.Manifest(
    format_version=layout.FORMAT_VERSION,
    created="2024-11-12T10:00:00+00:00",
    model=layout.ModelRecord("एक मॉडल", 3, (0.1, -0.25, 1.0), 130, {"hi-en": (0.7, 0.02)}),
    tokens_per_passage=200,
    token_vectors=True,
    articles=1,
    passages=2,
    sentences=3,
    files={"articles.sqlite": layout.FileRecord(10, "ab")},
)


@pytest.fixture
def index_path(tmp_path):
    """An index folder with one generation that holds a manifest alone."""
    folder = tmp_path / layout.GENERATIONS / "000001"
    folder.mkdir(parents=True)
    MANIFEST.write(folder / layout.MANIFEST)
    layout.switch_current(tmp_path, "000001")
    return tmp_path


def manifest_path(index_path):
    return index_path / layout.GENERATIONS / "000001" / layout.MANIFEST


def test_a_manifest_is_read_as_it_was_written(index_path):
    assert layout.Manifest.read(manifest_path(index_path)) == MANIFEST


def test_a_manifest_is_json_that_people_can_read(index_path):
    text = manifest_path(index_path).read_text(encoding="utf-8")
    assert json.loads(text)["model"]["name"] == "एक मॉडल"
    assert "एक मॉडल" in text


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "5", "{}", f'{{"format_version": {layout.FORMAT_VERSION}}}', "\x00\x01", '"text"'],
)
def test_a_manifest_that_is_none_is_a_damage_with_the_command_that_mends_it(index_path, text):
    manifest_path(index_path).write_text(text)
    with pytest.raises(StoreError, match="damaged: manifest.json can't be read.*assistant index --full"):
        layout.Manifest.read(manifest_path(index_path))


@pytest.mark.parametrize("change", [{"model": None}, {"files": []}, {"unknown": 1}, {"model": {"name": "x"}}])
def test_a_manifest_of_another_shape_is_a_damage(index_path, change):
    values = json.loads(manifest_path(index_path).read_text(encoding="utf-8")) | change
    manifest_path(index_path).write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(StoreError, match="damaged"):
        layout.Manifest.read(manifest_path(index_path))


@pytest.mark.parametrize("version", [0, layout.FORMAT_VERSION + 1, "1.0"])
def test_another_format_version_is_named_with_the_command_that_mends_it(index_path, version):
    manifest_path(index_path).write_text(json.dumps({"format_version": version}))
    with pytest.raises(StoreError, match=f"has format {version}.*reads format {layout.FORMAT_VERSION}.*assistant index --full"):
        layout.Manifest.read(manifest_path(index_path))


def test_current_names_the_generation_that_serves(index_path):
    assert layout.find_generation(index_path) == index_path / layout.GENERATIONS / "000001"


def test_switching_current_leaves_nothing_behind(index_path):
    layout.switch_current(index_path, "000002")
    assert (index_path / layout.CURRENT).read_text() == "000002\n"
    assert sorted(path.name for path in index_path.iterdir()) == [layout.CURRENT, layout.GENERATIONS]


@pytest.mark.parametrize("content", [b"000007\n", b"", b"\n", b"../generations/000001", b"latest", b"\xff\xfe"])
def test_a_current_that_points_nowhere_is_a_damage_with_the_command_that_mends_it(index_path, content):
    (index_path / layout.CURRENT).write_bytes(content)
    with pytest.raises(StoreError, match="damaged: CURRENT.*assistant index --full"):
        layout.current_generation(index_path)


@pytest.mark.parametrize("name", ["", "gone", "file.txt"])
def test_a_folder_without_an_index_is_named_with_the_command_that_makes_one(tmp_path, name):
    (tmp_path / "file.txt").touch()
    path = tmp_path / name
    assert layout.current_generation(path) is None
    with pytest.raises(StoreError, match="There is no index in .*: make one with `assistant index FOLDER --index"):
        layout.find_generation(path)


def test_a_file_is_recorded_with_its_size_and_checksum(tmp_path):
    (tmp_path / "data").write_bytes(b"abc" * 1000)
    assert layout.record_file(tmp_path / "data") == layout.FileRecord(3000, hashlib.sha256(b"abc" * 1000).hexdigest())
