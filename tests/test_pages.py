import pytest
from page_samples import EN, HI_TITLE, SAMPLES

from index.models import Article
from index.reading.decoding import decode_page
from index.reading.files import Failure, read_file
from index.reading.pages.details import without_site

ARTICLES = [sample for sample in SAMPLES if not sample.refused]


def read(tmp_path, data, name="page.html"):
    path = tmp_path / name
    path.write_bytes(data)
    (found,) = read_file(path)
    return found


@pytest.mark.parametrize("sample", ARTICLES, ids=lambda sample: sample.name)
def test_a_page_gives_its_article_and_nothing_else(tmp_path, sample):
    found = read(tmp_path, sample.data)
    assert isinstance(found, Article), found
    assert found.text.split() == sample.text.split()
    assert found.title == sample.title
    if sample.published != "?":
        assert (found.published and found.published.isoformat()) == sample.published
    assert found.notes == sample.notes
    for name in ("source", "author", "url"):
        if getattr(sample, name):
            assert getattr(found, name) == getattr(sample, name)


@pytest.mark.parametrize("sample", [sample for sample in SAMPLES if sample.refused], ids=lambda sample: sample.name)
def test_a_page_without_an_article_says_what_it_is(tmp_path, sample):
    found = read(tmp_path, sample.data)
    assert isinstance(found, Failure), found
    assert sample.refused in found.reason


@pytest.mark.parametrize("suffix", [".html", ".htm", ".xhtml", ".HTML"])
def test_every_suffix_of_pages_is_read(tmp_path, suffix):
    assert read(tmp_path, ARTICLES[0].data, f"page{suffix}").title == HI_TITLE


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("<p>हिन्दी".encode("utf-16-le"), None, None),
        ("\ufeff<p>हिन्दी".encode("utf-16-le"), None, "<p>हिन्दी"),
        ("<p>हिन्दी".encode(), "iso-8859-1", "<p>हिन्दी"),
        (("<p>" + "हिन्दी " * 9).encode() + b"\xe0\xa4", None, "<p>" + "हिन्दी " * 9 + "\ufffd"),
        ("<p>Café".encode("cp1252"), "latin-1", "<p>Café"),
        ('<meta charset="windows-1252"><p>“Café”'.encode("cp1252"), None, '<meta charset="windows-1252"><p>“Café”'),
        (b"plain", "no-such-encoding", "plain"),
    ],
)
def test_bytes_are_decoded_by_mark_by_utf_8_and_by_what_is_declared(data, declared, text):
    found = decode_page(data, declared)
    assert text is None or found == text


@pytest.mark.parametrize(
    ("title", "site", "wanted"),
    [
        (f"{HI_TITLE} | नदी समाचार", None, HI_TITLE),
        (f"{HI_TITLE} - बिहार - नदी समाचार", "नदी समाचार", f"{HI_TITLE}"),
        (
            "Trade - and war - by other means go on for years",
            None,
            "Trade - and war - by other means go on for years",
        ),
        ("होम", "नदी समाचार", "होम"),
        ("नदी | नदी समाचार", None, "नदी | नदी समाचार"),
    ],
)
def test_a_title_loses_the_site_s_name_and_nothing_of_its_own(title, site, wanted):
    assert without_site(title, site) == wanted


def test_a_page_with_megabytes_of_script_is_read(tmp_path):
    script = f"<script>{'var a = 1;' * 2_000_000}</script>".encode()
    sample = ARTICLES[1]
    found = read(tmp_path, sample.data.replace(b"</head>", script + b"</head>"))
    assert isinstance(found, Article) and EN[0] in found.text


def test_a_page_that_leaves_out_end_tags_that_it_may_is_not_cut_off(tmp_path):
    text = "".join(f"<p>{line}" for line in EN)
    found = read(tmp_path, f"<html><head><title>A plain page</title><body><div><h1>A plain page</h1>{text}</div>".encode())
    assert isinstance(found, Article) and found.notes == ()
