"""How people put things, as patterns: assistant/data/phrasings.toml, read when the first question comes."""

import re
from functools import cache

from assistant.question.said import phrase_pattern
from assistant.question.tables import tables
from index.models import Language
from index.text.languages import LANGUAGES


@cache
def phrasing(name: str, language: Language | None = None) -> re.Pattern[str]:
    """The pattern of a name, in one language or in all, for whole words of a plain text."""
    return phrase_pattern(alternatives(name, language))


@cache
def alternatives(name: str, language: Language | None = None) -> str:
    """The same as text, to be part of a pattern."""
    phrasings = tables("phrasings")
    chosen = [language] if language else list(LANGUAGES)
    return "|".join(pattern for each in chosen for pattern in phrasings[each][name])
