"""Publication dates as people write them."""

import logging
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

import regex

logger = logging.getLogger(__name__)

_LONGEST_DATE = 100
# A year before is a slip of the pen.
_FIRST_YEAR = 1500
# Seconds since 1970, of ten digits: 2001.
_FIRST_SECOND = 1_000_000_000
_JOINERS = regex.compile("[\u200c\u200d]")
# What begins so is a date in numbers or none, never one with its parts in another order.
_ISO = regex.compile(r"\d{4}-")


def parse_date(value: date | str | None, identity: str) -> date | None:
    """A date, or the day of a string that says one; a string that says none is warned of."""
    if isinstance(value, date):
        return value
    if value is None or not value.strip():
        return None
    if not (day := find_day(value)):
        shown = value[:_LONGEST_DATE].strip()
        logger.warning("%s is kept without a date, for %r is none: write it as 2024-01-31", identity, shown)
    return day


def find_day(value: str) -> date | None:
    """The day that a string says, in numbers or in words."""
    text = value[:_LONGEST_DATE].strip()
    for parse in (datetime.fromisoformat, parsedate_to_datetime, _day_in_words):
        with suppress(ValueError, OverflowError):
            return parse(text).date()
    return None


def day_of_epoch(number: float) -> date | None:
    """The day of a number of seconds or milliseconds since 1970, from 2001 on; a smaller number counts something else."""
    seconds = number / 1000 if number >= 1000 * _FIRST_SECOND else number
    return datetime.fromtimestamp(seconds, UTC).date() if _FIRST_SECOND <= seconds < 10 * _FIRST_SECOND else None


@lru_cache(maxsize=4096)  # a newspaper has few days and many articles, and dateparser takes a millisecond
def _day_in_words(text: str) -> datetime:
    """A day with its year as people write it in either language, such as 12 नवंबर 2024, or 12/11/2024 with the day first.

    Raises ValueError for anything else.
    """
    import dateparser

    settings: Any = {"PARSERS": ["absolute-time"], "STRICT_PARSING": True, "DATE_ORDER": "DMY"}
    found = dateparser.parse(_JOINERS.sub("", text), languages=["hi", "en"], settings=settings)
    if found is None or found.year < _FIRST_YEAR or _ISO.match(text):
        raise ValueError(text)
    return found
