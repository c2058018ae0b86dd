"""One key for a word's spellings in Latin and Devanagari: "Shoigu" and "शोइगु" both give "sg".

Consonant skeletons in the way of Soundex (Russell 1918) and Metaphone (Philips 1990): aspiration, retroflex against dental,
vowel length and doubled letters, on which typed Hindi varies most, are folded; vowels count only at the start.
"""

import unicodedata
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
    | dict.fromkeys("अआइईउऊएऐओऔऑऍ", "a")
    | dict.fromkeys("ािीुूेैोौॉॅ", "a")
    | {"ऋ": "r", "ृ": "r", "्": "", "ः": "", "़": ""}
)
_LATIN: Final = _compiled(
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
    (r"w", "v"),
    (r"[eiou]", "a"),
)
_FOLD: Final = _compiled(
    (r"m(?=[pb])", "n"),
    (r"(?<=.)y", "a"),
    (r"(?<=.)h(?!a)", ""),
    (r"(?<=.)a", ""),
    (r"(.)\1+", r"\1"),
)


@lru_cache(maxsize=50_000)
def phonetic_key(word: str) -> str:
    """The key; words that sound alike to a Hindi reader share it. Empty for a word with neither script."""
    text = unicodedata.normalize("NFKD", word.lower())
    text = text.translate(_DEVANAGARI) if "\u0900" <= text[:1] <= "\u097f" else _latin(text)
    for pattern, plain in _FOLD:
        text = pattern.sub(plain, text)
    return text


def _latin(text: str) -> str:
    text = _NO_LETTER.sub("", text)
    for pattern, plain in _LATIN:
        text = pattern.sub(plain, text)
    return text
