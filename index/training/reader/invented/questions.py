"""Questions about invented reports, answered there or nearly so."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import regex

from index.models import Language
from index.training.data import LANGUAGES
from index.training.reader.examples import INVENTED_QUESTIONS, Example
from index.training.reader.invented.cast import Actor, entries
from index.training.reader.invented.relations import Asked, Relation, read_relations
from index.training.reader.invented.reports import Sentences, draw_day, draw_events, report, with_asides
from index.training.reader.invented.telling import Event, Put, details

Span = tuple[int, int]
# Which part is asked for, the event as the question has it, and the detail that must be named or "".
Missed = tuple[str, Event, str]
_ANSWERED, _MISSED = 2, 3  # questions a report and pair of languages
_ASKED_WITH: Final = 0.3  # how likely a question names each of place and day
# What each word asks for, and the part of the event that answers it.
_CIRCUMSTANCES: Final[dict[str, dict[Language, str]]] = {
    "day": {"en": "When", "hi": "कब"},
    "place": {"en": "Where", "hi": "कहाँ"},
    "reason": {"en": "Why", "hi": "क्यों"},
}
_KINDS: Final[dict[str, Asked]] = {"a": "who", "b": "whom", "number": "count"}
_PARTS: Final = ("a", "b", "number", *_CIRCUMSTANCES)
_FIRST_MARK: Final = 0xE000  # private letters, two words of the same report never share one
_MARKED: Final = regex.compile(r"(\p{Co})(.*?)\1")


def questions(
    count: int, draw: random.Random, sentences: Sentences | None = None, *, held_out: bool = False
) -> Iterator[Example]:
    """Questions about so many reports in both languages over both: two that a report answers, and three near misses."""
    relations, others = read_relations(held_out=held_out), with_asides(sentences)
    for _ in range(count):
        events = draw_events(relations, draw)
        told = list(answered(events))
        untold = list(missed(events, relations, draw))
        for read in LANGUAGES:
            passage, spans = _unmarked(report(events, read, others[read], draw, _marks))
            for language in LANGUAGES:
                group = f"{language}-{read} {INVENTED_QUESTIONS}"
                for number, part, event in draw.sample(told, min(_ANSWERED, len(told))):
                    yield Example(group, ask(event, part, language, draw), passage, spans[number, part])
                for part, event, named in draw.sample(untold, min(_MISSED, len(untold))):
                    yield Example(group, ask(event, part, language, draw, named), passage)


def ask(event: Event, part: str, language: Language, draw: random.Random, named: str = "") -> str:
    """A question for this part of the event. It names the detail `named`, and may name the place and the day."""
    pattern = draw.choice(event.relation.of(_kind_of(part), language))
    said = pattern.removesuffix("?")
    for name, actor in (("{A}", event.a), ("{B}", event.b)):
        said = _called(said, name, actor, language, draw)
    if part in _CIRCUMSTANCES:
        said = said.replace("{W}", _CIRCUMSTANCES[part][language])
    told = details(event, language)
    others = [name for name in ("place", "day") if name in told and name not in (part, named) and draw.random() < _ASKED_WITH]
    said_with = [told[name] for name in (*others, named) if name]
    said = " ".join([*said_with, said] if language == "hi" else [said, *said_with])
    return said + "?" * pattern.endswith("?")


def _called(said: str, name: str, actor: Actor, language: Language, draw: random.Random) -> str:
    """The pattern with one of the actor's names. In Hindi a word behind it that is a postposition asks for the oblique."""
    call = draw.choice(actor.calls[language])
    oblique = regex.search(rf"{regex.escape(name)} (?:ने|को|से|पर|का|के|की|में|द्वारा)(?![\p{{L}}\p{{M}}])", said)
    return said.replace(name, call.oblique if oblique else call.plain)


def _kind_of(part: str) -> Asked:
    return _KINDS.get(part, "circumstance")


def _can_ask(relation: Relation, part: str) -> bool:
    return relation.can_be_asked(_kind_of(part))


