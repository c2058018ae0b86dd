"""Whether a question leans on what was asked before it, by its words alone."""

import re
from enum import StrEnum
from functools import cache

from assistant.question.common import common_hindi
from assistant.question.language import question_language
from assistant.question.said import Said, phrase_pattern
from index.models import Language
from index.text.languages import HINDI, LANGUAGES, LanguageRecord, language_of

# Words that name a topic. "और चीन?" has one and takes its question from the one before; a sentence of three says what it is
# about. Between them the articles decide. Chosen on tests/data/conversation/tune.jsonl.
_FEW = 1
_MANY = 3
_CLAUSE_MARK = re.compile(r"[,;:।?!]|\.\s")


class Leaning(StrEnum):
    """What the words of a question say: it leans on another, it stands alone, or either."""

    LEANS = "leans"
    ALONE = "alone"
    UNSURE = "unsure"


def leaning(question: str) -> Leaning:
    """How far a question can be understood without what was asked before."""
    said = Said.of(question)
    record = LANGUAGES[question_language(question)]
    topics = [at for at in range(len(said.words)) if _names_topic(said, at, record)]
    if not topics:
        return Leaning.LEANS if said.words else Leaning.ALONE
    if any(not _bound(said, at, topics, record) for at in _pointing(said, record)):
        return Leaning.LEANS
    if _continues(record.code).match(said.plain):
        return Leaning.LEANS
    if _goes_on(said, record) and len(topics) <= _FEW:
        told = record is not HINDI and _is_sentence(said, record) and _may_be_told(said, topics[0], record)
        return Leaning.UNSURE if told else Leaning.LEANS
    if not _is_sentence(said, record):
        return _fragment(said, topics, record)
    if _says_enough(said, topics, record):
        return Leaning.ALONE
    return Leaning.UNSURE if len(topics) <= _FEW and _may_be_told(said, topics[0], record) else _by_count(len(topics))


def topic_words(question: str) -> list[str]:
    """The words of a question that name its topics, as they are written."""
    said = Said.of(question)
    record = LANGUAGES[question_language(question)]
    return [said.written(at) for at in range(len(said.words)) if _names_topic(said, at, record)]


def _names_topic(said: Said, at: int, record: LanguageRecord) -> bool:
    return said.words[at] not in record.topicless or _is_acronym(said, at)


def _is_acronym(said: Said, at: int) -> bool:
    """Whether a word is in capitals in a text that is not: "IT", "WHO", "AAP"."""
    word = said.written(at)
    return len(word) > 1 and word.isupper() and said.text.upper() != said.text


def _by_count(topics: int) -> Leaning:
    """By how many words of a sentence name a topic."""
    if topics >= _MANY:
        return Leaning.ALONE
    return Leaning.LEANS if topics <= _FEW else Leaning.UNSURE


def _is_sentence(said: Said, record: LanguageRecord) -> bool:
    """Whether there is a verb; English questions whose first word asks have one that no list holds ("Who won").

    Behind a word that asks, a last "की" is one ("किसने बात की?").
    """
    if record.code == "en" and said.words[0] in record.question_words or any(word in record.verbs for word in said.words):
        return True
    return said.words[-1] in ("की", "ki") and any(word in record.question_words for word in said.words)


def _says_enough(said: Said, topics: list[int], record: LanguageRecord) -> bool:
    """Whether a sentence of few topics has a name, one that belongs to another, or tells which it means."""
    if record.relatives & set(said.words) or _defines(said, topics, record):
        return True
    if any(_may_be_name(said, at, record) for at in topics):
        return record is not HINDI or len(topics) > _FEW
    if record is HINDI and language_of(said.words[topics[0]]) is not HINDI:  # there a name need have no capital
        return len(topics) > _FEW
    belongs = [at for at in range(topics[0] + 1, topics[-1]) if said.words[at] in record.genitives]
    return record is not HINDI and bool(belongs) and said.words[belongs[0] + 1] != "the"  # "the name of the bridge": of which?


