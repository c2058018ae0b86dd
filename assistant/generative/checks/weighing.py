"""What the rules, the nearness and the reader say of a claim and a sentence, weighed together, and the thresholds by which both
are compared. How near means the same is the model's (index/search/profiles.py); what one rule counts stands with the rule.

Rules err: to them "a snowfall" is no cause where the sentence has "because it snowed". So an objection costs, and a reader that
is sure of the claim makes up for one, though never for a number that isn't there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from assistant.models import Unsupported
from index.search.scoring import odds_of


@dataclass(frozen=True)
class Signals:
    """How near the claim is to the article's sentence (index/search/searcher.py's refined score), the share of its words that
    are there, what the rules object to, and the reader's probability that the passage supports it, None without a reader.
    """

    nearness: float
    coverage: float
    objections: frozenset[Unsupported]
    supported: float | None

    def reason(self, same_meaning: float | None, *, same_language: bool) -> Unsupported | None:
        """Why the claim doesn't count as said, None where it does: the objection that counts most, or else the meaning.

        Where there is no reader, nothing makes up for an objection. Where it isn't known what is near (`same_meaning`), the
        claim's words have to be there.
        """
        worst: Unsupported = max(self.objections, key=COSTS.__getitem__, default="meaning")
        if same_meaning is None and self.coverage < COVERAGE[same_language]:
            return worst
        too_far = max(0.0, (same_meaning or 0.0) - self.nearness)
        if self.supported is None:
            return worst if self.objections or too_far else None
        return None if self.belief(too_far, self.supported) >= 0 else worst

    def belief(self, too_far: float, supported: float) -> float:
        """The log odds that the claim holds, of a claim that is so much less near than what means the same."""
        sure = odds_of(min(max(supported, 1 - SUREST), SUREST))
        return BASE + READER_COUNTS * sure - DISTANCE_COSTS * too_far - sum(map(COSTS.__getitem__, self.objections))


# The least share of common words, by whether claim and article are in the same language. Asking for them beside nearness, too,
# costs true statements and stops no false ones.
COVERAGE: Final = {True: 0.33, False: 0.25}
# Of the log odds that a claim holds: what they begin with, what the reader's count, up to a probability, and what a unit of
# nearness that is missing costs; and what an objection costs. Fitted by index/training/checking.py; names and denials cost
# more than it says, for these are the worst mistakes: so of no kind of the statements for tuning more than a tenth of the wrong
# ones passes (docs/generation.md).
BASE: Final = 0.7
READER_COUNTS: Final = 0.58
SUREST: Final = 0.99
DISTANCE_COSTS: Final = 48.0
COSTS: Final[Mapping[Unsupported, float]] = {
    "number": 4.2,
    "name": 3.0,
    "negation": 2.4,
    "modality": 1.1,
    "cause": 1.4,
    "role": 1.5,
    "meaning": 0.0,
}
# So many sentences of each passage, the nearest ones, are compared.
COMPARED: Final = 2
# How much the share of common words counts beside the nearness, and how much less than the best another sentence may have.
WORDS_COUNT: Final = 0.2
NEARLY: Final = 0.03
# How near the vector of a word has to be to one of the sentence's, for it to be said there with another word: of 218 words of
# true statements for tuning that are, about half are as near, of 111 that name an invented cause a sixth.
NEAR_WORD: Final = 0.77
# From these log odds on, the reader's answer to a question that a claim gives an answer to is heard.
SURE: Final = 3.0
# With so much less of what the claim tells than another of the passage, a sentence is about something else, unless it is so
# much nearer.
LESS_TOLD: Final = 0.5
FAR: Final = 0.1
