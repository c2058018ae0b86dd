"""The generations of an index: which are removed, which stay, and in what order a new one comes to serve."""

import gc
import os

import pytest
from fakes import FakeEmbedder
from files import write_articles
from searching import search

from index.building.build import build, go_back
from index.errors import StoreError
from index.storage import generations, layout
from index.storage.generations import clear_leftovers, hold, new_generation, publish
from index.storage.local import Index


@pytest.fixture
def folder(tmp_path):
    return write_articles(tmp_path / "articles", {"rain.txt": "दिल्ली में बारिश हुई।"})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def rebuild(folder, path, fake_embedder):
    """Builds some generations, each with another text."""
    built = 0

    def rebuild(times=1):
        nonlocal built
        for _ in range(times):
            built += 1
            write_articles(folder, {"rain.txt": f"दिल्ली में {built} दिन बारिश हुई।"})
            build([folder], path, embedder=fake_embedder)

    return rebuild


def names(path):
    return sorted(entry.name for entry in (path / layout.GENERATIONS).iterdir())


def make_generations(path, *found, current=None):
    for name in found:
        (path / layout.GENERATIONS / name).mkdir(parents=True)
        layout.claim(path / layout.GENERATIONS / name)
        (path / layout.GENERATIONS / name / layout.DATABASE).write_text("content")
    if current:
        layout.switch_current(path, current)


# Which stay


def test_the_newest_two_generations_stay(rebuild, path):
    rebuild(4)
    assert names(path) == ["000003", "000004"]


def test_a_generation_that_a_reader_holds_open_stays_and_answers_until_it_is_closed(rebuild, path, fake_embedder):
    rebuild()
    reader = Index.open(path)
    rebuild(4)
    assert names(path) == ["000001", "000004", "000005"]
    (hit,) = search(reader, fake_embedder, "बारिश", 3)
    assert hit.passage.text == "दिल्ली में 1 दिन बारिश हुई।"
    assert reader.count() == (1, 1, 1)
    assert all(layout.record_file(path / layout.GENERATIONS / "000001" / name) for name in layout.DATA_FILES)
    reader.close()
    rebuild()
    assert names(path) == ["000005", "000006"]


def test_a_generation_stays_until_the_last_of_its_readers_has_closed_it(rebuild, path):
    rebuild()
    first, second = Index.open(path), Index.open(path)
    rebuild(2)
    first.close()
    rebuild()
    assert "000001" in names(path)
    second.close()
    rebuild()
    assert "000001" not in names(path)


def test_a_reader_that_is_forgotten_holds_nothing(rebuild, path):
    rebuild()
    reader = Index.open(path)
    rebuild(2)
    assert "000001" in names(path)
    del reader
    gc.collect()
    rebuild()
    assert names(path) == ["000003", "000004"]


def test_a_reader_that_could_not_open_a_damaged_generation_holds_nothing(rebuild, path):
    rebuild()
    (layout.find_generation(path) / layout.MANIFEST).write_text("{")
    gc.collect()
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else None
    for _ in range(3):
        with pytest.raises(StoreError):
            Index.open(path)
    gc.collect()
    assert before is None or len(os.listdir("/proc/self/fd")) == before


def test_closing_twice_does_no_harm(rebuild, path):
    rebuild()
    reader = Index.open(path)
    reader.close()
    reader.close()


def test_the_one_that_serves_stays_though_it_is_the_oldest(path):
    make_generations(path, "000001", "000002", "000003", current="000001")
    clear_leftovers(path)
    assert names(path) == ["000001", "000002", "000003"]
    layout.switch_current(path, "000003")
    clear_leftovers(path)
    assert names(path) == ["000002", "000003"]


def test_partial_generations_are_removed(path):
    make_generations(path, "000001", "000002.partial", "000007.partial", current="000001")
    clear_leftovers(path)
    assert names(path) == ["000001"]


def test_where_current_is_damaged_whatever_is_complete_stays(path):
    make_generations(path, "000001", "000002", "000003")
    (path / layout.CURRENT).write_text("999999\n")
    clear_leftovers(path)
    assert names(path) == ["000001", "000002", "000003"]


def test_where_current_is_damaged_what_a_killed_build_left_is_not_in_the_way(rebuild, folder, path, fake_embedder):
    rebuild()
    make_generations(path, "000002.partial")
    (path / layout.CURRENT).write_text("999999\n")
    assert build([folder], path, embedder=fake_embedder, full=True).added == 1
    assert names(path) == ["000001", "000002"]


