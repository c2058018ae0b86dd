"""Questions with a passage that looks right and does not answer."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log
from typing import Final

import regex

from index.training.reader.alterations import other_month, other_name, other_number
from index.training.reader.examples import Example
from index.training.reader.lexicon import words

_CAPITAL: Final = regex.compile(r"(?<!^)\b\p{Lu}\p{Ll}{2,}")


class WrongPassages:
    """Passages of a collection by the rare words that they share with a text: what a search by words would find."""

    def __init__(self, passages: list[str]) -> None:
        self._passages = passages
        self._holding = defaultdict[str, set[int]](set)
        for number, passage in enumerate(passages):
            for word in words(passage):
                self._holding[word].add(number)

    def best(self, question: str, gold: str, count: int) -> list[int]:
        """The numbers of the best passages other than `gold`."""
        scores = Counter[int]()
        for word in set(words(question)):
            holding = self._holding.get(word, set())
            if holding and len(holding) < 0.2 * len(self._passages) + 2:
                for number in holding:
                    scores[number] += round(1000 * log(1 + len(self._passages) / len(holding)))
        return [number for number, _ in scores.most_common(count + 1) if self._passages[number] != gold][:count]


def confusable(examples: list[Example], draw: random.Random, share: float, count: int = 3) -> Iterator[Example]:
    """Questions with the best wrong passages in the question's own language among the examples' passages."""
    groups = defaultdict[str, list[Example]](list)
    for example in examples:
        if example.span:
            groups[example.group.split()[0]].append(example)
    for group, members in groups.items():
        passages = list(dict.fromkeys(example.passage for example in members))
        search = WrongPassages(passages)
        for example in members:
            if draw.random() < share:
                answer = example.answer.lower()
                for number in search.best(example.question, example.passage, count):
                    if answer not in passages[number].lower():
                        yield Example(f"{group} none", example.question, passages[number])


def translated(examples: list[Example], both: list[tuple[str, str]]) -> Iterator[Example]:
    """Questions of one language with the other language's wording of their wrong passage."""
    other = {en: hi for en, hi in both} | {hi: en for en, hi in both}
    for example in examples:
        if example.passage in other:
            asked, read = example.group.split()[0].split("-")
            group = f"{asked}-{'en' if read == 'hi' else 'hi'} none"
            yield Example(group, example.question, other[example.passage])


def exchanged(examples: list[Example], draw: random.Random) -> Iterator[Example]:
    """Questions whose number, month or name is exchanged for one that the passage lacks."""
    names = [m[0] for e in examples if e.group.startswith("en") for m in _CAPITAL.finditer(e.question)]
    for example in examples:
        for way in draw.sample((other_number, other_month, other_name), 3):
            changed = way(example.question, "en", draw, names)
            if changed and changed != example.question:
                new = set(words(changed)) - set(words(example.question))
                if not new & set(words(example.passage)):
                    yield Example(f"{example.group.split()[0]} none", changed, example.passage)
                break
