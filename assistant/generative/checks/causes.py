"""Causes that a claim names, and whether the article's sentence gives them."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from assistant.generative.checks.clauses import CLAUSE, has
from assistant.generative.checks.meaning import Said, content, stands_in
from assistant.generative.checks.weighing import NEAR_WORD
from assistant.generative.checks.wordlists import listed, phrases
from index.text.languages import every
from index.text.words import words

_BEHIND = regex.compile(r"(?<!\S)((?:\S++\s){1,4})(?:के (?:कारण|चलते|डर से|मारे)|की (?:वजह|बदौलत|आशंका से))")
_FOLLOWS = regex.compile(
    r"\b(?:because(?: of)?|due to|owing to|thanks to|caused by|out of|as a result of|as there (?:is|are|was|were)(?: no)?"
    r"|for (?:lack|want|fear) of|in protest (?:at|against)|on account of|through)\s+((?:(?!\p{Nd})\S++\s*+){1,12})",
    regex.IGNORECASE,
)
# Behind it a cause is over: "because of fog the two could not", but not "rain in the hills".
_GOES_ON = regex.compile(
    r"(?<=\S)(?<!\b(?:in|on|at|of|from|by|for|with|to|over|near|under))\s+(?=(?:the|a|an|his|her|its|their|was|were|is|are|has|have|had|will|could|would|did|no|not)\s)"
)
_CLAUSAL = regex.compile(r"because (?!of )|as there", regex.IGNORECASE)
_OF_DOING = regex.compile(r"(?<!\S)((?:\S++\s){1,2}\S+ने) से(?!\S)(?! (?:पहले|इनकार|इन्कार|बच|रोक|मना))")
# The end of what stands before "के कारण", for a subject may stand ahead: "आग सिगरेट", "हमला ज़मीन के विवाद", "राज इंजन ख़राब होने".
_CORE = regex.compile(r"(?<!\S)(?:(?:\S++ ){0,2}\S+ने$|(?:\S++ (?:का|के|की) )*+\S++$)")
# What a thing was done for, or after: "to please the king", "मज़दूरों के विरोध के बाद".
_ASIDE = "(?:in order to|to|after|following|despite|amid|during)"
_ASIDE_FOLLOWS = regex.compile(rf"\b{_ASIDE}\s+((?:(?!{_ASIDE}\b)\S++\s*+){{2,5}})$", regex.IGNORECASE)
_ASIDE_BEFORE = (
    regex.compile(r"(?<!\S)((?:\S++\s){1,3}\S+ने) के लिए"),
    regex.compile(r"(?<!\S)((?:\S++\s){1,3})के (?:बाद|पश्चात|बावजूद|दौरान)"),
)
_TELL_NOTHING = every("persons") | every("things") | frozenset("only just alone there सिर्फ़ सिर्फ केवल".split())
# Where so much of the words that name a cause is missing, it is another one (judged by eye on the statements for tuning).
CAUSE_MISSING = 0.5
# How near the vector of a word for a cause has to be to one of the sentence's: fewer words are a cause than tell of one.
NEAR_CAUSE = 0.79
# So many words are enough to know a cause by.
_NAMED = 4
_END = " ।.!\"'”’"


@dataclass(frozen=True)
class Cause:
    """What a claim names as a cause: its words, whether the last of them is the thing itself or the first, and the question for
    it.
    """

    text: str
    ends_in_noun: bool
    question: str

    @property
    def named(self) -> list[str]:
        """The first of its words that tell something: what comes later may be told in the article elsewhere, or not at all."""
        return _telling(self.text)[:_NAMED]


def _telling(text: str) -> list[str]:
    said = [word for word in content(words(text)) if not listed("light").fullmatch(word)]
    return [word for word in said if word not in _TELL_NOTHING and not listed("denial").fullmatch(word)]


def causes(claim: str) -> Iterator[Cause]:
    """The causes that a claim names."""
    for pattern, asked in ((_BEHIND, "किस"), (_FOLLOWS, "Why"), (_OF_DOING, "किस कारण")):
        for match in pattern.finditer(claim):
            text = _cause(match)
            start = match.start(1) + match[1].index(text)
            end = match.end() if pattern is _OF_DOING else start + len(text)
            before, behind = claim[:start], claim[end:].strip(_END)
            if pattern is _FOLLOWS:  # "Because of rain the match": "Why the match?"
                before = f"{asked} {claim[: match.start()].strip(' ,')}"
            else:
                before += asked
            yield Cause(text, pattern is _BEHIND, _one_space(f"{before} {behind}?"))


def _one_space(question: str) -> str:
    said = " ".join(question.split()).replace(" ?", "?")
    return said.replace("किस के ", "किसके ").replace("किस की ", "किसकी ")


def without_cause(claim: str) -> str:
    """A claim without the causes that it names."""
    for cause in causes(claim):
        claim = claim.replace(cause.text, " ", 1)
    return claim


def _cause(match: regex.Match[str]) -> str:
    """What a match names as a cause, up to where the clause goes on."""
    if match.re is _BEHIND:
        whole = CLAUSE.split(match[1])[-1].strip()
        core = _CORE.search(whole)
        return core[0] if core else whole
    if match.re is _OF_DOING:
        return CLAUSE.split(match[1])[-1].strip()
    cause, *behind = CLAUSE.split(match[1])
    if _CLAUSAL.match(match[0]) and (behind or match.start()):
        return cause.strip()
    if _CLAUSAL.match(match[0]):  # "Because it is long the film ...": nothing tells where the clause ends
        return " ".join(cause.split()[:_NAMED])
    return _GOES_ON.split(cause)[0].strip()


def gives_other_cause(claim: str, said: Said) -> bool:
    """Whether the claim names a cause that the sentence doesn't.

    The reader is asked for it, as in QAGS (https://arxiv.org/abs/2004.04228). An answer with all words of the cause, or with
    none, decides; else its words are looked for in the sentence. The one before counts only where this one points back to it,
    as in "for this reason".
    """
    told = list(causes(claim))
    if not has(claim, "cause_alone") and not told:
        return phrases("protest").search(claim) is not None and not has(said.text, "objection")
    points_back = phrases("pointing").search(said.text)
    sentence = f"{said.before} {said.text}" if points_back else said.text
    gives_one = has(sentence, "cause") or " से " in sentence
    named = [cause for cause in told if cause.named]
    for cause in named:
        is_answer = None if points_back else _is_answer(cause, said)
        if _isnt_there(cause, sentence, said, gives_one=gives_one) if is_answer is None else not is_answer:
            return True
    return not gives_one and not named and has(claim, "cause_alone")


def adds_aside(claim: str, said: Said) -> bool:
    """Whether the claim tells what a thing was done for, or after, in words of which the article's sentences have none."""
    there = f"{said.over} {said.before} {said.text}"
    asides = [_telling(match[1]) for match in _ASIDE_FOLLOWS.finditer(claim)]
    # of more than two words that stand before, the first may be of the clause
    asides += [_telling(match[1])[-2:] for pattern in _ASIDE_BEFORE for match in pattern.finditer(claim)]
    return any(len(aside) > 1 and not any(said.has(word, there, NEAR_WORD) for word in aside) for aside in asides)


def _is_answer(cause: Cause, said: Said) -> bool | None:
    """Whether the reader's answer is a cause; None where that can't be told."""
    answer = said.answer(cause.question)
    there = {stands_in(word, answer) for word in cause.named} if answer else set()
    if len(there) != 1 or there == {False} and all(stands_in(word, said.text) for word in cause.named):
        return None
    return there.pop()


def _isnt_there(cause: Cause, sentence: str, said: Said, *, gives_one: bool) -> bool:
    named = cause.named
    missing = [word for word in named if not said.has(word, sentence, NEAR_CAUSE)]
    if (named[-1] if cause.ends_in_noun else named[0]) in missing:
        return True
    # "floods delayed it" gives a cause without saying so: then all of it has to be there
    return bool(missing) if not gives_one else len(missing) >= CAUSE_MISSING * len(named)
