"""Markdown keeps all that it says; front matter loses only the value that can't be read."""

import logging
from datetime import date

import pytest

from index.reading.files import read_file
from index.reading.typed.front_matter import split_front_matter
from index.reading.typed.markdown import markdown_to_text

TEXT = "राष्ट्रपति शी जिनपिंग ने गुरुवार को पुतिन से फ़ोन पर बात की।"


@pytest.fixture
def article(tmp_path):
    def read(raw, name="a.md"):
        (tmp_path / name).write_text(raw, encoding="utf-8")
        (found,) = read_file(tmp_path / name)
        return found

    return read


# What a reader of the rendered page sees


def test_a_block_of_html_is_its_words():
    raw = '<div class="box">\n<p>राजधानी: <b>दिसपुर</b></p>\n<p>आबादी: 3.1 करोड़</p>\n</div>\n\nपाठ।'
    assert markdown_to_text(raw).split("\n\n") == ["राजधानी: दिसपुर", "आबादी: 3.1 करोड़", "पाठ।"]


def test_html_around_markdown_keeps_both():
    raw = "<details><summary>और बातें</summary>\n\nभीतर *ज़ोर* है।\n\n</details>"
    assert markdown_to_text(raw).split("\n\n") == ["और बातें", "भीतर ज़ोर है।"]


def test_html_within_a_line_is_its_words():
    assert markdown_to_text("यह <mark>पंक्ति</mark> है।<br>और यह <b>दूसरी</b>।") == "यह पंक्ति है।\nऔर यह दूसरी।"


@pytest.mark.parametrize("raw", ["<script>\nalert(1)\n\nlet x\n</script>", "<style>\np {}\n</style>", "<!-- नोट -->"])
def test_what_no_browser_shows_is_left_out(raw):
    assert markdown_to_text(f"{raw}\n\n{TEXT}") == TEXT


@pytest.mark.parametrize(
    "raw",
    [
        "| Station | Rain |\n|---|---|\n| Ranchi | 12 mm |\n| Puri | 3 mm |",
        "<table><tr><th>Station</th><th>Rain</th></tr><tr><td>Ranchi</td><td>12 mm</td></tr>"
        "<tr><td>Puri</td><td>3 mm</td></tr></table>",
    ],
)
def test_a_row_of_a_table_keeps_its_headings(article, raw):
    text = article(f"# Rain\n\n{TEXT}\n\n{raw}\n\n{TEXT[:-1]} फिर।").text
    assert "Station: Ranchi | Rain: 12 mm" in text.split("\n") and "Station: Puri | Rain: 3 mm" in text.split("\n")


def test_rows_of_one_length_stay_lines(article):
    rows = [f"| केंद्र क्रमांक {number} ज़िला मुख्यालय | वर्षा {number} मिलीमीटर |" for number in range(1, 6)]
    text = article("# वर्षा\n\n" + TEXT + "\n\n| स्थान का नाम | कुल वर्षा |\n|---|---|\n" + "\n".join(rows)).text
    assert sum(line.startswith("स्थान का नाम: केंद्र") for line in text.split("\n")) == 5


def test_a_definition_stands_behind_its_term():
    raw = "गूल\n: खेत तक पानी ले जाने वाली नाली\n: हिमाचल में कूल्ह\n\nघराट\n: पनचक्की"
    assert markdown_to_text(raw).split("\n\n") == [
        "गूल: खेत तक पानी ले जाने वाली नाली",
        "गूल: हिमाचल में कूल्ह",
        "घराट: पनचक्की",
    ]


def test_footnotes_stand_at_the_end_and_leave_no_mark_in_the_text():
    raw = "बाँध 1962 में बना।[^1] फिर ऊँचा हुआ।^[राज्य का अभिलेख]\n\n[^1]: सिंचाई विभाग की रिपोर्ट।\n\nअंत।"
    assert markdown_to_text(raw).split("\n\n") == [
        "बाँध 1962 में बना। फिर ऊँचा हुआ।",
        "अंत।",
        "सिंचाई विभाग की रिपोर्ट।",
        "राज्य का अभिलेख",
    ]


def test_lines_that_end_in_carriage_returns_alone_are_lines(article):
    found = article(f"---\rtitle: बैठक\r---\r{TEXT}\r\rदूसरा।")
    assert (found.title, found.text) == ("बैठक", f"{TEXT}\n\nदूसरा।")


