"""Made reports of how much something was in which year or month, of two places or things. Only name and time together tell
which figure answers.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from index.models import Language
from index.text.languages import ENGLISH, HINDI
from index.training.data import LANGUAGES
from index.training.reader.examples import Example
from index.training.reader.rows import Name, in_devanagari_digits

Words = dict[Language, str]
_FEWEST, _MOST = 2, 5  # figures of each of both
_MISSED: Final = 0.45  # how many questions are near misses


@dataclass(frozen=True)
class Measured:
    """What is measured of a {name}, with its unit, largest figure, and in Hindi the verb and the question word that agree."""

    what: Words
    unit: Words
    largest: int
    was: str
    how_much: str


_MEASURED: Final = (
    Measured({"en": "the population of {name}", "hi": "{name} की आबादी"}, {"en": "", "hi": ""}, 900_000, "थी", "कितनी"),
    Measured({"en": "the price of {name}", "hi": "{name} का दाम"}, {"en": "rupees", "hi": "रुपये"}, 4_000, "था", "कितना"),
    Measured({"en": "the rainfall in {name}", "hi": "{name} में बारिश"}, {"en": "mm", "hi": "मिमी"}, 900, "थी", "कितनी"),
    Measured({"en": "the budget of {name}", "hi": "{name} का बजट"}, {"en": "crore", "hi": "करोड़"}, 8_000, "था", "कितना"),
    Measured({"en": "literacy in {name}", "hi": "{name} की साक्षरता"}, {"en": "percent", "hi": "प्रतिशत"}, 99, "थी", "कितनी"),
    Measured({"en": "the output of {name}", "hi": "{name} का उत्पादन"}, {"en": "tonnes", "hi": "टन"}, 70_000, "था", "कितना"),
    Measured({"en": "unemployment in {name}", "hi": "{name} में बेरोज़गारी"}, {"en": "percent", "hi": "प्रतिशत"}, 30, "थी", "कितनी"),
    Measured({"en": "the debt of {name}", "hi": "{name} का कर्ज़"}, {"en": "lakh", "hi": "लाख"}, 5_000, "था", "कितना"),
)
# {S} is what is measured, {V} the figure, {T} the time.
_TOLD: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "In {T}, {S} was {V}.",
        "{S} stood at {V} in {T}.",
        "{S} reached {V} in {T}.",
        "In {T} {S} fell to {V}.",
        "{T}: {S} {V}.",
    ),
    "hi": (
        "{T} में {S} {V} {was}।",
        "{S} {T} में {V} {was}।",
        "{T} में {S} लगभग {V} {was}।",
        "{T}: {S} {V}।",
        "{S} {T} में घटकर {V} {was}।",
    ),
}
_ASKED: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("What was {S} in {T}?", "In {T}, what was {S}?", "How high was {S} in {T}?", "{S} in {T}", "{S} in {T}?"),
    "hi": (
        "{T} में {S} {how} {was}?",
        "{S} {T} में {how} {was}?",
        "{T} में {S} क्या {was}?",
        "{S} {T} में {how} {was}",
        "{T} में {S} बताइए",
    ),
}
_MONTHS: Final[list[Words]] = [{"en": en[0], "hi": hi[0]} for en, hi in zip(ENGLISH.months, HINDI.months, strict=True)]


def series(names: list[Name], count: int, draw: random.Random) -> Iterator[Example]:
    """So many reports, each with two questions in either language. A near miss asks for a time that only the other's figure is
    of, or none.
    """
    for _ in range(count):
        measured, read = draw.choice(_MEASURED), draw.choice(LANGUAGES)
        pair, times = draw.sample(names, 2), _times(draw)
        told = [(name, time) for name in (0, 1) for time in draw.sample(range(len(times)), draw.randint(_FEWEST, _MOST))]
        text, spans = _written(measured, read, pair, times, told, draw)
        untold = [(name, time) for name in (0, 1) for time in range(len(times)) if (name, time) not in spans]
        for asked in LANGUAGES:
            for _ in range(2):
                place = draw.choice(untold if draw.random() < _MISSED else told)
                question = _filled(draw.choice(_ASKED[asked]), measured, asked, pair[place[0]], times[place[1]])
                yield Example(f"{asked}-{read} series", question, text, spans.get(place))


def _times(draw: random.Random) -> list[Words]:
    """Years or months, in their order."""
    if draw.random() < 0.3:
        return [_MONTHS[number] for number in sorted(draw.sample(range(12), _MOST + 1))]
    years = sorted(draw.sample(range(1985, 2026), _MOST + 1))
    return [{"en": str(year), "hi": str(year)} for year in years]


def _filled(pattern: str, measured: Measured, language: Language, name: Name, time: Words) -> str:
    said = measured.what[language].replace("{name}", name[language])
    text = pattern.replace("{S}", said).replace("{T}", time[language])
    text = text.replace("{was}", measured.was).replace("{how}", measured.how_much)
    return text[0].upper() + text[1:]


def _written(
    measured: Measured, read: Language, pair: list[Name], times: list[Words], told: list[tuple[int, int]], draw: random.Random
) -> tuple[str, dict[tuple[int, int], tuple[int, int]]]:
    """The report, sorted by time or by name, and where the figure of each name (0 or 1) and time (its number) stands."""
    text, spans = "", {}
    digits = read == "hi" and draw.random() < 0.3
    for name, time in sorted(told, key=draw.choice((lambda place: place, lambda place: place[::-1]))):
        number = f"{draw.randint(measured.largest // 50 + 1, measured.largest):,}"
        value = f"{number} {measured.unit[read]}".strip()
        pattern = _filled(draw.choice(_TOLD[read]), measured, read, pair[name], times[time])
        before, after = pattern.split("{V}")
        text += before
        spans[name, time] = len(text), len(text) + len(value)
        text += value + after + " "
    return (in_devanagari_digits(text) if digits else text).rstrip(), spans
