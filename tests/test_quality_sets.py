"""The sets that `tests.quality` prints tables of: days, front matter, and pages that the rules were not fitted on."""

import pytest
from quality import dates, front_matter
from quality.pages import HELD_OUT, own_pages
from quality.pasted_pages import results


@pytest.mark.parametrize("case", list(dates.cases()), ids=lambda case: case.text[:40])
def test_a_day_is_found_where_one_is_said_and_nowhere_else(case):
    assert case.found == case.day


def test_front_matter_gives_what_it_says():
    assert len(front_matter.cases()) >= 25
    assert list(front_matter.wrong()) == []


def test_pages_of_other_sites_lose_no_line():
    found = results(own_pages(HELD_OUT))
    assert [(page.name, score.lost) for page, _, score in found if score.lost] == []
    assert sum(score.precision for *_, score in found) / len(found) >= 0.85
