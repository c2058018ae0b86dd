"""An index that grows: random histories of a folder, and what is left at their ends."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fakes import FakeEmbedder
from files import write_articles
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import search

from index.building.build import BuildReport, build, remove
from index.errors import NoSuchArticleError
from index.storage.local import Index
from index.storage.place import place_of
from index.storage.records import Embedded

NAMES = [f"{letter}.txt" for letter in "abcdef"]
# The first two share a sentence word for word, the last one is of several passages.
TEXTS = [
    "शी ने पुतिन से बात की। वार्ता दो घंटे चली।",
    "बीजिंग में बैठक हुई। शी ने पुतिन से बात की।",
    "दिल्ली में बारिश हुई। सड़कें भर गईं।",
    "India won the match. The captain scored a hundred.",
    "The river flooded the old town. Nobody was hurt.",
    " ".join(f"The council of town {number} met for {number} hours about the river." for number in range(12)),
]
QUESTIONS = ["शी ने किससे बात की?", "Which river flooded the town?", "दिल्ली में क्या हुआ?", "match"]
PASSAGE_TOKENS = 24

# What happens to the folder before a build: a file gets a text, or goes (None); in the end some articles may be removed.
_steps = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(NAMES), st.one_of(st.none(), st.sampled_from(TEXTS)), max_size=4),
        st.sets(st.sampled_from(NAMES), max_size=2),
    ),
    min_size=2,
    max_size=5,
)


def name_of(article) -> str:
    return article.path.rpartition("/")[2]


def held(path: Path) -> dict[str, str]:
    index = Index.open(path)
    texts = {name_of(article): article.text for article in index.articles()}
    index.close()
    return texts


def answers(path: Path) -> list[object]:
    """All that an index says to some questions, as comparable values; scores to five digits."""
    index, embedder = Index.open(path), FakeEmbedder()
    said: list[object] = [*index.articles(), sorted(index.vocabulary().items())]
    for question in QUESTIONS:
        hits = search(index, embedder, question, 100)
        said.append(index.elsewhere(one.wording for hit in hits for one in hit.sentences))
        # Which language comes first rests on what was measured when articles were last added, not when some went.
        for hit in sorted(hits, key=lambda hit: hit.language):
            sentences = [(each.start, each.end, each.wording, pytest.approx(each.score, abs=1e-5)) for each in hit.sentences]
            said.append((hit.passage, hit.language, pytest.approx(hit.score, abs=1e-5), sentences))
    index.close()
    return said


def apply(folder: Path, changes: dict[str, str | None]) -> None:
    for name, text in changes.items():
        if text is None:
            (folder / name).unlink(missing_ok=True)
        else:
            (folder / name).write_text(text, encoding="utf-8")


def on_disk(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


def expected_counts(before: dict[str, str], after: dict[str, str]) -> tuple[int, int, int, int]:
    both = before.keys() & after.keys()
    changed = sum(before[name] != after[name] for name in both)
    return len(after.keys() - before.keys()), changed, len(both) - changed, len(before.keys() - after.keys())


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.removed


def grow(folder: Path, path: Path, steps) -> Iterator[tuple[dict[str, str], dict[str, str], BuildReport, list[str]]]:
    """Lives through a history: the files before and after each build, its report, and the texts that were embedded."""
    embedder = FakeEmbedder()
    before: dict[str, str] = {}
    for changes, removed in steps:
        apply(folder, changes)
        after = on_disk(folder)
        if not after and not place_of(path).has_index():
            continue
        embedder.passages.clear()
        report = build([folder], path, embedder=embedder, prune=True, drop_most=True, tokens_per_passage=PASSAGE_TOKENS)
        yield before, after, report, list(embedder.passages)
        before = after
        ids = [article.id for article in Index.open(path).articles() if name_of(article) in removed]
        if ids:
            embedder.passages.clear()
            report = remove(path, ids)
            after = {name: text for name, text in before.items() if name not in removed}
            yield before, after, report, list(embedder.passages)
            before = after


@pytest.fixture(autouse=True)
def remove_needs_no_model(monkeypatch):
    """`remove` loads the index's model by its name, which a fake doesn't have."""
    monkeypatch.setattr("index.building.build.load_embedder", lambda name: FakeEmbedder())


@settings(max_examples=20)
@given(_steps)
def test_a_grown_index_answers_as_one_built_at_once(steps):
    with TemporaryDirectory() as temporary:
        folder, path, at_once = (Path(temporary, name) for name in ("articles", "grown", "at-once"))
        folder.mkdir()
        after: dict[str, str] = {}
        for before, after, report, embedded in grow(folder, path, steps):
            assert held(path) == after
            assert counts(report) == expected_counts(before, after)
            new = [text for name, text in after.items() if before.get(name) != text]
            assert bool(embedded) == bool(new)
            assert all(any(made in text for text in new) for made in embedded)
        if after:
            files = [folder / name for name in after]
            build(files, at_once, embedder=FakeEmbedder(), tokens_per_passage=PASSAGE_TOKENS)
            assert answers(path) == answers(at_once)


def test_the_order_in_which_articles_arrive_makes_no_difference(tmp_path, fake_embedder):
    folder = write_articles(tmp_path / "articles", dict(zip(NAMES, TEXTS, strict=True)))
    said = []
    for place, names in enumerate((NAMES, NAMES[::-1], NAMES[3:] + NAMES[:3])):
        for name in names:
            build([folder / name], tmp_path / str(place), embedder=fake_embedder)
        said.append(answers(tmp_path / str(place)))
    assert said[0] == said[1] == said[2]


def test_an_unchanged_article_keeps_all_that_is_stored_of_it(tmp_path, fake_embedder):
    folder = write_articles(tmp_path / "articles", {"m.txt": TEXTS[5], "z.txt": TEXTS[0]})
    path = tmp_path / "index"
    build([folder], path, embedder=fake_embedder, tokens_per_passage=PASSAGE_TOKENS)

    def stored() -> Embedded:
        index = Index.open(path)
        return index.stored(next(article.id for article in index.articles() if name_of(article) == "m.txt"))

    before = stored()
    write_articles(folder, {"a.txt": TEXTS[3], "z.txt": TEXTS[2]})
    fake_embedder.passages.clear()
    build([folder], path, embedder=fake_embedder, tokens_per_passage=PASSAGE_TOKENS)
    after = stored()
    assert not any("council" in text for text in fake_embedder.passages)
    assert len(before.segments.passages) > 1
    assert (before.segments, before.words, before.wordings) == (after.segments, after.words, after.wordings)
    assert before.passage_vectors.tobytes() == after.passage_vectors.tobytes()
    assert before.sentence_vectors.tobytes() == after.sentence_vectors.tobytes()
    assert [one.codes.tobytes() for one in before.tokens] == [one.codes.tobytes() for one in after.tokens]
    assert [one.places.tolist() for one in before.tokens] == [one.places.tolist() for one in after.tokens]


def test_an_index_that_was_pruned_to_nothing_finds_nothing_and_can_be_filled_again(tmp_path, fake_embedder):
    folder, path = write_articles(tmp_path / "articles", dict(zip(NAMES, TEXTS, strict=True))), tmp_path / "index"
    build([folder], path, embedder=fake_embedder)
    before = answers(path)
    for file in folder.iterdir():
        file.unlink()
    assert counts(build([folder], path, embedder=fake_embedder, prune=True, drop_most=True)) == (0, 0, 0, 6)
    empty = Index.open(path)
    assert empty.count() == (0, 0, 0)
    assert search(empty, fake_embedder, "शी", 5) == [] and empty.vocabulary() == {}
    assert counts(build([folder], path, embedder=fake_embedder, prune=True)) == (0, 0, 0, 0)
    write_articles(folder, dict(zip(NAMES, TEXTS, strict=True)))
    assert counts(build([folder], path, embedder=fake_embedder, prune=True)) == (6, 0, 0, 0)
    assert answers(path) == before


def test_the_last_article_can_be_removed(make_index):
    path = make_index({"a.txt": TEXTS[0]})
    (article,) = Index.open(path).articles()
    assert counts(remove(path, [article.id])) == (0, 0, 0, 1)
    assert list(Index.open(path).articles()) == []


def test_removing_an_article_embeds_nothing_and_leaves_the_others(make_index, fake_embedder):
    path = make_index(dict(zip(NAMES, TEXTS, strict=True)))
    fake_embedder.passages.clear()
    gone = next(article.id for article in Index.open(path).articles() if name_of(article) == "c.txt")
    assert counts(remove(path, [gone])) == (0, 0, 5, 1)
    assert not fake_embedder.passages
    assert sorted(held(path)) == [name for name in NAMES if name != "c.txt"]


def test_an_article_that_is_not_there_can_not_be_removed_and_nothing_else_is(make_index):
    path = make_index(dict(zip(NAMES, TEXTS, strict=True)))
    first = next(Index.open(path).articles()).id
    with pytest.raises(NoSuchArticleError, match="'nobody'"):
        remove(path, [first, "nobody"])
    assert len(held(path)) == len(NAMES)
    assert Index.open(path).generation == "000001"


def test_without_pruning_deleted_files_stay(tmp_path, fake_embedder):
    folder, path = write_articles(tmp_path / "articles", dict(zip(NAMES, TEXTS, strict=True))), tmp_path / "index"
    build([folder], path, embedder=fake_embedder)
    (folder / "a.txt").unlink()
    assert counts(build([folder], path, embedder=fake_embedder)) == (0, 0, 6, 0)
    assert counts(build([folder], path, embedder=fake_embedder, prune=True)) == (0, 0, 5, 1)
    assert "a.txt" not in held(path)
