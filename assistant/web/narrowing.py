"""Where alone an answer is looked for: days as people type them, a source, chosen articles; and how that is said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import regex

from assistant.options import DayError, read_filter
from assistant.phrases import page_text
from assistant.question.times import Days, asked_days, cut_time, names_topic
from assistant.web.rendering import cut, day
from index.models import Article, ArticleFilter, Language
from index.text.normalise import normalise

# Nobody types a longer day; what is longer is refused as it is.
_LONGEST_DAY = 40
# The year of 12.11.24, whose century is not typed.
_SHORT_YEAR = regex.compile(r"(?<=^\d{1,2}[./-]\d{1,2}[./-])(?=\d\d$)")
_CHIPS = {"since": "chip_since", "until": "chip_until"}
# Of a title or a source on a chip; judged by eye: one line on a phone.
_CHIP_CHARACTERS = 40


@dataclass(frozen=True)
class Narrowing:
    """What a visitor chose, as typed: two days, a source, and articles by their ids."""

    since: str | None = None
    until: str | None = None
    source: str | None = None
    articles: tuple[str, ...] = ()

    def filter(self) -> ArticleFilter:
        """The filter; DayError for a day that is none, or two the wrong way round."""
        first, last = _typed(self.since, "since"), _typed(self.until, "until")
        only = read_filter(first, last, self.source)
        return ArticleFilter(only.since, only.until, only.source, self.articles)


@dataclass(frozen=True)
class Chip:
    """One thing that narrows the search: what takes it off, its words, and whether these are no day."""

    name: str
    words: str
    wrong: bool = False


def chips(narrowing: Narrowing, article: Callable[[str], Article | None], language: Language) -> list[Chip]:
    """What narrows the search, in words; a day that is none as it was typed."""
    made = []
    for name in ("since", "until"):
        if typed := (getattr(narrowing, name) or "").strip():
            made.append(_day_chip(name, typed, language))
    if narrowing.source:
        made.append(Chip("source", cut(narrowing.source, _CHIP_CHARACTERS)))
    for each in narrowing.articles:
        found = article(each)
        made.append(Chip(f"article:{each}", cut(found.title if found else each, _CHIP_CHARACTERS)))
    return made


def _day_chip(name: str, typed: str, language: Language) -> Chip:
    try:
        read = date.fromisoformat(_typed(typed, name) or "")
    except (DayError, ValueError):
        return Chip(name, cut(typed, _CHIP_CHARACTERS), wrong=True)
    return Chip(name, page_text(_CHIPS[name], language, day=day(read, language)))


def _typed(text: str | None, side: str) -> str | None:
    """A day as it was typed ("12 नवंबर 2024", "12/11/24", "Nov 2024", "12 nov", "last month"), written as a calendar's.

    Of several days it is the first or the last. DayError for what is none.
    """
    said = normalise((text or "").strip()[: _LONGEST_DAY + 1]).strip()
    if not said:
        return None
    days = _read(_SHORT_YEAR.sub("20", said)) if len(said) <= _LONGEST_DAY else None
    found = days and (days.since if side == "since" else days.until)
    if not found or found in (date.min, date.max):
        # A calendar's own way to write it, or a DayError that says what was typed.
        found = read_filter(said, None, None).since
    return str(found)


def _read(said: str) -> Days | None:
    """The days that are typed, of this year where none is typed; None where more than days is."""
    if names_topic(cut_time(said)):
        said += f" {date.today().year}"
    return None if names_topic(cut_time(said)) else asked_days(said, date.today())
