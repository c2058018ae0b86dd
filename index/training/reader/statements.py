"""Statements to check against a passage: its own sentences and their translations, kept or altered."""

import random
from collections.abc import Iterator
from typing import Any, Final

import regex

from index.models import Language
from index.text.sentences import split_sentences
from index.training.reader.alterations import NAME, altered, other_number
from index.training.reader.examples import CONTRADICTED, NOT_SAID, SUPPORTED, Example
from index.training.reader.made import stretches

SENTENCE: Final = (25, 320)  # characters


def of_pairs(pairs: list[dict[str, Any]], draw: random.Random) -> Iterator[Example]:
    """Statements in one language about sentences in the other, or about another translation of the same sentence."""
    names = [m[0] for pair in pairs for m in NAME.finditer(pair["en"])]
    again: dict[str, list[str]] = {}
    for pair in pairs:
        again.setdefault(pair["hi"], []).append(pair["en"])
    before: tuple[str, str] | None = None
    for pair, en, hi in stretches(pairs, draw):
        ways: list[tuple[Language, str, str, str]] = [("en", pair["en"], hi, "en-hi"), ("hi", pair["hi"], en, "hi-en")]
        others = [text for text in again[pair["hi"]] if text not in en]
        if others:
            ways.append(("en", draw.choice(others), en, "en-en"))
        for language, text, passage, group in ways:
            if len(text) < 25 or draw.random() < 0.35:
                continue
            changed = altered(text, language, draw, names)
            if changed and draw.random() < 0.55:
                yield Example(f"{group} said", changed[0], passage, None, changed[1])
            else:
                yield Example(f"{group} said", text, passage, None, SUPPORTED)
            if before and draw.random() < 0.25 and pair["hi"] not in before[0]:
                yield Example(f"{group} said", text, before[0 if group.endswith("hi") else 1], None, NOT_SAID)
        before = hi, en


def of_passages(passages: list[tuple[str, str]], language: Language, draw: random.Random) -> Iterator[Example]:
    """Statements from the passages' own sentences; the second of each pair is the same text in the passage's other language
    (or the same again), where the sentence is looked for.
    """
    names = [m[0] for own, _ in passages for m in NAME.finditer(own)]
    for position, (own, shown) in enumerate(passages):
        for text in _sentences(own):
            chance = draw.random()
            group = "same said" if own == shown else "across said"
            if chance < 0.35:
                yield Example(group, text, shown, None, SUPPORTED)
            elif chance < 0.5 and len(passages) > 3:
                other = passages[(position + draw.choice((1, 2))) % len(passages)][1]
                if text[:30] not in other:
                    yield Example(group, text, other, None, NOT_SAID)
            else:
                changed = altered(text, language, draw, names)
                if changed:
                    yield Example(group, changed[0], shown, None, changed[1])


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text that are neither very short nor very long."""
    for start, end in split_sentences(text):
        if SENTENCE[0] <= end - start <= SENTENCE[1]:
            yield text[start:end]


_WH_HINDI: Final = regex.compile(
    r"(?<!\S)(?:किस (?:वर्ष|साल|सन|तारीख को|दिन|महीने|देश|शहर|जगह|स्थान|कारण)(?: में)?|कौन(?: सा| सी| से)?|किसने|किसे|किसके द्वारा|"
    r"कितने प्रतिशत|कितने|कितनी|कितना|कब|कहाँ|कहां|क्या)(?!\S)"
)


def of_answers(examples: list[Example], draw: random.Random) -> Iterator[Example]:
    """Hindi questions with their question word exchanged for the answer, or for an answer of another question there."""
    by_passage: dict[str, list[str]] = {}
    for example in examples:
        if example.span:
            by_passage.setdefault(example.passage, []).append(example.answer)
    for example in examples:
        found = list(_WH_HINDI.finditer(example.question))
        if not example.span or len(found) != 1:
            continue
        match, answer = found[0], example.answer
        verdict, shown = SUPPORTED, answer
        others = [text for text in by_passage[example.passage] if text != answer and text[0].isdigit() == answer[0].isdigit()]
        if draw.random() < 0.55:
            number = other_number(answer, "hi", draw, []) if draw.random() < 0.5 else None
            if not number and not others:
                continue
            verdict, shown = CONTRADICTED, number or draw.choice(others)
        post = " में" if match[0].startswith(("किस वर्ष", "किस साल", "कब", "कहाँ", "कहां")) and not shown.endswith("में") else ""
        post = " ने" if match[0] == "किसने" else " को" if match[0] == "किसे" else post
        text = example.question[: match.start()] + shown + post + example.question[match.end() :].rstrip("? ।") + "।"
        yield Example("answer said", text, example.passage, None, verdict)
