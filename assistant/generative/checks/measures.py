"""What a claim measures, by value and unit: two and a half hours are 150 minutes, and 5 kilos are not 5 quintals."""

from assistant.generative.checks.meaning import content
from assistant.generative.checks.units import TIMES, Measure, Unit, measures, rates
from assistant.generative.tokens import tokens_of

_DAY = 24 * 60 * 60
# Of how many days months may be told: from 28 to 31, and of a year from 358 to 367.
_SHORT_MONTH, _LONG_MONTH, _DAYS_LESS, _DAYS_MORE = 30, 30.5, 2, 1
_PERCENT = "percent"


def measures_as_told(claim: str, told: str) -> str:
    """The claim with what it measures as it is told, where that is the same in other numbers."""
    said = tokens_of(claim)
    parts, done = [], 0
    for one in measures(claim):
        same = [other for other in measures(told) if is_same(one.value, other.value)]
        if same and not any(_is_as_simple(one.value, other.value) for other in same):
            written = tokens_of(told).each[same[0].start : same[0].end]
            parts += [*(token.text for token in said.each[done : one.start]), *(token.text for token in written)]
            done = one.end
    return " ".join([*parts, *(token.text for token in said.each[done:])]) if parts else claim


def _is_as_simple(one: Measure, other: Measure) -> bool:
    """Whether both have the same number alone."""
    return one.number == other.number == one.amount == other.amount


def measured_in_others(claim: str, sentence: str, over: str) -> bool:
    """Whether the claim gives a number another unit than the sentence, or tells it for each of something else."""
    written = measures(sentence)
    bare = _bare(sentence)
    for one in (found.value for found in measures(claim)):
        same = [other.value for other in written if other.value.number == one.number]
        known = [*same, *(other.value for other in (*written, *measures(over)))]
        if same and one.number not in bare and not any(is_same(one, other) for other in known):
            return True
    return (
        _lasts_otherwise(claim, sentence) or _is_for_others(rates(claim), rates(sentence)) or _counts_percents(claim, sentence)
    )


def is_same(one: Measure, other: Measure) -> bool:
    """Whether two measures may be the same amount."""
    return any(_are_equal(one, unit, other, theirs) for unit in one.units for theirs in other.units)


def _are_equal(one: Measure, unit: Unit, other: Measure, theirs: Unit) -> bool:
    amount, another = one.amount * unit.size, other.amount * theirs.size
    if unit.kind == theirs.kind:
        return amount == another
    if {unit.kind, theirs.kind} != TIMES:
        return False
    months, seconds = (amount, another) if unit.kind == "month" else (another, amount)
    days = float(seconds) / _DAY
    return float(months) * _SHORT_MONTH - _DAYS_LESS <= days <= float(months) * _LONG_MONTH + _DAYS_MORE


def _bare(text: str) -> set[object]:
    """The numbers that have no unit in a text."""
    said = tokens_of(text)
    taken = {at for one in measures(text) for at in range(one.start, one.end)}
    return {number for at, _, number in said.numbers() if at not in taken}


def _lasts_otherwise(claim: str, sentence: str) -> bool:
    """Whether each tells one time, and the claim one of one: "a week" for 30 days."""
    own, told = ([one.value for one in measures(text) if one.value.units[0].is_time] for text in (claim, sentence))
    return len(own) == len(told) == 1 and own[0].number == 1 and not is_same(own[0], told[0])


def _is_for_others(own: frozenset[Unit], told: frozenset[Unit]) -> bool:
    for is_time in (True, False):
        mine, theirs = ({unit for unit in units if unit.is_time == is_time} for units in (own, told))
        if mine and theirs and not mine & theirs:
            return True
    return False


def _counts_percents(claim: str, sentence: str) -> bool:
    """Whether the claim counts things by a number that the sentence has in percent only."""
    percents = {one.value.number for one in measures(sentence) if any(unit.kind == _PERCENT for unit in one.value.units)}
    percents -= _bare(sentence) | {one.value.number for one in measures(claim)}
    said = tokens_of(claim)
    return any(number in percents and bool(content([said.word(end) or " "])) for _, end, number in said.numbers())
