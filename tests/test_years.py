"""The year of an article without a date, as far as it says."""

import pytest

from index.reading.dating.years import SaidYear, year_said
from index.reading.files import read_file


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("पुतिन ने पिछले वर्ष की प्रगति बताई। उन्होंने कहा कि 2024 में व्यापार बढ़ा।", 2025),
        ("पिछले साल यानी 2019 में 12 बाघ मरे थे।", 2020),
        ("Exports rose by a tenth last year, in 2021, the ministry said.", 2022),
    ],
)
def test_a_year_that_the_text_calls_the_last_one_is_the_year_before(text, year):
    assert year_said(text, ()) == SaidYear(year, "text")


@pytest.mark.parametrize(
    "text",
    [
        "2024 में व्यापार बढ़ा।",
        "पिछले वर्ष व्यापार बढ़ा।",
        "पिछले साल 2019 में 12 बाघ मरे थे, और पिछले साल 2021 में 14।",
        "पिछले वर्षों में, 2019 में भी, बाढ़ आई।",
        "last year, in 2999, nothing happened.",
        "पिछले साल 12,2024 रुपये मिले।",
    ],
)
def test_no_year_is_better_than_a_guess(text):
    assert year_said(text, ()) is None


def test_the_line_of_copyright_says_of_what_year_the_page_is():
    assert year_said("बैठक हुई।", [("copyright", "© 2017-2024 Setu Limited")]) == SaidYear(2024, "copyright")
    assert year_said("बैठक हुई।", [("dateline", "© 2024")]) is None


def test_what_is_known_of_the_demo_articles(seeds):
    articles = [next(read_file(path)) for path in sorted(seeds.glob("*.txt"))]
    assert [article.published and article.published.isoformat() for article in articles] == [
        None,
        None,
        "2024-11-12",
        None,
        None,
    ]
    assert articles[2].date_source == "address"
    assert [article.year for article in articles] == [None, 2026, None, None, 2025]
    assert [article.when for article in articles] == [None, "2026", "2024-11-12", None, "2025"]
    notes = [" ".join(article.notes) for article in articles]
    assert "2026" in notes[1] and "2025" in notes[4]
    assert notes[0] == notes[2] == notes[3] == ""
