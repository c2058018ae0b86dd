import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from index.models import Article
from index.reading.files import SUFFIXES, Failure, find_files, read_file

TEXT = "राष्ट्रपति शी ने पुतिन से ज़रूरी बात की।"


@pytest.fixture
def written(tmp_path):
    """Writes a file and reads it: the articles and failures in it."""

    def write(name, data):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return list(read_file(path))

    return write


def only_article(found):
    (article,) = found
    assert isinstance(article, Article), article
    return article


def only_failure(found):
    (failure,) = found
    assert isinstance(failure, Failure), failure
    return failure


def lines(*records):
    return "\n".join(record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records)


# One file, one article


@pytest.mark.parametrize("name", ["article.txt", "article.md", "article.markdown", "ARTICLE.TXT", "पुतिन और शी.txt", "a b.c.md"])
def test_a_text_file_is_an_article_whatever_its_name(written, tmp_path, name):
    article = only_article(written(name, TEXT))
    assert (article.text, article.language, article.published) == (TEXT, "hi", None)
    assert article.path == str(tmp_path / name)
    assert article.id.startswith(f"{Path(name).stem}-")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_every_unicode_encoding_with_its_mark_is_read(written, encoding, suffix):
    marked = TEXT if encoding in ("utf-8", "utf-8-sig", "utf-16") else f"\ufeff{TEXT}"
    assert only_article(written(f"a{suffix}", marked.encode(encoding))).text == TEXT


def test_text_is_stored_in_nfc(written):
    article = only_article(written("a.txt", unicodedata.normalize("NFD", "ज़रूरी café")))
    assert article.text == unicodedata.normalize("NFC", "ज़रूरी café")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"abc \xff\xfe\xe0", "is not UTF-8 text (byte 5): save it as UTF-8"),
        (TEXT.encode("utf-16-le"), "UTF-8|NUL"),
        (b"text\x00text", "is not text: it holds NUL bytes"),
        (("\ufeff" + TEXT).encode("utf-16-le") + b"a", "UTF-8"),
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        ("Leave a Reply\n\nटिप्पणी (0)\n".encode(), "has no text besides page furniture"),
        ("***\n---\n“”\n".encode(), "has no text besides page furniture"),
    ],
)
def test_a_file_that_is_no_article_says_why(written, tmp_path, data, reason):
    failure = only_failure(written("bad.txt", data))
    assert failure.where == str(tmp_path / "bad.txt")
    assert any(part in failure.reason for part in reason.split("|"))


def test_a_missing_file_is_named(tmp_path):
    assert only_failure(read_file(tmp_path / "gone.txt")).reason == "no such file or directory"


def test_a_link_to_nothing_is_a_failure(tmp_path):
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    (found,) = find_files([tmp_path])
    assert only_failure(read_file(found)).reason == "no such file or directory"


# Markdown


def test_front_matter_gives_title_date_source_and_address(written):
    head = 'title: शी की "यात्रा"\ndate: 2024-11-12\nurl: https://example.com/1\nsource: एएनआई\nlanguage: en'
    article = only_article(written("a.md", f"---\n{head}\n---\n{TEXT}"))
    assert (article.title, article.text, article.language) == ('शी की "यात्रा"', TEXT, "en")
    assert (article.published, article.url, article.source) == (date(2024, 11, 12), "https://example.com/1", "एएनआई")


@pytest.mark.parametrize(
    "head", ["---\r\ntitle: बैठक\r\n---\r\n", "\ufeff---\ntitle: बैठक\n...\n", "---  \ntitle: बैठक\n---\t\n\n"]
)
def test_front_matter_is_known_however_it_is_written(written, head):
    article = only_article(written("a.md", head + TEXT))
    assert (article.title, article.text) == ("बैठक", TEXT)


@pytest.mark.parametrize(
    "head",
    ["---\ntitle: [बैठक\n---\n", "---\ntitle: बैठक\n", "---\n- एक\n---\n", "---\n!!python/object:os.x y\n---\n"],
)
def test_front_matter_that_is_none_is_text(written, head):
    assert only_article(written("a.md", f"{head}\n{TEXT}\n\n{TEXT} अंत।")).text.endswith("अंत।")


def test_a_text_file_has_no_front_matter(written):
    assert "title: बैठक" in only_article(written("a.txt", f"---\ntitle: बैठक है।\n---\n{TEXT}")).text


def test_markdown_marks_are_taken_away_and_words_stay(written):
    raw = (
        "# शी की यात्रा\n\n[शी](https://example.com) ने **पुतिन** से _बात_ की। ![एक चित्र](photo.jpg)\n\n<div class='ad'>x</div>\n\n"
        "- पहली बात\n- दूसरी `बात`\n\n> उद्धरण यह है।\n\n| देश | राजधानी |\n|---|---|\n| चीन | बीजिंग |\n"
    )
    article = only_article(written("a.md", raw))
    assert article.title == "शी की यात्रा"
    blocks = ["शी ने पुतिन से बात की।", "x", "पहली बात", "दूसरी बात", "उद्धरण यह है।", "देश: चीन | राजधानी: बीजिंग"]
    assert article.text.split("\n\n") == blocks


