import json
import stat
import unicodedata
from dataclasses import replace

import pytest
from files import write_articles

from assistant.core import Assistant
from assistant.phrases import page_text
from assistant.web.articles import Shelf
from assistant.web.options import ChatOptions
from assistant.web.uploads import Refusal, Uploads, safe_name, take_file
from index.building.build import build
from index.errors import StoreError
from index.storage.local import Index


@pytest.fixture
def put(tmp_path):
    def put(name, data):
        path = tmp_path / "incoming" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    return put


def test_a_hindi_name_is_kept(put, tmp_path):
    kept = take_file(put("बाढ़ की ख़बर.txt", "नदी में बाढ़ आई।".encode()), tmp_path / "uploads", 1000)
    assert kept == tmp_path / "uploads" / unicodedata.normalize("NFC", "बाढ़ की ख़बर.txt")
    assert kept.read_text(encoding="utf-8") == "नदी में बाढ़ आई।"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\boot.txt", "boot.txt"),
        (".hidden.txt", "hidden.txt"),
        ("a\x00b\n.txt", "ab.txt"),
        ("<img src=x>.txt", "img src=x.txt"),
        ("\u202egnp.txt", "gnp.txt"),
        ("..", "article.txt"),
        ("", "article.txt"),
    ],
)
def test_a_name_leads_nowhere_else(name, kept):
    assert safe_name(name) == kept


def test_a_long_name_fits_a_file_system():
    name = safe_name("क" * 500 + ".txt")
    assert len(name.encode()) <= 255 and name.endswith("क.txt")


def test_another_file_of_the_same_name_is_kept_beside_the_first(put, tmp_path):
    folder = tmp_path / "uploads"
    first = take_file(put("a.txt", b"One article."), folder, 1000)
    assert take_file(put("a.txt", b"One article."), folder, 1000) == first
    assert take_file(put("a.txt", b"Another article."), folder, 1000).name == "a-2.txt"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.exe", b"MZ", "reason_kind"),
        ("a", b"text", "reason_kind"),
        ("a.txt", b"%PDF-1.7 text", "reason_kind"),
        ("a.md", b"PK\x03\x04", "reason_kind"),
        ("a.txt", b"", "reason_empty"),
        ("a.txt", b"a" * 1001, "reason_too_large"),
        ("a.txt", b"\xa4\x80\x81", "reason_not_text"),
        ("a.txt", b"text\0text", "reason_not_text"),
        ("a.txt", b"...", "reason_unreadable"),
        ("a.jsonl", b'{"id": 1}', "reason_unreadable"),
        ("a.jsonl", b"not json", "reason_unreadable"),
    ],
)
def test_what_is_no_article_is_refused_and_not_kept(put, tmp_path, name, data, reason):
    assert take_file(put(name, data), tmp_path / "uploads", 1000) == Refusal(name, reason)
    assert not list((tmp_path / "uploads").glob("*"))


# What visitors add stands apart from what is the operator's.


@pytest.fixture
def shelf(make_index, fake_embedder, tmp_path):
    """What visitors may do with an index of one article of the operator's."""
    index = make_index({"bulk.jsonl": json.dumps({"id": "flood", "text": "The river flooded the old town."})})
    options = ChatOptions(allow_upload=True, max_upload_mb=1)
    return Shelf(Assistant(Index.open(index), fake_embedder), Uploads(tmp_path / "data"), options)


@pytest.fixture(autouse=True)
def same_model(monkeypatch, fake_embedder):
    for module in ("index.building.build", "assistant.serving"):
        monkeypatch.setattr(f"{module}.load_embedder", lambda name: fake_embedder)


def add(shelf, file, visitor="ana"):
    told = shelf.add([file], "en", visitor, lambda *_: None)
    shelf.assistant.reload()
    return told


def articles(shelf):
    return {article.id: article for article in shelf.assistant.index.articles()}


def line(**fields):
    return json.dumps({"text": "The river flooded nothing at all.", **fields}).encode()


def test_an_upload_that_claims_the_operator_s_id_replaces_nothing(shelf, put):
    before = articles(shelf)["flood"]
    assert add(shelf, put("a.jsonl", line(id="flood"))) == [page_text("added", "en", count=1)]
    assert articles(shelf)["flood"] == before
    (added,) = [article for article in articles(shelf).values() if article.id != "flood"]
    assert shelf.uploads.has(added) and not shelf.uploads.has(before)


def test_an_upload_that_claims_an_id_of_another_upload_replaces_nothing(shelf, put):
    add(shelf, put("a.jsonl", line(id="x")))
    (first,) = articles(shelf).keys() - {"flood"}
    for number, claimed in enumerate([first, "x", first.removeprefix("upload-")]):
        add(shelf, put("a.jsonl", line(id=claimed, title=f"Title {number}")), "bob")
    assert len(articles(shelf)) == 5


