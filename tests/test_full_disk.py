"""Builds whose files can't grow: the old generation serves on. A small file system is in the slow tests."""

import resource

import pytest
from fakes import FakeEmbedder
from files import write_articles

from index.building.build import build
from index.errors import StoreError
from index.storage import layout
from index.storage.doctor import examine
from index.storage.local import Index


@pytest.fixture
def folder(tmp_path):
    return write_articles(tmp_path / "articles", {f"{at}.txt": f"The council of town {at} met." for at in range(60)})


@pytest.fixture
def files_up_to():
    """Limits how large a file may become, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def texts(path):
    return {article.text for article in Index.open(path).articles()}


@pytest.mark.parametrize("size", [0, 5, 1_000, 5_000, 20_000, 40_000])
def test_files_that_can_not_grow_leave_the_old_generation_serving(folder, tmp_path, fake_embedder, files_up_to, size):
    path = tmp_path / "index"
    build([folder], path, embedder=fake_embedder)
    before = texts(path)
    write_articles(folder, {f"{at}.txt": f"The council of village {at} met." for at in range(60)})
    files_up_to(size)
    with pytest.raises(StoreError, match="can't be written: .*What was there before is untouched"):
        build([folder], path, embedder=fake_embedder)
    files_up_to(resource.getrlimit(resource.RLIMIT_FSIZE)[1])
    assert texts(path) == before
    assert [entry.name for entry in (path / layout.GENERATIONS).iterdir()] == ["000001"]
    assert build([folder], path, embedder=fake_embedder).changed == 60


def test_each_file_that_is_cut_off_by_a_byte_is_noticed(folder, tmp_path, fake_embedder, files_up_to, monkeypatch):
    """The largest of an index's files, one byte too large for the disk: no build may call that complete."""
    monkeypatch.setattr("index.storage.doctor.load_embedder", lambda name: FakeEmbedder())
    build([folder], tmp_path / "whole", embedder=fake_embedder)
    largest = max(file.stat().st_size for file in layout.find_generation(tmp_path / "whole").iterdir())
    files_up_to(largest - 1)
    with pytest.raises(StoreError, match="can't be written"):
        build([folder], tmp_path / "index", embedder=fake_embedder)
    assert not (tmp_path / "index").exists()
    files_up_to(largest)
    build([folder], tmp_path / "index", embedder=fake_embedder)
    assert not [finding for finding in examine(tmp_path / "index") if finding.problem]
