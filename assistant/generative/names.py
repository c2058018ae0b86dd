"""Names in a sentence that a passage doesn't have, in whichever of the two scripts."""

from collections.abc import Collection, Iterable
from functools import cache

import regex

from assistant.generative.checks.meaning import keys, sounds_of
from assistant.generative.checks.wordlists import plain_english, plain_hindi, translated_names, translated_plainly
from assistant.generative.numbers import number_words
from assistant.question.common import common_hindi, same_names
from assistant.question.times import months
from index.text.languages import ENGLISH, every
from index.text.languages.record import NUKTA
from index.text.phonetics import phonetic_key
from index.text.words import stems, words

CAPITALISED = regex.compile(r"\p{Lu}[\p{Latin}\p{M}]+")
_BESIDE = regex.compile(r"(?<![\p{Latin}\p{M}])(\p{Lu}[\p{Latin}\p{M}]++)\s(\p{Lu}[\p{Latin}\p{M}]+)")
_CAPITAL_FOLLOWS = regex.compile(r"\s+\p{Lu}\p{Ll}")
_HINDI_WORD = regex.compile(r"[\p{Devanagari}\u200c\u200d&&[^\p{Nd}।॥]]{2,}", regex.V1)
_TITLES = "|".join(sorted(every("titles")))
_ACTS = "|".join(sorted(every("acts")))
_BEHIND_TITLE = regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{_TITLES})\.?\s+$")
_BEFORE_ACT = regex.compile(rf"(?:\s+\p{{Lu}}[\p{{L}}\p{{M}}]+)*\s+(?:{_ACTS})(?![\p{{L}}\p{{M}}])")
# Forms of verbs, plurals and adjectives, which are names only before what names stand before.
_INFLECTED = regex.compile("(?:ना|ने|नी|ते|ती|कर|ेगा|ेगी|ेंगे|ाया|ाई|ाए|ाओं|ियों|ियाँ|ियां|ों|ीं|ीय|ूँ|ें|एगा|एगी|एंगे|एँगे|ये|ए|ई|ित|िक|पूर्ण)$")
_CASE = regex.compile(r"\s+(?:को|से|का|के|की|में|पर)(?![\p{L}\p{M}])")
_VOWEL = regex.compile("[iu]")
# Shorter keys are told apart by too few sounds for one of them to be different (judged by eye).
_LONG_KEY = 4


class Names:
    """What some passages say, to be asked which names of a sentence they lack."""

    def __init__(self, texts: Iterable[str]) -> None:
        said = [word for text in texts for word in words(text)]
        self._words = frozenset(said)
        self._stems = stems(said)
        self._keys = frozenset[str]().union(*map(keys, said))
        joined = [pair.replace("-", "") for pair in _pairs(said)]
        self._sounds = frozenset[str]().union(*map(sounds_of, [*said, *joined]))
        self._things = frozenset(same_names()[name] for name in [*said, *_pairs(said)] if name in same_names())
        self._scripts = {_is_devanagari(word) for word in said if not word[0].isdecimal()}

    def missing(self, sentence: str) -> list[str]:
        """The sentence's names that no passage has.

        Across scripts, where every other capitalised word is translated, only known names and those of who acts are asked for.
        """
        found = [*CAPITALISED.finditer(sentence), *_HINDI_WORD.finditer(sentence)]
        return list(dict.fromkeys(match[0] for match in found if self._lacks(match, sentence)))

    def _lacks(self, match: regex.Match[str], sentence: str) -> bool:
        is_name = _is_name_in_hindi(match, sentence) if _is_devanagari(match[0]) else _is_name_in_english(match, sentence)
        return (is_name or _is_known(match[0])) and not self._has(match[0]) and not self._joined(match, sentence)

    def _has(self, name: str) -> bool:
        (word, *_) = words(name) or [name]
        if word in self._words or same_names().get(word) in self._things:
            return True
        if _is_devanagari(word) in self._scripts and stems([word]) & self._stems:
            return True
        return any(sounds_like(key, self._sounds) for key in sounds_of(word)) or bool(keys(word) & self._keys)

    def _joined(self, match: regex.Match[str], sentence: str) -> bool:
        """Whether a word is one with its neighbour there: "Tamil Nadu" and तमिलनाडु."""
        before, behind = words(sentence[: match.start()])[-1:], words(sentence[match.end() :])[:1]
        pairs = ["".join([*before, match[0]]), "".join([match[0], *behind])]
        if any(phonetic_key(pair) in self._sounds for pair in pairs):
            return True
        beside = _BESIDE.findall(sentence, overlapped=True)  # "The Sri Lankan": the last two are of श्रीलंका
        return any(match[0] in pair and sounds_like(phonetic_key("".join(pair)), self._sounds) for pair in beside)