def test_markdown_characters_in_plain_text_stay(written):
    assert only_article(written("a.txt", "दर 5*3 और [चीन](x) है।")).text == "दर 5*3 और [चीन](x) है।"


# Bulk files


def test_each_line_of_a_bulk_file_is_an_article(written, tmp_path):
    record = {
        "id": "n-1",
        "text": f"{TEXT}\n{TEXT} फिर।",
        "title": "शी  की\nयात्रा",
        "language": "en",
        "published": "2024-11-12",
        "url": "https://example.com/1",
        "source": "एएनआई",
        "other": [1],
    }
    first, second = written("bulk.jsonl", lines(record, {"id": "n-2", "text": "It is a text."}))
    assert (first.id, first.title, first.language) == ("n-1", "शी की यात्रा", "en")
    assert (first.published, first.url, first.source) == (date(2024, 11, 12), "https://example.com/1", "एएनआई")
    assert (second.id, second.language, second.published, second.url, second.source) == ("n-2", "en", None, None, None)
    assert first.path == second.path == str(tmp_path / "bulk.jsonl")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not JSON"),
        ('{"id": "x", "text": "a b"} trailing', "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ('["id", "text"]', "is not a JSON object"),
        ("null", "is not a JSON object"),
        ('"text"', "is not a JSON object"),
        ('{"text": "a b"}', 'has no "id"'),
        ('{"id": "", "text": "a b"}', 'has no "id"'),
        ('{"id": "  ", "text": "a b"}', 'has no "id"'),
        ('{"id": null, "text": "a b"}', 'has no "id"'),
        ('{"id": true, "text": "a b"}', 'has no "id"'),
        ('{"id": 1.5, "text": "a b"}', 'has no "id"'),
        ('{"id": ["x"], "text": "a b"}', 'has no "id"'),
        ('{"id": "x"}', 'has no "text"'),
        ('{"id": "x", "text": null}', 'has no "text"'),
        ('{"id": "x", "text": 5}', 'has no "text"'),
        ('{"id": "x", "text": " "}', "is empty"),
        ('{"id": "x", "text": "Leave a Reply"}', "has no text besides page furniture"),
        (b'{"id": "x", "text": "a \xff b"}', "is not UTF-8 text"),
    ],
)
def test_a_bad_line_is_named_and_does_not_stop_the_others(written, tmp_path, line, reason):
    good = '{{"id": "{}", "text": "ठीक है।"}}\n'
    bad = line if isinstance(line, bytes) else line.encode()
    first, failure, last = written("bulk.jsonl", good.format("a").encode() + bad + b"\n" + good.format("b").encode())
    assert (first.id, last.id) == ("a", "b")
    assert failure.where == f"{tmp_path / 'bulk.jsonl'}, line 2"
    assert failure.reason.startswith(reason)


@pytest.mark.parametrize(("given", "stored"), [('"n-1"', "n-1"), ("5", "5"), ("0", "0"), ('" 7 "', "7"), ('"लेख-१"', "लेख-१")])
def test_an_id_is_a_string_or_a_whole_number(written, given, stored):
    assert only_article(written("bulk.jsonl", f'{{"id": {given}, "text": "ठीक है।"}}')).id == stored


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_bulk_file_is_read_in_every_unicode_encoding(written, encoding):
    bulk = lines({"id": "a", "text": TEXT}, "", {"id": "b", "text": TEXT})
    assert [article.text for article in written("bulk.jsonl", bulk.encode(encoding))] == [TEXT, TEXT]


def test_only_a_line_feed_ends_a_line_of_a_bulk_file(written):
    found = written("bulk.jsonl", '{"id": "a", "text": "एक\u2028दो\u0085तीन"}\r\n{"id": "b", "text": "चार"}\r\n')
    assert [article.text for article in found] == ["एक\nदो\nतीन", "चार"]


def test_an_empty_bulk_file_holds_nothing(written):
    assert written("bulk.jsonl", "") == []


