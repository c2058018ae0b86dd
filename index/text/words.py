"""Words as lexical search compares them, in both languages."""

import hashlib
import unicodedata
from collections.abc import Iterable
from functools import cache

import regex
import Stemmer

from index.text.languages import every, language_of
from index.text.numbers import pieces
from index.text.phonetics import phonetic_key

# The one pattern of a word: letters, their vowel signs and digits. Joiners, which Hindi spelling needs, stand inside and
# behind one.
WORD_CHARACTER = r"[\p{L}\p{M}\p{N}\u200c\u200d]"
WORD_PATTERN = rf"[\p{{L}}\p{{M}}\p{{N}}]{WORD_CHARACTER}*"
WORD = regex.compile(WORD_PATTERN)
_JOINERS = str.maketrans("", "", "\u200c\u200d")
_DEVANAGARI_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789", "\u200c\u200d")

# Too many words share a key of one letter (judged by eye).
_SHORTEST_SOUND = 2

_STOP_WORDS = every("stop_words")


def words(text: str) -> list[str]:
    """A text's words in order as they are compared: NFC, lower case, digits as 0-9, no joiners."""
    return WORD.findall(unicodedata.normalize("NFC", text).translate(_DEVANAGARI_DIGITS).lower())


def without_joiners(text: str) -> str:
    """A text without the marks that only shape its letters."""
    return text.translate(_JOINERS)


def wording(text: str) -> int:
    """A number of 64 bits, signed, that texts of the same words share, whatever their punctuation and spacing."""
    digest = hashlib.blake2b(" ".join(words(text)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def compared(text: str) -> list[str]:
    """A text's words and numbers in order, each number the same however it is written (index/text/numbers.py)."""
    return [word for piece in pieces(text) for word in piece.words]


def terms(text: str) -> list[str]:
    """The stems of a text's words in order, stop words left out (Snowball's stemmers), and its numbers, each the same however
    it is written.
    """
    return [stem(word) for word in compared(text) if word not in _STOP_WORDS]


def stems(said: Iterable[str]) -> set[str]:
    """The stems of words that don't stand together, stop words left out."""
    return {stem(word) for word in said if word not in _STOP_WORDS}


def stem(word: str) -> str:
    """A word's stem, by the stemmer of its script's language."""
    return str(_stemmer(language_of(word).stemmer).stemWord(word))


def sounds(text: str) -> list[str]:
    """The phonetic keys of a text's words in order, equal for a name in Devanagari and in Latin letters; also its numbers.

    Stop words and keys of one letter, which too many words share, are left out.
    """
    said = [word for word in compared(text) if word not in _STOP_WORDS]
    keys = [word if word[0].isdecimal() else phonetic_key(word) for word in said]
    return [key for key in keys if len(key) >= _SHORTEST_SOUND or key[:1].isdecimal()]


@cache
def _stemmer(name: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(name)
