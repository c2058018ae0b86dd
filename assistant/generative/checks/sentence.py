"""A written sentence against one sentence of an article: the rules that say no, and what is weighed where none does."""

from collections.abc import Iterator

import regex

from assistant.generative.checks.amounts import measured_otherwise
from assistant.generative.checks.bounds import bounded_otherwise
from assistant.generative.checks.causes import adds_aside, gives_other_cause, without_cause
from assistant.generative.checks.clauses import denies_otherwise, is_only_planned, says_opposite
from assistant.generative.checks.counts import counted_otherwise
from assistant.generative.checks.dates import dates
from assistant.generative.checks.ends import at_other_end, at_same_end
from assistant.generative.checks.meaning import Said, content
from assistant.generative.checks.measures import measured_in_others, measures_as_told
from assistant.generative.checks.parties import frames
from assistant.generative.checks.roles import acts_otherwise
from assistant.generative.checks.weighing import NEAR_WORD
from assistant.generative.checks.wordlists import listed, plain_english
from assistant.generative.names import CAPITALISED, Names, is_surely_a_name
from assistant.models import Unsupported
from index.text.words import words

# Two that were named, which an article needn't count.
_THE_TWO = regex.compile(r"\b(?:the|both|these|those) two\b", regex.IGNORECASE)
# "$5 million" is in "US dollars".
_OF_DOLLARS = regex.compile(r"\b(?:US|American)\s(?=dollars?\b)|US(?=\$)|(?:अमेरिकी|अमरीकी|यूएस)\s(?=डॉलर)")


def objections(claim: str, said: Said) -> Iterator[Unsupported]:
    """What in the claim differs from the article's sentence, by each rule that sees something."""
    told = f"{said.over}\n{said.text}"
    counted = measures_as_told(_THE_TWO.sub(" ", claim), told)
    if (
        measured_otherwise(counted, said.text, said.over)
        or measured_in_others(counted, said.text, said.over)
        or counted_otherwise(counted, said.text)
        or bounded_otherwise(counted, told)
        or dates(claim).missing_from(dates(told))
        or at_other_end(claim, said.text)
    ):
        yield "number"
    if _names_others(_OF_DOLLARS.sub("", claim), said):
        yield "name"
    if denies_otherwise(claim, said.text) or says_opposite(claim, said.text) and not at_same_end(claim, said.text):
        yield "negation"
    if is_only_planned(claim, said.text):
        yield "modality"
    if gives_other_cause(claim, said) or adds_aside(claim, said):
        yield "cause"
    if acts_otherwise(claim, said):
        yield "role"


def _names_others(claim: str, said: Said) -> bool:
    """Whether the claim names somebody or something that isn't there.

    A Hindi word that is merely uncommon may be no name: it counts for one where the sentence has a name that the claim
    lacks, in whose place it may stand.
    """
    missing = Names([said.over, said.text, said.before]).missing(claim)
    surely = [word for word in missing if is_surely_a_name(word, claim, missing)]
    # another word for what is there, unless it is somewhere: all places are near to each other
    missing = [
        word for word in missing if word in surely or f"{word} में" in claim or said.near.get(words(word)[0], 0.0) < NEAR_WORD
    ]
    if not missing or surely:
        return bool(missing)
    return bool(Names([claim]).missing(said.text))


def telling(claim: str) -> list[str]:
    """The words that tell something of those it names: no names, and none that tell little."""
    little = {word for frame in frames(claim) for party in frame.named for word in party.words}
    little |= {word for match in CAPITALISED.finditer(claim) for word in words(match[0])} - plain_english()

    def tells(word: str) -> bool:
        return word not in little and not any(listed(name).fullmatch(word) for name in ("light", "denial", "cause"))

    return list(filter(tells, content(words(without_cause(claim))))) or list(filter(tells, content(words(claim))))
