"""Numbers and months in text, however they are written: २०२४ and 2024, 1,50,000 and डेढ़ लाख and "1.5 lakh"."""

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

import regex

from assistant.question.times import months
from index.text.languages import LANGUAGES
from index.text.words import without_joiners

_TOKEN = regex.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})(?!\d)|(?P<digits>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
    r"|(?P<word>[\p{L}\p{M}]+)|(?P<other>[^\s\p{L}\p{M}\p{Nd}-])"
)
_APART = regex.compile(r"[-/.]")
_HUNDRED = 100
_MONTHS = 12


@dataclass(frozen=True)
class Figures:
    """What a text counts and dates: numbers that its reader would check, all numbers that can be read out of it, months."""

    claimed: frozenset[Decimal]
    readable: frozenset[Decimal]
    months: frozenset[int]


@dataclass(frozen=True)
class _Token:
    """A number, an ordinal as a word, a scale ("लाख"), a half ("साढ़े"), a month, or anything else that ends a number."""

    kind: str
    value: Decimal = Decimal(0)
    written_out: bool = False


def figures(text: str) -> Figures:
    """The numbers and months of a text. A one that is written out ("one", "एक") and ordinals as words claim nothing."""
    claimed: set[Decimal] = set()
    readable: set[Decimal] = set()
    named: set[int] = set()
    for group in _groups(_tokens(text), named, readable):
        total, parts, sure = _value(group)
        readable |= {total, *parts}
        if sure:
            claimed.add(total)
    return Figures(frozenset(claimed), frozenset(readable), frozenset(named))


def _groups(tokens: Iterator[_Token], named: set[int], readable: set[Decimal]) -> Iterator[list[_Token]]:
    """Runs of tokens that are one number: "दो करोड़ पचास लाख", "twenty-five thousand". Months and ordinals are set apart."""
    group: list[_Token] = []
    for token in tokens:
        if token.kind == "month":
            named.add(int(token.value))
        if token.kind == "ordinal":
            readable.add(token.value)
        if token.kind in ("number", "half") and group and not _goes_on(group[-1], token):
            yield group
            group = []
        if token.kind in ("number", "half", "scale"):
            group.append(token)
        elif token.kind != "and" or not group or group[-1].kind != "scale":
            if group:
                yield group
            group = []
    if group:
        yield group


def _goes_on(last: _Token, token: _Token) -> bool:
    if last.kind in ("scale", "half"):
        return True
    tens = last.written_out and last.value in range(20, 100, 10)
    return tens and token.written_out and token.value < 10


def _value(group: list[_Token]) -> tuple[Decimal, set[Decimal], bool]:
    """A group's number, the numbers of its parts, and whether it claims to be one."""
    total, current, last, half = Decimal(0), Decimal(0), Decimal(0), Decimal(0)
    parts: set[Decimal] = set()
    for token in group:
        if token.kind == "half":
            half = Decimal("0.5")
        elif token.kind == "number":
            current, half = current + token.value + half, Decimal(0)
        elif token.value <= _HUNDRED:
            current = max(current, Decimal(1)) * token.value
        else:
            if last and not current:  # "लाख करोड़"
                total, current = total - last, last
            last = max(current, Decimal(1)) * token.value
            parts.add(last)
            total, current = total + last, Decimal(0)
    bare = all(token.written_out and token.value <= 1 for token in group)
    scale_alone = all(token.kind == "scale" for token in group)
    return (total + current).normalize(), parts, not bare and not scale_alone


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(unicodedata.normalize("NFC", _western(without_joiners(text)))):
        if match["day"]:
            yield from _day(match["day"])
        elif match["digits"]:
            yield _Token("number", Decimal(match["digits"].replace(",", "")))
        elif match["word"]:
            yield _word(match["word"])
        else:
            yield _Token("other")


def _day(text: str) -> Iterator[_Token]:
    first, month, last = (int(part) for part in _APART.split(text))
    for value in (first, last):
        yield _Token("number", Decimal(value))
        yield _Token("other")
    yield _Token("month", Decimal(month)) if 1 <= month <= _MONTHS else _Token("number", Decimal(month))


def _word(word: str) -> _Token:
    folded = word.lower()
    names = _words()
    if folded in names["scales"]:
        return _Token("scale", names["scales"][folded])
    if folded in names["months"] and (word != folded or not word.isascii()):
        return _Token("month", names["months"][folded])
    if folded in names["ordinals"]:
        return _Token("ordinal", names["ordinals"][folded])
    if folded in names["numbers"]:
        return _Token("number", names["numbers"][folded], written_out=True)
    return _Token({"and": "and", "साढ़े": "half", "साढे": "half"}.get(folded, "other"))


def _western(text: str) -> str:
    """All decimal digits as 0-9."""
    return "".join(str(unicodedata.decimal(character)) if character.isdecimal() else character for character in text)


def number_words() -> set[str]:
    """All words that are read as numbers or months."""
    return {word for table in _words().values() for word in table}


@cache
def _words() -> dict[str, dict[str, Decimal]]:
    text = (files("assistant") / "data" / "number_words.toml").read_text(encoding="utf-8")
    tables = {name: _pairs(table["words"]) for name, table in tomllib.loads(text).items()}
    names = {name: Decimal(number) for name, number in months(*(record.months for record in LANGUAGES.values())).items()}
    return {**tables, "numbers": tables["hindi"] | tables["english"], "months": names}


def _pairs(words: str) -> dict[str, Decimal]:
    pairs = (pair.split("=") for pair in unicodedata.normalize("NFC", words).split())
    return {word: Decimal(value) for word, value in pairs}
