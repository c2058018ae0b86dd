"""What a record of keys and values, such as front matter or a line of JSON, says of its article."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from index.reading.dating.dates import day_of_epoch
from index.reading.raw import RawArticle


def raw_article(text: str, record: Mapping[str, Any], *, part: str = "", identity: str | None = None) -> RawArticle:
    """An article whose details stand in `record`; values of another type than they should be are left out."""
    return RawArticle(
        text,
        part=part,
        id=identity,
        title=_string(record.get("title")),
        published=_day(record.get("published") or record.get("date")),
        language=_string(record.get("language")),
        url=_string(record.get("url")),
        source=_string(record.get("source")),
        author=_string(record.get("author")),
    )


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _day(value: object) -> date | str | None:
    """A day, a string that may say one, or the day of a number of seconds or milliseconds since 1970."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return day_of_epoch(value) or str(value)
    return value if isinstance(value, date | str) else None
