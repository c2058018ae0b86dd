"""Invented reports, and statements about them that are true or wrong in one thing."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from index.models import Language
from index.training.data import LANGUAGES
from index.training.reader.examples import CONTRADICTED, NOT_SAID, SUPPORTED, Example
from index.training.reader.invented.cast import Actor, draw_actor, entries
from index.training.reader.invented.relations import Kind, Mood, Relation, read_relations
from index.training.reader.invented.telling import Event, Put, as_it_is, tell

Sentences = dict[Language, list[str]]
# Most is told as done.
_MOOD_WEIGHTS: Final[dict[Mood, int]] = {"done": 8, "not": 3, "plan": 3, "may": 2, "deny": 2}
_RELATIONS: Final = (3, 6)
_ASIDES: Final = (0, 5)  # sentences in between that say something else
_TWINS: Final = 3  # true and wrong statements a report and pair of languages
_DETAIL: Final = 0.3  # how likely each of place, day and reason is
_DROPPED: Final = 0.4  # how likely a statement leaves one out
# What is told as done that was planned, possible or denied.
_NOT_DONE: Final[tuple[Mood, ...]] = ("plan", "may", "deny")


def statements(
    count: int, draw: random.Random, sentences: Sentences | None = None, *, held_out: bool = False
) -> Iterator[tuple[str, Example]]:
    """Statements about so many reports, each with its kind ("true", or how it is wrong), in both languages over both. Among the
    reports' own sentences stand some of `sentences` and of a local news report. A true statement's wrong twin follows it.
    """
    relations, others = read_relations(held_out=held_out), with_asides(sentences)
    for _ in range(count):
        events = draw_events(relations, draw)
        for read in LANGUAGES:
            passage = report(events, read, others[read], draw)
            for language in LANGUAGES:
                for _ in range(_TWINS):
                    event = draw.choice(events)
                    kind, wrong, verdict = _wrong(event, events, draw)
                    event, wrong = _shortened(event, wrong, draw)
                    group = f"{language}-{read} invented"
                    yield "true", Example(group, tell(event, language, draw), passage, None, SUPPORTED)
                    yield kind, Example(group, tell(wrong, language, draw), passage, None, verdict)


def with_asides(sentences: Sentences | None) -> Sentences:
    """What may stand between: these sentences, and those of a local news report."""
    asides = {language: [entry[language] for entry in entries("asides")] for language in LANGUAGES}
    return {language: (sentences or {}).get(language, []) + asides[language] for language in LANGUAGES}


def _shortened(event: Event, wrong: Event, draw: random.Random) -> tuple[Event, Event]:
    """Both without some of the details that they share."""
    shared = [name for name in ("place", "day", "reason") if getattr(event, name) == getattr(wrong, name)]
    dropped = {name: None for name in shared if draw.random() < _DROPPED}
    return replace(event, **dropped), replace(wrong, **dropped)


def report(
    events: list[Event],
    language: Language,
    sentences: list[str],
    draw: random.Random,
    put_of: Callable[[int], Put] = lambda _: as_it_is,
) -> str:
    """The report of the events, in their order, with some other sentences around them; `put_of` a number in the list puts an
    event's parts.
    """
    introduced: set[Actor] = set()
    told = [tell(event, language, draw, introduced, put_of(number)) for number, event in enumerate(events)]
    for aside in draw.sample(sentences, draw.randint(*_ASIDES)):
        told.insert(draw.randint(0, len(told)), aside)
    return " ".join(told)


def draw_events(relations: list[Relation], draw: random.Random) -> list[Event]:
    """What happened among a few: some relations, each once or, between others, twice."""
    cast: list[Actor] = []
    events: list[Event] = []
    for relation in draw.sample(relations, draw.randint(*_RELATIONS)):
        for _ in range(1 + (draw.random() < 0.3)):
            a = _somebody(relation.kinds[0], cast, draw, ())
            b = _somebody(relation.kinds[1], cast, draw, (a,))
            if not is_told(events, relation, a, b):
                events.append(_event(relation, a, b, cast, draw))
    draw.shuffle(events)
    return events


def _somebody(kind: Kind, cast: list[Actor], draw: random.Random, but: tuple[Actor, ...]) -> Actor:
    """Mostly somebody who is there already."""
    there = [actor for actor in cast if actor.kind == kind and actor not in but]
    if there and draw.random() < 0.6:
        return draw.choice(there)
    cast.append(draw_actor(kind, draw, cast))
    return cast[-1]


def _event(relation: Relation, a: Actor, b: Actor, cast: list[Actor], draw: random.Random) -> Event:
    mood = draw.choices(relation.moods, [_MOOD_WEIGHTS[mood] for mood in relation.moods])[0]
    event = Event(relation, a, b, mood, draw.randint(3, 90) if relation.counted else 0)
    if mood in ("done", "not", "plan"):
        place, day, reason = (draw.random() < _DETAIL for _ in range(3))
        event = replace(
            event,
            place=draw.choice(entries("places")) if place else None,
            day=draw_day(draw) if day else None,
            reason=draw.choice(entries("reasons")) if reason else None,
        )
    others = [actor for actor in cast if actor not in (a, b) and actor.kind == "person"]
    if others and mood != "deny" and draw.random() < 0.25:
        event = replace(event, said_by=draw.choice(others))
    return event


def draw_day(draw: random.Random) -> tuple[int, int]:
    """A day and a month, from 0."""
    return draw.randint(1, 28), draw.randint(0, 11)


def _wrong(event: Event, events: list[Event], draw: random.Random) -> tuple[str, Event, int]:
    """The event with one thing wrong, how it is wrong, and the verdict."""
    ways = list(_ways(event, events, draw))
    _, kind, wrong, verdict = draw.choices(ways, [weight for weight, *_ in ways])[0]
    return kind, wrong, verdict


def _ways(event: Event, events: list[Event], draw: random.Random) -> Iterator[tuple[float, str, Event, int]]:
    """Each way to make it wrong, and how often to take it."""
    yield 5, "role", replace(event, a=event.b, b=event.a), CONTRADICTED
    cast = list(dict.fromkeys(actor for each in events for actor in (each.a, each.b)))
    others = [actor for actor in cast if actor not in (event.a, event.b, event.said_by)]
    for role, actor in (("a", event.a), ("b", event.b), ("said_by", event.said_by)):
        alike = [other for other in others if actor and other.kind == actor.kind]
        if alike:
            exchanged = replace(event, **{role: draw.choice(alike)})
            if role == "said_by" or not is_told(events, exchanged.relation, exchanged.a, exchanged.b):
                yield 2, "who", exchanged, CONTRADICTED
    if event.mood == "done":
        yield 2, "negation", replace(event, mood="not"), CONTRADICTED
    if event.mood == "not":
        yield 4, "negation", replace(event, mood="done"), CONTRADICTED
    if event.mood in _NOT_DONE:
        yield 4, "modality", replace(event, mood="done"), NOT_SAID
    if event.mood in ("done", "not", "plan"):
        yield from _other_details(event, events, draw)


def is_told(events: list[Event], relation: Relation, a: Actor, b: Actor) -> bool:
    """Whether one of the events is of this relation between these two, whoever does it."""
    return any(event.relation is relation and {event.a, event.b} == {a, b} for event in events)


def _other_details(event: Event, events: list[Event], draw: random.Random) -> Iterator[tuple[float, str, Event, int]]:
    reasons = [each.reason for each in events if each.reason and each.reason != event.reason]
    reason = draw.choice([*reasons, draw.choice(entries("reasons"))])
    if reason != event.reason:
        yield 1.5, "cause", replace(event, reason=reason), CONTRADICTED if event.reason else NOT_SAID
    places = [each.place for each in events if each.place and each.place != event.place]
    place = draw.choice([*places, draw.choice(entries("places"))])
    if place != event.place:
        yield 1, "place", replace(event, place=place), CONTRADICTED if event.place else NOT_SAID
    if event.day:
        yield 0.7, "date", replace(event, day=draw_day(draw)), CONTRADICTED
    if event.number:
        number = draw.choice([n for n in range(3, 91) if n != event.number])
        yield 1, "number", replace(event, number=number), CONTRADICTED
