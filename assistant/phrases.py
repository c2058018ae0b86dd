"""What the assistant says in its own words, read from prompts/phrases.toml, and the web page from prompts/page.toml."""

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
    "unconfirmed": set(),
    "llm_key": {"llm"},
    "llm_unreachable": {"llm"},
    "llm_timeout": {"llm"},
    "llm_rate_limit": {"llm"},
    "llm_refused": {"llm"},
    "llm_cut_off": {"llm"},
    "llm_too_long": {"llm"},
    "llm_failed": {"llm"},
}


class PhrasesError(AssistantError):
    """The file of phrases lacks one, or one has missing or unknown names in braces."""


def phrase(name: str, language: Language, **values: object) -> str:
    """The phrase in a language, with its names filled in."""
    return _load()[name][language].format(**values)


def page_text(name: str, language: Language, /, **values: object) -> str:
    """The page's string in a language, with its names filled in."""
    return _load_page()[name][language].format(**values)


@cache
def _load_page() -> dict[str, dict[str, str]]:
    return parse_page((files("prompts") / "page.toml").read_text(encoding="utf-8"))


@cache
def _load() -> dict[str, dict[str, str]]:
    return parse_phrases((files("prompts") / "phrases.toml").read_text(encoding="utf-8"))


def names_in(words: object) -> set[str] | None:
    """The names in braces of a phrase; None for what is no phrase."""
    try:
        return {field for _, field, _, _ in string.Formatter().parse(str(words)) if field is not None}
    except ValueError:
        return None


def parse_phrases(text: str) -> dict[str, dict[str, str]]:
    """Phrases by name and language from a TOML text; PhrasesError when they are not exactly the known ones."""
    phrases = read_tables(text, "phrases.toml")
    if phrases.keys() != _FIELDS.keys():
        wrong = ", ".join(sorted(phrases.keys() ^ _FIELDS.keys()))
        raise PhrasesError(f"phrases.toml: missing or unknown phrases: {wrong}.")
    for name, languages in phrases.items():
        for language, words in languages.items():
            if names_in(words) != _FIELDS[name]:
                wanted = ", ".join(sorted(_FIELDS[name])) or "none"
                raise PhrasesError(f"phrases.toml: [{name}] {language} must fill in these names: {wanted}.")
    return phrases


def parse_page(text: str) -> dict[str, dict[str, str]]:
    """Strings by name and language from a TOML text; PhrasesError when one lacks a language or they fill in other names."""
    strings = read_tables(text, "page.toml")
    for name, languages in strings.items():
        names = {language: names_in(words) for language, words in languages.items()}
        if None in names.values() or names["hi"] != names["en"]:
            raise PhrasesError(f"page.toml: [{name}] must fill in the same names in hi and en.")
    return strings


def read_tables(text: str, file: str) -> dict[str, dict[str, str]]:
    """The tables of a TOML text, each with exactly the two languages."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PhrasesError(f"{file} is not TOML: {error}.") from error
    for name, languages in tables.items():
        if not isinstance(languages, dict) or languages.keys() != {"hi", "en"}:
            raise PhrasesError(f"{file}: [{name}] needs exactly hi and en.")
    return tables
