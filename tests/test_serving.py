"""Readers that live on while the index is built anew."""

import logging
import shutil

import pytest
from fakes import FakeEmbedder
from files import write_articles
from readers import mixed_or_failed

from assistant import Assistant
from index.building.build import build, remove
from index.errors import ModelError, StoreError
from index.storage import layout
from index.storage.local import Index

QUESTION = "Which river flooded the town?"


@pytest.fixture
def folder(tmp_path):
    return write_articles(tmp_path / "articles", {"a.txt": "The river Elbe flooded the town."})


@pytest.fixture
def path(tmp_path, folder, fake_embedder):
    build([folder], tmp_path / "index", embedder=fake_embedder)
    return tmp_path / "index"


@pytest.fixture
def assistant(path):
    return Assistant(Index.open(path), FakeEmbedder(), min_confidence=0)


@pytest.fixture
def rebuild(folder, path, fake_embedder):
    def rebuild(text, **options):
        write_articles(folder, {"a.txt": text})
        build([folder], path, embedder=fake_embedder, **options)

    return rebuild


def damage(path, name):
    """Damages the generation that serves; returns what mends it."""
    file = layout.find_generation(path) / name
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    return lambda: file.write_bytes(whole)


def test_reload_says_whether_there_is_a_new_generation(assistant, rebuild):
    assert assistant.reload() is False
    rebuild("The river Oder flooded the town.")
    assert assistant.index.generation == "000001"
    assert assistant.reload() is True
    assert assistant.index.generation == "000002"
    assert assistant.reload() is False


def test_a_build_without_changes_is_no_new_generation(assistant, folder, path, fake_embedder):
    before = assistant.index
    build([folder], path, embedder=fake_embedder)
    assert assistant.reload() is False
    assistant.ask(QUESTION)
    assert assistant.index is before


def test_questions_take_up_a_new_generation_on_their_own(assistant, rebuild):
    assert "Elbe" in assistant.ask(QUESTION).text
    rebuild("The river Oder flooded the town.")
    assert "Oder" in assistant.ask(QUESTION).text
    rebuild("The river Oder flooded the town. The river Spree flooded the village.", full=True)
    assert "Spree" in assistant.ask("Which river flooded the village?").text


def test_a_search_that_was_made_before_answers_after(assistant, rebuild, path):
    found = assistant.search(QUESTION)
    for river in ("Oder", "Spree", "Havel", "Main"):
        rebuild(f"The river {river} flooded the town.")
        assistant.ask(QUESTION)
    answer = assistant.answer(found)
    (citation,) = answer.citations
    assert citation.quote == "The river Elbe flooded the town."
    assert citation.article.text[citation.start : citation.end] == citation.quote


def test_an_article_that_was_removed_is_not_quoted_any_more(assistant, path, folder, fake_embedder, monkeypatch):
    monkeypatch.setattr("index.building.build.load_embedder", lambda name: fake_embedder)
    write_articles(folder, {"b.txt": "The river Oder flooded the village."})
    build([folder], path, embedder=fake_embedder)
    (gone,) = {hit.passage.article_id for hit in assistant.search(QUESTION).hits if "Elbe" in hit.passage.text}
    remove(path, [gone])
    answer = assistant.ask(QUESTION)
    assert gone not in {citation.article.id for citation in answer.citations} and "Oder" in answer.text


def test_when_all_articles_are_removed_there_is_no_answer(assistant, path, fake_embedder, monkeypatch):
    monkeypatch.setattr("index.building.build.load_embedder", lambda name: fake_embedder)
    remove(path, [article.id for article in assistant.index.articles()])
    answer = assistant.ask(QUESTION)
    assert not answer.found and not answer.citations


def test_the_words_of_a_new_generation_are_known_to_the_transliterator(assistant, rebuild):
    assistant.ask("nadi mein baadh kahan aayi")
    rebuild("एल्बे नदी में बाढ़ आई।")
    assert "एल्बे" in assistant.ask("elbe nadi mein baadh kahan aayi").text
    assert "एल्बे" in assistant.search("elbe nadi mein baadh kahan aayi").searched_for


# Generations that can't be used


@pytest.mark.parametrize("name", [layout.MANIFEST, *layout.DATA_FILES])
def test_a_damaged_generation_is_tried_once_with_a_warning_and_taken_up_on_reload_when_it_is_mended(
    assistant, rebuild, path, caplog, name
):
    rebuild("The river Oder flooded the town.")
    mend = damage(path, name)
    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            assert "Elbe" in assistant.ask(QUESTION).text
    (record,) = caplog.records
    assert record.levelno == logging.WARNING and name in record.message and "assistant index --full" in record.message
    with pytest.raises(StoreError, match=name):
        assistant.reload()
    mend()
    assert assistant.reload() is True
    assert "Oder" in assistant.ask(QUESTION).text


def test_the_next_whole_generation_is_taken_up_after_a_damaged_one(assistant, rebuild, path):
    rebuild("The river Oder flooded the town.")
    damage(path, layout.TOKEN_VECTORS)
    assert "Elbe" in assistant.ask(QUESTION).text
    rebuild("The river Spree flooded the town.", full=True)
    assert "Spree" in assistant.ask(QUESTION).text


def test_an_index_that_is_gone_goes_on_answering(assistant, path):
    shutil.rmtree(path)
    assert assistant.reload() is False
    assert "Elbe" in assistant.ask(QUESTION).text


def test_a_generation_of_a_model_that_is_not_here_is_passed_over(assistant, folder, path, caplog, monkeypatch):
    def not_here(name):
        raise ModelError(f"{name} is not here")

    monkeypatch.setattr("assistant.serving.load_embedder", not_here)
    write_articles(folder, {"a.txt": "The river Oder flooded the town."})
    build([folder], path, embedder=FakeEmbedder("nobody/other-model", dimension=32), full=True)
    assert "Elbe" in assistant.ask(QUESTION).text
    assert "nobody/other-model" in caplog.text
    with pytest.raises(ModelError):
        assistant.reload()


def test_a_generation_of_another_model_is_answered_with_that_model(assistant, folder, path, monkeypatch):
    write_articles(folder, {"a.txt": "The river Oder flooded the town."})
    other = FakeEmbedder("other-model", dimension=32)
    build([folder], path, embedder=other, full=True)
    monkeypatch.setattr("assistant.serving.load_embedder", lambda name: {"other-model": other}[name])
    assert "Oder" in assistant.ask(QUESTION).text
    assert QUESTION in other.queries


# Many at once


def test_readers_in_threads_never_mix_generations(tmp_path):
    wrong, met = mixed_or_failed(tmp_path / "articles", tmp_path / "index", readers=8, rebuilds=25)
    assert wrong == []
    assert sum(map(len, met)) > len(met)


def test_readers_leave_nothing_behind(tmp_path):
    path = tmp_path / "index"
    mixed_or_failed(tmp_path / "articles", path, readers=4, rebuilds=8)
    write_articles(tmp_path / "articles", {"last.txt": "The last article."})
    build([tmp_path / "articles"], path, embedder=FakeEmbedder())
    assert sorted(entry.name for entry in (path / layout.GENERATIONS).iterdir()) == ["000009", "000010"]
