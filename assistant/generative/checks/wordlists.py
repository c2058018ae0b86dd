"""The word lists of the checks, from assistant/data."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import regex

from assistant.question.tables import tables
from index.text.languages.record import word_set
from index.text.phonetics import phonetic_key
from index.text.words import stems

_DATA = files("assistant") / "data"
# An English stem that so many Hindi ones are translated by tells nothing: judged by eye on the list.
_TRANSLATES_TOO_MUCH = 40


@cache
def plain_english() -> frozenset[str]:
    """English words that name nobody."""
    return frozenset().union(*map(word_set, _lines("plain_english.txt")))


@cache
def plain_hindi() -> frozenset[str]:
    """Hindi words that name nobody, with their nuktas and without."""
    return frozenset().union(*map(word_set, _lines("plain_hindi.txt")))


@cache
def translations() -> dict[str, frozenset[str]]:
    """English stems by the Hindi stem that they translate."""
    rows = [line.split() for line in _lines("words_across.txt")]
    count: dict[str, int] = {}
    for _, *english in rows:
        for stem in english:
            count[stem] = count.get(stem, 0) + 1
    return {hindi: frozenset(stem for stem in english if count[stem] < _TRANSLATES_TOO_MUCH) for hindi, *english in rows}


@cache
def translated_names() -> frozenset[str]:
    """Hindi words whose likeliest translation is an English name."""
    known = stems(plain_english())
    rows = [line.split()[:2] for line in _lines("words_across.txt")]
    return frozenset(
        hindi
        for hindi, english in rows
        if english.isascii() and english not in known and phonetic_key(hindi) == phonetic_key(english)
    )


@cache
def translated_plainly() -> frozenset[str]:
    """Hindi stems whose likeliest translation names nobody."""
    known = stems(plain_english())
    rows = [line.split()[:2] for line in _lines("words_across.txt")]
    return frozenset(hindi for hindi, english in rows if english in known)


@cache
def listed(name: str) -> regex.Pattern[str]:
    """Matches a word of this list of checking.toml."""
    return _pattern(tables("checking")[name]["words"])


@cache
def opposites() -> tuple[tuple[regex.Pattern[str], regex.Pattern[str]], ...]:
    """Pairs of words that exclude each other."""
    sides = (line.split("|") for line in tables("checking")["opposites"]["words"].strip().splitlines())
    return tuple((_pattern(one), _pattern(other)) for one, other in sides)


@cache
def irregular() -> dict[str, str]:
    """English verbs as they stand behind "to", by how they tell what is done."""
    return dict(pair.split("=") for pair in tables("checking")["irregular"]["words"].split())


def denies(said: Iterable[str]) -> bool:
    """Whether one of some words denies; "didn't" may have been read as "didn" and "t"."""
    return any(word == "t" or listed("denial").fullmatch(word) for word in said)


@cache
def told_apart() -> dict[str, str]:
    """Hindi words whose stem others share, who are somebody else, by the English stem."""
    pairs = (pair.split("=") for pair in tables("checking")["told_apart"]["words"].split())
    return {spelling: english for word, english in pairs for spelling in word_set(word)}


@cache
def phrases(name: str) -> regex.Pattern[str]:
    """Matches a phrase of several words of this list, which may have a pattern a line."""
    patterns = "|".join(tables("checking")[name]["words"].strip().splitlines())
    return regex.compile(rf"\b(?:{patterns})\b", regex.IGNORECASE)


def _pattern(text: str) -> regex.Pattern[str]:
    """Matches one of these words; "escap*" stands for any that begins so."""
    return regex.compile("|".join(regex.escape(word).replace(r"\*", ".*") for word in sorted(word_set(text))))


def _lines(name: str) -> list[str]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
