"""What is said to the assistant itself: a greeting, thanks, who it is, what it can do."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from assistant.question.phrasings import alternatives
from assistant.question.said import phrase_pattern, plain
from index.models import Language

# The one that tells most of what somebody wants goes first: "hello, who are you?".
Talk = Literal["identity", "abilities", "thanks", "bye", "greeting"]
# What both languages use ("ok", "hello", "help") is English; mixed, "thanks ji", it is Hindi.
_TABLES: tuple[tuple[Language, tuple[Language, ...]], ...] = (("en", ("en",)), ("hi", ("hi",)), ("hi", ("en", "hi")))


@dataclass(frozen=True)
class SmallTalk:
    """What was said, and in which language."""

    kind: Talk
    language: Language


def small_talk(text: str) -> SmallTalk | None:
    """What a text says to the assistant, None where it says anything else, too: "hello, what is ..." is a question."""
    said = plain(text)
    for language, tables in _TABLES:
        if match := _nothing_else(tables).fullmatch(said):
            return next((SmallTalk(kind, language) for kind in get_args(Talk) if match[kind]), None)
    return None


def is_polite_only(text: str) -> bool:
    """Whether a text says nothing besides greetings, thanks and polite words."""
    return any(_nothing_else(tables).fullmatch(plain(text)) for _, tables in _TABLES)


@cache
def _nothing_else(tables: tuple[Language, ...]) -> re.Pattern[str]:
    groups = (f"(?P<{name}>{'|'.join(alternatives(name, table) for table in tables)})" for name in (*get_args(Talk), "filler"))
    return phrase_pattern(rf"(?:(?:{'|'.join(groups)})(?: (?=\S)|$))+")