@pytest.mark.parametrize("value", [5, True, ["x"], {"a": 1}, "", "  ", None])
def test_optional_fields_that_are_no_text_are_left_out(written, value):
    record = {"id": "a", "text": TEXT, "title": value, "url": value, "source": value, "published": value, "language": value}
    article = only_article(written("bulk.jsonl", json.dumps(record)))
    assert (article.title, article.url, article.source, article.published, article.language) == (TEXT, None, None, None, "hi")


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-05-01", date(2024, 5, 1)),
        (" 2024-05-01 ", date(2024, 5, 1)),
        ("2024-05-01T23:30:00Z", date(2024, 5, 1)),
        ("2024-05-01T23:30:00+05:30", date(2024, 5, 1)),
        ("2024-05-01 10:00:00", date(2024, 5, 1)),
        ("20240501", date(2024, 5, 1)),
        ("Wed, 01 May 2024 10:00:00 +0530", date(2024, 5, 1)),
        ("Wed, 01 May 2024 10:00:00 GMT", date(2024, 5, 1)),
        ("1 May 2024", date(2024, 5, 1)),
        ("May 1st, 2024, 10:30 IST", date(2024, 5, 1)),
        ("01/05/2024", date(2024, 5, 1)),
        ("1 मई 2024", date(2024, 5, 1)),
        ("बुधवार, १ मई, २०२४", date(2024, 5, 1)),
        ("12 नवम्बर 2024 10:30 बजे", date(2024, 11, 12)),
        ("3 फ़रवरी 2024", date(2024, 2, 3)),
        ("3 फरवरी 2024", date(2024, 2, 3)),
        ("12 अक्\u200dटूबर 2024", date(2024, 10, 12)),
        ("Wed, 01 May 2024 10:00:00 +0530 (IST)", date(2024, 5, 1)),
        ("", None),
    ],
)
def test_a_publication_date_is_a_day_in_numbers_or_words(written, published, day, caplog):
    assert only_article(written("bulk.jsonl", lines({"id": "a", "text": TEXT, "published": published}))).published == day
    assert not caplog.messages


@pytest.mark.parametrize(
    "published", ["2024-02-30", "31 जून 2024", "2024", "नवंबर 2024", "कल", "yesterday", "1731403800", "x" * 500]
)
def test_what_is_no_day_is_left_out_with_a_warning(written, published, caplog):
    assert only_article(written("bulk.jsonl", lines({"id": "a", "text": TEXT, "published": published}))).published is None
    (warning,) = caplog.messages
    assert warning.startswith("a is kept without a date") and published[:100] in warning and len(warning) < 200


@pytest.mark.parametrize("value", ["2024-11-12", "2024-11-12 10:30:00", "2024-11-12T10:30:00Z", '"2024-11-12"'])
@pytest.mark.parametrize("key", ["date", "published"])
def test_front_matter_dates_are_days(written, key, value):
    assert only_article(written("a.md", f"---\n{key}: {value}\n---\n{TEXT}")).published == date(2024, 11, 12)


def test_without_a_source_the_host_of_the_address_is_it(written):
    record = {"id": "a", "text": TEXT, "url": "https://news.example.com/x"}
    assert only_article(written("bulk.jsonl", lines(record))).source == "news.example.com"
    assert only_article(written("a.txt", f"{TEXT}\nस्रोत: https://example.in/1")).source == "example.in"


# Which files


def test_a_folder_is_searched_in_the_order_of_names(tmp_path):
    for name in ["b.txt", "a.md", "नया/क.txt", "B/z.jsonl", "B/a.txt", "B/क.TXT", "note.png", "README", "c.txt.bak"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    found = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])]
    assert found == ["a.md", "b.txt", "B/a.txt", "B/z.jsonl", "B/क.TXT", "नया/क.txt"]


def test_hidden_files_and_folders_are_left_out(tmp_path):
    for name in [".hidden.txt", ".git/a.txt", "seen.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert list(find_files([tmp_path])) == [tmp_path / "seen.txt"]


def test_a_file_that_is_given_twice_is_read_once(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert list(find_files([Path("a.txt"), tmp_path / "a.txt", tmp_path, tmp_path / "link.txt"])) == [Path("a.txt")]


def test_sources_that_are_missing_or_of_another_kind_are_named_and_the_rest_found(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.png").write_text(TEXT)
    missing, foreign, found = find_files([tmp_path / "gone", tmp_path / "b.png", tmp_path / "a.txt"])
    assert missing == Failure(str(tmp_path / "gone"), "there is no such file or folder")
    assert foreign == Failure(str(tmp_path / "b.png"), f"is not a {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file")
    assert found == tmp_path / "a.txt"


def test_ids_of_files_of_one_name_in_two_folders_differ(written):
    assert only_article(written("x/news.txt", TEXT)).id != only_article(written("y/news.txt", TEXT)).id


def test_the_id_of_a_file_stays_when_its_text_changes_or_its_path_is_written_otherwise(written, tmp_path, monkeypatch):
    before = only_article(written("x/news.txt", TEXT)).id
    after = only_article(written("x/news.txt", f"{TEXT} और।")).id
    monkeypatch.chdir(tmp_path)
    relative = only_article(read_file(Path("x/../x/news.txt"))).id
    assert before == after == relative