def is_surely_a_name(word: str, sentence: str, missing: Collection[str]) -> bool:
    """Whether a word that a text lacks is a name beyond doubt: known as one, written with a capital, of somebody who acts, or
    beside another such word.
    """
    if not _is_devanagari(word) or _is_known(word) or _plainly(words(word)[0]) in translated_names():
        return True
    stands = regex.finditer(rf"(?<![\p{{L}}\p{{M}}]){regex.escape(word)}(?![\p{{L}}\p{{M}}])", sentence)
    if any(_acts(match, sentence) for match in stands):
        return True
    return any(f"{word} {other}" in sentence or f"{other} {word}" in sentence for other in missing)


def _is_name_in_english(match: regex.Match[str], sentence: str) -> bool:
    """Whether a capitalised word is a name: one that begins the sentence only where another follows, or somebody acts."""
    before = sentence[: match.start()].rstrip(" \"'“‘([*-–•")
    begins = not before or before[-1] in ".!?:।\n"
    if match[0].lower() in _capitalised():
        return False
    owns = sentence.startswith(("'s", "’s"), match.end())
    return (
        not begins
        or owns
        or bool(_CAPITAL_FOLLOWS.match(sentence, match.end()))
        or _is_known(match[0])
        or _acts(match, sentence)
    )


def _is_name_in_hindi(match: regex.Match[str], sentence: str) -> bool:
    common_words, common_stems = _common()
    (folded, *_) = words(match[0]) or [match[0]]
    if _INFLECTED.search(folded) and not (_acts(match, sentence) or _CASE.match(sentence, match.end())):
        return False
    folded = _plainly(folded)
    if folded in translated_names():
        return True
    return folded not in common_words and not stems([folded]) & common_stems


def names_somebody(word: str) -> bool:
    """Whether a Hindi word, as words are compared, is known to name somebody or is no word that is known."""
    if _is_known(word) or _plainly(word) in translated_names():
        return True
    if not _is_devanagari(word) or word in every("weekdays") or len(word) < 2:  # noqa: PLR2004
        return False
    common_words, common_stems = _common()
    own = stems([_plainly(word), word])
    return not (_INFLECTED.search(word) or _plainly(word) in common_words or own & (common_stems | translated_plainly()))


def _plainly(word: str) -> str:
    """A word as many write it: without nuktas, and with one sign for both nasals."""
    return word.replace(NUKTA, "").replace("\N{DEVANAGARI SIGN CANDRABINDU}", "\N{DEVANAGARI SIGN ANUSVARA}")


def _is_known(word: str) -> bool:
    return " ".join(words(word)) in same_names()


def _acts(match: regex.Match[str], sentence: str) -> bool:
    """Whether a word stands behind a title or before what somebody did."""
    behind_title = _BEHIND_TITLE.search(sentence[max(0, match.start() - 40) : match.start()])
    return bool(behind_title or _BEFORE_ACT.match(sentence, match.end()))


def sounds_like(key: str, known: frozenset[str]) -> bool:
    """Whether a key is known, or for a long one, another that begins as it does and differs by one letter."""
    if not key or key in known:
        return bool(key)
    if len(key) < _LONG_KEY:
        return False
    near = [other for other in known if other[:1] == key[0] and abs(len(key) - len(other)) < 2 and _one_apart(key, other)]
    if _VOWEL.search(key, 1):  # a short name's: only a vowel may differ
        plain = _VOWEL.sub("", key)
        longest = 1 if len(plain) >= _LONG_KEY - 1 else 0
        return any(_VOWEL.sub("", other) == plain and abs(len(other) - len(key)) <= longest for other in near)
    return bool(near)


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or different turns one into the other."""
    if len(one) > len(other):
        one, other = other, one
    at = next((at for at, letter in enumerate(one) if letter != other[at]), len(one))
    return one[at + (len(one) == len(other)) :] == other[at + 1 :]


def _pairs(said: list[str]) -> list[str]:
    return [f"{one}-{other}" for one, other in zip(said, said[1:], strict=False)]


def _is_devanagari(word: str) -> bool:
    return "\u0900" <= word[:1] <= "\u097f"


@cache
def _capitalised() -> frozenset[str]:
    """English words that are written with a capital and name nobody by themselves."""
    return ENGLISH.capitalised | ENGLISH.weekdays.keys() | months(ENGLISH.months).keys() | plain_english()


@cache
def _common() -> tuple[frozenset[str], frozenset[str]]:
    """Words that name nobody, and their stems: common ones, and numbers, months and weekdays, which are compared as such."""
    said = common_hindi() | plain_hindi() | number_words() | every("topicless") | every("weekdays")
    said = said | {_plainly(word) for word in said}
    return frozenset(said), frozenset(stems(word for name in said for word in words(name)))
