"""What is asked of a sentence that no rule objects to. Every threshold of the checks stands here.

Judged by eye on tests/data/statements/tune.txt (index/training/checking.py prints what others would give there);
docs/generation.md has what the other half shows.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Signals:
    """How near the claim is to the article's sentence (index/search/searcher.py's refined score), the share of its words that
    are there, and of those beside names, with those that are near; and the reader's probabilities that the passage supports and
    contradicts it.
    """

    nearness: float
    coverage: float
    told: float
    supported: float
    contradicted: float


@dataclass(frozen=True)
class Least:
    """The least nearness and share of common words at which a claim may count as supported. The nearness is asked for only
    where the index's scores are calibrated.
    """

    nearness: float
    coverage: float

    def reached(self, signals: Signals, *, calibrated: bool) -> bool:
        """Whether a claim is near enough, and the reader doesn't say that it is contradicted."""
        near = signals.nearness >= self.nearness or not calibrated
        near = near and (signals.told >= TOLD or not calibrated)
        return near and signals.coverage >= self.coverage and signals.contradicted - signals.supported < CONTRADICTED


# By whether claim and article are in the same language.
LEAST: Final = {True: Least(0.77, 0.33), False: Least(0.75, 0.25)}
# By how much likelier the reader has to take a claim for contradicted than for supported, to be heard.
CONTRADICTED: Final = 0.6
# So many sentences of each passage, the nearest ones, are compared.
COMPARED: Final = 2
# How much the share of common words counts beside the nearness, and how much less than the best another sentence may have.
WORDS_COUNT: Final = 0.2
NEARLY: Final = 0.03
# The least share of what the claim tells of those it names.
TOLD: Final = 0.33
# How near the vector of a word has to be to one of the sentence's, for it to be said there with another word: of 218 words of
# true statements for tuning that are, about half are as near, of 111 that name an invented cause a sixth.
NEAR_WORD: Final = 0.77
# From these log odds on, the reader's answer to a question that a claim gives an answer to is heard.
SURE: Final = 3.0
# With so much less of what the claim tells than another of the passage, a sentence is about something else, unless it is so
# much nearer.
LESS_TOLD: Final = 0.5
FAR: Final = 0.1
