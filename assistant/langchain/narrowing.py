"""Which articles are looked into, as chains, retrievers and vector stores say it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from assistant.options import read_filter
from index.errors import QuestionError
from index.models import ArticleFilter

# What may be said of the articles; "language" is theirs.
NAMES = frozenset({"since", "until", "source", "language"})
_LANGUAGES = ("hi", "en")


def articles_in(wanted: Mapping[str, Any]) -> ArticleFilter:
    """The filter that values by NAMES make; what is None says nothing. QuestionError for a value that can't be one."""
    source, language = wanted.get("source"), wanted.get("language")
    if source is not None and not isinstance(source, str):
        raise QuestionError(f"`source` is the name of one source, not {type(source).__name__}.")
    if language not in (None, *_LANGUAGES):
        raise QuestionError(f"There are no articles in {language!r}: `language` is 'hi' or 'en'.")
    only = read_filter(_day(wanted.get("since")), _day(wanted.get("until")), source)
    return replace(only, language=language)


def _day(given: Any) -> str | None:
    """A day as it would be typed; of a moment its day."""
    if given is None or isinstance(given, str):
        return given
    if isinstance(given, datetime):
        return given.date().isoformat()
    if isinstance(given, date):
        return given.isoformat()
    raise QuestionError(f"`since` and `until` are days, such as '2024-01-31', not {type(given).__name__}.")
