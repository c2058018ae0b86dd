"""One key for a word's spellings in Latin and Devanagari: "Putin" and पुतिन both give "ptn", "Shoigu" and शोइगु "suigu".

Consonant skeletons in the way of Soundex (Russell 1918) and Metaphone (Philips 1990): aspiration, retroflex against dental,
vowel length and doubled letters, on which typed Hindi varies most, are folded; vowels count only at the start. Too many
words share a skeleton of one or two consonants, so these keep their front and back vowels; "a" is no letter in Devanagari.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import regex


def _compiled(*rules: tuple[str, str]) -> list[tuple[regex.Pattern[str], str]]:
    return [(regex.compile(pattern), plain) for pattern, plain in rules]


_NO_LETTER = regex.compile(r"[^a-z]")
_DEVANAGARI: Final = str.maketrans(
    dict.fromkeys("कख", "k")
    | dict.fromkeys("गघ", "g")
    | dict.fromkeys("चछ", "c")
    | dict.fromkeys("जझ", "j")
    | dict.fromkeys("टठतथ", "t")
    | dict.fromkeys("डढदध", "d")
    | dict.fromkeys("नणङञंँ", "n")
    | dict.fromkeys("पफ", "p")
    | dict.fromkeys("बभ", "b")
    | dict.fromkeys("शषस", "s")
    | dict(zip("मयरलळवह", "myrllvh", strict=True))
    | dict.fromkeys("अआऍाॅ", "a")
    | dict.fromkeys("इईएऐिीेै", "i")
    | dict.fromkeys("उऊओऔऑुूोौॉ", "u")
    | {"ऋ": "r", "ृ": "r", "्": "", "ः": "", "़": ""}
)
_LATIN: Final = _compiled(
    (r"^x", "s"),
    (r"^eu", "yu"),
    (r"x", "ks"),
    (r"tion\b", "sn"),
    (r"ck|kh|q", "k"),
    (r"c?ch+|tch", "C"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"C", "c"),
    (r"sh|zh", "s"),
    (r"ph|f", "p"),
    (r"gh", "g"),
    (r"jh|z", "j"),
    (r"th", "t"),
    (r"dh", "d"),
    (r"bh", "b"),
    (r"[ao]w(?![aeiou])", "u"),
    (r"w", "v"),
    (r"[ou]", "u"),
    (r"[ei]", "i"),
)
_FOLD: Final = _compiled(
    (r"m(?=[pb])", "n"),
    (r"(?<=.)y", "i"),
    (r"(?<=.)[ha]", ""),
    (r"(.)\1+", r"\1"),
)
_SKELETON: Final = _compiled((r"^[iu]", "a"), (r"(?<=.)[iu]", ""), (r"(.)\1+", r"\1"))
# Skeletons this short are shared by too many words (judged by eye on names of the demo articles).
_SHORT = 3


@lru_cache(maxsize=50_000)
def phonetic_key(word: str) -> str:
    """The key; words that sound alike to a Hindi reader share it. Empty for a word with neither script."""
    text = unicodedata.normalize("NFKD", word.lower())
    text = text.translate(_DEVANAGARI) if "\u0900" <= text[:1] <= "\u097f" else _apply(_LATIN, _NO_LETTER.sub("", text))
    voiced = _apply(_FOLD, text)
    skeleton = _apply(_SKELETON, voiced)
    return voiced if len(skeleton) < _SHORT else skeleton


def _apply(rules: Sequence[tuple[regex.Pattern[str], str]], text: str) -> str:
    for pattern, plain in rules:
        text = pattern.sub(plain, text)
    return text
