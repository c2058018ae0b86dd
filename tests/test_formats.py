import json
import os
import shutil
import time
import zipfile
from datetime import date

import pytest
from documents import DOCUMENTS, HINDI, SENTENCES, TITLE, scan_of, without_meaning, write_epub, write_zip
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import binary, sampled_from

from index.models import Article
from index.reading.files import SUFFIXES, Failure, find_files, read_file, read_stream
from index.reading.formats import FORMATS
from index.reading.pdf import ocr

# How files of all kinds begin, and nothing.
STARTS = [
    *(b"", b"%PDF-1.4\n", b"PK\x03\x04", b"{\\rtf1", b"<html><body><p>", b"---\n", b"{"),
    b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>",
]
SUFFIXES_READ = [suffix for form in FORMATS for suffix in form.suffixes]


def articles(path):
    found = list(read_file(path))
    assert all(isinstance(each, Article) for each in found), found
    return found


def reason(path):
    (found,) = read_file(path)
    assert isinstance(found, Failure), found
    assert found.where == str(path)
    return found.reason


@pytest.fixture
def file(tmp_path):
    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


# What programs save


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.*")), ids=lambda path: path.name)
def test_every_program_s_copy_of_a_page_gives_the_same_sentences_and_title(path):
    if path.name == "README.md":
        pytest.skip("says how the others were made")
    (article,) = articles(path)
    assert article.language == "hi"
    for sentence in SENTENCES:
        assert sentence in article.text
    if path.name != "chromium.pdf":  # a print begins with the page's navigation
        assert article.title == TITLE
    is_page = path.suffix in (".html", ".mhtml")
    assert article.published == (date(2024, 6, 21) if is_page else None)
    assert (article.author, article.source) == (("मीना कुमारी", "झारखंड दर्पण") if is_page else (None, None))


@pytest.mark.parametrize("name", ["libreoffice.docx", "libreoffice.odt"])
def test_a_table_keeps_its_headings_beside_its_cells(name):
    (article,) = articles(DOCUMENTS / name)
    assert "केंद्र: राँची | वर्षा: 42 मिमी\nकेंद्र: जमशेदपुर | वर्षा: 17 मिमी" in article.text


@pytest.mark.parametrize(
    ("saved", "called"),
    [
        ("libreoffice.docx", "a.zip"),
        ("libreoffice.odt", "a.docx"),
        ("libreoffice.pdf", "a.txt"),
        ("libreoffice.rtf", "a.md"),
        ("page.html", "a.txt"),
        ("page.html", "a.md"),
        ("chromium.mhtml", "a.html"),
        ("page.html", "a.mhtml"),
    ],
)
def test_what_a_file_holds_counts_more_than_its_name(tmp_path, saved, called):
    shutil.copy(DOCUMENTS / saved, tmp_path / called)
    (article,) = articles(tmp_path / called)
    assert article.title == TITLE and SENTENCES[1] in article.text and "<" not in article.text


def test_the_table_of_formats_names_each_suffix_once():
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len(set(suffixes)) == len(suffixes) and set(SUFFIXES) <= set(suffixes)


# PDF


def test_the_pages_of_a_pdf_begin_where_their_text_does(tmp_path):
    from index.reading.articles import page_starts

    text = "पहले पन्ने का पहला वाक्य।\n\nदूसरे पन्ने का पहला वाक्य।"
    pages = ("पहले पन्ने का पहला वाक्य।", "", "७\nदूसरे पन्ने का पहला वाक्य।")
    assert page_starts(pages, text) == (0, 0, text.index("दूसरे"))
    assert page_starts((), text) == ()


def test_signs_above_and_below_letters_neither_part_words_nor_lines_and_pages_are_known():
    (article,) = articles(DOCUMENTS.parent / "two_pages.pdf")
    for word in "ऊँचाई सुंदर पहुँच कार्टूनों शृंखला ऑस्ट्रेलियाई ट्रैवल ख़र्च".split():
        assert word in article.text.split(), word
    assert [article.text[start:].split()[0] for start in article.pages] == ["दो", "दूसरे"]
    assert article.page_at(article.text.index("14 करोड़")) == 2


