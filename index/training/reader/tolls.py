"""Made reports of an accident or a disaster: how many died, were hurt, are missing or were arrested, or that nobody was.

People ask this of every such report. Whoever writes near misses asks it, too, where it isn't told, so that without these a
reader learns to doubt the question itself.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from index.models import Language
from index.training.data import LANGUAGES
from index.training.reader.examples import Example
from index.training.reader.rows import Name, in_devanagari_digits

_FEWEST, _MOST = 1, 3  # fates that are told
_MISSED: Final = 0.4  # how many questions are near misses
_NOBODY: Final = 0.3  # how often nobody met a fate that is told
_ELSEWHERE: Final = 0.4  # how often another place's is told, too
_IN_WORDS: Final[dict[Language, dict[int, str]]] = {
    "en": dict(enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)),
    "hi": dict(enumerate("दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह".split(), 2)),
}
# The event, in the form in which Hindi puts it before "में".
_EVENTS: Final[tuple[dict[Language, str], ...]] = (
    {"en": "bus accident", "hi": "बस हादसे"},
    {"en": "fire", "hi": "आग"},
    {"en": "blast", "hi": "धमाके"},
    {"en": "flood", "hi": "बाढ़"},
    {"en": "stampede", "hi": "भगदड़"},
    {"en": "train derailment", "hi": "रेल हादसे"},
    {"en": "building collapse", "hi": "इमारत हादसे"},
    {"en": "boat accident", "hi": "नाव हादसे"},
    {"en": "landslide", "hi": "भूस्खलन"},
    {"en": "gas leak", "hi": "गैस रिसाव"},
    {"en": "clash", "hi": "झड़प"},
    {"en": "storm", "hi": "तूफ़ान"},
    {"en": "earthquake", "hi": "भूकंप"},
)


@dataclass(frozen=True)
class Fate:
    """What happens to people: how it is told of {N} of them and of nobody, and how it is asked for. {W} is the event at the
    place, {P} the place alone.
    """

    told: dict[Language, tuple[str, ...]]
    nobody: dict[Language, tuple[str, ...]]
    asked: dict[Language, tuple[str, ...]]


# What is in brackets answers.
_FATES: Final = (
    Fate(
        {
            "en": (
                "[{N} people] were killed.",
                "[{N} people] died.",
                "The death toll stands at [{N}].",
                "[{N}] people lost their lives.",
            ),
            "hi": ("[{N} लोगों] की मौत हो गई।", "[{N} लोग] मारे गए।", "[{N}] लोगों की जान चली गई।", "मरने वालों की संख्या [{N}] है।"),
        },
        {
            "en": ("[No one] was killed.", "[Nobody] died.", "[No deaths] have been reported."),
            "hi": ("[किसी की मौत नहीं हुई]।", "[कोई नहीं मरा]।", "[किसी की जान नहीं गई]।"),
        },
        {
            "en": (
                "How many people were killed in {W}?",
                "How many died in {W}?",
                "How many people lost their lives in {W}?",
                "death toll of {W}",
            ),
            "hi": ("{W} में कितने लोग मरे?", "{W} में कितने लोगों की मौत हुई?", "{W} में कितनों की जान गई?", "{W} में कितने मारे गए"),
        },
    ),
    Fate(
        {
            "en": (
                "[{N} people] were injured.",
                "[{N} others] were hurt.",
                "[{N} people] are being treated in hospital for injuries.",
            ),
            "hi": ("[{N} लोग] घायल हुए।", "[{N} लोगों] को चोटें आईं।", "[{N}] घायलों का अस्पताल में इलाज चल रहा है।"),
        },
        {
            "en": ("[No one] was hurt.", "[Nobody] was injured.", "[No injuries] were reported."),
            "hi": ("[कोई घायल नहीं हुआ]।", "[किसी को चोट नहीं आई]।"),
        },
        {
            "en": ("How many people were hurt in {W}?", "How many were injured in {W}?", "How many people got hurt in {W}?"),
            "hi": ("{W} में कितने लोग घायल हुए?", "{W} में कितनों को चोट लगी?", "{W} में घायलों की संख्या कितनी है?"),
        },
    ),
    Fate(
        {
            "en": ("[{N} people] are still missing.", "[{N}] have not been found yet."),
            "hi": ("[{N} लोग] अब भी लापता हैं।", "[{N}] लोगों का अब तक पता नहीं चला।"),
        },
        {"en": ("[No one] is missing.",), "hi": ("[कोई लापता नहीं है]।",)},
        {
            "en": ("How many people are missing after {W}?", "How many are still missing in {P}?"),
            "hi": ("{W} के बाद कितने लोग लापता हैं?", "{P} में कितने लोग अब तक नहीं मिले?"),
        },
    ),
    Fate(
        {
            "en": ("Police have arrested [{N} people].", "[{N} people] were taken into custody."),
            "hi": ("पुलिस ने [{N} लोगों] को गिरफ़्तार किया।", "[{N} लोग] हिरासत में लिए गए।"),
        },
        {"en": ("[No one] has been arrested.",), "hi": ("[किसी को गिरफ़्तार नहीं किया गया]।", "[कोई नहीं पकड़ा गया]।")},
        {
            "en": ("How many people were arrested after {W}?", "How many people did the police hold in {P}?"),
            "hi": ("{W} के बाद कितने लोग पकड़े गए?", "{P} में पुलिस ने कितनों को गिरफ़्तार किया?"),
        },
    ),
    Fate(
        {
            "en": ("[{N} people] were rescued.", "Rescuers brought [{N} people] to safety."),
            "hi": ("[{N} लोगों] को बचा लिया गया।", "बचाव दल ने [{N} लोगों] को बाहर निकाला।"),
        },
        {"en": ("[No one] could be rescued.",), "hi": ("[किसी को बचाया नहीं जा सका]।",)},
        {
            "en": ("How many people were rescued in {W}?", "How many were saved in {P}?"),
            "hi": ("{W} में कितने लोग बचाए गए?", "{P} में कितनों को निकाला गया?"),
        },
    ),
)
_DAYS: Final[dict[Language, list[str]]] = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "hi": "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार".split(),
}
_LEAD: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("There was a {E} in {P} on {D}.", "A {E} shook {P} on {D}.", "Help has reached {P} after {D}'s {E}."),
    "hi": ("{D} को {P} में हुए {E} की जाँच शुरू हो गई है।", "{P} में {D} के {E} के बाद राहत पहुँच गई है।"),
}
_WHERE: Final[dict[Language, str]] = {"en": "the {P} {E}", "hi": "{P} के {E}"}
# Other figures of such a report.
_BESIDE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "The government will pay {N} lakh rupees to each family.",
        "{N} ambulances were sent.",
        "The work went on for {N} hours.",
        "{N} houses and shops were damaged.",
        "The cause is not known yet.",
        "Officials said an inquiry had been ordered.",
        "The road was closed for {N} days.",
    ),
    "hi": (
        "सरकार हर परिवार को {N} लाख रुपये देगी।",
        "{N} एंबुलेंस भेजी गईं।",
        "राहत का काम {N} घंटे चला।",
        "{N} मकानों और दुकानों को नुक़सान हुआ।",
        "वजह का अभी पता नहीं चला है।",
        "अधिकारियों ने बताया कि जाँच के आदेश दे दिए गए हैं।",
        "सड़क {N} दिन बंद रही।",
    ),
}
_ALSO: Final[dict[Language, str]] = {"en": "Last year's {E} in {P}: ", "hi": "पिछले साल {P} की घटना में: "}


def tolls(names: list[Name], count: int, draw: random.Random) -> Iterator[Example]:
    """So many reports, each with two questions in either language. A near miss asks for a fate that isn't told of the place."""
    for _ in range(count):
        read, event, (place, other) = draw.choice(LANGUAGES), draw.choice(_EVENTS), draw.sample(names, 2)
        fates = draw.sample(_FATES, draw.randint(_FEWEST, _MOST))
        text, spans = _written(read, event, place, other, fates, draw)
        untold = [fate for fate in _FATES if fate not in fates]
        for asked in LANGUAGES:
            for _ in range(2):
                is_miss = draw.random() < _MISSED
                fate = draw.choice(untold if is_miss else fates)
                question = _filled(draw.choice(fate.asked[asked]), asked, event, place)
                yield Example(f"{asked}-{read} tolls", question, text, None if is_miss else spans[_FATES.index(fate)])


