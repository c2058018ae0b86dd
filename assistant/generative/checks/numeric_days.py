"""Days in figures alone: "15/03/2021", "15.3.2021", "15-03-2021" and "2021-03-15" are 15 March 2021, or 15 मार्च 2021.

What is compared is given them with the month's name, for a figure tells nobody that it is one: neither a rule, nor the vectors,
nor the reader. Of two numbers the first is the day, as it is written in India, unless only the second can be one.
"""

from datetime import date

import regex

from index.text.language import article_language
from index.text.languages import LANGUAGES
from index.text.number_tokens import western_digits

_APART = r"(?<![\p{L}\p{N}])(?<!\p{N}[./:-])"
_OVER = r"(?![\p{L}\p{M}\p{N}])(?![./:-]\p{N})"
_YEAR_FIRST = regex.compile(rf"{_APART}(\p{{Nd}}{{4}})([-/.])(\p{{Nd}}{{1,2}})\2(\p{{Nd}}{{1,2}}){_OVER}")
_YEAR_LAST = regex.compile(rf"{_APART}(\p{{Nd}}{{1,2}})([-/.])(\p{{Nd}}{{1,2}})\2((?:1[5-9]|20)\p{{Nd}}{{2}}){_OVER}")
# Of a year two figures are told beside slashes: "15/3/21".
_SHORT_YEAR = regex.compile(rf"{_APART}(\p{{Nd}}{{1,2}})(/)(\p{{Nd}}{{1,2}})/(\p{{Nd}}{{2}}){_OVER}")
_MONTHS = 12
_CENTURY = 2000


def with_named_months(text: str) -> str:
    """A text with the month's name in each of its days."""
    text = western_digits(text)
    text = _YEAR_FIRST.sub(lambda match: _named(text, match, match[4], match[3], match[1]), text)
    text = _YEAR_LAST.sub(lambda match: _named(text, match, match[1], match[3], match[4]), text)
    return _SHORT_YEAR.sub(lambda match: _named(text, match, match[1], match[3], match[4]), text)


def _named(text: str, match: "regex.Match[str]", day: str, month: str, year: str) -> str:
    if int(month) > _MONTHS:
        day, month = month, day
    full = int(year) + (_CENTURY if len(year) == len("21") else 0)
    try:
        told = date(full, int(month), int(day))
    except ValueError:  # there is no such day
        return match[0]
    return f"{told.day} {LANGUAGES[article_language(text)].months[told.month - 1][0]} {told.year}"
