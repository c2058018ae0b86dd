"""Numbers below zero, by a sign or in words: "-5 degrees", "minus five", "शून्य से पाँच डिग्री नीचे"."""

from decimal import Decimal
from typing import Final

import regex

from assistant.generative.tokens import Found, Tokens, tokens_of
from index.text.languages.record import word_set
from index.text.number_tokens import western_digits

_NUMBER: Final = r"[0-9]++(?:[.,][0-9]++)*+"
_UNIT: Final = r"\s?(?:[°º%]|(?:deg(?:ree)?s?|percent|per cent|points?|डिग्री|सेल्सियस|प्रतिशत|फ़ीसदी|फीसदी|अंक)(?![\p{L}\p{M}]))"
# A dash is a sign where it sticks to a number and stands apart from what is before it. Many write a dash or a bullet like that
# ("मृतक –5"): so it needs a number of what can be below zero, or the first of two.
_SIGN = regex.compile(
    rf"(?<![\p{{L}}\p{{M}}\p{{N}}.,)\]%-])(?<![0-9]\s)"
    rf"(?:−\s?(?=[0-9])|[-–](?={_NUMBER}(?:\s(?:to|and|or|से|और|या)\s[-–−]?{_NUMBER})?+{_UNIT}))",
    regex.IGNORECASE,
)
_MINUS = word_set("minus negative माइनस मायनस ऋण")
_DEGREES = word_set("° º degree degrees deg c f celsius fahrenheit centigrade डिग्री अंश सेल्सियस सेंटीग्रेड फ़ारेनहाइट degri")
_ZERO = word_set("शून्य ज़ीरो 0 zero shunya shoonya")
_ENGLISH_ZERO = frozenset({"zero", "freezing"})
_FROM = word_set("से के se ke")
_BELOW = word_set("नीचे कम neeche niche")


def below_zero(text: str) -> tuple[str, frozenset[Decimal]]:
    """A text without its numbers below zero, and these."""
    said = tokens_of(with_words_for_signs(text))
    found = list(said.scan(below_zero_at))
    return (said.without(found) if found else text), frozenset(-one.value for one in found)


def with_words_for_signs(text: str) -> str:
    """A text with "minus" for each sign of a number."""
    return _SIGN.sub("minus ", western_digits(text))


def below_zero_at(said: Tokens, at: int) -> Found[Decimal] | None:
    """How far below zero is what a place tells."""
    word = said.word(at)
    if word in _MINUS and not said.number(at - 1):
        number = said.number(at + 1 + (said.word(at + 1) == "-"))
        return Found(at, number[1], number[0]) if number else None
    if word in _ZERO:
        return _in_hindi(said, at)
    number = said.number(at)
    if number is None:
        return None
    end = said.skip(number[1], _DEGREES)
    dashes = said.word(end + 1) == "-"
    is_below = said.word(end) == "below" and said.word(end + 1 + dashes) in _ENGLISH_ZERO
    return Found(at, end + 2 + dashes, number[0]) if is_below else None


def _in_hindi(said: Tokens, zero: int) -> Found[Decimal] | None:
    """As in "शून्य से 5 डिग्री नीचे" and "शून्य से नीचे 5 डिग्री"."""
    at = said.skip(zero + 1, _DEGREES)
    is_ahead = said.word(at + 1) in _BELOW
    number = said.number(at + 1 + is_ahead) if said.word(at) in _FROM else None
    if number is None:
        return None
    end = said.skip(number[1], _DEGREES)
    if not is_ahead and said.word(end) not in _BELOW:
        return None
    return Found(zero, end if is_ahead else end + 1, number[0])
