"""What is written in two ways: "FAA", "F.A.A.", "एफएए" and "एफ.ए.ए." are one, and so are "didn't" and "did not", "an hour and a
half" and "one and a half hours".
"""

import regex

from index.text.languages import HINDI
from index.text.number_reader import MEASURES

# Other spellings of two letters are as common within abbreviations.
_LETTERS = {**HINDI.letter_names, "आइ": "i", "डब्लू": "w"}
_NAMES = "|".join(sorted(_LETTERS, key=len, reverse=True))
_SPELLED = regex.compile(f"(?:({_NAMES})){{2,}}")
_LETTER = f"(?:\\p{{Lu}}|{_NAMES})"
_DOTTED = regex.compile(rf"(?<![\p{{L}}\p{{M}}.])(?:{_LETTER}\.)+(?:{_LETTER}\.|{_LETTER}(?![\p{{L}}\p{{M}}.]))")
_CONTRACTED = regex.compile(r"(?<=\p{L})n['’]t\b", regex.IGNORECASE)
_IRREGULAR = regex.compile(r"\b(?:(ca)n['’]t|(wo)n['’]t)\b", regex.IGNORECASE)
_ONE = {"a": "one", "an": "one"}
_MEASURE_AND_PART = regex.compile(
    rf"\b(an?|one|two|three|four|five|six|seven|eight|nine|ten|[0-9]+) ({'|'.join(filter(str.isascii, sorted(MEASURES)))})"
    r" (and (?:an? (?:half|quarter)|three[- ]quarters))\b(?! of\b)",
    regex.IGNORECASE,
)


def spelled_out(text: str) -> str:
    """A text without dots inside its abbreviations, with "not" where it was contracted and "and a half" behind its number."""
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    text = _IRREGULAR.sub(lambda match: "cannot" if match[1] else "will not", text)
    text = _MEASURE_AND_PART.sub(lambda match: f"{_ONE.get(match[1].lower(), match[1])} {match[3]} {match[2]}", text)
    return _CONTRACTED.sub(" not", text)


def latin_letters(word: str) -> str | None:
    """The letters of an abbreviation that is spelled in Devanagari, as "mrf" of "एमआरएफ"; None for other words."""
    spelled = _SPELLED.fullmatch(word)
    return "".join(_LETTERS[name] for name in spelled.captures(1)) if spelled else None
