"""What a text counts, measures and times, compared as a whole."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import permutations
from typing import Final

from assistant.generative.below_zero import below_zero
from assistant.generative.checks.amount_words import amount_words
from assistant.generative.checks.changes import by_difference
from assistant.generative.checks.clock import Clock, clock
from assistant.generative.checks.ordinals import placed_otherwise, places
from assistant.generative.checks.shares import Amount, Kind, Shares, shares
from assistant.generative.numbers import Figures, figures
from index.text.words import words

_WHOLE: Final = Decimal(100)
# A third is 33 percent, and 67 are two; "almost half" may be 45 and "over half" 70.
_NEAR, _ABOUT, _FAR = 1, 6, 25
# Twice as much is told of nearly twice as much.
_NEARLY: Final = Decimal("0.05")
# "Thousands" may be told of more than a hundred thousand.
_BEYOND = 2
# Of more numbers two have too often any ratio.
_MOST_NUMBERS = 6
_YEARS = range(1900, 2100)
_ALIKE: tuple[tuple[Kind, ...], ...] = (("share", "percent", "factor"), ("size",))


@dataclass(frozen=True)
class Measured:
    """The times of a text, its shares without them, all its numbers, and those below zero."""

    text: str
    clock: Clock
    shares: Shares
    figures: Figures
    below: frozenset[Decimal]

    @property
    def numbers(self) -> frozenset[Decimal]:
        """All that can be read, with the thirty minutes of "half an hour"."""
        return self.figures.readable | {half.least for half in self.shares.of("half")}

    @cached_property
    def counted(self) -> Figures:
        """The numbers from zero on that are no times and no shares."""
        return figures(self.shares.rest)

    @cached_property
    def _ratios(self) -> list[Decimal]:
        plain = {number for number in figures(self.clock.rest).readable if number > 0}
        return [one / other for one, other in permutations(plain, 2)] if len(plain) <= _MOST_NUMBERS else []

    def shared_with(self, claim: "Measured") -> tuple[int, int]:
        """How many of a claim's numbers, times and shares are told, and how many it has."""
        known = [time.minutes for time in (*self.clock.times, *self.clock.perhaps)]
        times = [any(time.minutes & minutes for minutes in known) for time in claim.clock.times]
        numbers = [self.has_number(number, claim.text) for number in claim.counted.claimed | claim.below]
        amounts = [self.has(amount, claim.text) for amount in claim.shares.each]
        return sum(times) + sum(numbers) + sum(amounts), len(times) + len(numbers) + len(amounts)

    def has_number(self, number: Decimal, claim: str) -> bool:
        """Whether a number of a claim is told, or that something shrank by it."""
        is_shrinking = amount_words("shrinking") & {*words(claim), *words(self.text)}
        return number in self.numbers or bool(is_shrinking) and -number in self.numbers

    def has(self, amount: Amount, claim: str) -> bool:
        """Whether an amount of a claim is told, in its own way or another."""
        if amount.kind == "size":
            return self._has_size(amount)
        if amount.kind == "factor":
            return self._has_factor(amount.least)
        if amount.kind == "half" or amount.kind == "percent" and self.has_number(amount.least, claim):
            return self.has_number(amount.least, claim)
        return amount.kind == "may be factor" or self._has_share(amount.least, frozenset(words(claim)))

    def _has_share(self, share: Decimal, claimed: frozenset[str]) -> bool:
        near = _ABOUT if amount_words("about") & claimed else _NEAR
        least = share - (_FAR if amount_words("under") & claimed else near)
        most = share + (_FAR if amount_words("over") & claimed else near)
        told = [amount.least for amount in self.shares.of("share", "percent")]
        return any(least <= one <= most for one in told) or any(abs(ratio * _WHOLE - share) < _NEAR for ratio in self._ratios)

    def _has_factor(self, factor: Decimal) -> bool:
        percents = [amount.least / _WHOLE + 1 for amount in self.shares.of("percent")]
        told = [*(amount.least for amount in self.shares.of("factor", "may be factor")), *percents, *self._ratios]
        return any(abs(one / factor - 1) < _NEARLY for one in told)

    def _has_size(self, size: Amount) -> bool:
        many = any(size.least <= one.most and one.least <= size.most for one in self.shares.of("size"))
        numbers = [number for number in self.counted.readable if number not in _YEARS]
        return many or any(size.least <= number <= size.most * _BEYOND for number in numbers)


@lru_cache(maxsize=500)
def measured(text: str) -> Measured:
    """What a text counts, measures and times."""
    plain, below = below_zero(text)
    times = clock(plain)
    return Measured(text, times, shares(times.rest), figures(text), below)


def measured_otherwise(claim: str, said: str, over: str) -> bool:
    """Whether the claim has a number, a time, a share or a place in a row that isn't told: in the sentence, or over it, where
    the sentence has none of its kind.
    """
    own, alone, both = measured(claim), measured(said), measured(f"{over}\n{said}")
    return (
        own.clock.missing_from((alone if alone.clock.times else both).clock)
        or placed_otherwise(own.shares.rest, (alone if places(said).each else both).text, both.numbers)
        or not all(both.has_number(number, claim) for number in (own.counted.claimed | own.below) - by_difference(claim, said))
        or not all(_nearest(amount, alone, both).has(amount, claim) for amount in own.shares.each)
    )


def _nearest(amount: Amount, alone: Measured, both: Measured) -> Measured:
    alike = next((kinds for kinds in _ALIKE if amount.kind in kinds), ())
    return alone if alone.shares.of(*alike) else both
