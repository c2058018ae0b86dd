"""Times of day in sentences, and parts of it."""

import pytest

from assistant.generative.checks.clock import clock


def minutes(hours):
    first, second = hours.split(":")
    return int(first) * 60 + int(second)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        *[
            (text, ["17:00"])
            for text in ["17:00", "5 pm", "5 p.m.", "5PM", "शाम 5 बजे", "शाम को पाँच बजे", "5 बजे शाम को", "shaam 5 baje"]
        ],
        *[
            (text, ["17:00"])
            for text in ["5 o'clock in the evening", "at five in the evening", "1700 hrs", "शाम ५ बजे", "17 बजे"]
        ],
        *[(text, ["5:30 17:30"]) for text in ["साढ़े पाँच बजे", "साढे पांच बजे", "5:30", "5.30 बजे", "half past five", "5:30 बजे"]],
        *[(text, ["5:45 17:45"]) for text in ["पौने छह बजे", "quarter to six", "a quarter to 6", "पाँच बजकर पैंतालीस मिनट"]],
        *[(text, ["5:50 17:50"]) for text in ["ten minutes to six", "छह बजने में दस मिनट"]],
        ("quarter past five", ["5:15 17:15"]),
        ("सवा पाँच बजे", ["5:15 17:15"]),
        ("डेढ़ बजे", ["1:30 13:30"]),
        ("दोपहर ढाई बजे", ["14:30"]),
        ("रात 2 बजे", ["2:00"]),
        ("रात साढ़े आठ बजे", ["20:30"]),
        ("तड़के 3 बजे", ["3:00"]),
        ("06:15", ["6:15"]),
        *[(text, ["12:00"]) for text in ["noon", "दोपहर 12 बजे", "12 pm", "12 noon"]],
        *[(text, ["0:00"]) for text in ["midnight", "आधी रात", "रात 12 बजे", "12 am"]],
        ("सुबह 9 से शाम 5 बजे तक", ["9:00", "17:00"]),
        ("दोपहर 1 से 4 बजे तक", ["13:00", "16:00"]),
        ("from 11 to 2 pm", ["11:00", "14:00"]),
        ("between one and four in the afternoon", ["13:00", "16:00"]),
        ("5 बजे, रात 8 बजे", ["5:00 17:00", "20:00"]),
    ],
)
def test_a_time_is_the_same_however_it_is_told(text, times):
    assert [hour.minutes for hour in clock(text).times] == [frozenset(map(minutes, time.split())) for time in times]


@pytest.mark.parametrize(
    "text",
    [
        *["5 लोग", "killed five in the evening", "10 to 12 people", "from 5 to 7 people", "2:30 घंटे", "2.5 लाख", "3-1", "3:1"],
        *["I am five", "2019-20", "the past five years", "half of five"],
    ],
)
def test_other_numbers_are_no_times(text):
    assert not clock(text).times
    assert clock(text).rest == text


@pytest.mark.parametrize(
    ("claim", "told", "otherwise"),
    [
        ("बैठक 5 बजे हुई।", "The meeting was at 5 pm.", False),
        ("बैठक सुबह 5 बजे हुई।", "The meeting was at 5 pm.", True),
        ("बैठक शाम 5 बजे हुई।", "बैठक 5 बजे हुई।", False),
        ("The meeting was at 5 am.", "बैठक 17:00 बजे हुई।", True),
        ("The meeting was at 5 pm.", "बैठक साढ़े पाँच बजे हुई।", True),
        ("The meeting was at 5 pm.", "The meeting was held.", True),
        ("He arrived at 2:20 pm.", "He arrived at 2.20.", False),
        ("वह दोपहर को आया।", "He came at noon.", False),
        ("He came at noon.", "वह दोपहर में आया।", False),
        ("He came at midnight.", "वह दोपहर 12 बजे आया।", True),
        ("He came at midnight.", "वह आया।", False),
        ("वह सोमवार की शाम आया।", "He came on Monday morning.", True),
        ("वह सोमवार की रात आया।", "He came on Monday evening.", False),
        ("वह सुबह आया।", "He came at 9 am.", False),
        ("वह सुबह आया।", "He came at 9 pm.", True),
        ("He works day and night.", "वह सुबह से काम करता है।", False),
        ("रविवार रात तीन बजे भूकंप आया।", "The earthquake struck at three in the morning on Sunday.", False),
    ],
)
def test_what_tells_no_part_of_the_day_may_be_either(claim, told, otherwise):
    assert clock(claim).missing_from(clock(told)) == otherwise
