"""Made lists and tables: prices, contacts, winners, info boxes. Which line answers is told by a name alone."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from index.training.reader.examples import Example

_DEVANAGARI_DIGITS: Final = str.maketrans("0123456789", "०१२३४५६७८९")
_FEWEST, _MOST = 3, 9  # lines of a list
Name = dict[str, str]


@dataclass(frozen=True)
class Fact:
    """What a list tells of each of its names, in both languages: a table's heads, ways to ask, and what the values look like.

    In a question {name} is the line's name; for a list of winners, which are found by what they won, it is the prize.
    """

    heads: dict[str, tuple[str, str]]
    unit: dict[str, str]
    largest: int
    asked: dict[str, tuple[str, ...]]


_FACTS: Final = (
    Fact(
        {"en": ("Station", "Rain"), "hi": ("केंद्र", "वर्षा")},
        {"en": "mm", "hi": "मिमी"},
        200,
        {
            "en": ("How much rain did {name} get?", "How much rain fell in {name}?", "What was the rainfall at {name}?"),
            "hi": ("{name} में कितनी बारिश हुई?", "{name} में वर्षा कितनी दर्ज की गई?", "{name} में कितना पानी बरसा?"),
        },
    ),
    Fact(
        {"en": ("Crop", "Price"), "hi": ("फ़सल", "भाव")},
        {"en": "rupees", "hi": "रुपये"},
        9000,
        {
            "en": ("What is the price of {name}?", "How much does {name} cost?", "At what price is {name} sold?"),
            "hi": ("{name} का भाव क्या है?", "{name} का दाम कितना है?", "{name} कितने में बिक रहा है?"),
        },
    ),
    Fact(
        {"en": ("Office", "Telephone"), "hi": ("कार्यालय", "फ़ोन")},
        {"en": "", "hi": ""},
        99999999,
        {
            "en": ("What is the number of {name}?", "Which number do I call for {name}?", "How can I reach {name} by phone?"),
            "hi": ("{name} का नंबर क्या है?", "{name} का फ़ोन नंबर बताइए", "{name} के लिए किस नंबर पर फ़ोन करें?"),
        },
    ),
    Fact(
        {"en": ("District", "Population"), "hi": ("ज़िला", "आबादी")},
        {"en": "", "hi": ""},
        4000000,
        {
            "en": ("How many people live in {name}?", "What is the population of {name}?"),
            "hi": ("{name} की आबादी कितनी है?", "{name} में कितने लोग रहते हैं?", "{name} की जनसंख्या क्या है?"),
        },
    ),
    Fact(
        {"en": ("City", "Temperature"), "hi": ("शहर", "तापमान")},
        {"en": "degrees", "hi": "डिग्री"},
        47,
        {
            "en": ("How hot was it in {name}?", "What temperature did {name} have?", "What was the temperature in {name}?"),
            "hi": ("{name} में तापमान कितना रहा?", "{name} का तापमान क्या था?", "{name} में कितनी गर्मी थी?"),
        },
    ),
    Fact(
        {"en": ("Prize", "Winner"), "hi": ("पुरस्कार", "विजेता")},
        {"en": "", "hi": ""},
        0,
        {
            "en": ("Who won the {name} prize?", "Who got the prize for {name}?", "To whom did the {name} award go?"),
            "hi": ("{name} पुरस्कार किसने जीता?", "{name} का पुरस्कार किसे मिला?", "{name} का विजेता कौन रहा?"),
        },
    ),
    Fact(
        {"en": ("Post", "Holder"), "hi": ("पद", "नाम")},
        {"en": "", "hi": ""},
        0,
        {
            "en": ("Who is in charge of {name}?", "Who heads {name}?", "Who is responsible for {name}?"),
            "hi": ("{name} कौन संभालता है?", "{name} का प्रमुख कौन है?", "{name} किसके पास है?"),
        },
    ),
)


def names_of(spellings: dict[str, list[tuple[str, int]]]) -> list[Name]:
    """Words that all who were asked spelled in the same way, as names in both scripts."""
    sure = ((word, romans[0]) for word, romans in spellings.items() if len(romans) == 1 and len(word) > 3)
    return [{"hi": word, "en": roman.capitalize()} for word, (roman, count) in sure if count >= 3]


def in_devanagari_digits(text: str) -> str:
    """The text with ०-९ for 0-9."""
    return text.translate(_DEVANAGARI_DIGITS)


def lists(names: list[Name], count: int, draw: random.Random) -> Iterator[Example]:
    """So many lists, each with a question in either language; every sixth question is about a name that is not there."""
    for _ in range(count):
        fact, read = draw.choice(_FACTS), draw.choice(("en", "hi"))
        listed = draw.sample(names, draw.randint(_FEWEST, _MOST) + 1)
        missing, listed = listed[0], listed[1:]
        text, spans = _written(fact, read, listed, draw.sample(names, 2 * len(listed)), draw)
        for asked in ("en", "hi"):
            at = draw.randrange(len(listed))
            is_there = draw.random() > 1 / 6
            name = (listed[at] if is_there else missing)[asked]
            question = draw.choice(fact.asked[asked]).format(name=name)
            yield Example(f"{asked}-{read} rows", question, text, spans[at] if is_there else None)


def _written(
    fact: Fact, read: str, listed: list[Name], people: list[Name], draw: random.Random
) -> tuple[str, list[tuple[int, int]]]:
    """The list as text, in one of the ways in which lists are written, and where in it each line's value stands."""
    name_head, value_head = fact.heads[read]
    before, between, after = draw.choice(
        (
            (f"{name_head}: ", f" | {value_head}: ", ""),
            ("", ": ", ""),
            ("", ": ", ""),
            ("- ", f", {value_head} ", ""),
            ("", " – ", ""),
            (f"{name_head} ", f", {value_head} ", "।" if read == "hi" else "."),
        )
    )
    digits = read == "hi" and draw.random() < 0.3
    text, spans = draw.choice(("", f"{value_head}\n", f"{name_head} / {value_head}\n\n")), []
    for at, name in enumerate(listed):
        value = _value(fact, read, people[2 * at : 2 * at + 2], draw)
        text += before + name[read] + between
        spans.append((len(text), len(text) + len(value)))
        text += (in_devanagari_digits(value) if digits else value) + after + "\n"
    return text.rstrip(), spans


def _value(fact: Fact, read: str, people: list[Name], draw: random.Random) -> str:
    if not fact.largest:
        return " ".join(person[read] for person in people)
    return f"{draw.randint(fact.largest // 100 + 1, fact.largest)} {fact.unit[read]}".strip()
