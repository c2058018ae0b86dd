"""The time that a question names ("नवंबर 2024 में", "before 2019"), and whether it asks for the newest ("अभी", "latest")."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.question.language import is_romanised_hindi
from assistant.question.phrasings import phrasing
from assistant.question.said import Said, plain
from assistant.question.time_days import Days, days_of
from assistant.question.time_words import (
    BEYOND,
    FUTURE,
    IN_ENGLISH_ALONE,
    PAST,
    PRESENT,
    RELATIONS,
    groups_of,
    months,
    times,
)
from index.text.languages import every
from index.text.words import words

__all__ = ["Days", "asked_days", "asks_for_newest", "asks_when", "cut_time", "months", "without_time"]

_RANGE = frozenset("to till until through".split())
_AND = frozenset("and और aur एवं व".split())
_FROM = frozenset(["से", "se", "से लेकर", "se lekar", "se leke"])


@dataclass(frozen=True)
class _Told:
    """The days that a stretch of the plain text tells, with the words that tie them to the question."""

    start: int
    end: int
    days: Days | None


def asked_days(question: str, today: date) -> Days | None:
    """The days that a question names, if it names one time: a day, a month, a year, from one to another, before or after
    one, or what is told from today.
    """
    told, said = _told(question, today)
    if len(told) != 1:
        return None
    rest = said[: told[0].start] + said[told[0].end :]
    if told[0].days and told[0].days.until == today and told[0].days.since == date.min:  # "so far"
        return None
    if BEYOND & set(rest.split()) or said[told[0].end :].split()[:1] in (["से"], ["se"]) or _is_from(said, told[0]):
        return None
    return told[0].days


def asks_for_newest(question: str) -> bool:
    """Whether a question asks for what holds now, or was reported last."""
    return _newest(question) is not None


def asks_when(question: str) -> bool:
    """Whether a question asks for a time."""
    return bool(phrasing("when").search(plain(question)))


def without_time(question: str, today: date | None = None) -> str:
    """The question without the words that name its time or ask for the newest, or all of it where no topic is left."""
    rest = cut_time(question, today)
    return rest if names_topic(rest) else question


def names_topic(text: str) -> bool:
    """Whether anything but grammar is left of a question without its time."""
    return bool(set(words(text)) - every("topicless"))


def cut_time(question: str, today: date | None = None) -> str:
    """The question without the words that name its time or ask for the newest."""
    told, plainly = _told(question, today or date.today())
    said = Said.of(question)
    newest = [match.span() for match in phrasing("newest").finditer(plainly) if _is_hindi_now(match, question)]
    rest = question
    for start, end in sorted([*((one.start, one.end) for one in told), *newest], reverse=True):
        first, last = said.word_at(start), said.word_at(end - 1)
        rest = rest[: said.spans[first][0]] + rest[said.spans[last][1] :]
    return rest


def _newest(question: str) -> re.Match[str] | None:
    return next((match for match in phrasing("newest").finditer(plain(question)) if _is_hindi_now(match, question)), None)


def _is_hindi_now(match: re.Match[str], question: str) -> bool:
    """Whether "ab" is a word and not, in an English question, the first letters of a name."""
    return not match[0].startswith("ab") or is_romanised_hindi(question)


def _told(question: str, today: date) -> tuple[list[_Told], str]:
    """The times that a question tells, in order, and its plain text. Two that are the ends of one are one."""
    said = plain(question)
    named = sorted(_named(said, question), key=lambda match: match.start())
    told: list[_Told] = []
    for match in named:
        days = days_of(groups_of(match), today)
        one = _Told(*match.span(), days)
        joined = _joined(told[-1], one, said) if told else None
        told = [*told[:-1], joined] if joined else [*told, one]
    return [_tied(one, said) for one in told], said


def _named(said: str, question: str) -> list[re.Match[str]]:
    """What names a time, nothing twice."""
    found: list[re.Match[str]] = []
    for pattern in times():
        for match in pattern.finditer(said):
            apart = all(match.end() <= other.start() or other.end() <= match.start() for other in found)
            if apart and _is_meant(match, said, question):
                found.append(match)
    return found


def _is_meant(match: re.Match[str], said: str, question: str) -> bool:
    """Whether a word that is also another is this one: "कल" is the day before where the verb is past."""
    groups = groups_of(match).keys()
    if (
        not groups & {"kal", "before_yesterday", "night"}
        or match[0].isascii()
        and match[0].split()[-1] in ("yesterday", "night")
    ):
        return True
    if match[0].isascii() and not is_romanised_hindi(question):
        return False
    others = said.split()
    if any(FUTURE.fullmatch(word) for word in others):
        return False
    return any(PAST.fullmatch(word) for word in others) or not PRESENT & set(others)


def _joined(first: _Told, second: _Told, said: str) -> _Told | None:
    """Two times as the ends of one: "between March 2019 and May 2020", "2019 से 2021 तक"."""
    between = said[first.end : second.start].strip()
    before, behind = said[: first.start].rstrip(), said[second.end :].lstrip()
    lead, tail = _around("between", before, behind)
    is_one = between in _RANGE or between in _AND and (lead or tail) or between in _FROM and tail
    if not (is_one and first.days and second.days):
        return None
    start = lead.start() if lead else first.start
    end = second.end + 1 + tail.end() if tail else second.end
    since, until = sorted([first.days, second.days], key=lambda days: days.since)
    return _Told(start, end, Days(since.since, until.until))


def _tied(told: _Told, said: str) -> _Told:
    """A time with the words before or behind it that open one of its sides."""
    before, behind = said[: told.start].rstrip(), said[told.end :].lstrip()
    for name in ("before", "since", "after", "until"):
        lead, tail = _around(name, before, behind)
        if told.days and (tail or lead and IN_ENGLISH_ALONE.match(behind)):
            start = lead.start() if lead else told.start
            return _Told(start, told.end + 1 + tail.end() if tail else told.end, _opened(told.days, name))
    return told


def _around(relation: str, before: str, behind: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    front, back = RELATIONS[relation]
    return re.search(rf"(?<!\S){front}", before), re.search(rf"{back}(?!\S)", behind)


def _opened(days: Days, relation: str) -> Days:
    if relation == "before":
        return Days(date.min, days.since - timedelta(days=1))
    if relation == "until":
        return Days(date.min, days.until)
    since = days.since if relation == "since" else days.until + timedelta(days=1)
    return Days(since, date.max)


def _is_from(said: str, told: _Told) -> bool:
    """Whether "from" stands before a time that is no beginning: "How much from 2019?" asks for a number."""
    return said[: told.start].split()[-1:] == ["from"] and told.days is not None and told.days.until != date.max
