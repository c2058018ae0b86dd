"""Hours, by themselves: "17:30", "5.30 pm", "साढ़े पाँच बजे", "half past five", "पाँच बजकर बीस मिनट"."""

from typing import Final, NamedTuple

import regex

from assistant.generative.checks.amount_words import amount_words
from assistant.generative.checks.parts_of_day import DAY, half_of_day, part_behind
from assistant.generative.tokens import Found, Tokens

_HALF_A_DAY: Final = DAY // 2
_MOST_HOURS: Final = 24
_HOUR: Final = 60
_FIGURES = regex.compile(r"([01]?[0-9]|2[0-4])[:.]([0-5][0-9])(?:[:.][0-5][0-9])?")
_CODE = regex.compile(r"([01][0-9]|2[0-4])([0-5][0-9])")
_OCLOCK = frozenset("बजे baje hrs hr ist".split())
_AFTER_CODE = frozenset("बजे baje hrs hours".split())
_MINUTES = frozenset("मिनट मिनटों minute minutes minat".split())
_LAST = frozenset("घंटे घंटा घंटों मिनट hour minutes ghante".split())
_PARTS_OF_AN_HOUR = {"half": 30, "quarter": 15}
_NAMED = {"noon": 12, "midday": 12, "मध्याह्न": 12, "midnight": 0, "मध्यरात्रि": 0, "अर्धरात्रि": 0}


class Hour(NamedTuple):
    """The minutes of the day that a time by itself may mean. `is_named`: it is "noon" or "midnight"."""

    minutes: frozenset[int]
    is_named: bool = False


def either(hour: int, minute: int = 0, *, is_exact: bool = False) -> Hour:
    """The time that a clock's face shows, before noon and after it, unless it can be one alone."""
    shown = (hour * _HOUR + minute) % DAY
    is_exact = is_exact or not 0 < hour <= _MOST_HOURS // 2
    return Hour(frozenset({shown} if is_exact else {shown, (shown + _HALF_A_DAY) % DAY}))


def hour_at(said: Tokens, at: int) -> Found[Hour] | None:
    """The time that begins at a place, with what marks it as one."""
    return _named(said, at) or _in_figures(said, at) or _past(said, at) or _counted(said, at)


def plain_hour(said: Tokens, at: int) -> Found[Hour] | None:
    """A number that is a time if what stands beside it is one: "1" of "1 से 4 बजे"."""
    number = said.number(at)
    if not number or not 0 < number[0] <= _MOST_HOURS:
        return None
    value, end = number
    shown = _FIGURES.fullmatch(said.word(at)) if end == at + 1 else None
    if shown:
        return Found(at, end, either(int(shown[1]), int(shown[2])))
    return Found(at, end, either(int(value), int(value % 1 * _HOUR)))


def _named(said: Tokens, at: int) -> Found[Hour] | None:
    if said.words(at, 2) == ["आधी", "रात"]:
        return Found(at, at + 2, Hour(frozenset({0}), is_named=True))
    place = at + (said.word(at) == "12")  # "12 noon"
    hour = _NAMED.get(said.word(place))
    return None if hour is None else Found(at, place + 1, Hour(frozenset({hour * _HOUR}), is_named=True))


def _in_figures(said: Tokens, at: int) -> Found[Hour] | None:
    """As in "17:30" and "1730 hrs"."""
    word = said.word(at)
    code = _CODE.fullmatch(word) if said.word(at + 1) in _AFTER_CODE else None
    shown = code or (_FIGURES.fullmatch(word) if ":" in word else None)
    if not shown or said.word(at + 1) in _LAST:
        return None
    end = said.skip(at + 1, _AFTER_CODE | _OCLOCK)
    return _in_its_half(said, at, end, either(int(shown[1]), int(shown[2]), is_exact=bool(code) or word[0] == "0"))


def _past(said: Tokens, at: int) -> Found[Hour] | None:
    """As in "half past five", "quarter to six", "ten minutes past five"."""
    minutes, end = _PARTS_OF_AN_HOUR.get(said.word(at)), at + 1
    if minutes is None:
        number = said.number(at)
        if not number or number[0] >= _HOUR:
            return None
        minutes, end = int(number[0]), number[1]
        if said.word(end) in _MINUTES:
            end += 1
        elif said.word(end) != "past":
            return None
    hour = said.number(end + 1)
    if said.word(end) not in ("past", "to") or not hour or not 0 < hour[0] <= _MOST_HOURS // 2:
        return None
    behind = minutes if said.word(end) == "past" else -minutes
    return _in_its_half(said, at, hour[1], _moved(either(int(hour[0])), behind))


def _counted(said: Tokens, at: int) -> Found[Hour] | None:
    """As in "5 बजे", "five o'clock", "5.30 pm", "पाँच बजकर बीस मिनट", "छह बजने में दस मिनट", "at five in the evening"."""
    hour = plain_hour(said, at)
    if not hour:
        return None
    end, word = hour.end, said.word(hour.end)
    if word in ("बजकर", "bajkar") and (minutes := said.number(end + 1)):
        return Found(at, said.skip(minutes[1], _MINUTES), _moved(hour.value, int(minutes[0])))
    if said.words(end, 2) in (["बजने", "में"], ["bajne", "mein"]) and (minutes := said.number(end + 2)):
        return Found(at, said.skip(minutes[1], _MINUTES), _moved(hour.value, -int(minutes[0])))
    if word in _OCLOCK:
        return _in_its_half(said, at, end + 1, hour.value)
    if word == "o" and said.word(end + 2) == "clock":
        return Found(at, end + 3, hour.value)
    if half_of_day(said, end):
        return _in_its_half(said, at, end, hour.value)
    is_told_with_part = said.word(at - 1) in amount_words("ahead_of_hours") and said.word(end) in ("in", "at")
    return hour if is_told_with_part and part_behind(said, end) else None


def _moved(hour: Hour, minutes: int) -> Hour:
    return Hour(frozenset((minute + minutes) % DAY for minute in hour.minutes))


def _in_its_half(said: Tokens, at: int, end: int, hour: Hour) -> Found[Hour]:
    """A time with the "am" or "pm" behind it."""
    half = half_of_day(said, end)
    return Found(at, half[1], narrowed(hour, half[0])) if half else Found(at, end, hour)


def narrowed(hour: Hour, part: frozenset[int]) -> Hour:
    """A time in a part of the day; as it was where it is in none of it."""
    return Hour(hour.minutes & part or hour.minutes, hour.is_named)
