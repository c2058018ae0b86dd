"""Words as lexical search compares them, in both languages."""

import hashlib
import unicodedata
from functools import cache

import regex
import Stemmer

from index.text.phonetics import phonetic_key

WORD = regex.compile(r"[\p{L}\p{M}\p{N}\u200c\u200d]+")
_DEVANAGARI_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789", "\u200c\u200d")

_SHORTEST_SOUND = 2

# Words that every text has. Stemming folds की, का and के into "क", so they go first.
_STOP_WORDS = frozenset(
    """
    का की के को में से ने पर और है हैं था थी थे थीं यह वह कि जो एक इस उस ये वे भी हो तो ही या क्या कौन किस किसने किसे कब कहाँ
    कहां कैसे कितने कितना कितनी किया गया गए गई लिए साथ द्वारा होता होती होते कर करने अपने कौनसा कौनसी सा सी
    the a an of in on at to for from by with is are was were do does did has have had what who whom whose which when where why
    how many much and or not that this be been it its as
    """.split()
)


def words(text: str) -> list[str]:
    """A text's words in order as they are compared: NFC, lower case, digits as 0-9, no joiners."""
    return WORD.findall(unicodedata.normalize("NFC", text).translate(_DEVANAGARI_DIGITS).lower())


def wording(text: str) -> int:
    """A number of 64 bits, signed, that texts of the same words share, whatever their punctuation and spacing."""
    digest = hashlib.blake2b(" ".join(words(text)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def terms(text: str) -> list[str]:
    """The stems of a text's words in order, stop words left out (Snowball's stemmers)."""
    hindi, english = _stemmers()
    return [
        hindi.stemWord(word) if "\u0900" <= word[0] <= "\u097f" else english.stemWord(word)
        for word in words(text)
        if word not in _STOP_WORDS
    ]


def sounds(text: str) -> list[str]:
    """The phonetic keys of a text's words in order, equal for a name in Devanagari and in Latin letters; also its numbers.

    Stop words and keys of one letter, which too many words share, are left out.
    """
    said = [word for word in words(text) if word not in _STOP_WORDS]
    keys = [word if word[0].isdecimal() else phonetic_key(word) for word in said]
    return [key for key in keys if len(key) >= _SHORTEST_SOUND or key[:1].isdecimal()]


@cache
def _stemmers() -> tuple[Stemmer.Stemmer, Stemmer.Stemmer]:
    return Stemmer.Stemmer("hindi"), Stemmer.Stemmer("english")
