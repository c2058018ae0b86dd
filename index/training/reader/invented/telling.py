"""What happened in an invented report, and how it is told in a language."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import regex

from index.models import Language
from index.text.languages import ENGLISH, HINDI
from index.training.reader.invented.cast import Actor
from index.training.reader.invented.relations import COUNT, Mood, Relation

Words = dict[Language, str]
# The place of A or B in a pattern, and the postposition behind it, if there is one.
_PLACE_OF: Final = regex.compile(r"\{([AB])\}(?=\s(ने|को|से|पर|का|के|की|में|द्वारा)(?![\p{L}\p{M}])|)")
# A number, with its unit if it has one.
_UNITS: Final = (
    "days hours months years percent crore lakh rupees runs दिन दिनों घंटे महीने महीनों साल वर्ष प्रतिशत करोड़ लाख रुपये रन".split()
)
_COUNTED: Final = regex.compile(rf"\{{N\}}(?: (?:{'|'.join(_UNITS)})(?![\p{{L}}\p{{M}}]))*")
# Private letters may mark a part in front of it.
_FIRST_LETTER: Final = regex.compile(r"^\p{Co}*\p{Ll}")
_MONTHS: Final[dict[Language, list[str]]] = {
    "en": [names[0] for names in ENGLISH.months],
    "hi": [names[0] for names in HINDI.months],
}
_ENDS: Final[Words] = {"en": ".", "hi": "।"}
_SAYS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("According to {Z}, {S}", "{Z} said that {S}", "{Z} told reporters that {S}", "In the words of {Z}, {S}"),
    "hi": ("{Z} के अनुसार {S}", "{Z} ने कहा कि {S}", "{Z} ने बताया कि {S}", "{Z} के मुताबिक {S}"),
}


@dataclass(frozen=True)
class Event:
    """A does something to B, in a mood, perhaps somewhere, on a day (and month, from 0), for a reason, and as somebody says."""

    relation: Relation
    a: Actor
    b: Actor
    mood: Mood
    number: int = 0
    place: Words | None = None
    day: tuple[int, int] | None = None
    reason: Words | None = None
    said_by: Actor | None = None


# Puts a part's text ("a", "b", "number", "place", "day", "reason") into the sentence, perhaps with a mark around it.
Put = Callable[[str, str], str]


def as_it_is(_: str, text: str) -> str:
    """A part without a mark."""
    return text


def tell(
    event: Event, language: Language, draw: random.Random, introduced: set[Actor] | None = None, put: Put = as_it_is
) -> str:
    """One sentence. Whoever isn't introduced yet is, where there is a set of those who are."""

    def called(actor: Actor, oblique: bool) -> str:
        calls = actor.calls[language]
        if introduced is None or actor in introduced:
            call = draw.choice(calls)
        else:
            introduced.add(actor)
            call = calls[0]
        return call.oblique if oblique else call.plain

    def placed(match: regex.Match[str]) -> str:
        part, actor = ("a", event.a) if match[1] == "A" else ("b", event.b)
        return put(part, called(actor, match[2] is not None))

    pattern = draw.choice(event.relation.of(event.mood, language))
    said = _PLACE_OF.sub(placed, pattern)
    said = _COUNTED.sub(lambda match: put("number", match[0].replace(COUNT, str(event.number))), said)
    said = _with_details(said, details(event, language, put), language, draw, first="reason" if event.mood == "not" else "")
    if event.said_by:
        frame = draw.choice(_SAYS[language])
        said = frame.replace("{Z}", called(event.said_by, True)).replace("{S}", said)
    return _FIRST_LETTER.sub(lambda match: match[0].upper(), said) + _ENDS[language]


def details(event: Event, language: Language, put: Put = as_it_is) -> dict[str, str]:
    """Where, when and why it happened, as far as that is told."""
    place = event.place and put("place", event.place[language])
    day = event.day and put("day", f"{event.day[0]} {_MONTHS[language][event.day[1]]}")
    reason = event.reason and put("reason", event.reason[language])
    if language == "hi":
        told = {"place": place and f"{place} में", "day": day and f"{day} को", "reason": reason and f"{reason} के कारण"}
    else:
        told = {"place": place and f"in {place}", "day": day and f"on {day}", "reason": reason and f"because of {reason}"}
    return {name: part for name, part in told.items() if part}


def _with_details(said: str, told: dict[str, str], language: Language, draw: random.Random, first: str) -> str:
    """The sentence with where, when and why. In Hindi they stand in front, in English one of them may."""
    ordered = list(told.items())
    draw.shuffle(ordered)
    if language == "hi":
        return " ".join([*(part for _, part in ordered), said])
    # "Did not sing because of the rain" can be read in two ways; with the reason in front it can't.
    first = first if first in told else draw.choice(["", *told])
    front = "".join(f"{part}, " for name, part in ordered if name == first)
    return front + " ".join([said, *(part for name, part in ordered if name != first)])
