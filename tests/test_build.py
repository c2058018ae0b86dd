import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest
from fakes import FakeEmbedder
from filelock import FileLock
from files import REPOSITORY, write_articles
from searching import search

from index.building.build import Progress, build, plan
from index.errors import ModelError, SourceError, StoreError
from index.storage import layout
from index.storage.local import Index

ARTICLES = {
    "china.txt": "शी ने पुतिन से बात की। वार्ता दो घंटे चली।\nबीजिंग में बैठक हुई।",
    "rain.txt": "दिल्ली में बारिश हुई। सड़कें भर गईं।",
    "cricket.txt": "India won the match. The captain scored a hundred.",
}


@pytest.fixture
def folder(tmp_path):
    return write_articles(tmp_path / "articles", ARTICLES)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "index"


def titles(path):
    return sorted(article.path.rpartition("/")[2] for article in Index.open(path).articles())


def all_files(path):
    return sorted(str(file.relative_to(path)) for file in path.rglob("*") if file.is_file())


def snapshot(path):
    """Every file of an index but its lock, with its content."""
    return {name: (path / name).read_bytes() for name in all_files(path) if name != layout.LOCK}


def everything_found(path, question):
    """Every hit for a question as comparable values; scores to five digits."""
    index = Index.open(path)
    return [
        (hit.passage, round(hit.score, 5), [(each.start, each.end, round(each.score, 5)) for each in hit.sentences])
        for hit in search(index, FakeEmbedder(), question, 100)
    ]


# What a build makes


def test_a_build_makes_one_generation_of_the_named_files(folder, path, fake_embedder):
    report = build([folder], path, embedder=fake_embedder)
    assert (report.added, report.changed, report.unchanged, report.failures) == (3, 0, 0, ())
    assert report.seconds > 0
    expected = [layout.CURRENT, *(f"generations/000001/{name}" for name in sorted((*layout.DATA_FILES, layout.MANIFEST)))]
    assert [name for name in all_files(path) if name != layout.LOCK] == [*expected, "sources.json"]
    assert (path / layout.CURRENT).read_text() == "000001\n"


