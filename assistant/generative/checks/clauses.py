"""What is denied or planned in a sentence, and words that exclude each other."""

import regex

from assistant.generative.checks.meaning import all_keys, content, keys
from assistant.generative.checks.wordlists import listed, opposites, phrases, plain_english
from assistant.generative.numbers import figures
from index.text.words import words

CLAUSE = regex.compile(
    r"[,;:।]\s|\s(?:कि|और|लेकिन|मगर|जबकि|परंतु|किंतु|क्योंकि|जिसने|जिन्होंने|जिससे|जिसमें|जिसे|जो|that|and|but|while|which|who|because|although|whereas)\s"
)
_CLAUSE_WITH_AND = regex.compile(CLAUSE.pattern.replace("और|", "").replace("and|", ""))
FUTURE = regex.compile(r".{1,}(?:ेगा|ेगी|ेंगे|ेंगी|एगा|एगी|एँगे|एंगे|एँगी|एंगी|ोगा|ोगी|ोंगे|ऊँगा|ऊंगा)")
_POSSIBLE_NOT = regex.compile(r"(?<!\S)(?:नहीं|न) (?:\S+ )?(?:सकता|सकती|सकते)")
_UN = regex.compile(r"\bun(\p{Ll}{2,}(?:ed|en|id))\b")
_IS_TO = regex.compile(
    r"\b(?:is|are|was|were) to \p{Ll}+|(?<=\p{Devanagari})ने (?:ही )?(?:वाला|वाली|वाले) (?:है|हैं|था|थी|थे)(?![\p{L}\p{M}])"
)
# A month, or somebody of that name: "in April and May", "Theresa May resigned".
_MONTH = regex.compile(r"\bMay\b(?=[\s,]*\p{Nd})|(?<=[^\s.!?।] )May\b(?! \p{Lu})|(?<=\b(?:in|of|last|next|this) )May\b")
# "his will", "Will Smith", "a new plan".
_NO_PLAN = regex.compile(
    r"(?:\b(?i:a|the|his|her|their|its|my|your|our|whose|last|political|free|good)|['’]s) will\b|\bWill (?=\p{Lu}\p{Ll})"
    r"|(?:\b(?i:an?|the|this|its|their|his|her|new)|['’]s)(?: \p{L}+)? plan\b(?! (?:to|for|of)\b)"
)
_REPORTED = regex.compile(r"\s(?:कि|that|to)\s")
_ASKED = regex.compile(r"(?:\bthat|कि)\s*$|$")
_APOSTROPHE = str.maketrans("", "", "'’")
# With fewer of the claim's words a clause is not the one that it is about.
_ABOUT = 0.2


def best_clause(claim: str, sentence: str, *, at_and: bool = True) -> str:
    """The part of a sentence that has most of the claim's words and numbers, or all of it where none stands out.

    An "and" may stand between two clauses or between two names.
    """
    parts = [part for part in (CLAUSE if at_and else _CLAUSE_WITH_AND).split(sentence) if len(content(words(part))) > 1]
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
    claim, sentence = (phrases("outside").sub(" not ", phrases("sure").sub(" ", text)) for text in (claim, sentence))
    undone = [match[1] for match in _UN.finditer(claim) if match[1] in plain_english()]  # "unpaid"
    if has(claim, "denial") or any(keys(word) & all_keys(sentence) for word in undone):
        own = [part for part in CLAUSE.split(claim) if has(part, "denial")] or undone
        part = best_clause(own[0] if len(own) == 1 else claim, sentence)
        # "did not oppose" isn't told by "opposed"
        instead = [word for word in words(part) if listed("refusal").fullmatch(word) and not keys(word) & all_keys(claim)]
        return not (
            has(part, "denial")
            or phrases("denied_ahead").search(sentence)
            or instead
            or _denied_opposite(words(sentence), words(claim))
        )
    if not has(best_clause(claim, sentence), "denial"):
        return has(claim, "strong_refusal") and not (has(sentence, "denial") or has(sentence, "refusal"))
    # a word of the sentence's own doesn't stand for its denial
    instead = [word for word in words(claim) if listed("refusal").fullmatch(word) and not keys(word) & all_keys(sentence)]
    return not (instead or undone) and not _denied_opposite(words(claim), words(sentence))


def _denied_opposite(said: list[str], written: list[str]) -> bool:
    """Whether one has the opposite of what is denied in the other: "ran on" for "did not stop"."""
    pairs = [pair for both in opposites() for pair in (both, both[::-1])]
    return any(any(map(one.fullmatch, said)) and any(map(other.fullmatch, written)) for one, other in pairs)


def says_opposite(claim: str, sentence: str) -> bool:
    """Whether the claim has a word, and the sentence only the opposite of it."""
    claim, sentence = (phrases("weather").sub(" ", text) for text in (claim, sentence))
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
    return has(plain, "plan") or bool(_IS_TO.search(plain)) or any(map(FUTURE.fullmatch, words(plain)))


def is_scheduled(text: str) -> bool:
    """Whether a text tells of what is to come as of what is: "starts on 1 July", "takes effect", "होनी है"."""
    return has(text, "scheduled") or any(phrases(name).search(text) for name in ("scheduled_so", "duty"))


def _without_look_alikes(text: str) -> str:
    """A text without what only looks like a plan: the month of May, a testament, a scheme, what could not be done
    and what could only later.
    """
    plain = phrases("done_late").sub(" ", _NO_PLAN.sub(" ", _MONTH.sub(" ", text)))
    return phrases("done").sub(" not ", _POSSIBLE_NOT.sub(" ", plain))


def is_only_planned(claim: str, sentence: str) -> bool:
    """Whether the claim tells as done what the sentence tells as planned or alleged, or the other way round."""
    if has(phrases("denied").sub(" ", sentence), "allegation") and not has(claim, "saying"):
        return True
    asked = _REPORTED.search(claim) and has(claim, "request") and has(sentence, "request")
    if (
        asked
        or any(has(claim, name) and has(sentence, name) for name in ("wanted", "possible", "condition"))
        or (is_scheduled(claim) or _is_agreed(claim, sentence))
        and is_planned(sentence)
    ):
        return False
    if is_planned(claim):
        return has(_without_look_alikes(claim), "plan_alone") and not (is_planned(sentence) or has(sentence, "wish"))
    return is_planned(best_clause(claim, sentence, at_and=False)) or _is_only_wished(claim, sentence)


def _is_agreed(claim: str, sentence: str) -> bool:
    """Whether the claim tells as agreed what the sentence tells as a plan that is sure."""
    said = [word for word in words(phrases("verdict").sub(" ", claim)) if listed("agreed").fullmatch(word)]
    return bool(said) and not has(sentence, "plan_alone") and not any(keys(word) & all_keys(sentence) for word in said)


def _is_only_wished(claim: str, sentence: str) -> bool:
    """Whether the claim tells what somebody asks for in the sentence."""
    if any(has(claim, name) for name in ("wish", "saying", "plan", "request", "denial", "strong_refusal")):
        return False
    sentence = phrases("answered").sub(" ", sentence)
    part = best_clause(claim, sentence)
    if phrases("commanded").search(part):
        return not phrases("commanded").search(claim)
    if not has(sentence, "request"):
        return False
    ahead = sentence[: sentence.find(part)] if part != sentence else ""
    return has(part, "request") or bool(_ASKED.search(ahead)) and has(CLAUSE.split(ahead.rstrip())[-1], "request")
