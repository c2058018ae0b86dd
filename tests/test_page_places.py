"""The printed page that a place in an article stands on."""

import pytest

from index.models import Article


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (9, 1), (10, 3), (19, 3), (20, 4), (500, 4)])
def test_a_place_is_on_the_last_page_that_begins_before_it(offset, page):
    assert Article("a", "t", "x" * 600, "en", pages=(0, 10, 10, 20)).page_at(offset) == page


def test_an_article_without_pages_has_none():
    assert Article("a", "t", "x", "en").page_at(0) is None
