"""Days in figures alone, and what only looks like one."""

import pytest

from assistant.generative.checks.dates import dates
from assistant.generative.checks.numeric_days import with_named_months


@pytest.mark.parametrize(
    "day",
    ["15/03/2021", "15.03.2021", "15-03-2021", "2021-03-15", "15/3/2021", "15-3-2021", "2021/03/15", "१५/०३/२०२१", "15/3/21"],
)
def test_a_day_in_figures_gets_the_name_of_its_month(day):
    assert with_named_months(f"पुल {day} को खुला।") == "पुल 15 मार्च 2021 को खुला।"
    assert with_named_months(f"The bridge opened on {day}.") == "The bridge opened on 15 March 2021."


def test_the_day_stands_first_unless_only_the_other_number_can_be_one():
    assert with_named_months("on 03/04/2020") == "on 3 April 2020"
    assert with_named_months("on 03/25/2020") == "on 25 March 2020"


@pytest.mark.parametrize(
    "text",
    [
        *["खुला रहता है 24/7", "भारत 3-2 से जीता", "2024-25 का बजट", "1.5 लाख", "9/11 के हमले", "the 1947-48 war", "5-7-5"],
        *[
            "192.168.1.10",
            "version 10.0.22",
            "32/13/2021",
            "31-02-2021",
            "2020-21-22",
            "call 011-23-2021",
            "15/03-2021",
            "A1/2/2021",
        ],
        *["1/2/2021/4", "12:30:2021", "15 03 2021", "sections 3/4", "6-4, 3-6, 7-5", "फ़ैसला 12/2021"],
    ],
)
def test_what_is_no_day_stays(text):
    assert with_named_months(text) == text


@pytest.mark.parametrize(
    ("one", "other", "otherwise"),
    [
        ("पुल 15/03/2021 को खुला।", "The bridge opened on 15 March 2021.", False),
        ("पुल 15-03-2021 को खुला।", "पुल 15 मार्च को खुला।", True),
        ("पुल 15 मार्च को खुला।", "पुल 15-03-2021 को खुला।", False),
        ("The bridge opened on Monday.", "पुल 15.03.2021 को खुला।", False),
        ("The bridge opened on Tuesday.", "पुल 15.03.2021 को खुला।", True),
        ("The bridge opened on 16.03.2021.", "पुल 15.03.2021 को खुला।", True),
        ("The bridge opened on 15-04-2021.", "पुल 15 मार्च 2021 को खुला।", True),
    ],
)
def test_days_in_figures_are_compared_with_others(one, other, otherwise):
    assert dates(one).missing_from(dates(other)) == otherwise