def _filled(pattern: str, language: Language, event: dict[Language, str], place: Name) -> str:
    pattern = pattern.replace("{W}", _WHERE[language])
    return pattern.replace("{E}", event[language]).replace("{P}", place[language])


def _written(
    read: Language, event: dict[Language, str], place: Name, other: Name, fates: list[Fate], draw: random.Random
) -> tuple[str, dict[int, tuple[int, int]]]:
    """The report, and where what is told of each fate stands."""
    lead = _filled(draw.choice(_LEAD[read]), read, event, place).replace("{D}", draw.choice(_DAYS[read]))
    said: list[tuple[str, int | None]] = [(_told(fate, read, draw), _FATES.index(fate)) for fate in fates]
    said += [(one.replace("{N}", _number(read, draw)), None) for one in draw.sample(_BESIDE[read], draw.randint(1, 3))]
    draw.shuffle(said)
    if draw.random() < _ELSEWHERE:
        before = _filled(_ALSO[read], read, event, other)
        said.append((before + _told(draw.choice(_FATES), read, draw).replace("[", "").replace("]", ""), None))
    text, spans = lead, {}
    for sentence, fate in said:
        text += " "
        if fate is not None:
            head, answer = sentence.split("[")
            answer, tail = answer.split("]")
            spans[fate] = len(text + head), len(text + head + answer)
            sentence = head + answer + tail
        text += sentence
    return (in_devanagari_digits(text) if read == "hi" and draw.random() < 0.3 else text), spans


def _told(fate: Fate, read: Language, draw: random.Random) -> str:
    if draw.random() < _NOBODY:
        return draw.choice(fate.nobody[read])
    told = draw.choice(fate.told[read]).replace("{N}", _number(read, draw))
    return told[0].upper() + told[1:] if told[0] != "[" else "[" + told[1].upper() + told[2:]


def _number(read: Language, draw: random.Random) -> str:
    number = draw.choice((draw.randint(2, 12), draw.randint(2, 60), draw.randint(20, 900)))
    return _IN_WORDS[read].get(number, str(number)) if draw.random() < 0.6 else str(number)