def test_a_pdf_whose_letters_are_wrong_is_refused_or_read_by_its_look(tmp_path, file, monkeypatch):
    path = file("broken.pdf", without_meaning((DOCUMENTS / "chromium.pdf").read_bytes()))
    monkeypatch.setenv("PATH", "")
    from index.reading.apart import worker

    worker._end_all()  # the next looks for tesseract where PATH says now
    said = reason(path)
    worker._end_all()
    assert said.startswith("gives wrong letters:") and "tesseract-ocr-hin" in said


@pytest.mark.skipif(bool(ocr.missing()), reason="tesseract with Hindi, or pypdfium2, is not installed")
@pytest.mark.parametrize("make", ["broken", "scan"])
def test_pages_are_read_by_their_look_where_that_is_the_only_way(tmp_path, make):
    path = tmp_path / "x.pdf"
    if make == "scan":
        scan_of(DOCUMENTS / "chromium.pdf", path)
    else:
        path.write_bytes(without_meaning((DOCUMENTS / "chromium.pdf").read_bytes()))
    (article,) = articles(path)
    wanted = set(" ".join(SENTENCES).split())
    assert len(wanted & set(article.text.split())) >= 0.9 * len(wanted)
    assert article.notes == ("read from its picture, as OCR sees it",)


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.4\nrubbish", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>"],
)
def test_a_pdf_that_is_damaged_says_so(file, data):
    assert "PDF" in reason(file("a.pdf", data))


