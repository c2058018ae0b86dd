"""Statements about who does what to whom: two nouns of a sentence change places.

A statement with two nouns exchanged contradicts its passage. So that an odd order by itself gives nothing away, the same two
are exchanged in the passage, too, or only there: then the odd one is borne out and the true one is not. Across languages only
the statement's can be exchanged. A model that learned word overlap learns from such pairs to see roles ("Syntactic Data
Augmentation Increases Robustness to Inference Heuristics", Min et al., 2020).
"""

import random
from collections.abc import Iterator
from typing import Final

import regex

from index.models import Language
from index.text.languages import ENGLISH
from index.text.languages.record import word_set
from index.text.sentences import Span, split_sentences
from index.training.reader.examples import CONTRADICTED, SUPPORTED, Example

# A word before a postposition: nearly always a noun.
_HINDI_NOUN: Final = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}-])[\p{L}\p{M}]{2,}(?=\s(?P<post>ने|को|से|का|के|की|पर|में|द्वारा)(?![\p{L}\p{M}]))"
)
# Who acts, and on whom: one of two exchanged nouns stands before one of these.
_ACTING: Final = frozenset("ने को से द्वारा पर".split())
_NO_HINDI_NOUNS: Final = word_set(
    """
    उस इस उन इन जिस जिन किस किसी उसी इसी उनमें इनमें जिनमें मुझ हम आप तुम अपने खुद स्वयं सभी सब कई कुछ एक दो तीन बाद पहले साथ बीच रूप तरह
    ओर बारे लिए कारण अंत फिर तेज़ी तौर था थी थे है हैं वहाँ यहाँ वहां यहां जहाँ कहाँ तब अब कब
    """
)
_INFINITIVE: Final = "ने"
# Capitalised where they begin a sentence, and no part of the name behind them.
_NO_NAMES: Final = (
    "Because|According|However|Although|Though|While|Since|Until|Unless|Where|When|Whether|Once|Then|Now|So|If|As|And|But|Or|Yet|Also|"
    "After|Before|During|Despite|In|On|At|By|For|From|To|With|Of|The|A|An|This|That|These|Those|His|Her|Their|Its|My|Our|It|He|She|They|"
    "We|I|You|What|Which|Who|How|Why|Some|Many|Much|Most|All|Each|Every|Both|Other|Another|One|Two|No|Not|There|Here|Last|Next|"
    "Yesterday|Today|Like|Unlike|Under|Over|Between|Among|"
    + "|".join([*(names[0] for names in ENGLISH.months), *(name.title() for name in ENGLISH.weekdays)])
)
# "Robert Clive", "George W. Bush", and nothing that a name goes on behind, or that owns.
_NAME: Final = (
    rf"(?<!\p{{Lu}}\.\s)(?!(?:{_NO_NAMES})\b)\p{{Lu}}\p{{Ll}}++(?:[\s-]\p{{Lu}}(?:\p{{Ll}}++|\.(?=\s\p{{Lu}}))){{0,3}}+"
    r"(?!['’\p{L}-]|\s\p{Lu}|\.\S)"
)
# The last word of "the great river", told by the word of grammar behind it; no verb and no adverb.
_NOUN: Final = (
    r"(?<=\b(?:the|a|an|his|her|their|its)\s(?:\p{Ll}+\s)?)(?!(?:same|first|last|other|end|beginning|died|which|yesterday)\b)"
    r"\p{Ll}{3,}(?<!ed|ing|ly|ous)"
    r"(?=[,.;]|\s(?:of|in|on|at|by|for|from|to|with|that|who|which|was|were|is|are|has|had|have|and|as|would|could)\b)"
)
_ENGLISH_NOUN: Final = regex.compile(rf"(?<![\p{{L}}-])(?:{_NAME}|{_NOUN})")
# Between two nouns of a list, also the first and the third.
_CONNECTIVE: Final = r"(?:,|,?\s?(?:and|or|और|तथा|एवं|व|या)(?:\s(?:the|a|an|his|her|their|its))?)"
_LISTED: Final = regex.compile(rf"\s*(?:(?:ने|को|से|का|के|की|पर|में)\s?)?{_CONNECTIVE}(?:\s|.*{_CONNECTIVE}\s)")
# The same both ways: "X met Y", "X and Y are neighbours", "X is as old as Y".
_MUTUAL: Final = regex.compile(
    r"\b(?:met|married|talk\w*|between|both|together|each other|near|similar|equal|same|differ\w*|as \p{Ll}+ as)\b|"
    r"(?<![\p{L}\p{M}])(?:बीच|मिल(?:े|ा|ी|कर|ने|ना)?|मुलाक़?ात|बातचीत|विवाह|शादी|साथ|दोनों|समान|भिन्न)(?![\p{L}\p{M}])",
    regex.IGNORECASE,
)
_FARTHEST: Final = 90  # characters between the two
_SENTENCE: Final = (35, 200)  # characters: a longer statement is not read to its end
_AROUND: Final = (0, 0, 1, 3)  # sentences on either side, at most: half of the time a sentence stands alone


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
    """Pairs of nouns that can change places, in order: both names, or both not, each said once, and not listed together."""
    nouns = [match for match in _nouns(sentence, language) if sentence.count(match[0]) == 1]
    for at, one in enumerate(nouns):
        for other in nouns[at + 1 :]:
            between = sentence[one.end() : other.start()]
            acts = language == "en" or not _ACTING.isdisjoint((one["post"], other["post"]))
            alike = one[0][0].isupper() == other[0][0].isupper()
            if acts and alike and len(between) <= _FARTHEST and not _LISTED.fullmatch(between):
                yield one.span(), other.span()


def _nouns(sentence: str, language: Language) -> list[regex.Match[str]]:
    if language == "en":
        return list(_ENGLISH_NOUN.finditer(sentence))
    found = _HINDI_NOUN.finditer(sentence)
    return [match for match in found if match[0] not in _NO_HINDI_NOUNS and not match[0].endswith(_INFINITIVE)]
