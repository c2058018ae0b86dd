"""What is asked of a sentence that no rule objects to. Every threshold of the checks stands here.

Judged by eye on tests/data/statements/tune.txt (index/training/checking.py prints what others would give there);
docs/generation.md has what the other half shows.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Signals:
    """How near the claim is to the article's sentence (index/search/searcher.py's refined score), the share of its words that
    are there, and the reader's probabilities that the passage supports and contradicts it.
    """

    nearness: float
    coverage: float
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