def test_documents_with_a_password_say_so(file):
    assert reason(DOCUMENTS.parent / "locked.pdf") == "is encrypted with a password: save it without one"
    assert "with a password" in reason(file("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600))


def test_a_pdf_whose_pages_hold_each_other_ends(file):
    tree = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    loop = b"3 0 obj<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n"
    started = time.monotonic()
    assert reason(file("loop.pdf", b"%PDF-1.4\n" + tree + loop))
    assert time.monotonic() - started < 20


# Word


def test_a_word_document_keeps_insertions_tabs_and_the_order_of_its_blocks(tmp_path):
    from docx import Document

    document = Document()
    document.add_heading("बैठक का ब्योरा", level=1)
    document.add_paragraph("पहला अनुच्छेद यह है।")
    table = document.add_table(rows=3, cols=2)
    for at, words in enumerate(["Station", "Rain", "Ranchi", "12 mm", "Gumla", "7 mm"]):
        table.cell(at // 2, at % 2).text = words
    document.add_paragraph("अंतिम\tअनुच्छेद।")
    document.save(tmp_path / "a.docx")
    (article,) = articles(tmp_path / "a.docx")
    assert article.title == "बैठक का ब्योरा"
    assert article.text == "पहला अनुच्छेद यह है।\n\nStation: Ranchi | Rain: 12 mm\nStation: Gumla | Rain: 7 mm\n\nअंतिम अनुच्छेद।"


def test_runs_set_in_a_legacy_font_are_converted_and_others_are_not(tmp_path):
    from docx import Document

    document = Document()
    paragraph = document.add_paragraph()
    for keys in ("mUgksaus dgk f", "d ;g dke gksxkA"):
        paragraph.add_run(keys).font.name = "Kruti Dev 010"
    document.add_paragraph("It is dk, not a word of English.").runs[0].font.name = "Arial"
    document.save(tmp_path / "a.docx")
    (article,) = articles(tmp_path / "a.docx")
    assert "उन्होंने कहा कि यह काम होगा।" in article.text and "It is dk, not a word" in article.text
    assert article.notes == ("converted from KrutiDev",)


# Books


def test_a_book_gives_an_article_a_chapter(tmp_path):
    chapters = {
        "cover.xhtml": "<p>आवरण</p>",
        "one.xhtml": f"<h1>पहला अध्याय</h1><p>{HINDI * 5}</p>",
        "two.xhtml": f"<h2>दूसरा<br/>अध्याय</h2><p>{HINDI * 5}</p><script>x</script>",
    }
    said = {"title": "एक किताब", "creator": "प्रेम", "language": "en", "date": "2021-03-04"}
    metadata = "".join(f"<dc:{name}>{value}</dc:{name}>" for name, value in said.items())
    one, two = articles(write_epub(tmp_path / "b.epub", chapters, metadata))
    assert (one.title, one.source, one.author, one.language) == ("पहला अध्याय", "एक किताब", "प्रेम", "hi")
    assert one.published == date(2021, 3, 4)
    assert one.text == " ".join((HINDI * 5).split())
    assert one.id != two.id and two.title == "दूसरा अध्याय"


def test_named_characters_of_html_are_known_in_books_without_their_dtd(tmp_path):
    body = f"<p>दस&nbsp;किलो &ldquo;सोना&rdquo; &amp; चाँदी&mdash;सब &lt;गया&gt;। {HINDI * 5}</p>"
    (article,) = articles(write_epub(tmp_path / "b.epub", {"a.xhtml": body}))
    assert article.text.startswith("दस किलो “सोना” & चाँदी—सब <गया>।")


def test_a_protected_book_and_one_without_text_say_so(tmp_path):
    lock = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">'
        '<EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></EncryptedData></encryption>'
    )
    locked = write_epub(tmp_path / "l.epub", {"a.xhtml": f"<p>{HINDI * 5}</p>"}, extra={"META-INF/encryption.xml": lock})
    assert reason(locked) == "is protected against copying (DRM)"
    assert reason(write_epub(tmp_path / "e.epub", {"a.xhtml": "<p>x</p>"})) == "is a book without a chapter of text"


# Tables


@pytest.mark.parametrize(
    ("name", "header", "row"),
    [
        ("a.csv", "id,Title,date,Body,Link", '7,शीर्षक यह है,12/11/2024,"{}",https://example.com/1'),
        ("a.csv", "क्रमांक;शीर्षक;दिनांक;समाचार;लिंक", "7;शीर्षक यह है;12 नवंबर 2024;{};https://example.com/1"),
        ("a.tsv", "ID\ttitle\tpublished_at\tfull_text\turl", "7\tशीर्षक यह है\t2024-11-12\t{}\thttps://example.com/1"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_gives_an_article_a_row(file, name, header, row, encoding):
    text = "पहली पंक्ति, जो लंबी है।"
    path = file(name, f"{header}\n{row.format(text)}\n\n".encode(encoding))
    (article,) = articles(path)
    assert (article.id, article.title, article.text) == ("a-7", "शीर्षक यह है", text)
    assert (article.published, article.url) == (date(2024, 11, 12), "https://example.com/1")


def test_rows_without_text_are_named_and_quoted_line_breaks_kept(file):
    path = file("a.csv", 'text,title\n"एक बात है।\n\nदूसरी बात है।",क\n,ख\n"तीसरी बात है।",ग\n')
    first, failure, last = read_file(path)
    assert (first.text, last.text) == ("एक बात है।\n\nदूसरी बात है।", "तीसरी बात है।")
    assert failure == Failure(f"{path}, row 3", "has no text")
    assert first.id != last.id


@pytest.mark.parametrize("data", ["a,b\n1,2\n", "", "केवल एक पंक्ति"])
def test_a_table_without_a_column_of_text_names_what_it_needs(file, data):
    assert "has no column for the text" in reason(file("a.csv", data))


# Zip files


def test_a_zip_file_gives_the_articles_of_the_files_in_it(tmp_path):
    members = {
        "ख/लेख.txt": f"{HINDI}",
        "a.jsonl": json.dumps({"id": "n-1", "text": HINDI}) + "\n{\n",
        "page.html": (DOCUMENTS / "page.html").read_bytes(),
        "inner.docx": (DOCUMENTS / "libreoffice.docx").read_bytes(),
        "picture.png": b"x",
        "__MACOSX/._page.html": b"x",
        ".hidden.txt": HINDI,
    }
    path = write_zip(tmp_path / "all.zip", members)
    found = list(read_file(path))
    failures = [each for each in found if isinstance(each, Failure)]
    kept = [each for each in found if isinstance(each, Article)]
    assert [each.where for each in failures] == [f"{path}, a.jsonl, line 2"]
    assert {each.title for each in kept if each.title == TITLE} and len(kept) == 4 and len({each.id for each in kept}) == 4
    assert {each.path for each in kept} == {str(path)}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("../out.txt", HINDI, "leads out of the archive"),
        ("/etc/out.txt", HINDI, "leads out of the archive"),
        ("..\\out.txt", HINDI, "leads out of the archive"),
        ("inner.zip", b"PK\x05\x06" + b"\0" * 18, "is a zip file within a zip file"),
        ("inner.txt", b"PK\x03\x04", "zip file"),
        ("bad.pdf", b"%PDF-1.4 rubbish", "PDF"),
    ],
)
def test_a_bad_member_is_named_and_the_rest_is_read(tmp_path, name, data, said):
    path = write_zip(tmp_path / "a.zip", {name: data, "zz.txt": HINDI})
    failure, article = read_file(path)
    assert failure.where.startswith(f"{path}, ") and said in failure.reason
    assert article.text == HINDI.strip()
    assert not (tmp_path.parent / "out.txt").exists()


def test_a_zip_file_that_bursts_is_refused_before_it_is_unpacked(tmp_path):
    path = write_zip(tmp_path / "bomb.zip", {"a.txt": b"0" * (40 << 20)})
    started = time.monotonic()
    assert "burst" in reason(path)
    assert time.monotonic() - started < 10
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(20_001):
            archive.writestr(f"{number}.txt", "x")
    assert "more than 20,000 files" in reason(tmp_path / "many.zip")


@pytest.mark.parametrize("name", ["a.zip", "a.docx", "a.epub", "a.odt"])
@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 100, b"no zip at all"])
def test_a_damaged_zip_file_of_any_kind_is_one_failure(file, name, data):
    assert reason(file(name, data))


def test_an_empty_zip_file_and_a_foreign_one_say_so(tmp_path):
    assert "no file of a kind" in reason(write_zip(tmp_path / "a.zip", {"x.png": b"x"}))
    assert "is a spreadsheet" in reason(write_zip(tmp_path / "b.zip", {"xl/workbook.xml": b"x"}))
    assert "some other zip file" in reason(write_zip(tmp_path / "c.docx", {"x.txt": b"x"}))


@pytest.mark.parametrize("where", ["content.xml"])
def test_entities_of_xml_are_not_unfolded(tmp_path, where):
    entities = [f'<!ENTITY {name} "{f"&{before};" * 20}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)]
    laughs = f'<!DOCTYPE x [<!ENTITY a "ha">{"".join(entities)}]>'
    body = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>&i;एक वाक्य है।</text:p>'
        "</office:text></office:body></office:document-content>"
    )
    found = list(read_file(write_zip(tmp_path / "a.odt", {where: laughs + body})))
    assert len(found) == 1 and len(str(found[0])) < 2000


# Bad files and folders


def test_links_that_lead_out_or_in_circles_are_named_and_the_rest_is_found(tmp_path):
    root, other = tmp_path / "root", tmp_path / "other"
    root.mkdir()
    other.mkdir()
    (other / "o.txt").write_text(HINDI)
    (root / "a.txt").write_text(HINDI)
    (root / "self.txt").symlink_to(root / "self.txt")
    (root / "out.txt").symlink_to(other / "o.txt")
    (root / "folder").symlink_to(other)
    (root / "round").symlink_to(root)
    found = list(find_files([root]))
    assert [each for each in found if not isinstance(each, Failure)] == [root / "a.txt"]
    reasons = {each.where.rpartition("/")[2]: each.reason for each in found if isinstance(each, Failure)}
    assert set(reasons) == {"self.txt", "out.txt", "folder"}
    assert "leads to itself" in reasons["self.txt"] and "out of the folder" in reasons["out.txt"]


def test_a_link_that_is_given_itself_is_followed(tmp_path):
    (tmp_path / "a.txt").write_text(HINDI)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert list(find_files([tmp_path / "link.txt"])) == [tmp_path / "link.txt"]


def test_names_that_are_too_long_and_links_in_circles_are_failures(tmp_path):
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = list(find_files([tmp_path / ("x" * 300 + ".txt"), tmp_path / "self.txt", tmp_path / "nul\0.txt"]))
    assert len(found) == 3 and all(isinstance(each, Failure) for each in found), found


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_can_t_be_looked_into_is_named(tmp_path):
    (tmp_path / "shut").mkdir(mode=0o000)
    (tmp_path / "a.txt").write_text(HINDI)
    failure, found = find_files([tmp_path])
    assert "can't be looked into" in failure.reason and found == tmp_path / "a.txt"


def test_a_file_larger_than_its_kind_may_be_is_refused_unread(tmp_path):
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(2 << 30)
    started = time.monotonic()
    assert reason(tmp_path / "big.txt") == "is larger than 64 MB, the most that is read of a .txt file"
    assert time.monotonic() - started < 2


def test_a_line_without_an_end_is_named_and_the_next_is_read(file):
    line = b'{"id": "b", "text": "It is so."}'
    failure, article = read_file(file("a.jsonl", b"\0" * (33 << 20) + b"\n" + line))
    assert failure.reason == "is longer than 32 million characters" and failure.where.endswith("line 1")
    assert article.id == "b"


def test_an_article_of_millions_of_characters_is_refused(file):
    assert "is longer than 5,000,000 characters" in reason(file("a.txt", "अब " * 1_700_000))


@pytest.mark.parametrize("suffix", [suffix for form in FORMATS for suffix in form.suffixes])
@pytest.mark.parametrize("data", [b"", b"\0" * 1000, bytes(range(256)) * 20, b"<" * 5000, b"\xff\xfe", HINDI.encode()[:-1]])
def test_any_bytes_in_any_suffix_give_articles_or_one_named_failure(file, suffix, data):
    path = file(f"a{suffix}", data)
    for found in read_file(path):
        assert isinstance(found, Article) or found.where.startswith(str(path))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    suffix=sampled_from([suffix for form in FORMATS for suffix in form.suffixes]),
    start=sampled_from(STARTS),
    rest=binary(max_size=300),
)
def test_whatever_a_file_holds_is_articles_or_failures_that_name_it(tmp_path, suffix, start, rest):
    path = tmp_path / f"any{suffix}"
    path.write_bytes(start + rest)
    for found in read_file(path):
        assert isinstance(found, Article) or (found.where.startswith(str(path)) and found.reason)


