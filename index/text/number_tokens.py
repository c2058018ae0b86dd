"""What numbers are made of in a text: figures, number words, scales and what stands between them."""

import tomllib
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple

import regex

from index.text.languages.record import NUKTA, word_set

Kind = Literal["number", "scale", "quarter", "percent", "apart", "word", "mark"]

PERCENT: Final = "percent"

# More digits are a code, and more than decimals hold exactly.
MOST_DIGITS: Final = 15
_OTHER_DIGITS = regex.compile(r"[\p{Nd}--[0-9]]", regex.V1)
_YEAR = regex.compile("(?:19|20)[0-9]{2}")
_FRACTIONS: Final = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}
_JOINERS = regex.compile("[\u200c\u200d]")
_TOKEN = regex.compile(
    r"""
    (?P<apart>[0-9]+(?:\.[0-9]+){2,} | [0-9]+(?:[:/][0-9]+)+ | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9]))
    | (?P<stuck>[0-9]++[\p{L}\p{M}\p{N}--[0-9]][\p{L}\p{M}\p{N}]*)
    | (?P<digits>
        (?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,6} | [1-9][0-9]?(?:,[0-9]{2}){0,8},[0-9]{3})(?:\.[0-9]+)?(?![0-9]|[.,][0-9])
        | [0-9]+(?:\.[0-9]+)?)
    | (?P<percent>(?i:per\ ?cent)(?![\p{L}\p{M}\p{N}]) | (?<=[0-9]\s?)%)
    | (?P<word>(?i:rs|inr|usd|us|रु|रू)(?=[0-9]) | [\p{L}\p{M}\p{N}]+)
    | (?P<mark>[^\s\p{L}\p{M}\p{N}] | \n)
    """,
    regex.VERBOSE | regex.V1,
)
_PERCENT = word_set("प्रतिशत फ़ीसदी फ़ीसद पर्सेंट परसेंट pratishat feesadi fisadi")
# Units that people write without a space; what else stands behind figures makes a word of them: "5G", "75वीं".
_UNITS = word_set(
    "km kms kg cm mm am pm hrs hr mw gw kw mb gb tb kmph ml किमी किग्रा मिमी सेमी रुपये रुपए रुपया रु बजे baje rupees rs में का की के"
)
# An Arab country is no number: "22 अरब देश".
_ARAB: Final = frozenset({"अरब", "arab"})
_ARABS = word_set(
    """
    देश देशों मुल्क मुल्कों राष्ट्र राष्ट्रों शेख शेखों शासक शासकों नेता नेताओं नागरिक नागरिकों लीग अमीरात सागर जगत मूल समुदाय
    desh deshon mulk mulkon country countries nation nations state states league leader leaders world sea citizens men women
    """
)


class Token(NamedTuple):
    """A piece of a text: `text` as it is written, `folded` as it is compared. `written_out`: the number is a word."""

    kind: Kind
    text: str
    folded: str
    value: Decimal = Decimal(0)
    written_out: bool = False


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order, in NFC, digits as 0-9, without joiners."""
    found = list(_tokens(unicodedata.normalize("NFC", western_digits(_JOINERS.sub("", text)))))
    return [_in_its_place(token, found, at) if token.kind == "scale" else token for at, token in enumerate(found)]


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        said, form = match[0], match.lastgroup
        if form == "word":
            yield _word(said)
        elif form == "stuck":
            yield from _stuck(said)
        elif form == "digits":
            yield _digits(said)
        elif form == "percent":
            yield Token("percent", said, PERCENT)
        else:
            yield Token("apart" if form == "apart" else "mark", said, said)


def _digits(said: str) -> Token:
    figures = said.replace(",", "")
    is_code = len(figures) > MOST_DIGITS or (figures[0] == "0" and figures[1:2].isdecimal())
    return Token("apart", said, figures) if is_code and "." not in figures else Token("number", said, figures, Decimal(figures))


def _stuck(said: str) -> Iterator[Token]:
    """Figures with letters behind them: a number and its scale or unit, or one word."""
    unit = said.lstrip("0123456789")
    count = said.removesuffix(unit)
    token = _word(unit)
    if unit in _FRACTIONS:
        whole = _digits(count)
        yield Token(whole.kind, said, said, whole.value + _FRACTIONS[unit])
    elif token.kind in ("scale", "percent") or token.folded in _UNITS:
        yield _digits(count)
        yield token
    else:
        yield Token("word", said, said.lower())


def _word(said: str) -> Token:
    folded = said.lower()
    known = _known().get(folded)
    if known is None:
        return Token("word", said, folded)
    kind, value = known
    return Token(kind, said, PERCENT if kind == "percent" else folded, value, kind == "number")


def _in_its_place(token: Token, among: list[Token], at: int) -> Token:
    """A scale, or the word that it is where it scales nothing: Arabs, and "in 2020 thousands of people"."""
    is_word = False
    behind = among[at + 1].folded if at + 1 < len(among) else ""
    if token.folded in _ARAB:
        is_word = behind in _ARABS or token.text[0].isupper()
    elif token.folded.endswith("s") and behind == "of" and at:
        is_word = is_year(among[at - 1])
    return Token("word", token.text, token.folded) if is_word else token


def is_year(token: Token) -> bool:
    """Whether a number may be a year of these centuries: four figures and nothing else."""
    return token.kind == "number" and bool(_YEAR.fullmatch(token.text))


def western_digits(text: str) -> str:
    """All decimal digits as 0-9."""
    return _OTHER_DIGITS.sub(lambda match: str(unicodedata.decimal(match[0])), text)


@cache
def _known() -> dict[str, tuple[Kind, Decimal]]:
    tables = number_tables()
    known: dict[str, tuple[Kind, Decimal]] = dict.fromkeys(_PERCENT, ("percent", Decimal(0)))
    kinds: dict[str, Kind] = {"hindi": "number", "english": "number", "scales": "scale", "quarters": "quarter"}
    for name, kind in kinds.items():
        known |= {word: (kind, value) for word, value in tables[name].items()}
    return known


@cache
def number_tables() -> dict[str, dict[str, Decimal]]:
    """The tables of number_words.toml: values by word, those with a nukta also as many write them, without."""
    text = (files("index") / "text" / "number_words.toml").read_text(encoding="utf-8")
    return {name: _pairs(table["words"]) for name, table in tomllib.loads(text).items()}


def _pairs(words: str) -> dict[str, Decimal]:
    pairs = [pair.split("=") for pair in unicodedata.normalize("NFC", words).split()]
    return {spelling: Decimal(value) for word, value in pairs for spelling in (word, word.replace(NUKTA, ""))}
