"""What is asked of a sentence that no rule objects to, and the thresholds by which a claim and a sentence are compared as
wholes. How near means the same is the model's (index/search/profiles.py); what one rule counts stands with the rule.

Judged by eye on tests/data/statements; docs/generation.md has what they show.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Signals:
    """How near the claim is to the article's sentence (index/search/searcher.py's refined score), the share of its words that
    are there, and the reader's probability that the passage supports it, against contradicting it and not saying so.
    """

    nearness: float
    coverage: float
    supported: float

    def are_enough(self, same_meaning: float | None, *, same_language: bool) -> bool:
        """Whether a claim is near enough to count as said, `same_meaning` at least: a little less where the reader takes it for
        supported, more where it does not. Where it isn't known what is near, its words have to be there.
        """
        if same_meaning is None:
            return self.coverage >= COVERAGE[same_language]
        return self.nearness + READER_COUNTS * (self.supported - UNDECIDED) >= same_meaning


# The least share of common words, by whether claim and article are in the same language. Asking for them beside nearness, too,
# costs true statements and stops no false ones.
COVERAGE: Final = {True: 0.33, False: 0.25}
# How much the reader's leaning counts beside nearness, and the probability that leans nowhere: one of three. Chosen on the sets
# for tuning and 1,840 written statements about passages kept aside: up to here it stops more wrong ones than it costs true
# ones (docs/generation.md).
READER_COUNTS: Final = 0.3
UNDECIDED: Final = 1 / 3
# From this probability on, the reader is believed against the rule for who does what to whom, which errs most often: on the
# same statements that brings back 45 true ones and 8 wrong ones. Against the rules for numbers and names it would bring back
# more wrong ones than true ones, and a denial that passes is the worst mistake.
SUPPORTED_SURELY: Final = 0.95
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