def test_nothing_on_disk_is_a_pickle(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    for name, content in snapshot(path).items():
        assert not content.startswith((b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05", b"(lp", b"(dp", b"PK")), name
        assert b"numpy.core.multiarray" not in content and b"_reconstruct" not in content


def test_the_manifest_records_the_files_as_they_are(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    generation = layout.find_generation(path)
    manifest = layout.Manifest.read(generation / layout.MANIFEST)
    assert set(manifest.files) == set(layout.DATA_FILES)
    assert all(layout.record_file(generation / name) == record for name, record in manifest.files.items())
    assert (manifest.articles, manifest.model.name, manifest.model.dimension) == (3, "fake-embedder", 64)


def test_files_and_folders_may_be_given_together_and_as_strings(folder, path, fake_embedder):
    report = build([str(folder / "rain.txt"), folder], str(path), embedder=fake_embedder)
    assert report.added == 3


def test_progress_rises_to_the_number_of_articles(folder, path, fake_embedder):
    told = []
    build([folder], path, embedder=fake_embedder, on_progress=told.append)
    assert told[-1] == Progress(3, 3)
    assert [each.done for each in told] == sorted(each.done for each in told)
    assert {each.total for each in told} == {3}


# Building again


def test_an_unchanged_rebuild_writes_and_embeds_nothing(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    before, embedded = snapshot(path), len(fake_embedder.passages)
    report = build([folder], path, embedder=fake_embedder)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 3)
    assert snapshot(path) == before
    assert len(fake_embedder.passages) == embedded


def test_only_a_changed_article_is_embedded_again(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    fake_embedder.passages.clear()
    (folder / "rain.txt").write_text("मुंबई में धूप निकली।", encoding="utf-8")
    report = build([folder], path, embedder=fake_embedder)
    assert (report.added, report.changed, report.unchanged) == (0, 1, 2)
    assert fake_embedder.passages and all("धूप" in text for text in fake_embedder.passages)
    assert "मुंबई में धूप निकली।" in [article.text for article in Index.open(path).articles()]


def test_articles_of_earlier_sources_are_kept(folder, path, fake_embedder):
    build([folder / "rain.txt"], path, embedder=fake_embedder)
    report = build([folder / "china.txt"], path, embedder=fake_embedder)
    assert (report.added, report.changed, report.unchanged) == (1, 0, 1)
    assert titles(path) == ["china.txt", "rain.txt"]


def test_a_full_build_holds_its_own_sources_alone_and_embeds_all_of_them(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    fake_embedder.passages.clear()
    report = build([folder / "rain.txt"], path, embedder=fake_embedder, full=True)
    assert (report.added, report.changed, report.unchanged) == (1, 0, 0)
    assert titles(path) == ["rain.txt"]
    assert fake_embedder.passages


def test_passages_of_another_size_are_made_and_embedded_anew(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    before = Index.open(path).manifest
    build([folder], path, embedder=fake_embedder, tokens_per_passage=6)
    after = Index.open(path).manifest
    assert after.tokens_per_passage == 6
    assert after.passages > before.passages


@pytest.mark.parametrize("question", ["शी ने किससे बात की?", "Who won the match?", "दिल्ली"])
def test_an_index_that_grew_finds_what_one_built_at_once_finds(folder, tmp_path, fake_embedder, question):
    build([folder], tmp_path / "at-once", embedder=fake_embedder)
    for name in ("rain.txt", "cricket.txt", "china.txt"):
        build([folder / name], tmp_path / "grown", embedder=fake_embedder)
    found = everything_found(tmp_path / "grown", question)
    assert found == everything_found(tmp_path / "at-once", question)
    assert len(found) >= 3


def test_an_article_that_changed_and_changed_back_is_found_as_before(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    before = everything_found(path, "दिल्ली में बारिश")
    for text in ("मुंबई में धूप निकली।", ARTICLES["rain.txt"]):
        (folder / "rain.txt").write_text(text, encoding="utf-8")
        build([folder], path, embedder=fake_embedder)
    assert everything_found(path, "दिल्ली में बारिश") == before


def test_old_generations_are_cleared_away(folder, path, fake_embedder):
    for number in range(5):
        (folder / "rain.txt").write_text(f"बारिश {number} दिन हुई।", encoding="utf-8")
        build([folder], path, embedder=fake_embedder)
    generations = sorted(entry.name for entry in (path / layout.GENERATIONS).iterdir())
    assert generations == ["000004", "000005"]
    assert layout.find_generation(path).name == "000005"


def test_a_reader_keeps_its_generation_while_new_ones_are_built(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    index = Index.open(path)
    for number in range(4):
        (folder / "rain.txt").write_text(f"बारिश {number} दिन हुई।", encoding="utf-8")
        build([folder], path, embedder=fake_embedder)
    assert ARTICLES["rain.txt"] in [article.text for article in index.articles()]
    assert search(index, fake_embedder, "दिल्ली में बारिश", 1)


# What can't be read


def test_failures_are_named_and_the_rest_is_indexed(folder, path, fake_embedder):
    (folder / "bad.txt").write_bytes(b"\xff\xfa\xe0")
    (folder / "empty.md").touch()
    (folder / "bulk.jsonl").write_text('{"id": "n-1", "text": "ठीक है।"}\n{"id": "n-2"}\n', encoding="utf-8")
    report = build([folder, folder / "gone.txt"], path, embedder=fake_embedder)
    assert report.added == 4
    assert [failure.where.rpartition("/")[2] for failure in report.failures] == [
        "bad.txt",
        "bulk.jsonl, line 2",
        "empty.md",
        "gone.txt",
    ]


def test_a_second_article_with_an_id_is_a_failure_that_names_the_first(folder, path, fake_embedder):
    for name in ("a.jsonl", "b.jsonl"):
        (folder / name).write_text(f'{{"id": "same", "text": "यह {name} है।"}}', encoding="utf-8")
    report = build([folder], path, embedder=fake_embedder)
    (failure,) = report.failures
    assert failure.where == str(folder / "b.jsonl")
    assert "'same'" in failure.reason and str(folder / "a.jsonl") in failure.reason
    assert Index.open(path).article("same").text == "यह a.jsonl है।"


def test_a_folder_without_articles_is_a_source_error_and_leaves_no_index(tmp_path, path, fake_embedder):
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match=r"nothing to index in .*empty: no \.txt, \.md, .* or \.zip file"):
        build([tmp_path / "empty"], path, embedder=fake_embedder)
    assert [name for name in all_files(path) if name != layout.LOCK] == []
    assert layout.current_generation(path) is None


def test_when_nothing_can_be_read_the_reasons_are_told(tmp_path, path, fake_embedder):
    folder = write_articles(tmp_path / "bad", {f"{name}.txt": "" for name in "abcde"})
    with pytest.raises(SourceError, match=r"a\.txt: is empty; .*b\.txt: is empty; .*c\.txt: is empty; and 2 more"):
        build([folder], path, embedder=fake_embedder)


def test_nothing_to_read_leaves_an_index_as_it_was(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    before = snapshot(path)
    with pytest.raises(SourceError, match="no such file or folder"):
        build([folder / "gone"], path, embedder=fake_embedder)
    assert snapshot(path) == before


# Builds that fail


class FailingEmbedder(FakeEmbedder):
    """Breaks down as soon as it is to embed passages."""

    def __init__(self, error):
        super().__init__()
        self._error = error

    def embed_passages(self, texts, on_texts=None, on_tokens=None):
        raise self._error


@pytest.mark.parametrize("error", [RuntimeError("out of memory"), KeyboardInterrupt(), MemoryError()])
def test_a_build_that_breaks_off_leaves_the_old_generation_and_nothing_else(folder, path, fake_embedder, error):
    build([folder], path, embedder=fake_embedder)
    before = snapshot(path)
    (folder / "new.txt").write_text("नया लेख है।", encoding="utf-8")
    with pytest.raises(type(error)):
        build([folder], path, embedder=FailingEmbedder(error))
    assert snapshot(path) == before
    assert build([folder], path, embedder=fake_embedder).added == 1


def test_a_first_build_that_breaks_off_leaves_no_index(folder, path, fake_embedder):
    with pytest.raises(RuntimeError):
        build([folder], path, embedder=FailingEmbedder(RuntimeError()))
    assert [name for name in all_files(path) if name != layout.LOCK] == []
    assert build([folder], path, embedder=fake_embedder).added == 3


def test_a_killed_build_leaves_the_old_generation_serving_and_is_cleared_away_next_time(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    before = everything_found(path, "शी")
    (folder / "new.txt").write_text("नया लेख है।", encoding="utf-8")
    program = """
        import os, signal, sys
        from fakes import FakeEmbedder
        from index.building.build import build
        class Killed(FakeEmbedder):
            def embed_passages(self, texts, on_texts=None, on_tokens=None):
                os.kill(os.getpid(), signal.SIGKILL)
        build([sys.argv[1]], sys.argv[2], embedder=Killed())
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), folder, path],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "tests")])},
    )
    assert done.returncode == -signal.SIGKILL
    assert any(entry.name.endswith(layout.PARTIAL_SUFFIX) for entry in (path / layout.GENERATIONS).iterdir())
    assert everything_found(path, "शी") == before
    assert build([folder], path, embedder=fake_embedder).added == 1
    assert not any(entry.name.endswith(layout.PARTIAL_SUFFIX) for entry in (path / layout.GENERATIONS).iterdir())
    assert titles(path) == ["china.txt", "cricket.txt", "new.txt", "rain.txt"]


def test_a_build_killed_before_it_was_named_in_current_is_passed_over(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    (folder / "new.txt").write_text("नया लेख है।", encoding="utf-8")
    build([folder], path, embedder=fake_embedder)
    layout.switch_current(path, "000001")
    assert len(titles(path)) == 3
    assert build([folder], path, embedder=fake_embedder).added == 1
    assert layout.find_generation(path).name == "000003"
    assert len(titles(path)) == 4


def test_two_builds_do_not_run_at_once(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    before = snapshot(path)
    (folder / "new.txt").write_text("नया लेख है।", encoding="utf-8")
    with FileLock(path / layout.LOCK), pytest.raises(StoreError, match="Another build is writing the index"):
        build([folder], path, embedder=fake_embedder)
    assert snapshot(path) == before


# Where an index can't be


def test_a_file_is_no_place_for_an_index(folder, path, fake_embedder):
    path.write_text("notes")
    with pytest.raises(StoreError, match="is a file: give a folder"):
        build([folder], path, embedder=fake_embedder)
    assert path.read_text() == "notes"


def test_a_place_below_a_file_is_none_either(folder, path, fake_embedder):
    path.write_text("notes")
    with pytest.raises(StoreError, match="can't be written"):
        build([folder], path / "index", embedder=fake_embedder)


def test_a_folder_with_other_files_is_left_alone(folder, fake_embedder):
    before = snapshot(folder)
    with pytest.raises(StoreError, match="holds files that are not an index"):
        build([folder], folder, embedder=fake_embedder)
    assert snapshot(folder) == before


def test_an_empty_folder_becomes_an_index(folder, path, fake_embedder):
    path.mkdir()
    assert build([folder], path, embedder=fake_embedder).added == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_a_store_error(folder, tmp_path, fake_embedder):
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(StoreError, match="can't be written"):
        build([folder], tmp_path / "locked" / "index", embedder=fake_embedder)


# Which model


def test_an_index_keeps_the_model_it_was_made_with(folder, path, fake_embedder):
    build([folder / "rain.txt"], path, embedder=fake_embedder)
    with pytest.raises(ModelError, match="made with 'fake-embedder'.*'other/model'.*assistant index --full"):
        build([folder], path, model="other/model")


@pytest.mark.parametrize("other", [FakeEmbedder("other"), FakeEmbedder(salt="other weights"), FakeEmbedder(dimension=32)])
def test_vectors_of_two_models_never_mix(folder, path, fake_embedder, other):
    build([folder / "rain.txt"], path, embedder=fake_embedder)
    before = snapshot(path)
    with pytest.raises(ModelError, match="assistant index --full"):
        build([folder], path, embedder=other)
    assert snapshot(path) == before
    assert build([folder], path, embedder=other, full=True).added == 3
    Index.open(path).check_model(other)


# What `--full` mends


@pytest.mark.parametrize("name", [*layout.DATA_FILES, layout.MANIFEST])
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_full_build_mends_a_damaged_generation(folder, path, fake_embedder, name, damage):
    build([folder], path, embedder=fake_embedder)
    file = layout.find_generation(path) / name
    file.write_bytes(file.read_bytes()[:50]) if damage == "cut" else file.unlink()
    with pytest.raises(StoreError, match="assistant index --full"):
        build([folder], path, embedder=fake_embedder)
    assert build([folder], path, embedder=fake_embedder, full=True).added == 3
    assert len(titles(path)) == 3


def test_build_and_index_are_imported_from_the_package():
    code = "from index import Index, build; import index.building.build; from index import build; assert callable(build)"
    subprocess.run([sys.executable, "-c", code], check=True)


# What a build would do


def counts(report):
    return report.added, report.changed, report.unchanged, report.removed, len(report.failures)


def test_a_plan_for_a_new_index_counts_what_there_is_and_makes_nothing(folder, path, fake_embedder):
    (folder / "empty.txt").write_text("", encoding="utf-8")
    planned = plan([folder], path, embedder=fake_embedder)
    assert not path.exists()
    assert counts(planned) == (3, 0, 0, 0, 1) == counts(build([folder], path, embedder=fake_embedder))
    assert planned.seconds > 0


@pytest.mark.parametrize("options", [{}, {"prune": True, "drop_most": True}, {"full": True}, {"tokens_per_passage": 50}])
def test_a_plan_says_what_a_build_then_does_and_leaves_the_index_as_it_was(folder, path, fake_embedder, options):
    build([folder], path, embedder=fake_embedder)
    (folder / "rain.txt").write_text("मुंबई में बारिश हुई।", encoding="utf-8")
    (folder / "cricket.txt").unlink()
    write_articles(folder, {"new.txt": "The river flooded the old town."})
    before, generation = snapshot(path), Index.open(path).generation
    planned = plan([folder], path, embedder=fake_embedder, **options)
    assert (snapshot(path), Index.open(path).generation) == (before, generation)
    assert counts(planned) == counts(build([folder], path, embedder=fake_embedder, **options))


def test_a_plan_for_nothing_new_loads_no_model(folder, path, fake_embedder):
    build([folder], path, embedder=fake_embedder)
    asked = len(fake_embedder.passages)
    assert counts(plan([folder], path, embedder=fake_embedder)) == (0, 0, 3, 0, 0)
    assert len(fake_embedder.passages) == asked


def test_the_time_of_a_plan_grows_with_what_there_is_to_embed(tmp_path, path):
    class Slow(FakeEmbedder):
        def embed_passages(self, texts, on_texts=None, on_tokens=None):
            time.sleep(sum(map(len, texts)) * 2e-5)
            return super().embed_passages(texts, on_texts, on_tokens)

    text = "शी ने पुतिन से बात की। वार्ता दो घंटे चली। " * 40
    few = write_articles(tmp_path / "few", {"0.txt": text})
    many = write_articles(tmp_path / "many", {f"{number}.txt": f"{number}। {text}" for number in range(40)})
    seconds = [plan([folder], path, embedder=Slow()).seconds for folder in (few, many)]
    assert seconds[1] > 4 * seconds[0]
    assert seconds[1] > 40 * 2 * len(text) * 2e-5 * 0.8  # passages and sentences


def test_a_plan_refuses_what_a_build_refuses(folder, tmp_path, path, fake_embedder):
    with pytest.raises(SourceError, match="nothing to index"):
        plan([tmp_path / "missing"], path, embedder=fake_embedder)
    with pytest.raises(StoreError, match="holds files that are not an index"):
        plan([folder], folder, embedder=fake_embedder)
    build([folder], path, embedder=fake_embedder)
    with pytest.raises(ModelError, match="was made with"):
        plan([write_articles(tmp_path / "more", {"m.txt": "One more."})], path, model="another/model")
