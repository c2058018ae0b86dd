"""Pages and feeds from a real server, with the faults that real ones have."""

import json
import stat
import time
from datetime import date

import pytest
from page_samples import HI, HI_TITLE
from websites import HTML, bomb, endless, hang_up, rss, serving, slow, slow_headers

from index.building.build import build
from index.building.remembered import remember_sources, remembered_sources
from index.building.watching import watch
from index.errors import SourceError
from index.models import Article
from index.reading.network.addresses import WebReader
from index.reading.network.fetching import Fetcher, is_public
from index.reading.network.memory import Memory, Unchanged
from index.reading.raw import Failure
from index.storage.local import Index

DAY = "Mon, 19 Aug 2024 11:14:00 +0530"
SUMMARY = "<p>कोसी नदी का जलस्तर घट गया है और <b>तटबंध</b> सुरक्षित हैं, प्रशासन ने बताया।</p>"


def page(title=HI_TITLE, lines=HI, head=""):
    text = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1><article>{text}</article></body></html>"


@pytest.fixture
def site():
    with serving() as made:
        yield made


@pytest.fixture
def read():
    """Reads an address, with limits that a test can wait for."""
    fetchers = []

    def act(url, memory=None, known=(), allow_private=True):
        fetchers.append(Fetcher(allow_private, seconds=1.5, most_bytes=1 << 20))
        return list(WebReader(fetchers[-1], memory if memory is not None else Memory(), lambda each: each in known).read(url))

    yield act
    for fetcher in fetchers:
        fetcher.close()


def reason(found):
    (failure,) = found
    assert isinstance(failure, Failure), failure
    return failure.reason


# Pages


def test_a_page_becomes_an_article_with_its_address(site, read):
    site.put(
        "/story",
        page(head=f'<link rel="canonical" href="{site.url("/story-1")}"><meta property="og:site_name" content="नदी समाचार">'),
    )
    (article,) = read(site.url("/story#part"))
    assert (article.title, article.text.split()) == (HI_TITLE, " ".join(HI).split())
    assert (article.url, article.source, article.path) == (site.url("/story-1"), "नदी समाचार", None)
    assert article.id.startswith("127.0.0.1-")


def test_a_page_speaks_for_its_own_site_only(site, read):
    site.put("/story", page(head='<link rel="canonical" href="https://bank.example/notice">'))
    (article,) = read(site.url("/story"))
    assert article.url == site.url("/story")


def test_a_page_is_read_by_the_encoding_that_the_server_says(site, read):
    text = [
        line.replace("“", '"').replace("”", '"')
        for line in ("The café in the old town has been open since 1890, said its owner.",) * 4
    ]
    site.put("/latin", page("The café in town", text).encode("latin-1"), "text/html; charset=iso-8859-1")
    (article,) = read(site.url("/latin"))
    assert "café" in article.text


def test_plain_text_and_pdf_are_read_at_an_address_too(site, read):
    from documents import DOCUMENTS, SENTENCES

    site.put("/a.txt", HI[0], "text/plain; charset=utf-8")
    site.put("/a", (DOCUMENTS / "libreoffice.pdf").read_bytes(), "application/pdf")
    assert read(site.url("/a.txt"))[0].text == HI[0]
    assert SENTENCES[0] in read(site.url("/a"))[0].text


# Faults


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (slow, "takes longer than"),
        (slow_headers, "takes longer than"),
        (endless, "is larger than 1 MB"),
        (bomb, "is larger than 1 MB"),
        (hang_up, "can't be reached"),
    ],
)
def test_a_server_that_does_not_end_is_given_up(site, read, answer, said):
    site.answers["/x"] = answer
    started = time.monotonic()
    assert said in reason(read(site.url("/x")))
    assert time.monotonic() - started < 8


@pytest.mark.parametrize(("status", "said"), [(404, "404 Not Found"), (410, "410 Gone"), (500, "500"), (403, "403")])
def test_what_the_server_says_is_the_reason(site, read, status, said):
    site.put("/x", page(), status=status)
    assert said in reason(read(site.url("/x")))


@pytest.mark.parametrize(
    ("body", "media_type", "said"),
    [
        (b"\x89PNG", "image/png", "is of the type image/png"),
        ("<html><body><h1>404</h1><p>यह पेज नहीं मिला।</p></body></html>", HTML, "placeholder"),
        ("", HTML, ""),
        (b"\0" * 100, "application/octet-stream", "application/octet-stream"),
    ],
)
def test_what_is_no_article_says_what_it_is(site, read, body, media_type, said):
    site.put("/x", body, media_type)
    assert said in reason(read(site.url("/x")))