# Standard input


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (HINDI.encode(), None),
        ((DOCUMENTS / "page.html").read_bytes(), TITLE),
        ((DOCUMENTS / "libreoffice.pdf").read_bytes(), TITLE),
        (f"---\ntitle: {TITLE}\n---\n{HINDI}".encode(), TITLE),
    ],
)
def test_a_stream_is_read_as_a_file_of_its_kind_without_a_path(data, title):
    (article,) = read_stream(data, "stdin")
    assert article.path is None and article.id.startswith("stdin-")
    assert title is None or article.title == title
    assert list(read_stream(data, "stdin")) == [article]


def test_a_stream_that_holds_no_article_is_a_failure_by_its_name():
    assert list(read_stream(b"", "stdin")) == [Failure("stdin", "is empty")]
    first, failure = read_stream(b'{"id": "n-1", "text": "It is so."}\n{\n', "stdin")
    assert first.id == "n-1" and failure.where == "stdin, line 2"


# Uploads


@pytest.mark.parametrize("name", ["chromium.mhtml", "libreoffice.docx", "libreoffice.odt", "libreoffice.pdf", "page.html"])
def test_a_visitor_may_add_any_of_these_and_a_broken_one_is_refused(tmp_path, name):
    from assistant.web.uploads import Refusal, take_file

    taken = take_file(DOCUMENTS / name, tmp_path / "kept", 1 << 20)
    assert not isinstance(taken, Refusal) and taken.read_bytes() == (DOCUMENTS / name).read_bytes()
    broken = tmp_path / name
    broken.write_bytes(b"\0" * 100)
    assert take_file(broken, tmp_path / "kept", 1 << 20) == Refusal(name, "reason_unreadable")
