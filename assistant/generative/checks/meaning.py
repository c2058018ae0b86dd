"""Which words of two sentences mean the same, in one language or across: by stem, by sound, and by what translates both."""

from collections.abc import Sequence
from functools import lru_cache

from assistant.generative.checks.wordlists import translations
from assistant.question.common import same_names
from index.text.languages.record import NUKTA
from index.text.phonetics import phonetic_key
from index.text.words import terms, words

# Keys of fewer sounds are shared by chance (judged by eye).
_LONG_KEY = 3


@lru_cache(maxsize=20_000)
def keys(word: str) -> frozenset[str]:
    """What two words that mean the same have in common, one of it at least; nothing for a word of grammar."""
    found = terms(word)
    if not found:
        return frozenset()
    (stem,) = found[:1]
    plain = stem.replace(NUKTA, "")
    known = translations().get(stem) or translations().get(plain) or ()
    same = {plain, *(f"en:{other}" for other in known)}
    if stem.isascii():
        same.add(f"en:{stem}")
    if len(key := phonetic_key(word) or "") >= _LONG_KEY:
        same.add(f"sound:{key}")
    if names := same_names().get(word):
        same.add(f"name:{names[0]}")
    return frozenset(same)


def all_keys(text: str) -> frozenset[str]:
    """The keys of all words of a text."""
    return frozenset().union(*map(keys, words(text)))


def content(said: Sequence[str]) -> list[str]:
    """The words that say something: no grammar, no numbers."""
    return [word for word in said if not word[0].isdecimal() and keys(word)]


def coverage(claim: str, evidence: str) -> float:
    """The share of a claim's words that the evidence has."""
    said = content(words(claim))
    known = all_keys(evidence)
    return sum(bool(keys(word) & known) for word in said) / len(said) if said else 1.0
