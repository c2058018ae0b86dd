"""Which words of two sentences mean the same, in one language or across: by stem, by sound, and by what translates both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from assistant.generative.checks.abbreviations import latin_letters
from assistant.generative.checks.wordlists import told_apart, translations
from assistant.question.common import same_names
from index.text.languages.record import NUKTA
from index.text.phonetics import phonetic_key
from index.text.words import terms, words


@dataclass(frozen=True)
class Said:
    """A sentence of an article with what makes it understood: `before` are the first of its passage and the two before it,
    `over` what stands over the passage, its headline, source and day. `passage` is all of it. `near`
    tells of words of the claim how near they are to one of the sentence's. `answer` gives what the reader finds in the sentence
    for a question, None where it isn't sure.
    """

    text: str
    before: str
    over: str
    passage: str = ""
    near: Mapping[str, float] = field(default_factory=dict)
    answer: Callable[[str], str | None] = field(default=lambda question: None)

    def has(self, word: str, text: str, least: float) -> bool:
        """Whether a word of the claim is in a text of this sentence, or another that is at least as near."""
        return self.near.get(word, 0.0) >= least or stands_in(word, text)


def stands_in(word: str, text: str) -> bool:
    """Whether a word is in a text, in either language, or one that begins as it does."""
    if keys(word) & all_keys(text):
        return True
    begun = word[:_BEGUN]
    return len(begun) == _BEGUN and any(other.startswith(begun) for other in words(text))


# Words that begin with as many letters are mostly of one family: "बीमार" and "बीमारी".
_BEGUN = 5
_SOFT_G = regex.compile("g(?=[eiy])", regex.IGNORECASE)
# Keys of fewer sounds are shared by chance (judged by eye).
_LONG_KEY = 3


def sounds_of(word: str) -> set[str]:
    """How a word sounds; a Latin "g" before "e" or "i" may be that of "Georgia"."""
    return {phonetic_key(word), phonetic_key(_SOFT_G.sub("j", word))} - {""}


@lru_cache(maxsize=20_000)
def keys(word: str) -> frozenset[str]:
    """What two words that mean the same have in common, one of it at least; nothing for a word of grammar."""
    found = terms(word)
    if not found:
        return frozenset()
    if apart := told_apart().get(word):
        return frozenset({f"en:{apart}"})
    (stem,) = found[:1]
    plain = stem.replace(NUKTA, "")
    known = translations().get(stem) or translations().get(plain) or ()
    same = {plain, *(f"en:{other}" for other in known)}
    if stem.isascii():
        same.add(f"en:{stem}")
    same.update(f"sound:{key}" for key in sounds_of(word) if len(key) >= _LONG_KEY)
    if spelled := latin_letters(word):
        same.add(f"en:{spelled}")
    if names := same_names().get(word):
        same.add(f"name:{names[0]}")
    return frozenset(same)


@lru_cache(maxsize=2_000)
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
