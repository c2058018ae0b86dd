"""What happened in an invented report, and how it is told in a language."""

import random
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


def tell(event: Event, language: Language, draw: random.Random, introduced: set[Actor] | None = None) -> str:
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
        return called(event.a if match[1] == "A" else event.b, match[2] is not None)

    pattern = draw.choice(event.relation.of(event.mood, language))
    said = _PLACE_OF.sub(placed, pattern).replace(COUNT, str(event.number))
    said = _with_details(said, event, language, draw)
    if event.said_by:
        frame = draw.choice(_SAYS[language])
        said = frame.replace("{Z}", called(event.said_by, True)).replace("{S}", said)
    return said[0].upper() + said[1:] + _ENDS[language]


def _with_details(said: str, event: Event, language: Language, draw: random.Random) -> str:
    """The sentence with where, when and why. In Hindi they stand in front, in English one of them may."""
    where = event.place and event.place[language]
    when = event.day and f"{event.day[0]} {_MONTHS[language][event.day[1]]}"
    why = event.reason and event.reason[language]
    if language == "hi":
        told = {"where": where and f"{where} में", "when": when and f"{when} को", "why": why and f"{why} के कारण"}
    else:
        told = {"where": where and f"in {where}", "when": when and f"on {when}", "why": why and f"because of {why}"}
    details = [(name, part) for name, part in told.items() if part]
    draw.shuffle(details)
    if language == "hi":
        return " ".join([*(part for _, part in details), said])
    # "Did not sing because of the rain" can be read in two ways; with the reason in front it can't.
    first = "why" if event.mood == "not" and why else draw.choice(["", *(name for name, _ in details)])
    front = "".join(f"{part}, " for name, part in details if name == first)
    return front + " ".join([said, *(part for name, part in details if name != first)])
