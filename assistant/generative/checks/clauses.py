"""What is denied, planned, or given as a cause in a sentence, and words that exclude each other."""

import regex

from assistant.generative.checks.meaning import all_keys, content, keys
from assistant.generative.checks.wordlists import listed, opposites, phrases
from assistant.generative.numbers import figures
from index.text.words import words

_CLAUSE = regex.compile(
    r"[,;:।]\s|\s(?:कि|और|लेकिन|मगर|जबकि|परंतु|किंतु|क्योंकि|जिसने|जिसे|जो|that|and|but|while|which|who|because|although|whereas)\s"
)
_CLAUSE_WITH_AND = regex.compile(_CLAUSE.pattern.replace("और|", "").replace("and|", ""))
_FUTURE = regex.compile(r".{1,}(?:ेगा|ेगी|ेंगे|ेंगी|एगा|एगी|एँगे|एंगे|एँगी|एंगी|ोगा|ोगी|ोंगे|ऊँगा|ऊंगा)")
_POSSIBLE_NOT = regex.compile(r"(?:नहीं|न) (?:\S+ )?(?:सकता|सकती|सकते)")
_IS_TO = regex.compile(r"\b(?:is|are|was|were) to \p{Ll}+")
_MONTH = regex.compile(r"\bMay\b(?=[\s,]*\p{Nd})|(?<=\p{Nd} )May\b|(?<=\b(?:in|of|last|next|this) )May\b")
_BEHIND = regex.compile(r"(?<!\S)((?:\S++\s){1,4})(?:के (?:कारण|चलते)|की (?:वजह|बदौलत))")
_FOLLOWS = regex.compile(
    r"\b(?:because(?: of)?|due to|owing to|thanks to|caused by|out of|as a result of|as there (?:is|are|was|were)(?: no)?"
    r"|for (?:lack|want|fear) of|in protest (?:at|against))\s+((?:(?!\p{Nd})\S+\s*){1,4})",
    regex.IGNORECASE,
)
_OF_DOING = regex.compile(r"(?<!\S)((?:\S++\s){1,2}\S+ने) से(?!\S)(?! (?:पहले|इनकार|इन्कार|बच|रोक|मना))")
_APOSTROPHE = str.maketrans("", "", "'’")
# Of the words that name a cause the article has to have this share: fitted by index/training/checking.py.
CAUSE_COVERED = 0.5
# With fewer of the claim's words a clause is not the one that it is about.
_ABOUT = 0.2


def best_clause(claim: str, sentence: str, *, at_and: bool = True) -> str:
    """The part of a sentence that has most of the claim's words and numbers, or all of it where none stands out.

    An "and" may stand between two clauses or between two names.
    """
    parts = [part for part in (_CLAUSE if at_and else _CLAUSE_WITH_AND).split(sentence) if len(content(words(part))) > 1]
    scored = sorted(((_shared(claim, part), part) for part in parts), key=lambda pair: -pair[0])
    if len(scored) < 2 or scored[0][0] - scored[1][0] < _ABOUT:  # noqa: PLR2004
        return sentence
    return scored[0][1]


def _shared(claim: str, part: str) -> float:
    """The share of the claim's words and numbers that a part has."""
    said, numbers = content(words(claim)), figures(claim).claimed
    known, there = all_keys(part), figures(part).readable
    shared = sum(bool(keys(word) & known) for word in said) + sum(number in there for number in numbers)
    return shared / max(1, len(said) + len(numbers))


def has(text: str, name: str) -> bool:
    """Whether a word of a list stands in a text."""
    return any(listed(name).fullmatch(word) for word in words(text.translate(_APOSTROPHE)))


def denies_otherwise(claim: str, sentence: str) -> bool:
    """Whether one of the two denies what the other doesn't."""
    if has(claim, "denial"):
        return not (has(sentence, "denial") or has(sentence, "refusal"))
    return has(best_clause(claim, sentence), "denial") and not has(claim, "refusal")


def says_opposite(claim: str, sentence: str) -> bool:
    """Whether the claim has a word, and the sentence only the opposite of it."""
    said, written = words(claim), words(sentence)
    for one, other in opposites():
        for here, there in ((one, other), (other, one)):
            in_claim = any(map(here.fullmatch, said)) and not any(map(there.fullmatch, said))
            if in_claim and any(map(there.fullmatch, written)) and not any(map(here.fullmatch, written)):
                if has(claim, "denial") == has(sentence, "denial"):
                    return True
    return False


def is_planned(text: str) -> bool:
    """Whether a text tells a plan, a possibility or a wish."""
    plain = _without_look_alikes(text)
    return has(plain, "plan") or bool(_IS_TO.search(plain)) or any(map(_FUTURE.fullmatch, words(plain)))


def _without_look_alikes(text: str) -> str:
    """A text without what only looks like a plan: the month of May, and what could not be done."""
    return phrases("done").sub(" not ", _POSSIBLE_NOT.sub(" ", _MONTH.sub(" ", text)))


def is_only_planned(claim: str, sentence: str) -> bool:
    """Whether the claim tells as done what the sentence tells as planned or alleged, or the other way round."""
    if has(sentence, "allegation") and not has(claim, "saying"):
        return True
    if is_planned(claim):
        return has(_without_look_alikes(claim), "plan_alone") and not (is_planned(sentence) or has(sentence, "wish"))
    return is_planned(best_clause(claim, sentence, at_and=False))


def gives_other_cause(claim: str, sentence: str) -> bool:
    """Whether the claim names a cause that the sentence doesn't."""
    told = [*_BEHIND.finditer(claim), *_FOLLOWS.finditer(claim), *_OF_DOING.finditer(claim)]
    if not has(claim, "cause_alone") and not told:
        return False
    gives_one = has(sentence, "cause") or " से " in sentence
    known = all_keys(sentence)
    found = False
    for match in told:
        named = content(words(_CLAUSE.split(match[1])[0 if match.re is _FOLLOWS else -1]))
        found = found or bool(named)
        if named and match.re is _BEHIND and not keys(named[-1]) & known:
            return True
        least = CAUSE_COVERED if gives_one else 1.0  # "floods delayed it" gives a cause without saying so
        if named and sum(bool(keys(word) & known) for word in named) < least * len(named):
            return True
    return not gives_one and not found and has(claim, "cause_alone")
