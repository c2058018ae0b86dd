"""Statements about who does what to whom: two nouns of a sentence change places.

A statement with two nouns exchanged contradicts its passage. So that an odd order by itself gives nothing away, the same two
are exchanged in the passage, too, or only there: then the odd one is borne out and the true one is not. A model that learned
word overlap learns from such pairs to see roles ("Syntactic Data Augmentation Increases Robustness to Inference Heuristics",
Min et al., 2020).
"""

import random
from collections.abc import Iterator
from typing import Final

import regex

from index.models import Language
from index.text.sentences import Span, split_sentences
from index.training.reader.examples import CONTRADICTED, SUPPORTED, Example

_HINDI_NOUN: Final = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}-])[\p{L}\p{M}]{2,}(?=\s(?P<post>ने|को|से|का|के|की|पर|में|द्वारा)(?![\p{L}\p{M}]))"
)
# Who acts, and on whom: one of two exchanged nouns stands before one of these.
_ACTING: Final = frozenset("ने को से द्वारा पर".split())
_NAME: Final = r"\p{Lu}\p{Ll}+(?:[\s-]\p{Lu}\p{Ll}+){0,3}"
# The last word of "the great river", told by the word of grammar behind it.
_NOUN: Final = (
    r"(?<=\b(?:the|a|an|his|her|their|its)\s(?:\p{Ll}+\s)?)\p{Ll}{3,}"
    r"(?=[,.;]|\s(?:of|in|on|at|by|for|from|to|with|that|who|which|was|were|is|are|has|had|have|and|as|would|could)\b)"
)
_ENGLISH_NOUN: Final = regex.compile(rf"(?<![\p{{L}}-])(?:{_NAME}(?!['’.\p{{L}}])|{_NOUN})")
_NO_NOUNS: Final = frozenset(
    "उस इस उन इन जिस जिन किस किसी उसी इसी सभी सब कई कुछ एक दो तीन बाद पहले साथ बीच रूप तरह ओर बारे लिए कारण अंत मुझ "
    "हम आप तुम अपने खुद स्वयं वहाँ यहाँ वहां यहां जहाँ कहाँ तब अब कब "
    "The This That These Those In On At By For From To With It He She They We But And As If So However Once Then Now "
    "What Some Many Most All Each One Two I You My Our No Not After Before When While During His Her Their Its There "
    "other first same end beginning which".split()
)
_INFINITIVE: Final = "ने"
_TOGETHER: Final = regex.compile(
    r"\s*(?:(?:ने|को|से|का|के|की|पर|में)\s?)?(?:,|,?\s?(?:and|or|और|तथा|एवं|व|या|से लेकर|to|between|with)(?:\sthe)?)\s*"
)
# The same both ways: "X met Y", "X and Y are neighbours".
_MUTUAL: Final = regex.compile(
    r"\b(?:met|married|between|both|together|each other|near|similar|equal|same|differ\w*)\b|"
    r"बीच|मिल|विवाह|शादी|साथ|दोनों|समान|भिन्न"
)
_FARTHEST: Final = 90  # characters between the two
_SENTENCE: Final = (35, 260)  # characters
_AROUND: Final = (0, 0, 1, 3)  # sentences on either side, at most; roles are learned first where nothing else is said


def of_passage(passage: str, language: Language, draw: random.Random, most: int) -> Iterator[Example]:
    """Statements out of so many of a passage's sentences at most, as they are and exchanged, over some sentences around each as
    they are and exchanged.
    """
    group = f"{language}-{language} roles"
    spans = list(split_sentences(passage))
    made = 0
    for at in draw.sample(range(len(spans)), len(spans)):
        start, end = spans[at]
        sentence = passage[start:end]
        changed = exchanged(sentence, language, draw)
        if changed is None:
            continue
        around = draw.choice(_AROUND)
        before = passage[spans[max(0, at - draw.randint(0, around))][0] : start]
        behind = passage[end : spans[min(len(spans) - 1, at + draw.randint(0, around))][1]]
        as_it_is, other = before + sentence + behind, before + changed + behind
        yield Example(group, sentence, as_it_is, None, SUPPORTED)
        yield Example(group, changed, as_it_is, None, CONTRADICTED)
        yield Example(group, changed, other, None, SUPPORTED)
        yield Example(group, sentence, other, None, CONTRADICTED)
        made += 1
        if made == most:
            break


def across(statement: str, language: Language, passage: str, draw: random.Random) -> Iterator[Example]:
    """A statement and its exchanged twin about a passage in the other language that says it."""
    changed = exchanged(statement, language, draw)
    if changed:
        group = "en-hi roles" if language == "en" else "hi-en roles"
        yield Example(group, statement, passage, None, SUPPORTED)
        yield Example(group, changed, passage, None, CONTRADICTED)


def exchanged(sentence: str, language: Language, draw: random.Random) -> str | None:
    """The sentence with two of its nouns exchanged, None where no two can be told or it would stay true."""
    if not _SENTENCE[0] <= len(sentence) <= _SENTENCE[1] or _MUTUAL.search(sentence):
        return None
    pairs = list(_pairs(sentence, language))
    if not pairs:
        return None
    (a, b), (c, d) = draw.choice(pairs)
    return sentence[:a] + sentence[c:d] + sentence[b:c] + sentence[a:b] + sentence[d:]


def _pairs(sentence: str, language: Language) -> Iterator[tuple[Span, Span]]:
    """Pairs of nouns that can change places, in order: both names, or both not, and not listed together."""
    pattern = _HINDI_NOUN if language == "hi" else _ENGLISH_NOUN
    nouns = [match for match in pattern.finditer(sentence) if match[0] not in _NO_NOUNS and not match[0].endswith(_INFINITIVE)]
    for at, one in enumerate(nouns):
        for other in nouns[at + 1 :]:
            between = sentence[one.end() : other.start()]
            acts = language == "en" or not _ACTING.isdisjoint((one["post"], other["post"]))
            alike = one[0] != other[0] and one[0][0].isupper() == other[0][0].isupper()
            if acts and alike and len(between) <= _FARTHEST and not _TOGETHER.fullmatch(between):
                yield one.span(), other.span()
