"""Statements made false, or made to say more than was said."""

import random
from collections.abc import Callable
from typing import Final

import regex

from index.models import Language
from index.text.languages import ENGLISH, HINDI
from index.training.reader.examples import CONTRADICTED, NOT_SAID
from index.training.reader.roles import exchanged

_NUMBER: Final = regex.compile(r"(?<![\p{L}\p{M}\p{N}.,])[0-9०-९][0-9०-९,.]*(?<![.,])")
NAME: Final = regex.compile(r"(?<![.!?]\s)(?<!^)(?<![\p{L}\p{M}\p{N}'])\p{Lu}\p{Ll}{2,}(?:\s\p{Lu}\p{Ll}+)*")
_ENGLISH_VERB: Final = regex.compile(r"\b(is|was|were|are|has|had|can|could|will|would|did|does|may|must)\b(?! not)")
_ENGLISH_NOT: Final = regex.compile(r"\b(is|was|were|are|has|had|can|could|will|would|did|does|may|must) not\b")
_HINDI_VERB: Final = regex.compile(
    r"(?<=\s)((?:\S+(?:ता|ते|ती|या|यी|ई|ए|ना|नी|ने|आ)\s)?(?:है|हैं|था|थी|थे|थीं|गया|गई|गए|हुआ|हुई|हुए|किया|की|दिया|दी))(?=\s?[।.!]?\s?$)"
)
_CAUSES: Final = {
    "en": "because of the war|because of a lack of money|due to bad weather|after protests by workers|to please the king",
    "hi": "युद्ध के कारण|पैसों की कमी के कारण|ख़राब मौसम की वजह से|मज़दूरों के विरोध के बाद|राजा को खुश करने के लिए",
}
# English ones in full: Jan and Mar are names, too.
_MONTHS: Final = tuple(
    (months, regex.compile(r"(?<![\p{L}\p{M}])\L<names>(?![\p{L}\p{M}])", names=[name for month in months for name in month]))
    for months in (tuple(names[:1] for names in ENGLISH.months), HINDI.months)
)
_OPPOSITES: Final = tuple(
    tuple(pair.split("/"))
    for pair in (
        "first/last|before/after|more/less|increased/decreased|north/south|east/west|largest/smallest|won/lost|many/few|"
        "accepted/rejected|allowed/banned|rose/fell|always/never|all/none|highest/lowest|old/new|father/son|men/women|"
        "पहले/बाद|अधिक/कम|ज्यादा/कम|उत्तर/दक्षिण|पूर्व/पश्चिम|पहला/आखिरी|पहली/अंतिम|बड़ा/छोटा|बड़ी/छोटी|सबसे बड़ा/सबसे छोटा|"
        "जीत/हार|पिता/पुत्र|पुरुष/महिला|नया/पुराना|शुरू/समाप्त|स्वीकार/अस्वीकार|बढ़/घट|हमेशा/कभी नहीं|सही/गलत|मित्र/शत्रु"
    ).split("|")
)
Alter = Callable[[str, Language, random.Random, list[str]], str | None]


def other_number(text: str, _: Language, draw: random.Random, __: list[str]) -> str | None:
    """One number, exchanged for another of its size."""
    found = [m for m in _NUMBER.finditer(text)]
    if not found:
        return None
    match = draw.choice(found)
    digits = [n for n, c in enumerate(match[0]) if c.isdigit()]
    at = draw.choice(digits[-2:])
    old = match[0][at]
    zero = "०" if old >= "०" else "0"
    new = chr(ord(zero) + draw.choice([d for d in range(1, 10) if chr(ord(zero) + d) != old]))
    return text[: match.start() + at] + new + text[match.start() + at + 1 :]


def negated(text: str, language: Language, draw: random.Random, __: list[str]) -> str | None:
    """The statement denied; a denial affirmed."""
    if language == "en":
        if _ENGLISH_NOT.search(text):
            return _ENGLISH_NOT.sub(r"\1", text, count=1)
        return _ENGLISH_VERB.sub(r"\1 not", text, count=1) if _ENGLISH_VERB.search(text) else None
    if " नहीं " in text:
        return text.replace(" नहीं ", " ", 1)
    return _HINDI_VERB.sub(r"नहीं \1", text) if _HINDI_VERB.search(text) else None


def swapped_roles(text: str, language: Language, draw: random.Random, __: list[str]) -> str | None:
    """Two nouns exchanged."""
    return exchanged(text, language, draw)


def other_name(text: str, language: Language, draw: random.Random, names: list[str]) -> str | None:
    """A name exchanged for one of another text."""
    found = list(NAME.finditer(text))
    if language == "hi" or not found or not names:
        return None
    match, name = draw.choice(found), draw.choice(names)
    return None if name in text else text[: match.start()] + name + text[match.end() :]


def other_month(text: str, _: Language, draw: random.Random, __: list[str]) -> str | None:
    """A month exchanged for another."""
    for months, named in _MONTHS:
        if found := named.search(text):
            other = draw.choice([month[0] for month in months if found[0] not in month])
            return text[: found.start()] + other + text[found.end() :]
    return None


def opposite(text: str, _: Language, draw: random.Random, __: list[str]) -> str | None:
    """A word exchanged for its opposite."""
    pairs = list(_OPPOSITES)
    draw.shuffle(pairs)
    for pair in pairs:
        for old, new in (pair, pair[::-1]):
            pattern = rf"(?<![\p{{L}}\p{{M}}]){old}(?![\p{{L}}\p{{M}}])"
            if regex.search(pattern, text):
                return str(regex.sub(pattern, new, text, count=1))
    return None


def added_cause(text: str, language: Language, draw: random.Random, __: list[str]) -> str | None:
    """A reason that nobody gave."""
    cause = draw.choice(_CAUSES[language].split("|"))
    if language == "en":
        return text.rstrip(" .") + f" {cause}."
    split = text.split()
    return " ".join([*split[:2], cause, *split[2:]]) if len(split) > 4 else None


_FALSE: Final[tuple[Alter, ...]] = (
    *(other_number, other_number, negated, negated),
    *(swapped_roles, other_name, other_month, opposite),
)


def altered(text: str, language: Language, draw: random.Random, names: list[str]) -> tuple[str, int] | None:
    """The statement made false, or more than was said."""
    if draw.random() < 0.2:
        more = added_cause(text, language, draw, names)
        return (more, NOT_SAID) if more else None
    ways = draw.sample(_FALSE, len(_FALSE))
    for way in ways:
        changed = way(text, language, draw, names)
        if changed and changed != text:
            return changed, CONTRADICTED
    return None
