"""What the assistant says in its own words, read from prompts/phrases.toml."""

import string
import tomllib
from functools import cache
from importlib.resources import files

from index.errors import AssistantError
from index.models import Language

# Every phrase, and the names that are filled into it.
_FIELDS: dict[str, set[str]] = {
    "answer": set(),
    "answer_in_other_language": set(),
    "answer_in_both_languages": set(),
    "not_found": set(),
    "nearest": set(),
    "place": {"start", "end"},
    "also": {"articles"},
    "sources": set(),
    "chat_title": set(),
    "chat_description": {"articles"},
    "chat_placeholder": set(),
    "failed": set(),
}


class PhrasesError(AssistantError):
    """The file of phrases lacks one, or one has missing or unknown names in braces."""


def phrase(name: str, language: Language, **values: object) -> str:
    """The phrase in a language, with its names filled in."""
    return _load()[name][language].format(**values)


@cache
def _load() -> dict[str, dict[str, str]]:
    return parse_phrases((files("prompts") / "phrases.toml").read_text(encoding="utf-8"))


def _names(words: object) -> set[str] | None:
    """The names in braces of a phrase; None for what is no phrase."""
    try:
        return {field for _, field, _, _ in string.Formatter().parse(str(words)) if field is not None}
    except ValueError:
        return None


def parse_phrases(text: str) -> dict[str, dict[str, str]]:
    """Phrases by name and language from a TOML text; PhrasesError when they are not exactly the known ones."""
    try:
        phrases = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PhrasesError(f"phrases.toml is not TOML: {error}.") from error
    if phrases.keys() != _FIELDS.keys():
        wrong = ", ".join(sorted(phrases.keys() ^ _FIELDS.keys()))
        raise PhrasesError(f"phrases.toml: missing or unknown phrases: {wrong}.")
    for name, languages in phrases.items():
        if not isinstance(languages, dict) or languages.keys() != {"hi", "en"}:
            raise PhrasesError(f"phrases.toml: [{name}] needs exactly hi and en.")
        for language, words in languages.items():
            if _names(words) != _FIELDS[name]:
                wanted = ", ".join(sorted(_FIELDS[name])) or "none"
                raise PhrasesError(f"phrases.toml: [{name}] {language} must fill in these names: {wanted}.")
    return phrases
