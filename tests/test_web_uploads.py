import unicodedata

import pytest

from assistant.web.uploads import Refusal, safe_name, take_file


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
