"""The articles' own words that a word in Latin letters may be: those that sound like it, by how they differ from its spellings.

The joint-sequence model spells what people type letter by letter; how a name is really written (छपरा for "chapra", दंतेवाड़ा for
"dantewada") only the articles know. Chosen on one half of tests/data/names (docs/quality.md).
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Final

import regex

from index.text.languages import HINDI
from index.text.phonetics import phonetic_key

# The log-probability that another spelling of the same letters costs, and each letter that really differs.
_OTHER_SPELLING: Final = 0.5
_OTHER_LETTER: Final = 2.0
# The spellings of the model, best first, that words are compared with; the rest are seldom the nearest.
_COMPARED: Final = 8
# Shorter words, and keys of one letter, are like too many (judged by eye).
_SHORTEST: Final = 3
_SHORTEST_KEY: Final = 2

# Letters that people type alike: vowels by length, dental and retroflex, nasals, sibilants; nukta and visarga aren't typed.
_TYPED_ALIKE = str.maketrans("ीूटठडढणञङषशँऐऔैौख", "िुतथदधनननससंएओेोक", "\N{DEVANAGARI SIGN NUKTA}\N{DEVANAGARI SIGN VISARGA}")
_NASAL = regex.compile(r"[नम]्")
_DOUBLED = regex.compile(r"(.)्\1")


def sound_keys(letters: str) -> set[str]:
    """The phonetic keys of a name in Latin letters; ड़, which has the key of ड, is typed as r, too. None for grammar words."""
    if len(letters) < _SHORTEST or letters in _grammar():
        return set()
    key = phonetic_key(letters)
    if len(key) < _SHORTEST_KEY:
        return set()
    return {key, *(f"{key[:at]}d{key[at + 1 :]}" for at, letter in enumerate(key) if letter == "r")}


def nearest(words: Collection[str], spellings: Mapping[str, float]) -> dict[str, float]:
    """Log-probabilities of words, by the nearest of the probable spellings."""
    best = sorted(spellings.items(), key=lambda pair: -pair[1])[:_COMPARED]
    folded = [(_folded(spelling), logp) for spelling, logp in best]
    return {
        word: max(logp - _OTHER_SPELLING - _OTHER_LETTER * _differing(_folded(word), other) for other, logp in folded)
        for word in words
        if folded
    }


@cache
def _grammar() -> frozenset[str]:
    return HINDI.in_latin_letters | HINDI.topicless


def _folded(word: str) -> str:
    return _DOUBLED.sub(r"\1", _NASAL.sub("ं", word.translate(_TYPED_ALIKE)))


def _differing(one: str, other: str) -> int:
    """How many letters turn one word into the other (Levenshtein 1966)."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for at, against in enumerate(other, 1):
            line.append(min(above[at] + 1, line[-1] + 1, above[at - 1] + (letter != against)))
        above = line
    return above[-1]