# Front matter


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("---\ntitle: चीन: एक नज़र\n---", "चीन: एक नज़र"),
        ("---\ntitle: Q&A: what next: a guide\n---", "Q&A: what next: a guide"),
        ("---\ntitle: 1984\n---", "1984"),
        ("---\ntitle: 2024-11-12\n---", "2024-11-12"),
        ("---\ntitle: yes\n---", "yes"),
        ("---\ntitle: 0012\n---", "0012"),
        ("---\nTitle: बैठक\n---", "बैठक"),
        ('+++\ntitle = "बैठक: दिल्ली"\n+++', "बैठक: दिल्ली"),
        ("+++\ntitle = बैठक\n+++", "बैठक"),
        ("+++\ntitle = 1984\n+++", "1984"),
    ],
)
def test_a_title_is_read_as_it_is_written(article, head, title):
    found = article(f"{head}\n{TEXT}")
    assert (found.title, found.text) == (title, TEXT)


@pytest.mark.parametrize(
    "head",
    [
        "---\ndate: 2024-11-12\n---",
        "---\ndate: 20241112\n---",
        "---\ndate: 1731387600\n---",
        "---\npublished: 1731387600000\n---",
        "---\ndate: 12 नवंबर 2024\n---",
        "---\ndate: 2024-11-12 10:30:00 +0530\n---",
        "+++\ndate = 2024-11-12\n+++",
        "+++\ndate = 2024-11-12T10:30:00Z\n+++",
        '+++\npublished = "2024-11-12"\n+++',
    ],
)
def test_a_date_is_read_in_every_form(article, head):
    found = article(f"{head}\n{TEXT}")
    assert (found.published, found.date_source) == (date(2024, 11, 12), "given")


@pytest.mark.parametrize(
    "bad",
    [
        "tags: [a, b",
        'summary: "unclosed',
        'summary: "a \\q b"',
        "summary: " + "[" * 3000,
        "summary: {a: [b}",
        "summary: @x",
        "summary: a\n\tb: c",
        "tags:\n  - a\n - b",
    ],
)
def test_one_bad_value_costs_that_value_and_is_warned_of(article, bad, caplog):
    with caplog.at_level(logging.WARNING):
        found = article(f"---\ntitle: बैठक\n{bad}\ndate: 2024-11-12\nurl: https://example.com/1\n---\n{TEXT}")
    assert (found.title, found.published, found.url) == ("बैठक", date(2024, 11, 12), "https://example.com/1")
    assert found.text == TEXT
    (warning,) = caplog.messages
    assert "a.md" in warning and bad.partition(":")[0] in warning and len(warning) < 300


@pytest.mark.parametrize("value", ["2024-13-45", "31 फरवरी 2024", "2024", "soon", "99999999999999999999"])
def test_a_date_that_is_none_is_warned_of_and_the_rest_is_kept(article, value, caplog):
    with caplog.at_level(logging.WARNING):
        found = article(f"---\ntitle: बैठक\ndate: {value}\n---\n{TEXT}")
    assert (found.title, found.published, found.date_source) == ("बैठक", None, None)
    assert value in caplog.text


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system ['true']", "!unknown x", "!!timestamp x", "!!int x"])
def test_a_tag_makes_nothing_and_stops_nothing(article, tag):
    found = article(f"---\ntitle: बैठक\nextra: {tag}\nurl: https://example.com/1\n---\n{TEXT}")
    assert (found.title, found.url) == ("बैठक", "https://example.com/1")


@pytest.mark.parametrize(
    "raw",
    [
        "---\nयह एक पंक्ति: है: यहाँ\nऔर दूसरी पंक्ति\n---\nपाठ",
        "---\n- एक\n- दो\n---\nपाठ",
        "---\nएक पंक्ति\n---\nपाठ",
        "+++\nएक पंक्ति\n+++\nपाठ",
        "---\ntitle: x\nपाठ",
    ],
)
def test_text_between_rules_is_text(raw):
    assert split_front_matter(raw) == ({}, raw)


def test_authors_are_read_as_a_list_or_a_record(article):
    assert article(f"---\nauthors:\n  - रवि\n  - सीमा\n---\n{TEXT}").author == "रवि, सीमा"
    assert article(f"---\nauthor:\n  name: रवि\n---\n{TEXT}").author == "रवि"


def test_empty_values_say_nothing(article):
    found = article(f"---\ntitle:\ndate: ~\nsource: null\n---\n{TEXT}")
    assert (found.published, found.source) == (None, None)