def test_a_folder_that_holds_a_lock_alone_is_a_place_for_an_index(folder, path, fake_embedder):
    path.mkdir()
    (path / layout.LOCK).touch()
    assert build([folder], path, embedder=fake_embedder).added == 1


def test_a_builder_that_is_too_late_leaves_the_folder_to_the_other(folder, path, fake_embedder, monkeypatch):
    """Two find no folder, one of them gets the lock: the other must not clear away what is not its own."""
    from filelock import FileLock

    from index.storage import folder as storing

    make_folder = storing._make_folder

    def make_and_lock(place):
        make_folder(place)
        other.acquire()

    other = FileLock(path / layout.LOCK)
    monkeypatch.setattr(storing, "_make_folder", make_and_lock)
    with pytest.raises(StoreError, match="Another build"):
        build([folder], path, embedder=fake_embedder)
    assert (path / layout.LOCK).exists()
    other.release()


def test_a_build_after_one_that_was_killed_before_it_was_named_in_current_keeps_two_as_well(rebuild, path):
    rebuild(3)
    layout.switch_current(path, "000002")
    rebuild()
    assert names(path) == ["000003", "000004"]


def test_a_build_that_failed_holds_nothing(rebuild, folder, path, fake_embedder):
    class Failing(FakeEmbedder):
        def embed_passages(self, texts, on_texts=None, on_tokens=None):
            raise RuntimeError

    rebuild()
    write_articles(folder, {"new.txt": "The river rose."})
    with pytest.raises(RuntimeError) as kept_alive:
        build([folder], path, embedder=Failing())
    rebuild(2)
    assert names(path) == ["000002", "000003"]
    assert kept_alive.value


# A new one


def test_a_new_generation_has_the_next_number_and_is_partial(path):
    make_generations(path, "000001", "000009", current="000009")
    with new_generation(path) as folder:
        assert folder.name == "000010" + layout.PARTIAL_SUFFIX
        assert [file.name for file in folder.iterdir()] == [layout.MANIFEST]


def test_what_is_not_published_is_removed(path):
    make_generations(path, "000001", current="000001")
    with pytest.raises(RuntimeError), new_generation(path) as folder:
        (folder / layout.DATABASE).write_text("half")
        raise RuntimeError
    assert names(path) == ["000001"]
    assert layout.find_generation(path).name == "000001"


def test_a_generation_is_whole_on_disk_before_current_names_it_and_the_old_go_last(path, monkeypatch):
    make_generations(path, "000001", "000002", current="000002")
    steps = []

    def note(name, call):
        def noted(*arguments):
            steps.append((name, (path / layout.CURRENT).read_text().strip(), names(path)))
            return call(*arguments)

        return noted

    with new_generation(path) as folder:
        monkeypatch.setattr(layout, "sync", note("sync", layout.sync))
        monkeypatch.setattr(layout, "switch_current", note("switch", layout.switch_current))
        monkeypatch.setattr(generations, "clear_leftovers", note("clear", generations.clear_leftovers))
        publish(path, folder)
    before = ("000002", ["000001", "000002", "000003"])
    after = ("000003", ["000001", "000002", "000003"])
    assert steps == [("sync", *before), ("switch", *before), ("sync", *before), ("sync", *after), ("clear", *after)]
    assert names(path) == ["000002", "000003"]


def test_every_file_is_on_disk_before_its_generation_serves(folder, path, fake_embedder, monkeypatch):
    synced = []
    sync = layout.sync
    monkeypatch.setattr(layout, "sync", lambda place: (synced.append((place.name, (path / "CURRENT").exists())), sync(place)))
    build([folder], path, embedder=fake_embedder)
    before = {name for name, serves in synced if not serves}
    assert before >= {*layout.DATA_FILES, layout.MANIFEST, "000001.partial", layout.GENERATIONS}


def test_what_is_gone_can_not_be_held(path):
    make_generations(path, "000001")
    os.close(hold(path / layout.GENERATIONS / "000001"))
    with pytest.raises(OSError, match="No such file"):
        hold(path / layout.GENERATIONS / "000002")


# What isn't ours


FOREIGN = ["flowers/a.png", "000002.bak/manifest.json", "000009/photo.jpg", "000003.partial/notes.txt", "12/a", "000004 copy/a"]


@pytest.mark.parametrize("name", FOREIGN)
def test_what_lies_among_the_generations_and_is_none_of_ours_stays(rebuild, path, name):
    rebuild()
    file = path / layout.GENERATIONS / name
    file.parent.mkdir(parents=True)
    file.write_text("precious")
    rebuild(4)
    assert file.read_text() == "precious"


