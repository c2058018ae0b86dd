"""Two days, or two numbers, that have changed places: "arrested on Monday and charged on Friday" says neither of the other.

What is told of each is what stands in its clause, with the subject of the first one where a clause has none.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from assistant.generative.checks.amount_words import amount_words
from assistant.generative.checks.clauses import CLAUSE
from assistant.generative.checks.dates import dates
from assistant.generative.checks.english_frames import is_verb
from assistant.generative.checks.meaning import content, keys
from assistant.generative.checks.wordlists import irregular, listed
from assistant.generative.numbers import number_words
from assistant.generative.tokens import tokens_of
from assistant.question.said import plain
from assistant.question.time_words import MONTHS
from index.text.language import article_language
from index.text.languages import every
from index.text.number_tokens import PERCENT
from index.text.words import words

# Behind them, in Hindi, the subject is named.
_BEHIND_SUBJECTS = frozenset("ने को".split())
# "between 2018 and 2022" is one clause.
_TWO_NUMBERS = regex.compile(r"(?<=\p{Nd}) (?:and|और|एवं|व) (?=\p{Nd})")
_PRONOUNS = frozenset("he she it they him her them वह वे उस उसे उसने उन उन्हें उन्होंने".split())


Keys = frozenset[str]
# In the place of a unit: the 11 of "11 August" changes places with other days of months alone.
_OF_A_MONTH = Keys({"day"})


@dataclass(frozen=True)
class Mark:
    """A day, year or number, and what the number is of: 26 days can't change places with 2 crore rupees."""

    value: object
    unit: Keys = Keys()

    def may_be(self, other: "Mark") -> bool:
        """Whether the two may have changed places."""
        if _OF_A_MONTH in (self.unit, other.unit) and self.unit != other.unit:
            return False
        return self.value != other.value and (not other.unit or bool(self.unit & other.unit))


@dataclass(frozen=True)
class _Clause:
    """What one clause tells a day, a year or a number of: the words that say something, with the subject of the one before."""

    mark: Mark
    told: tuple[str, ...]
    subject: tuple[str, ...]

    def keys(self, keys_of: Callable[[str], Keys]) -> Keys:
        """What all its words mean."""
        return Keys().union(*map(keys_of, (*self.told, *self.subject)))


def exchanged(claim: str, sentence: str) -> bool:
    """Whether the claim tells of one day or number what the sentence tells of another only."""
    keys_of = _own_keys if article_language(claim) == article_language(sentence) else keys
    kinds = zip(_by_mark(claim), _by_mark(sentence), strict=True)
    return any(_is_of_another(one, theirs, keys_of) for own, theirs in kinds for one in own)


def _own_keys(word: str) -> Keys:
    """What a word means without what translates it: "गिरफ़्तार" and "तय" can both be "set"."""
    return Keys(key for key in keys(word) if word.isascii() or not key.startswith("en:"))


def _is_of_another(one: _Clause, theirs: Sequence[_Clause], keys_of: Callable[[str], Keys]) -> bool:
    """Whether a word of the claim's clause stands only with another mark, and none only with its own."""
    same = [other for other in theirs if other.mark.value == one.mark.value]
    own, loosely = (Keys().union(*(other.keys(each) for other in same)) for each in (keys_of, keys))
    others = [other.keys(keys_of) for other in theirs if one.mark.may_be(other.mark)]
    return bool(same) and any(
        any(keys_of(word) & other and not keys_of(word) & own for word in one.told)
        and not any(keys(word) & loosely and not keys_of(word) & other for word in one.told)
        for other in others
    )


@lru_cache(maxsize=500)
def _by_mark(text: str) -> tuple[tuple[_Clause, ...], ...]:
    """The clauses of a text with one weekday each, with one year, and with one number."""
    found: tuple[list[_Clause], ...] = ([], [], [])
    subject: list[str] = []
    for clause in filter(None, CLAUSE.split(_TWO_NUMBERS.sub(" - ", text))):
        said = words(clause)
        if _has_subject(said):
            subject = _subject(said)
        told = tuple(word for word in content(said) if _tells(word))
        for place, marks in enumerate(_marks(clause)):
            if len(marks) == 1:
                found[place].append(_Clause(next(iter(marks)), told, tuple(subject)))
    return tuple(map(tuple, found))


def _marks(clause: str) -> tuple[Collection[Mark], ...]:
    days = dates(clause)
    return [Mark(day) for day in days.weekdays], [Mark(year) for year in days.years], list(_numbers(clause))


def _numbers(clause: str) -> Iterator[Mark]:
    said = tokens_of(clause)
    for at, end, number in said.numbers():
        is_percent = end < len(said) and said.each[end].kind == "percent"
        unit = Keys({PERCENT}) if is_percent else keys(said.word(end))
        if any(plain(word) in MONTHS for word in (said.word(at - 1), said.word(end))):
            unit = _OF_A_MONTH
        if not said.is_year(at):
            yield Mark(number, unit)


def _tells(word: str) -> bool:
    return not (listed("light").fullmatch(word) or word in amount_words("units") or _is_mark(word))


def _is_mark(word: str) -> bool:
    return word in _marking() or word[0].isdecimal()


@cache
def _marking() -> frozenset[str]:
    return every("weekdays") | number_words()


def _has_subject(said: Sequence[str]) -> bool:
    """Whether a clause begins with what it tells of, and not with what is done, or when, or with "he"."""
    first = next((word for word in said if content([word]) or _is_mark(word) or word in _PRONOUNS), "")
    return bool(first) and not (_is_mark(first) or _is_done(first) or first in _PRONOUNS)


def _subject(said: Sequence[str]) -> list[str]:
    """The words before what is done: in English before the verb, in Hindi up to the last "ने" or "को", or else the first one."""
    if article_language(" ".join(said)) == "hi":
        ends = [at for at, word in enumerate(said) if word in _BEHIND_SUBJECTS]
    else:
        ends = [at for at, word in enumerate(said) if _is_done(word)][:1]
    told = [word for word in said[: ends[-1]] if _tells(word)] if ends else []
    return told or content(said)[:1]


def _is_done(word: str) -> bool:
    return is_verb(word) or word in irregular()
