"""Who takes part in invented reports: persons, firms, countries and groups, with what each can be called in both languages."""

import random
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from index.models import Language
from index.training.data import LANGUAGES
from index.training.reader.invented.relations import HERE, Kind


@dataclass(frozen=True)
class Call:
    """One way to call somebody, in Hindi also before a postposition ("छात्र", "छात्रों ने")."""

    plain: str
    oblique: str


@dataclass(frozen=True, eq=False)
class Actor:
    """Somebody of a report. The first of the ways to call them is the one that introduces them."""

    kind: Kind
    calls: dict[Language, list[Call]]


@cache
def entries(name: str) -> list[dict[Language, str]]:
    """A list of words in both languages."""
    lines = (HERE / f"{name}.txt").read_text("utf-8").splitlines()
    return [dict(zip(LANGUAGES, map(str.strip, line.split("|")), strict=True)) for line in lines if line.strip()]


def draw_actor(kind: Kind, draw: random.Random, taken: Collection[Actor]) -> Actor:
    """Somebody who can't be taken for one of the others."""
    used = {call.plain for actor in taken for calls in actor.calls.values() for call in calls}
    while True:
        actor = _person(draw) if kind == "person" else _other(kind, draw)
        if used.isdisjoint(call.plain for calls in actor.calls.values() for call in calls):
            return actor


def _person(draw: random.Random) -> Actor:
    """Introduced by the full name, half of the time with an office; then called by surname, office or both."""
    first, last, office = (draw.choice(entries(name)) for name in ("first_names", "last_names", "offices"))
    titled = draw.random() < 0.5
    calls: dict[Language, list[Call]] = {}
    for language in LANGUAGES:
        full = f"{first[language]} {last[language]}"
        said = [full, last[language], last[language]]
        if titled:
            alone = f"the {office['en'].lower()}" if language == "en" else office["hi"]
            said = [
                f"{office[language]} {full}",
                full,
                last[language],
                last[language],
                f"{office[language]} {last[language]}",
                alone,
            ]
        calls[language] = [Call(text, text) for text in said]
    return Actor("person", calls)


def _other(kind: Kind, draw: random.Random) -> Actor:
    entry = draw.choice(entries({"firm": "firms", "country": "countries", "group": "groups"}[kind]))
    plain, _, oblique = entry["hi"].partition(" / ")
    return Actor(kind, {"hi": [Call(plain, oblique or plain)], "en": [Call(entry["en"], entry["en"])]})
