"""What is known of each language, one record a language: a third one is one more record here, and its phrases."""

from collections.abc import Iterable

from index.models import Language
from index.text.languages.english import ENGLISH
from index.text.languages.hindi import HINDI
from index.text.languages.record import LanguageRecord

__all__ = ["ENGLISH", "HINDI", "LANGUAGES", "LanguageRecord", "every", "language_of"]

LANGUAGES: dict[Language, LanguageRecord] = {record.code: record for record in (HINDI, ENGLISH)}


def language_of(word: str) -> LanguageRecord:
    """The record of the language whose script a word begins in; English for any script that is nobody's."""
    return next((record for record in LANGUAGES.values() if record.first <= word[:1] <= record.last), ENGLISH)


def every(field: str) -> frozenset[str]:
    """The words of all languages in one field of their records."""
    sets: Iterable[Iterable[str]] = (getattr(record, field) for record in LANGUAGES.values())
    return frozenset().union(*sets)