def test_redirects_are_followed_a_few_times_and_never_off_the_web(site, read):
    site.put("/end", page())
    site.redirect("/1", "/2", 301)
    site.redirect("/2", site.url("/end"))
    site.redirect("/loop", "/loop")
    site.redirect("/file", "file:///etc/passwd")
    assert isinstance(read(site.url("/1"))[0], Article)
    assert "leads on more than 5 times" in reason(read(site.url("/loop")))
    assert "no address on the web" in reason(read(site.url("/file")))


def test_a_body_packed_in_another_way_than_was_asked_for_is_refused(site, read):
    site.put("/x", b"x", Content_Encoding="br")
    assert "is packed with br" in reason(read(site.url("/x")))


def test_no_server_and_no_host(read):
    assert "can't be reached" in reason(read("http://127.0.0.1:9/x"))
    assert reason(read("http://no-such-host.invalid/x"))


# Private addresses


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "[::1]", "169.254.169.254", "10.0.0.1", "2130706433"])
def test_private_addresses_are_refused_unless_allowed(read, host):
    assert "private network" in reason(read(f"http://{host}/x", allow_private=False))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("192.168.1.1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
        ("224.0.0.1", False),
        ("100.64.0.1", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert is_public(address) is public


# robots.txt


def test_a_site_that_wants_no_programs_is_left_alone(site, read):
    site.put("/robots.txt", "User-agent: *\nDisallow: /private\n", "text/plain")
    site.put("/private/a", page())
    site.put("/open", page())
    assert "robots.txt" in reason(read(site.url("/private/a")))
    assert site.count("/private/a") == 0
    assert isinstance(read(site.url("/open"))[0], Article)


def test_robots_are_asked_of_where_a_redirect_leads_and_a_broken_file_forbids_all(site, read):
    site.put("/robots.txt", "User-agent: *\nDisallow: /private\n", "text/plain")
    site.redirect("/in", "/private/a")
    site.put("/private/a", page())
    assert "robots.txt" in reason(read(site.url("/in")))
    site.put("/robots.txt", "", status=503)
    assert "robots.txt" in reason(read(site.url("/in")))


# Feeds


def test_a_feed_gives_the_pages_of_its_entries_with_the_days_it_names(site, read):
    site.put("/1", page())
    site.put("/2", page("दूसरी ख़बर का शीर्षक यह है", HI[1:]))
    site.put("/feed.xml", rss(("/1", "एक", DAY, SUMMARY), (site.url("/2"), "दो", DAY, SUMMARY)), "application/rss+xml")
    first, second = read(site.url("/feed.xml"))
    assert (first.title, first.published, first.source, first.url) == (
        HI_TITLE,
        date(2024, 8, 19),
        "नदी समाचार",
        site.url("/1"),
    )
    assert second.title == "दूसरी ख़बर का शीर्षक यह है" and not second.notes


def test_atom_is_a_feed_too(site, read):
    site.put("/1", page())
    entry = f'<entry><title>एक</title><link href="{site.url("/1")}"/><updated>2024-08-19T00:00:00Z</updated></entry>'
    feed = f'<?xml version="1.0"?>\n<!-- made -->\n<feed xmlns="http://www.w3.org/2005/Atom"><title>नदी</title>{entry}</feed>'
    site.put("/atom", feed, "text/xml")
    (article,) = read(site.url("/atom"))
    assert (article.title, article.published) == (HI_TITLE, date(2024, 8, 19))


def test_an_entry_whose_page_can_t_be_had_is_kept_as_its_summary_and_said_to_be(site, read):
    site.put("/feed", rss((site.url("/gone"), "पूरा शीर्षक", DAY, SUMMARY), (site.url("/none"), "x", DAY, "छोटा")), "text/xml")
    kept, failure = read(site.url("/feed"))
    assert kept.text == "कोसी नदी का जलस्तर घट गया है और तटबंध सुरक्षित हैं, प्रशासन ने बताया।"
    assert (kept.title, kept.url) == ("पूरा शीर्षक", site.url("/gone"))
    assert kept.notes == ("a summary only: its page is not to be had: the server says 404 Not Found",)
    assert failure.where == site.url("/none")


def test_a_feed_has_at_most_a_hundred_entries_read(site, read):
    site.put("/feed", rss(*[(site.url(f"/{number}"), "x", DAY, "") for number in range(150)]), "text/xml")
    assert len(read(site.url("/feed"))) == 100


@pytest.mark.parametrize("feed", ["<rss", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><rss>&b;</rss>', "<rss></rss>"])
def test_a_feed_that_is_broken_is_at_most_one_failure(site, read, feed):
    site.put("/feed", feed, "text/xml")
    assert all(isinstance(found, Failure) for found in read(site.url("/feed")))


# What is remembered


def test_what_has_not_changed_is_asked_for_with_its_validators_and_stays(site, read):
    site.put("/1", page(), ETag='"a"')
    memory = Memory()
    (article,) = read(site.url("/1"), memory)
    assert read(site.url("/1"), memory, {article.id}) == [Unchanged(article.id)]
    assert isinstance(read(site.url("/1"), memory)[0], Article)  # the index doesn't hold it any more
    site.put("/1", page(lines=HI[1:]), ETag='"b"')
    (changed,) = read(site.url("/1"), memory, {article.id})
    assert (changed.id, changed.text.split()) == (article.id, " ".join(HI[1:]).split())


def test_a_feed_that_has_not_changed_is_not_followed_and_one_that_has_asks_for_its_news_only(site, read):
    site.put("/1", page())
    site.put("/feed", rss((site.url("/1"), "एक", DAY, SUMMARY)), "text/xml", ETag='"f"')
    memory = Memory()
    (article,) = read(site.url("/feed"), memory)
    assert read(site.url("/feed"), memory, {article.id}) == [Unchanged(article.id)]
    site.put("/2", page("दूसरी ख़बर का शीर्षक यह है", HI[1:]))
    site.put("/feed", rss((site.url("/2"), "दो", DAY, ""), (site.url("/1"), "एक", DAY, "")), "text/xml", ETag='"g"')
    new, old = read(site.url("/feed"), memory, {article.id})
    assert isinstance(new, Article) and old == Unchanged(article.id)
    assert site.count("/1") == 1


def test_an_article_stays_when_its_page_is_gone(site, read):
    site.put("/1", page())
    site.put("/feed", rss((site.url("/1"), "एक", "", SUMMARY)), "text/xml")
    memory = Memory()
    (article,) = read(site.url("/feed"), memory)
    del site.answers["/1"]
    assert read(site.url("/feed"), memory, {article.id}) == [Unchanged(article.id)]


# In an index


def test_an_index_of_addresses_is_brought_up_to_date_by_what_is_new(site, tmp_path, fake_embedder):
    site.put("/1", page(), ETag='"a"')
    path = tmp_path / "index"
    first = build([site.url("/1")], path, embedder=fake_embedder, allow_private=True)
    again = build([site.url("/1")], path, embedder=fake_embedder, allow_private=True, prune=True)
    assert (first.added, again.added, again.changed, again.removed, again.failures) == (1, 0, 0, 0, ())
    (article,) = Index.open(path).articles()
    assert article.title == HI_TITLE
    assert stat.S_IMODE((path / "sources.json").stat().st_mode) == 0o600
    full = build([site.url("/1")], path, embedder=fake_embedder, allow_private=True, full=True)
    assert full.added == 1


def test_an_address_that_fails_is_named_and_files_are_indexed(site, tmp_path, fake_embedder):
    (tmp_path / "a.txt").write_text(HI[0])
    report = build([tmp_path / "a.txt", site.url("/none")], tmp_path / "index", embedder=fake_embedder, allow_private=True)
    assert report.added == 1 and [each.where for each in report.failures] == [site.url("/none")]
    with pytest.raises(SourceError, match="private network"):
        build([site.url("/none")], tmp_path / "other", embedder=fake_embedder)


def test_sources_are_remembered_in_their_order_once(tmp_path):
    remember_sources(tmp_path, [tmp_path / "a", "https://paper.example/feed.xml", "-"], full=False)
    remember_sources(tmp_path, [str(tmp_path / "a"), tmp_path / "b"], full=False)
    assert remembered_sources(tmp_path) == [str(tmp_path / "a"), "https://paper.example/feed.xml", str(tmp_path / "b")]
    remember_sources(tmp_path, ["https://x.example"], full=True)
    assert remembered_sources(tmp_path) == ["https://x.example"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"version": 9, "sources": ["a"]}', '{"version": 1, "sources": 5, "validators": 5}']
)
def test_a_damaged_memory_is_none(tmp_path, text):
    from index.building.remembered import load_memory

    (tmp_path / "sources.json").write_text(text)
    assert remembered_sources(tmp_path) == [] and load_memory(tmp_path) == Memory()


def test_watching_asks_feeds_again_after_a_while(site, tmp_path, fake_embedder):
    from functools import partial
    from threading import Event

    site.put("/1", page())
    stop, seen = Event(), []

    def on_build(report):
        seen.append(report)
        site.put("/1", page(lines=HI[1:]))
        if len(seen) == 2:
            stop.set()

    making = partial(build, embedder=fake_embedder, allow_private=True)
    watch([site.url("/1")], tmp_path / "index", on_build, build=making, stop=stop, poll_seconds=0.5)
    assert (seen[0].added, seen[1].changed) == (1, 1)


def test_the_memory_keeps_no_more_than_the_index_has(site, tmp_path, fake_embedder):
    site.put("/1", page(), ETag='"a"')
    build([site.url("/1")], tmp_path / "index", embedder=fake_embedder, allow_private=True)
    record = json.loads((tmp_path / "index" / "sources.json").read_text())
    assert record["validators"] == {site.url("/1"): {"etag": '"a"', "last_modified": None}}
