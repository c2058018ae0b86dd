"""When an article was published, by the surest that says so."""

from datetime import date
from pathlib import PurePath

from index.models import DateSource
from index.reading.dating.dates import parse_date
from index.reading.dating.found import day_in_address, day_in_name
from index.reading.raw import RawArticle

Dated = tuple[date | None, DateSource | None]


def publication_day(raw: RawArticle, dateline: date | None, url: str | None, path: str | None, identity: str) -> Dated:
    """The day of publication and what says it; no day is better than a guess, and a file's own time says nothing of it."""
    found: tuple[tuple[DateSource, date | None], ...] = (
        (raw.date_source, parse_date(raw.published, identity)),
        ("dateline", dateline),
        ("address", day_in_address(url) if url else None),
        ("file name", day_in_name(PurePath(path)) if path and not raw.part else None),
    )
    return next(((day, source) for source, day in found if day), (None, None))
