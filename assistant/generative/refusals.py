"""Sentences by which a model says that it has no answer, in its own words, in either language."""

import re
from functools import cache

import regex

from assistant.phrases import phrase
from assistant.question.asked import takes_yes_or_no
from assistant.question.language import is_romanised_hindi
from assistant.question.said import phrase_pattern, plain, plain_pattern
from assistant.question.tables import tables
from assistant.serving import Serving
from index.models import Language
from index.text.language import count_letters
from index.text.words import words

# They may part two statements; a comma in a number doesn't.
_MARKS = re.compile(r"[;:…()—–]|,(?!\d)|\s-\s")
_QUOTED = re.compile(r"\s*[\"“”«‘]|.*[\"”»][.।!]?\s*")
_PART = re.compile(r"<([a-z_]+)>")
# Between a refusal and what is told: a mark, or a word behind one or without.
_BETWEEN_BOTH = regex.compile(
    r"(?:[;:—–]|,(?!\d)|\s-\s)\s*+(?:(?:but|yet|and|so|लेकिन|मगर|परंतु|किंतु|पर|और|जबकि|lekin|magar|par)\s|however,?\s)?"
    r"|\s(?:but|however,?|although|though|whereas|लेकिन|मगर|परंतु|किंतु|जबकि|हालाँकि|हालांकि|lekin|magar)\s"
    r"|(?<=\s(?:है|हैं|था|गई|गया|hai))\s(?:पर|par)\s",
    regex.IGNORECASE,
)
_CONCEDES = regex.compile(r"\s*(?:while|though|although|even though|हालाँकि|हालांकि|यद्यपि|भले ही|haalaanki)\s", regex.IGNORECASE)
# Longer ones tell something.
_MOST_WORDS = 50


def is_refusal(sentence: str, serving: Serving, question: str) -> bool:
    """Whether a sentence says only that there is no answer. What it tells beside that, or quotes, makes it a statement; so
    does "No." where the question can be answered by it.
    """
    said = words(sentence)
    if said in (words(phrase("not_found", "hi")), words(phrase("not_found", "en"))):
        return True
    if len(said) > _MOST_WORDS or _QUOTED.fullmatch(sentence):
        return False
    own = [clause for clause in _clauses(sentence, serving) if not _matches(clause, "aside")]
    if all(_matches(clause, "no_alone") for clause in own):
        return bool(own) and not takes_yes_or_no(question)
    return all(_matches(clause, "refusal") or _matches(clause, "no_alone") for clause in own)


def what_is_told(sentence: str, serving: Serving) -> str:
    """A sentence without the refusal that is joined to what it tells: of "The articles don't say who built it, but it opened in
    1980" what stands behind "but". All of it where no part of it is one.
    """
    for match in _BETWEEN_BOTH.finditer(sentence):
        before, behind = sentence[: match.start()].rstrip(), sentence[match.end() :]
        conceded = _CONCEDES.match(before)
        if _refuses(before[conceded.end() :] if conceded else before, serving):
            return what_is_told(behind, serving)
        if _refuses(behind, serving):
            return before
    return sentence


def _refuses(part: str, serving: Serving) -> bool:
    if part.count(" ") >= _MOST_WORDS:  # asked of every part of a sentence, so it has to be told quickly
        return False
    clauses = _clauses(part, serving)
    return bool(clauses) and all(_matches(clause, "refusal") for clause in clauses)


def _clauses(sentence: str, serving: Serving) -> list[str]:
    """What stands between marks and words such as "but", plain; Hindi in Devanagari."""
    marked = [plain(part) for part in _MARKS.split(sentence)]
    if is_romanised_hindi(sentence):  # a "Sorry" in front of it is English
        marked = [part if _matches(part, "refusal") else plain(serving.transliterator.sentence(part)) for part in marked]
    clauses = [clause.strip() for part in marked for clause in _between().split(part)]
    return [clause for clause in clauses if clause]


def _matches(clause: str, name: str) -> bool:
    language: Language = "hi" if count_letters(clause)[0] else "en"
    return bool(_pattern(name, language).fullmatch(clause))


@cache
def _pattern(name: str, language: Language) -> re.Pattern[str]:
    return re.compile(_parts()[language][name])


@cache
def _between() -> re.Pattern[str]:
    return phrase_pattern("|".join(parts["between"] for parts in _parts().values()))


@cache
def _parts() -> dict[str, dict[str, str]]:
    """For each language the patterns of data/refusals.toml by name, with the earlier ones filled in."""
    return {language: _filled_in(table) for language, table in tables("refusals").items()}


def _filled_in(table: dict[str, list[str]]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for name, patterns in table.items():
        whole = "|".join(_PART.sub(lambda part: parts[part[1]], pattern) for pattern in patterns)
        parts[name] = f"(?:{plain_pattern(whole)})"
    return parts
