"""A written sentence against one sentence of an article: the rules that say no, and what is weighed where none does."""

from dataclasses import dataclass

from assistant.generative.checks.clauses import denies_otherwise, gives_other_cause, is_only_planned, says_opposite
from assistant.generative.checks.counts import counted_otherwise
from assistant.generative.checks.dates import dates
from assistant.generative.checks.meaning import coverage
from assistant.generative.checks.roles import acts_otherwise
from assistant.generative.names import Names, is_surely_a_name
from assistant.generative.numbers import figures
from assistant.models import Unsupported


@dataclass(frozen=True)
class Said:
    """A sentence of an article with what makes it understood: `before` are the first of its passage and the two before it,
    `over` what stands over the passage, its headline, source and day.
    """

    text: str
    before: str
    over: str


def objection(claim: str, said: Said) -> Unsupported | None:
    """What in the claim differs from the article's sentence, by the first rule that sees it."""
    told = f"{said.over}\n{said.text}"
    if not _figures_are_there(claim, told) or counted_otherwise(claim, said.text):
        return "number"
    if dates(claim).missing_from(dates(told)):
        return "number"
    if _names_others(claim, said):
        return "name"
    if denies_otherwise(claim, said.text) or says_opposite(claim, said.text):
        return "negation"
    if is_only_planned(claim, said.text):
        return "modality"
    if gives_other_cause(claim, f"{said.before} {said.text}"):
        return "cause"
    if acts_otherwise(claim, said.text, said.before):
        return "role"
    return None


def _names_others(claim: str, said: Said) -> bool:
    """Whether the claim names somebody or something that isn't there.

    A Hindi word that is merely uncommon may be no name: it counts for one where the sentence has a name that the claim
    lacks, in whose place it may stand.
    """
    missing = Names([said.over, said.text, said.before]).missing(claim)
    if not missing or any(is_surely_a_name(word, claim, missing) for word in missing):
        return bool(missing)
    return bool(Names([claim]).missing(said.text))


def _figures_are_there(claim: str, told: str) -> bool:
    return figures(claim).claimed <= figures(told).readable


def words_in_common(claim: str, said: Said) -> float:
    """The share of the claim's words that the sentence and what stands over it have."""
    return coverage(claim, f"{said.text} {said.over}")
