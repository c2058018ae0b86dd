"""The year in which an article without a date was written, as far as it says: surer than nothing, and no date.

Two things are taken for it: the page's line of copyright, and a year that the text calls the last one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import regex

from index.reading.dating.found import FIRST_YEAR

_YEAR = regex.compile(r"(?<!\p{N})(?P<year>(?:19|20)\p{Nd}{2})(?!\p{N})")
_LAST_YEAR = regex.compile(
    r"(?:(?:पिछले|गत|बीते)\s+(?:वर्ष|साल)|last\s+year)(?=[\s,()।.])[^\n]{0,120}?(?<!\p{N})(?P<year>20\p{Nd}{2})"
    r"(?:\s+में|(?=\s*[,)।.]))",
    regex.IGNORECASE,
)
_OF_COPYRIGHT = ("copyright", "after the report")


@dataclass(frozen=True)
class SaidYear:
    """A year, and what says it: the text itself, or the line of copyright of the page, which may have been served later."""

    year: int
    source: Literal["text", "copyright"]

    @property
    def note(self) -> str:
        """What a reader of the article should know."""
        if self.source == "text":
            return f"no date; written in {self.year}, for it calls {self.year - 1} the last year"
        return f"no date; on a page of {self.year}, by its line of copyright"


def year_said(text: str, removed: Iterable[tuple[str, str]]) -> SaidYear | None:
    """The year of an article that has no date; None where nothing says it, or two years are said."""
    years = {int(match["year"]) + 1 for match in _LAST_YEAR.finditer(text)}
    if len(years) == 1 and (year := years.pop()) <= date.today().year:
        return SaidYear(year, "text")
    marks = [line for rule, line in removed if rule in _OF_COPYRIGHT and ("©" in line or "copyright" in line.lower())]
    said = [int(match["year"]) for line in marks for match in _YEAR.finditer(line)]
    known = [year for year in said if FIRST_YEAR <= year <= date.today().year]
    return SaidYear(max(known), "copyright") if known else None
