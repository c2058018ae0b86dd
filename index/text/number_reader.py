"""Which tokens are one number together: "दो करोड़ पचास लाख", "साढ़े तीन सौ", "two and a half million"."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from index.text.number_tokens import Token, is_year, number_tables

_HUNDRED: Final = Decimal(100)
_THOUSAND: Final = Decimal(1000)
# "दो करोड़ पचास लाख बीस हज़ार तीन सौ" has four; a text of nothing else is no number.
_MOST_SCALES: Final = 6
_HALF: Final = Decimal("0.5")
_NOTHING = Token("mark", "", "")


class NumberReader:
    """Reads one number from a place on. Afterwards it ends before the token `at`, is made of the `used` ones, and `value` is
    None where there is none; `parts` are its numbers with each scale by itself.
    """

    def __init__(self, tokens: Sequence[Token], at: int) -> None:
        self._tokens = tokens
        self.at = at
        self.value: Decimal | None = None
        self.parts: set[Decimal] = set()
        self.amounts = self.scales = 0
        self._total = Decimal(0)
        self._current: Decimal | None = None
        self._last: Decimal | None = None
        while self._take_scale() or self._take_amount():
            pass
        if self.amounts or self.scales:
            self.value = self._total + (self._current or 0)

    def token(self, at: int) -> Token:
        """The token at a place; an empty mark outside of the text."""
        return self._tokens[at] if 0 <= at < len(self._tokens) else _NOTHING

    def _is_scale(self, at: int) -> bool:
        return self.token(at).kind == "scale"

    def _take_scale(self) -> bool:
        at = self.at + (self.amounts > 0 and self.token(self.at).folded == "-")
        token = self.token(at)
        if token.kind != "scale" or self.scales == _MOST_SCALES:
            return False
        if token.value == _HUNDRED:
            if self._current is not None and self._current >= _HUNDRED or self._current is None and self._total:
                return False
            self._current = (1 if self._current is None else self._current) * _HUNDRED
        elif self._current is None and self._total:  # "लाख करोड़"
            self._total *= token.value
            self.parts.add(self._total)
            self._last = token.value
        else:
            part = (1 if self._current is None else self._current) * token.value
            self._total += part
            self.parts.add(part)
            self._current, self._last = None, token.value
        self.scales += 1
        self.at = at + 1
        return True

    def _take_amount(self) -> bool:
        """Takes what stands at the beginning, behind a hundred or behind a scale, but not what begins another number."""
        at = self.at
        if self._goes_over_and(at):
            at += 1
        amount, end = self._amount(at)
        if amount is None or not self._goes_on(amount, at, end):
            return False
        self._current = (self._current or 0) + amount
        self.at = end
        self.amounts += 1
        return True

    def _goes_over_and(self, at: int) -> bool:
        """Whether an "and" joins: numbers that are written out, as in "one hundred and fifty"."""
        return self.token(at).folded == "and" and self._is_scale(at - 1) and self.token(at + 1).written_out

    def _goes_on(self, amount: Decimal, at: int, end: int) -> bool:
        if not (self.amounts or self.scales):
            return True
        scale = self.token(end + (self.token(end).folded == "-"))
        next_scale = scale.value if scale.kind == "scale" else None
        if self._current is not None:  # "तीन सौ पचास"
            return self._is_scale(self.at - 1) and amount < _HUNDRED and next_scale != _HUNDRED
        if self._last is None or amount >= self._last or next_scale and next_scale >= self._last:
            return False
        if next_scale:
            return True
        return self.token(at).written_out or self._last == _THOUSAND and not is_year(self.token(at)) and amount == int(amount)

    def _amount(self, at: int) -> tuple[Decimal | None, int]:
        """The number before a scale, and where it ends."""
        token, behind = self.token(at), self.token(at + 1)
        if token.kind == "quarter":
            whole, end = self._amount(at + 1) if behind.kind != "quarter" else (None, at)
            if whole is not None:
                return whole + token.value, end
            return (1 + token.value, at + 1) if behind.kind == "scale" and token.value != _HALF else (None, at)
        if token.kind == "number":
            return self._counted(token, at)
        if behind.kind == "scale" and token.folded in _before_scales():
            return _before_scales()[token.folded], at + 1
        if token.folded == "half" and self._is_scale(at + 1 + (behind.folded == "a")):
            return _HALF, at + 1 + (behind.folded == "a")
        return None, at

    def _counted(self, token: Token, at: int) -> tuple[Decimal, int]:
        value, end = token.value, at + 1
        unit = at + 1 + (self.token(at + 1).folded == "-")
        if _is_tens(token) and self.token(unit).written_out and self.token(unit).value < 10 and self.token(unit).text.isascii():  # noqa: PLR2004
            value, end = value + self.token(unit).value, unit + 1
        if [self.token(at).folded for at in range(end, end + 3)] == ["and", "a", "half"]:
            value, end = value + _HALF, end + 3
        return value, end


@cache
def _before_scales() -> dict[str, Decimal]:
    return {"a": Decimal(1), **number_tables()["before_scales"]}


def _is_tens(token: Token) -> bool:
    return token.written_out and token.text.isascii() and token.value in range(20, 100, 10)
