"""Who acts in a sentence: before "ने", "के अनुसार" and "द्वारा" in Hindi, before the verb or behind "by" in English."""

from collections.abc import Sequence

import regex

from assistant.generative.checks.clauses import best_clause, has
from assistant.generative.checks.meaning import keys
from assistant.generative.checks.wordlists import plain_english, plain_hindi
from assistant.generative.names import sounds_like
from assistant.question.common import common_hindi, same_names
from index.text.language import article_language
from index.text.phonetics import phonetic_key
from index.text.words import words

_STOPS = frozenset("में पर से को का की के कि और पास लिए तक बाद पहले ही भी जिसे जिसका यह वह इस उस तो बताया कहा".split())
# A name behind more words is no subject any more (judged by eye).
_SUBJECT = 4
_PRONOUNS = frozenset("उन्होंने उसने इन्होंने इसने उन्होंनें जिन्होंने जिसने he she they it".split())
_PHRASE = regex.compile(r"\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+\p{Lu}[\p{L}\p{M}.'’-]*)*")
_BEFORE = regex.compile(
    r"\b(?:in|on|at|of|from|to|with|for|near|between|by|into|over|against|before|after|the opposition)\s+(?:the\s+)?$", regex.I
)
_BY = regex.compile(r"\b(?:by|according to)\s+(?:the\s+|\p{Ll}+\s+){0,4}$", regex.I)
_CLAUSES = regex.compile(r"\b(?:that|who|which|because|while|whereas)\b|;\s|\sand\s(?=\p{Lu})|,\s(?:and|but)\s")


def acts_otherwise(claim: str, sentence: str, before: str) -> bool:
    """Whether somebody acts in the claim who doesn't in the sentence, where that says who does; `before` stands before it."""
    said = agents(claim)
    written = agents(sentence)
    if not has(claim, "saying"):
        acting = {word for each in said for word in each}
        rest = " ".join(word for word in words(claim) if word not in acting)
        written = agents(best_clause(rest, sentence)) or written
    if not said or not written or has(claim, "converse") != has(sentence, "converse"):
        return False
    if _PRONOUNS & {word for each in written for word in each}:
        written = [*written, *agents(before)]
        if not agents(before):
            return False
    return any(_differs(one, written) for one in said)


def _differs(one: tuple[str, ...], others: Sequence[tuple[str, ...]]) -> bool:
    """Whether somebody is none of others, of whom there are such as are told alike: by name, or by what they are."""
    alike = [other for other in others if _is_named(other) == _is_named(one)]
    return bool(alike) and not any(_same(one, other) for other in others)


def _is_named(one: tuple[str, ...]) -> bool:
    return any(word not in plain_english() and word not in plain_hindi() and word not in common_hindi() for word in one)


def agents(text: str) -> list[tuple[str, ...]]:
    """The words that tell who acts, for each who does."""
    return _hindi(text) if article_language(text) == "hi" else _english(text)


def _hindi(text: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    said = words(text)
    for at, word in enumerate(said):
        if word in _PRONOUNS:
            found.append((word,))
        ends = word in ("ने", "द्वारा") or word in ("के", "का") and said[at + 1 : at + 2] and said[at + 1] in _SAYING
        if not ends:
            continue
        name: list[str] = []
        for other in reversed(said[max(0, at - 4) : at]):
            if other in _STOPS:
                break
            name.insert(0, other)
        if name:
            found.append(tuple(name[-2:]))
    return found


_SAYING = frozenset("अनुसार मुताबिक़ मुताबिक कहना आरोप मानना दावा".split())


def _english(text: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for clause in _CLAUSES.split(text):
        first = True
        for match in _PHRASE.finditer(clause):
            said = words(match[0])
            known = [pair for pair in map("-".join, zip(said, said[1:], strict=False)) if pair in same_names()]
            name = tuple([*(word for word in said if word not in plain_english() and word != "s"), *known])
            before = clause[: match.start()]
            possessive = match[0].endswith(("'s", "’s"))
            if not name or possessive:
                continue
            if _BY.search(before) or first and len(before.split()) <= _SUBJECT and not _BEFORE.search(before):
                found.append(name[-2:])
            first = first and match[0].startswith("The ")
        found += [(word,) for word in words(clause)[:1] if word in _PRONOUNS]
    return found


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    known = frozenset().union(*map(keys, other))
    sounds = frozenset(map(phonetic_key, other))
    return any(keys(word) & known or sounds_like(phonetic_key(word), sounds) for word in one)