def answered(events: list[Event]) -> Iterator[tuple[int, str, Event]]:
    """What the report answers: an event's number, which part is asked for, and the event as the question has it."""
    for number, event in enumerate(events):
        if event.mood != "done":
            continue
        others = [each for each in events if each.relation is event.relation and each is not event]
        told = {
            "a": all(event.b not in (each.a, each.b) for each in others),
            "b": all(event.a not in (each.a, each.b) for each in others),
            "number": bool(event.number),
            "place": event.place is not None,
            "day": event.day is not None,
            "reason": event.reason is not None,
        }
        for part in _PARTS:
            if told[part] and _can_ask(event.relation, part):
                yield number, part, event


def missed(events: list[Event], relations: list[Relation], draw: random.Random) -> Iterator[Missed]:
    """What it seems to answer and does not."""
    for event in events:
        parts = [part for part in _PARTS if _can_ask(event.relation, part)]
        if event.mood != "done":
            yield draw.choice(parts), event, ""
            continue
        for miss in (*_other_actors(event, events, draw), *_other_details(event, events, draw)):
            if miss[0] in parts:
                yield miss
        untold = [part for part in _CIRCUMSTANCES if part in parts and getattr(event, part) is None]
        if untold:
            yield draw.choice(untold), event, ""
        alike = [
            each for each in relations if each.kinds == event.relation.kinds and all(each is not e.relation for e in events)
        ]
        if alike and draw.random() < 0.5:
            other = replace(event, relation=draw.choice(alike))
            yield draw.choice("ab"), other, ""


def _other_actors(event: Event, events: list[Event], draw: random.Random) -> Iterator[Missed]:
    """Roles exchanged, or somebody else of the report in one of them."""
    same = [each for each in events if each.relation is event.relation]
    turned = replace(event, a=event.b, b=event.a)
    if event.a.kind == event.b.kind:
        if all(event.a is not each.b for each in same):
            yield "a", turned, ""
        if all(event.b is not each.a for each in same):
            yield "b", turned, ""
        yield draw.choice(["number", *_CIRCUMSTANCES]), turned, ""
    cast = dict.fromkeys(actor for each in events for actor in (each.a, each.b))
    taking_part = {actor for each in same for actor in (each.a, each.b)}
    others = [actor for actor in cast if actor not in taking_part]
    if alike := [actor for actor in others if actor.kind == event.b.kind]:
        yield draw.choice(["a", "number", *_CIRCUMSTANCES]), replace(event, b=draw.choice(alike)), ""
    if alike := [actor for actor in others if actor.kind == event.a.kind]:
        yield draw.choice(["b", "number", *_CIRCUMSTANCES]), replace(event, a=draw.choice(alike)), ""


def _other_details(event: Event, events: list[Event], draw: random.Random) -> Iterator[Missed]:
    """Another place or day than is told. One that is not told at all may be what the asker knows from elsewhere."""
    places = [each.place for each in events if each.place and each.place != event.place]
    place = draw.choice([*places, draw.choice(entries("places"))])
    days = [each.day for each in events if each.day and each.day != event.day]
    day = draw.choice([*days, draw_day(draw)])
    if event.place and place != event.place:
        yield draw.choice([part for part in _PARTS if part != "place"]), replace(event, place=place), "place"
    if event.day and day != event.day:
        yield draw.choice([part for part in _PARTS if part != "day"]), replace(event, day=day), "day"


def _marks(number: int) -> Put:
    """Marks the parts of this event of a report."""

    def put(part: str, text: str) -> str:
        mark = chr(_FIRST_MARK + number * len(_PARTS) + _PARTS.index(part))
        return mark + text + mark

    return put


def _unmarked(text: str) -> tuple[str, dict[tuple[int, str], Span]]:
    """The report without marks, and where each part of each event stands."""
    spans: dict[tuple[int, str], Span] = {}
    while match := _MARKED.search(text):
        number, part = divmod(ord(match[1]) - _FIRST_MARK, len(_PARTS))
        text = text[: match.start()] + match[2] + text[match.end() :]
        spans[number, _PARTS[part]] = match.start(), match.start() + len(match[2])
    return text, spans