def test_the_same_file_again_changes_nothing_and_says_so(shelf, put):
    add(shelf, put("a.txt", b"The mayor opened a bridge."))
    before = articles(shelf)
    assert add(shelf, put("a.txt", b"The mayor opened a bridge."), "bob") == [page_text("unchanged", "en")]
    assert articles(shelf) == before and len(list(shelf.uploads.folder.iterdir())) == 1


def test_only_who_added_an_article_removes_it_and_nobody_the_operator_s(shelf, put):
    add(shelf, put("a.txt", b"The mayor opened a bridge."))
    (added,) = articles(shelf).keys() - {"flood"}
    for name, visitor in ((added, "bob"), (added, None), ("flood", "ana"), ("flood", None)):
        assert shelf.remove(name, "en", visitor) == page_text("not_allowed", "en")
    assert set(articles(shelf)) == {"flood", added}
    assert shelf.remove(added, "en", "ana") == page_text("removed", "en")
    assert set(articles(shelf)) == {"flood"} and not list(shelf.uploads.folder.iterdir())
    assert shelf.remove(added, "en", "ana") == page_text("article_gone", "en")


@pytest.mark.parametrize("language", ["hi", "en"])
def test_an_article_whose_file_stays_is_said_to_come_back_and_the_last_of_a_file_is_not(shelf, put, language):
    file = "\n".join([line(id="x").decode(), line(id="y", text="The mayor opened a bridge.").decode()]).encode()
    name = "बाढ़ [2024](x).jsonl"
    add(shelf, put(name, file))
    first, last = articles(shelf).keys() - {"flood"}
    kept = unicodedata.normalize("NFC", name)
    assert shelf.remove(first, language, "ana") == page_text("removed_for_now", language, name=kept)
    assert [path.name for path in shelf.uploads.folder.iterdir()] == [kept]
    add(shelf, put(name, file))
    assert set(articles(shelf)) == {"flood", first, last}
    shelf.remove(first, language, "ana")
    assert shelf.remove(last, language, "ana") == page_text("removed", language)
    assert not list(shelf.uploads.folder.iterdir())


def test_a_file_that_can_not_be_deleted_is_told_of(shelf, put, monkeypatch):
    add(shelf, put("a.txt", b"The mayor opened a bridge."))
    (added,) = articles(shelf).keys() - {"flood"}

    def refuse(*_, **__):
        raise PermissionError("read-only file system")

    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    assert shelf.remove(added, "en", "ana") == page_text("removed_for_now", "en", name="a.txt")


def test_whoever_has_an_account_removes_what_visitors_added_but_not_the_operator_s(shelf, put, tmp_path):
    add(shelf, put("a.txt", b"The mayor opened a bridge."))
    with_accounts = replace(shelf, options=replace(shelf.options, auth_file=tmp_path))
    (added,) = articles(shelf).keys() - {"flood"}
    assert with_accounts.remove("flood", "en", "bob") == page_text("not_allowed", "en")
    assert with_accounts.remove(added, "en", "bob") == page_text("removed", "en")


def test_without_leave_nothing_is_added_or_removed(shelf, put):
    add(shelf, put("a.txt", b"The mayor opened a bridge."))
    strict = replace(shelf, options=ChatOptions())
    assert add(strict, put("b.txt", b"It rained all day.")) == [page_text("not_allowed", "en")]
    for name in articles(shelf):
        assert strict.remove(name, "en", "ana") == page_text("not_allowed", "en")


def test_an_upload_that_fails_leaves_nothing_behind(shelf, put, monkeypatch):
    add(shelf, put("a.txt", b"The mayor opened a bridge."))

    def broken(*_, **__):
        raise StoreError("no space")

    monkeypatch.setattr("assistant.web.articles.build", broken)
    files = [put("b.txt", b"It rained all day."), put("a.txt", b"The mayor opened a bridge.")]
    assert shelf.add(files, "en", "ana", lambda *_: None) == [page_text("busy", "en")]
    assert [path.name for path in shelf.uploads.folder.iterdir()] == ["a.txt"]
    assert not list((put("c.txt", b"")).parent.glob("[ab].txt"))


def test_nobody_else_may_read_what_was_added(shelf, put):
    add(shelf, put("a.txt", b"The mayor opened a bridge."))
    data = shelf.uploads.folder.parent
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (data, shelf.uploads.folder)] == [0o700, 0o700]
    files = [path for path in data.rglob("*") if path.is_file()]
    assert len(files) == 2 and all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    assert b"ana" not in (data / "uploaders.json").read_bytes()


def test_a_later_build_with_prune_keeps_what_visitors_added(shelf, put, tmp_path, fake_embedder):
    add(shelf, put("a.txt", b"The mayor opened a bridge."))
    operator = write_articles(tmp_path / "more", {"b.txt": "It rained in the town all day."})
    build([operator], shelf.assistant.index.path, embedder=fake_embedder, prune=True)
    shelf.assistant.reload()
    assert [article for article in articles(shelf).values() if shelf.uploads.has(article)]