def _fragment(said: Said, topics: list[int], record: LanguageRecord) -> Leaning:
    """Words without a verb: the rest of a question ("In Kerala?"), or keywords ("Kerala lottery results")."""
    edge = said.words[0] if record is not HINDI else said.words[-1]
    if len(topics) <= _FEW or edge in record.edges and len(topics) < _MANY:
        return Leaning.LEANS
    return Leaning.ALONE if len(topics) >= _MANY else Leaning.UNSURE


def _goes_on(said: Said, record: LanguageRecord) -> bool:
    """Whether a question begins as one that goes on from another does."""
    return said.words[0] in record.openings and not any(idiom.match(said.plain) for idiom in _idioms(record.code))


def _pointing(said: Said, record: LanguageRecord) -> list[int]:
    """Where words stand that point at something named before or elsewhere in the question."""
    if record.relatives & set(said.words):
        return []
    idle = set[int]()
    for match in (match for idiom in _idioms(record.code) for match in idiom.finditer(said.plain)):
        idle.update(range(said.word_at(match.start()), said.word_at(match.end() - 1) + 1))
    found = [
        at
        for at, word in enumerate(said.words)
        if word in record.persons | record.things and at not in idle and not _is_acronym(said, at)
    ]
    return [at for at in found if not _determines(said, at, record)]


def _determines(said: Said, at: int, record: LanguageRecord) -> bool:
    """Whether a pointing word belongs to a time or to the articles: "this year", "these articles"."""
    following = said.words[at + 1] if at + 1 < len(said.words) else ""
    return following in record.times | record.collection


def _bound(said: Said, at: int, topics: list[int], record: LanguageRecord) -> bool:
    """Whether a word at `at` may mean what stands before it in the question."""
    before = [topic for topic in topics if topic < at and not _acts(said, topic, record)]
    if not before:
        return False
    following = said.words[at + 1] if at + 1 < len(said.words) else ""
    if said.words[at] in record.possessives and following and following not in record.connectors | record.edges:
        return True
    between = range(before[0] + 1, at)
    return any(_connects(said, place, record) for place in between) or any(
        _CLAUSE_MARK.search(said.between(place, place + 1)) for place in range(before[0], at)
    )


def _may_be_told(said: Said, topic: int, record: LanguageRecord) -> bool:
    """Whether a sentence's only topic may be enough: "Who is the mayor?", "मंत्री ने क्या कहा?", not "How many died?"."""
    before = said.words[topic - 1] if topic else ""
    return before not in record.quantities and (record is HINDI or before == "the")


def _acts(said: Said, at: int, record: LanguageRecord) -> bool:
    """Whether a word is what somebody does, not who: right behind the question's first word, "Who appoints"."""
    return record.code == "en" and at == 1 and said.words[0] in ("who", "what")


def _connects(said: Said, at: int, record: LanguageRecord) -> bool:
    return said.words[at] in record.connectors


def _may_be_name(said: Said, at: int, record: LanguageRecord) -> bool:
    """Whether a word is a name, by its capital in a text that has small letters, or by being no common Hindi word."""
    word = said.written(at)
    if language_of(word) is HINDI:
        return said.words[at] not in common_hindi()
    return word[0].isupper() and said.text.upper() != said.text and (at > 0 or record is HINDI)


def _defines(said: Said, topics: list[int], record: LanguageRecord) -> bool:
    """Whether a question asks what, who or where its topic is: "What is inflation?"; not "Who is the mayor?"."""
    match = _defining(record.code).match(said.plain)
    return match is not None and said.word_at(match.end()) < topics[0]


@cache
def _continues(language: Language) -> re.Pattern[str]:
    return phrase_pattern("|".join(LANGUAGES[language].continuations) or "(?!)")


@cache
def _defining(language: Language) -> re.Pattern[str]:
    return phrase_pattern("|".join(LANGUAGES[language].defining) or "(?!)")


@cache
def _idioms(language: Language) -> tuple[re.Pattern[str], ...]:
    return tuple(map(phrase_pattern, LANGUAGES[language].idioms))
