"""Examples whose words are exchanged: into Hindi word by word, or from Devanagari into Latin letters."""

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import regex

from index.training.reader.examples import Example
from index.training.reader.lexicon import Lexicon, switch
from index.training.reader.made import HINDI_WORD


def switched(examples: list[Example], lexicon: Lexicon, draw: random.Random) -> Iterator[Example]:
    """English examples with words of the question, of the passage, or of both in Hindi, one way each."""
    for example in examples:
        way = draw.choice(("question", "passage", "both"))
        share = draw.choice((0.4, 0.7, 1.0))
        question, passage, span = example.question, example.passage, example.span
        if way != "passage":
            question = _hindi_order(switch(question, lexicon, share, draw), draw)
        if way != "question":
            passage, span = _switch_around(example, lexicon, share, draw)
        group = {"question": "hi-en", "passage": "en-hi", "both": "hi-hi"}[way]
        yield Example(f"{group} {'switched' if span else 'miss switched'}", question, passage, span)


def _switch_around(example: Example, lexicon: Lexicon, share: float, draw: random.Random) -> tuple[str, tuple[int, int] | None]:
    if example.span is None:
        return switch(example.passage, lexicon, share, draw), None
    start, end = example.span
    parts = [example.passage[:start], example.passage[start:end], example.passage[end:]]
    before, answer, after = (switch(part, lexicon, share, draw) for part in parts)
    return before + answer + after, (len(before), len(before) + len(answer))


def _hindi_order(question: str, draw: random.Random) -> str:
    """The question word and the verb after it moved to the end, half of the time."""
    split = question.rstrip("? ").split()
    if len(split) < 5 or draw.random() < 0.5:
        return question
    cut = draw.choice((1, 2))
    return " ".join([*split[cut:], *split[:cut]]) + "?"


def romanised(examples: list[Example], spellings: dict[str, list[tuple[str, int]]], draw: random.Random) -> Iterator[Example]:
    """Hindi questions in Latin letters, where at least four fifths of their words have an attested spelling."""
    for example in examples:
        words = HINDI_WORD.findall(example.question)
        known = sum(word in spellings for word in words)
        if len(words) >= 4 and known >= 0.8 * len(words):

            def latin(match: regex.Match[str]) -> str:
                choices = spellings.get(match[0])
                return draw.choices([r for r, _ in choices], [n for _, n in choices])[0] if choices else match[0]

            question = HINDI_WORD.sub(latin, example.question).replace("।", ".")
            group = "la none" if example.span is None else "la"
            yield Example(group, question.lower() if draw.random() < 0.7 else question, example.passage, example.span)


def read_spellings(data: Path) -> dict[str, list[tuple[str, int]]]:
    """Hindi words and how people write them in Latin letters; the commonest words by hand."""
    spellings = defaultdict[str, list[tuple[str, int]]](list)
    for line in (data / "eval/hi.translit.train.tsv").read_text("utf-8").splitlines():
        word, roman, count = line.split("\t")
        spellings[word].append((roman, int(count)))
    for word, romans in _COMMON.items():
        spellings[word] = [(roman, 1) for roman in romans.split()]
    return dict(spellings)


_COMMON: Final = {
    "है": "hai he h", "हैं": "hain hai", "में": "me mein men", "का": "ka", "की": "ki kee", "के": "ke k", "को": "ko", "से": "se",
    "ने": "ne", "पर": "par pe", "और": "aur or", "क्या": "kya kia", "कौन": "kaun kon", "कब": "kab", "कहाँ": "kahan kaha",
    "कहां": "kahan kaha", "क्यों": "kyon kyun kyu", "कैसे": "kaise", "कितने": "kitne", "कितनी": "kitni", "कितना": "kitna",
    "किस": "kis", "किसने": "kisne", "किसे": "kise", "किसके": "kiske", "किसकी": "kiski", "किसका": "kiska", "किन": "kin",
    "था": "tha", "थी": "thi", "थे": "the", "हुआ": "hua", "हुई": "hui", "हुए": "hue", "गया": "gaya", "गई": "gayi gai",
    "गए": "gaye gae", "किया": "kiya kia", "नाम": "naam nam", "साल": "saal sal", "वर्ष": "varsh", "सा": "sa", "सी": "si",
    "नहीं": "nahi nahin", "एक": "ek", "यह": "yah yeh", "वह": "vah woh", "लिए": "liye lie", "द्वारा": "dwara",
}  # fmt: skip
