"""A small English-Hindi dictionary learned from parallel sentences (IBM model 1, Brown et al. 1993)."""

import random
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import regex

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}]+)*")
Lexicon = dict[str, list[tuple[str, float]]]

# Words that stand for nothing in particular are aligned with anything; question words are rare in the sentences.
_UNSURE = frozenset("the a an of to was were is are be been and in on at by for with has have had it its he his she".split())
_QUESTION_WORDS: Lexicon = {
    word: [(hindi, 1.0) for hindi in choices.split("|")]
    for word, choices in {
        "when": "कब|किस समय", "who": "कौन|किसने|किसे", "whom": "किसे|किसको", "whose": "किसका|किसकी|किसके", "what": "क्या|किस|कौन सा",
        "which": "किस|कौन सा|कौन सी|किन", "where": "कहाँ|कहां|किस जगह", "why": "क्यों|किस कारण", "how": "कैसे|किस प्रकार",
        "many": "कितने|कितनी", "much": "कितना|कितनी", "did": "था|की|ने", "does": "है", "do": "हैं", "is": "है", "are": "हैं",
        "was": "था|थी", "were": "थे", "in": "में", "of": "का|की|के", "from": "से", "by": "द्वारा",
        "and": "और", "to": "को", "on": "पर",
    }.items()
}  # fmt: skip
TURNS = 4
LEAST, COUNT = 0.12, 3


def words(text: str) -> list[str]:
    """Lower-case words of either script."""
    return _WORD.findall(unicodedata.normalize("NFC", text.lower()))


def learn(pairs: Iterable[tuple[str, str]]) -> Lexicon:
    """For each English word its Hindi words and their probabilities, where both directions agree."""
    split = [(words(en)[:40], words(hi)[:40]) for en, hi in pairs]
    english = {w: n for n, w in enumerate(sorted({w for en, _ in split for w in en}))}
    hindi = {w: n for n, w in enumerate(sorted({w for _, hi in split for w in hi}))}
    e = np.concatenate([np.repeat([english[w] for w in en], len(hi)) for en, hi in split if en and hi])
    h = np.concatenate([np.tile([hindi[w] for w in hi], len(en)) for en, hi in split if en and hi])
    sizes = [(len(en), len(hi)) for en, hi in split if en and hi]
    sentence = np.repeat(np.arange(len(sizes)), [a * b for a, b in sizes])
    keys, inverse = np.unique(e.astype(np.int64) * len(hindi) + h, return_inverse=True)
    forward = _probabilities(inverse, sentence * 64 + _column(sizes, True), keys // len(hindi))
    backward = _probabilities(inverse, sentence * 64 + _column(sizes, False), keys % len(hindi))
    counts = np.bincount(inverse)
    hindi_words, english_words = list(hindi), list(english)
    found = defaultdict[str, list[tuple[str, float]]](list)
    for n in np.flatnonzero((forward > LEAST) & (backward > LEAST) & (counts >= COUNT)):
        found[english_words[keys[n] // len(hindi)]].append((hindi_words[keys[n] % len(hindi)], float(forward[n])))
    return {word: choices for word, choices in found.items() if word not in _UNSURE} | _QUESTION_WORDS


def _column(sizes: list[tuple[int, int]], of_hindi: bool) -> np.ndarray:
    """For each word pair of each sentence, the position of the word that is explained."""
    parts = [np.tile(np.arange(b), a) if of_hindi else np.repeat(np.arange(a), b) for a, b in sizes]
    return np.concatenate(parts)


def _probabilities(pair: np.ndarray, explained: np.ndarray, given: np.ndarray) -> np.ndarray:
    """Expectation maximisation: the probability of each pair's explained word, given its other word."""
    probability = np.ones(len(given))
    _, slot = np.unique(explained, return_inverse=True)
    for _ in range(TURNS):
        weight = probability[pair]
        weight /= np.bincount(slot, weight)[slot]
        expected = np.bincount(pair, weight)
        probability = expected / np.bincount(given, expected)[given]
    return probability


def switch(text: str, lexicon: Lexicon, share: float, draw: random.Random) -> str:
    """The text with a share of its known words in Hindi."""

    def word(match: regex.Match[str]) -> str:
        choices = lexicon.get(match[0].lower())
        if not choices or draw.random() >= share:
            return match[0]
        return draw.choices([w for w, _ in choices], [p for _, p in choices])[0]

    return _WORD.sub(word, text)
