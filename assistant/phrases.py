"""What the assistant says in its own words, read from prompts/phrases.toml, and the web page from prompts/page.toml."""

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from index.errors import AssistantError
from index.models import Language

_FILE = "phrases.toml"
# Every phrase, and the names that are filled into it.
_FIELDS: dict[str, set[str]] = {
    "answer": set(),
    "answer_in_other_language": set(),
    "answer_in_both_languages": set(),
    "answer_of_other_time": set(),
    "news": {"days"},
    "news_newest": set(),
    "not_found": set(),
    "nearest": set(),
    "talk_greeting": set(),
    "talk_thanks": set(),
    "talk_bye": set(),
    "talk_identity": set(),
    "talk_abilities": set(),
    "could_ask": set(),
    "list_about": {"count", "topic"},
    "list_about_one": {"topic"},
    "list_all": {"count"},
    "list_all_one": set(),
    "list_more": {"count"},
    "list_none": {"topic"},
    "list_empty": set(),
    "part_answer": {"question"},
    "part_unanswered": {"question"},
    "summary": {"title"},
    "no_more": set(),
    "page": {"page"},
    "place": {"start", "end"},
    "place_in_title": set(),
    "also": {"articles"},
    "sources": set(),
    "unconfirmed": set(),
    "llm_key": {"llm"},
    "llm_unreachable": {"llm"},
    "llm_timeout": {"llm"},
    "llm_rate_limit": {"llm"},
    "llm_unpaid": {"llm"},
    "llm_refused": {"llm"},
    "llm_cut_off": {"llm"},
    "llm_cut_short": {"llm"},
    "llm_unknown": {"llm"},
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
    return parse_phrases((files("prompts") / _FILE).read_text(encoding="utf-8"))


def parse_phrases(text: str, file: str = _FILE, fields: Mapping[str, set[str]] = _FIELDS) -> dict[str, dict[str, str]]:
    """Phrases by name and language from a TOML text; PhrasesError when they are not exactly those of `fields`, which has the
    names that are filled into each.
    """
    phrases = _read_tables(text, file)
    if phrases.keys() != fields.keys():
        wrong = ", ".join(sorted(phrases.keys() ^ fields.keys()))
        raise PhrasesError(f"{file}: missing or unknown phrases: {wrong}.")
    for name, languages in phrases.items():
        for language, words in languages.items():
            if _names_in(words) != fields[name]:
                wanted = ", ".join(sorted(fields[name])) or "none"
                raise PhrasesError(f"{file}: [{name}] {language} must fill in these names: {wanted}.")
    return phrases


def parse_page(text: str) -> dict[str, dict[str, str]]:
    """Strings by name and language from a TOML text; PhrasesError when one lacks a language or they fill in other names."""
    strings = _read_tables(text, "page.toml")
    for name, languages in strings.items():
        names = {language: _names_in(words) for language, words in languages.items()}
        if None in names.values() or names["hi"] != names["en"]:
            raise PhrasesError(f"page.toml: [{name}] must fill in the same names in hi and en.")
    return strings


def _names_in(words: object) -> set[str] | None:
    """The names in braces of a phrase; None for what is no phrase."""
    try:
        return {field for _, field, _, _ in string.Formatter().parse(str(words)) if field is not None}
    except ValueError:
        return None


def _read_tables(text: str, file: str) -> dict[str, dict[str, str]]:
    """The tables of a TOML text, each with exactly the two languages."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PhrasesError(f"{file} is not TOML: {error}.") from error
    for name, languages in tables.items():
        if not isinstance(languages, dict) or languages.keys() != {"hi", "en"}:
            raise PhrasesError(f"{file}: [{name}] needs exactly hi and en.")
    return tables
