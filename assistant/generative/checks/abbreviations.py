"""Abbreviations in either script: "FAA", "F.A.A.", "एफएए" and "एफ.ए.ए." are one."""

import regex

# How Hindi spells the letters of the Latin alphabet.
_LETTERS = {
    "ए": "a", "बी": "b", "सी": "c", "डी": "d", "ई": "e", "एफ": "f", "जी": "g", "एच": "h", "आई": "i", "आइ": "i", "जे": "j",
    "के": "k", "एल": "l", "एम": "m", "एन": "n", "ओ": "o", "पी": "p", "क्यू": "q", "आर": "r", "एस": "s", "टी": "t", "यू": "u",
    "वी": "v", "डब्ल्यू": "w", "डब्लू": "w", "एक्स": "x", "वाई": "y", "जेड": "z",
}  # fmt: skip
_NAMES = "|".join(sorted(_LETTERS, key=len, reverse=True))
_SPELLED = regex.compile(f"(?:({_NAMES})){{2,}}")
_LETTER = f"(?:\\p{{Lu}}|{_NAMES})"
_DOTTED = regex.compile(rf"(?<![\p{{L}}\p{{M}}.])(?:{_LETTER}\.)+(?:{_LETTER}\.|{_LETTER}(?![\p{{L}}\p{{M}}.]))")


def undotted(text: str) -> str:
    """A text without the dots inside its abbreviations."""
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text)


def latin_letters(word: str) -> str | None:
    """The letters of an abbreviation that is spelled in Devanagari, as "mrf" of "एमआरएफ"; None for other words."""
    spelled = _SPELLED.fullmatch(word)
    return "".join(_LETTERS[name] for name in spelled.captures(1)) if spelled else None
