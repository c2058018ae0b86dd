"""What is denied, planned, or given as a cause in a sentence, and words that exclude each other."""

import regex

from assistant.generative.checks.meaning import Said, all_keys, content, keys
from assistant.generative.checks.wordlists import listed, opposites, phrases
from assistant.generative.numbers import figures
from index.text.words import words

_CLAUSE = regex.compile(
    r"[,;:।]\s|\s(?:कि|और|लेकिन|मगर|जबकि|परंतु|किंतु|क्योंकि|जिसने|जिन्होंने|जिससे|जिसमें|जिसे|जो|that|and|but|while|which|who|because|although|whereas)\s"
)
_CLAUSE_WITH_AND = regex.compile(_CLAUSE.pattern.replace("और|", "").replace("and|", ""))
_FUTURE = regex.compile(r".{1,}(?:ेगा|ेगी|ेंगे|ेंगी|एगा|एगी|एँगे|एंगे|एँगी|एंगी|ोगा|ोगी|ोंगे|ऊँगा|ऊंगा)")
_POSSIBLE_NOT = regex.compile(r"(?:नहीं|न) (?:\S+ )?(?:सकता|सकती|सकते)")
_UN = regex.compile(r"\bun(?=\p{Ll}{4,}(?:ed|en|id)\b)")
_IS_TO = regex.compile(r"\b(?:is|are|was|were) to \p{Ll}+")
_MONTH = regex.compile(r"\bMay\b(?=[\s,]*\p{Nd})|(?<=\p{Nd} )May\b|(?<=\b(?:in|of|last|next|this) )May\b")
_BEHIND = regex.compile(r"(?<!\S)((?:\S++\s){1,4})(?:के (?:कारण|चलते)|की (?:वजह|बदौलत))")
_FOLLOWS = regex.compile(
    r"\b(?:because(?: of)?|due to|owing to|thanks to|caused by|out of|as a result of|as there (?:is|are|was|were)(?: no)?"
    r"|for (?:lack|want|fear) of|in protest (?:at|against)|on account of|through)\s+((?:(?!\p{Nd})\S+\s*){1,4})",
    regex.IGNORECASE,
)
# Behind it a cause is over: "because of fog the two could not".
_GOES_ON = regex.compile(
    r"(?<=\S)\s+(?=(?:the|a|an|his|her|its|their|was|were|is|are|has|have|had|will|could|would|did|no|not)\s)"
)
_CLAUSAL = regex.compile(r"because (?!of )|as there", regex.IGNORECASE)
_OF_DOING = regex.compile(r"(?<!\S)((?:\S++\s){1,2}\S+ने) से(?!\S)(?! (?:पहले|इनकार|इन्कार|बच|रोक|मना))")
_REPORTED = regex.compile(r"\s(?:कि|that|to)\s")
_ASKED = regex.compile(r"(?:\bthat|कि)\s*$|$")
_APOSTROPHE = str.maketrans("", "", "'’")
# Where so much of the words that name a cause is missing, it is another one (judged by eye on the statements for tuning).
CAUSE_MISSING = 0.5
# How near the vector of a word for a cause has to be to one of the sentence's: fewer words are a cause than tell of one.
NEAR_CAUSE = 0.79
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
    claim, sentence = (phrases("outside").sub(" not ", text) for text in (claim, sentence))
    if has(claim, "denial") or _UN.search(claim) and all_keys(_UN.sub("", claim)) & all_keys(sentence):
        part = best_clause(claim, sentence)
        return not (has(part, "denial") or has(part, "refusal"))
    if not has(best_clause(claim, sentence), "denial"):
        return has(claim, "strong_refusal") and not (has(sentence, "denial") or has(sentence, "refusal"))
    # a word of the sentence's own doesn't stand for its denial
    instead = [word for word in words(claim) if listed("refusal").fullmatch(word) and not keys(word) & all_keys(sentence)]
    return not instead and not _denied_opposite(words(claim), words(sentence))


def _denied_opposite(said: list[str], written: list[str]) -> bool:
    """Whether the claim has the opposite of a word of the sentence: "ran on" for "did not stop"."""
    pairs = [pair for both in opposites() for pair in (both, both[::-1])]
    return any(any(map(one.fullmatch, said)) and any(map(other.fullmatch, written)) for one, other in pairs)


def says_opposite(claim: str, sentence: str) -> bool:
    """Whether the claim has a word, and the sentence only the opposite of it."""
    return any(_excludes(words(claim), words(part), claim, part) for part in {best_clause(claim, sentence), sentence})


def _excludes(said: list[str], written: list[str], claim: str, sentence: str) -> bool:
    for one, other in opposites():
        for here, there in ((one, other), (other, one)):
            in_claim = any(map(here.fullmatch, said)) and not any(map(there.fullmatch, said))
            if in_claim and any(map(there.fullmatch, written)) and has(claim, "denial") == has(sentence, "denial"):
                if not any(map(here.fullmatch, written)) or _is_nearer(there, here, said, written):
                    return True
    return False