@pytest.mark.parametrize("name", ["000002.partial", "000002"])
@pytest.mark.parametrize("has_manifest", [False, True])
def test_what_a_build_killed_as_it_makes_or_removes_a_folder_leaves_goes_with_the_next(rebuild, path, name, has_manifest):
    rebuild(4)
    left = path / layout.GENERATIONS / name
    left.mkdir()
    if has_manifest:  # opened and not yet written
        (left / layout.MANIFEST).touch()
    rebuild()
    assert len(names(path)) == 2
    assert not left.exists()


def test_an_empty_folder_takes_no_complete_generation_s_place(path):
    make_generations(path, "000001", "000002", current="000002")
    (path / layout.GENERATIONS / "000003").mkdir()
    clear_leftovers(path)
    assert names(path) == ["000001", "000002"]


@pytest.mark.parametrize("name", ["", "000001.partial"])
def test_a_first_build_that_is_killed_before_it_has_written_anything_is_in_nobody_s_way(folder, path, fake_embedder, name):
    (path / layout.GENERATIONS / name).mkdir(parents=True)
    (path / layout.LOCK).touch()
    build([folder], path, embedder=fake_embedder)
    assert names(path) in (["000001"], ["000002"])


def test_a_file_that_somebody_put_into_a_generation_stays_when_it_goes(rebuild, path):
    rebuild()
    file = layout.find_generation(path) / "notes.txt"
    file.write_text("precious")
    rebuild(4)
    assert file.read_text() == "precious"


@pytest.mark.parametrize(
    "name", ["generations/flowers/a.png", "generations/000001/a.txt", "CURRENT", "a.txt", "generations/.keep"]
)
@pytest.mark.parametrize("full", [False, True])
def test_a_folder_that_only_has_names_like_ours_is_no_place_for_an_index(folder, path, fake_embedder, name, full):
    (path / name).parent.mkdir(parents=True)
    (path / name).write_text("precious")
    with pytest.raises(StoreError, match="holds files that are not an index: give an empty or a new folder"):
        build([folder], path, embedder=fake_embedder, full=full)
    assert (path / name).read_text() == "precious"
    assert sorted(str(file.relative_to(path)) for file in path.rglob("*") if file.is_file() and file.name != layout.LOCK) == [
        name
    ]


def test_a_link_to_another_place_is_no_generation(rebuild, path, tmp_path):
    rebuild()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    layout.claim(elsewhere)
    (elsewhere / layout.DATABASE).write_text("precious")
    (path / layout.GENERATIONS / "000000").symlink_to(elsewhere)
    rebuild(4)
    assert (elsewhere / layout.DATABASE).read_text() == "precious"


def test_a_first_build_that_fails_takes_its_own_folder_away_and_nothing_that_came_meanwhile(
    folder, path, fake_embedder, monkeypatch
):
    def fail(*args, **options):
        (path / "mine.txt").write_text("precious")
        raise OSError("no")

    monkeypatch.setattr(fake_embedder, "embed_passages", fail)
    with pytest.raises(StoreError):
        build([folder], path, embedder=fake_embedder)
    assert [file.name for file in path.iterdir() if file.name != layout.GENERATIONS] == ["mine.txt"]


# Damage isn't taken over


@pytest.mark.parametrize("name", layout.DATA_FILES)
def test_a_damaged_generation_is_not_copied_into_a_new_one(rebuild, folder, path, fake_embedder, name):
    write_articles(folder, {"kept.txt": "पटना में मेला लगा। " * 40})
    rebuild()
    file = layout.find_generation(path) / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    write_articles(folder, {"new.txt": "पुणे में बैठक हुई।"})
    with pytest.raises(StoreError, match="is damaged: .*assistant doctor.*assistant index --full FOLDER"):
        build([folder], path, embedder=fake_embedder)
    assert layout.find_generation(path).name == "000001"
    assert build([folder], path, embedder=fake_embedder, full=True).added == 3
    assert {article.text[:4] for article in Index.open(path).articles()} == {"पटना"[:4], "पुणे"[:4], "दिल्"}


def test_the_generation_before_can_be_returned_to(rebuild, path):
    rebuild(2)
    with_two = [article.text for article in Index.open(path).articles()]
    rebuild()
    go_back(path)
    assert [article.text for article in Index.open(path).articles()] == with_two
    assert layout.find_generation(path).name == "000002"
    with pytest.raises(StoreError, match="no generation before 000002"):
        go_back(path)
    rebuild()
    assert layout.find_generation(path).name == "000004"
