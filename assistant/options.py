"""How a question is asked, beside its words."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, TypedDict

from index.errors import QuestionError
from index.models import ArticleFilter, Language

# Passages that a search brings up: as many as evaluation looks at (recall@10).
HITS = 10
# The least probability at which the articles are said to answer: docs/retrieval.md has what it lets through and what not.
MIN_CONFIDENCE = 0.4
# How long to wait for the first words of a language model, and for all of them, in seconds.
LLM_WAITS_S = (60.0, 180.0)
# Nobody writes more; what is longer is cut before it is looked at.
_LONGEST_DAY, _LONGEST_SOURCE = 40, 1_000


class AskOptions(TypedDict, total=False):
    """The keyword arguments of `ask`, `stream` and `search`; all may be left out.

    `language` is the one to answer in instead of the question's own. `only` says which articles are looked into. `earlier`
    are the questions asked before in this conversation, newest last: a follow-up is looked up with them.
    """

    language: Language | None
    only: ArticleFilter | None
    earlier: Sequence[str]


def known(options: AskOptions) -> AskOptions:
    """The options; TypeError for a keyword that is none of them."""
    if unknown := options.keys() - AskOptions.__annotations__.keys():
        names = ", ".join(AskOptions.__annotations__)
        raise TypeError(f"there is no option {', '.join(sorted(unknown))}: a question is asked with {names}")
    return options


class DayError(QuestionError):
    """A day that a question is asked with is none, or the first is after the last; `day` is what was given."""

    def __init__(self, message: str, reason: Literal["bad_day", "crossed_days"], day: str) -> None:
        super().__init__(message, reason)
        self.day = day


def read_filter(since: str | None, until: str | None, source: str | None) -> ArticleFilter:
    """Which articles to look into, from what was typed. DayError for a day that is none, or two the wrong way round."""
    first, last = _day(since), _day(until)
    if first and last and first > last:
        raise DayError(f"{first} is after {last}: change the two days.", "crossed_days", str(first))
    name = (source or "")[:_LONGEST_SOURCE].encode("utf-8", "replace").decode()
    return ArticleFilter(first, last, name or None)


def _day(text: str | None) -> date | None:
    text = (text or "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text[:_LONGEST_DAY])
    except ValueError as error:
        shown = text[:_LONGEST_DAY].encode("utf-8", "replace").decode()
        raise DayError(f"{shown!r} is not a date: write it as 2024-01-31.", "bad_day", shown) from error