def _is_nearer(one: regex.Pattern[str], other: regex.Pattern[str], said: list[str], written: list[str]) -> bool:
    """Whether the one word stands nearer than the other to a word of the claim: in "profit fell as prices rose" of a profit
    that rose.
    """

    def is_one_of_them(word: str) -> bool:
        return bool(one.fullmatch(word) or other.fullmatch(word))

    known = frozenset().union(*(keys(word) for word in said if not is_one_of_them(word)))
    shared = [at for at, word in enumerate(written) if keys(word) & known and not is_one_of_them(word)]

    def distance(pattern: regex.Pattern[str]) -> int:
        places = [at for at, word in enumerate(written) if pattern.fullmatch(word)]
        return min((abs(at - place) for at in places for place in shared), default=99)

    return distance(one) < distance(other)


def is_planned(text: str) -> bool:
    """Whether a text tells a plan, a possibility or a wish."""
    plain = _without_look_alikes(text)
    return has(plain, "plan") or bool(_IS_TO.search(plain)) or any(map(_FUTURE.fullmatch, words(plain)))


def _without_look_alikes(text: str) -> str:
    """A text without what only looks like a plan: the month of May, and what could not be done."""
    return phrases("done").sub(" not ", _POSSIBLE_NOT.sub(" ", _MONTH.sub(" ", text)))


def is_only_planned(claim: str, sentence: str) -> bool:
    """Whether the claim tells as done what the sentence tells as planned or alleged, or the other way round."""
    if has(phrases("denied").sub(" ", sentence), "allegation") and not has(claim, "saying"):
        return True
    asked = _REPORTED.search(claim) and has(claim, "request") and has(sentence, "request")
    if asked or (has(claim, "scheduled") or _is_agreed(claim, sentence)) and is_planned(sentence):
        return False
    if is_planned(claim):
        return has(_without_look_alikes(claim), "plan_alone") and not (is_planned(sentence) or has(sentence, "wish"))
    return is_planned(best_clause(claim, sentence, at_and=False)) or _is_only_wished(claim, sentence)


def _is_agreed(claim: str, sentence: str) -> bool:
    """Whether the claim tells as agreed what the sentence tells as a plan that is sure."""
    said = [word for word in words(claim) if listed("agreed").fullmatch(word)]
    return bool(said) and not has(sentence, "plan_alone") and not any(keys(word) & all_keys(sentence) for word in said)


def _is_only_wished(claim: str, sentence: str) -> bool:
    """Whether the claim tells what somebody asks for in the sentence."""
    if any(has(claim, name) for name in ("wish", "saying", "plan", "request")) or not has(sentence, "request"):
        return False
    part = best_clause(claim, sentence)
    ahead = sentence[: sentence.find(part)] if part != sentence else ""
    return has(part, "request") or bool(_ASKED.search(ahead)) and has(_CLAUSE.split(ahead.rstrip())[-1], "request")


def without_cause(claim: str) -> str:
    """A claim without the cause that it names."""
    for told in (_BEHIND, _FOLLOWS, _OF_DOING):
        claim = told.sub(lambda match: match[0].replace(_cause(match), " "), claim)
    return claim


def _cause(match: regex.Match[str]) -> str:
    """What a match names as a cause, up to where the clause goes on."""
    if match.re is not _FOLLOWS:
        return _CLAUSE.split(match[1])[-1]
    cause = _CLAUSE.split(match[1])[0]
    return cause if _CLAUSAL.match(match[0]) else _GOES_ON.split(cause)[0]


def gives_other_cause(claim: str, said: Said) -> bool:
    """Whether the claim names a cause that the sentence doesn't.

    The sentence before counts only where this one points back to it, as in "for this reason".
    """
    told = [*_BEHIND.finditer(claim), *_FOLLOWS.finditer(claim), *_OF_DOING.finditer(claim)]
    if not has(claim, "cause_alone") and not told:
        return phrases("protest").search(claim) is not None and not has(said.text, "objection")
    sentence = f"{said.before} {said.text}" if phrases("pointing").search(said.text) else said.text
    gives_one = has(sentence, "cause") or " से " in sentence
    found = False
    for match in told:
        named = [word for word in content(words(_cause(match))) if not listed("light").fullmatch(word)]
        found = found or bool(named)
        missing = [word for word in named if not said.has(word, sentence, NEAR_CAUSE)]
        if named and (named[-1] if match.re is _BEHIND else named[0]) in missing:
            return True
        # "floods delayed it" gives a cause without saying so: then all of it has to be there
        if named and (missing if not gives_one else len(missing) >= CAUSE_MISSING * len(named)):
            return True
    return not gives_one and not found and has(claim, "cause_alone")
