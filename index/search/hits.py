"""What a search is asked, and what it finds."""

from dataclasses import dataclass, field

from index.embedding.embedder import QueryVectors
from index.models import Language, Passage
from index.storage.records import StoredPassage
from index.text.sentences import Span


@dataclass(frozen=True)
class Query:
    """A question's vectors, and the language that it is asked in, by which it is scored."""

    vectors: QueryVectors
    language: Language

    @property
    def text(self) -> str:
        """The question as it is looked up."""
        return self.vectors.text


@dataclass(frozen=True)
class SentenceScore:
    """A sentence of a passage, `article.text[start:end]`, and how near to the question it is, at most 1.

    Sentences of the same words have the same `wording` (index/text/words.py). `within` is MaxSim of the sentence's own tokens,
    0 where it was not computed. In a hit that was read, `answering` is how much likelier the sentence holds the answer
    than that nothing does, in natural log odds, and `answer` where it stands, if that is likely enough to be shown.
    """

    start: int
    end: int
    score: float
    wording: int
    within: float = 0.0
    answer: Span | None = None
    answering: float | None = None


@dataclass(frozen=True)
class Hit:
    """A passage that was found, with what is stored of it, so that it can be scored again for another question.

    `score` is the mean of several signals (index/search/scoring.py), `confidence` the probability, judged by the score and
    the two languages, that a best hit of this score answers; None for a model whose scores are not calibrated.
    `passage_score` is the passage's own cosine. `sentences` holds all its sentences, best first. `headline` is
    MaxSim of the headline's own tokens, 0 where there are none or it was not computed.
    """

    passage: Passage
    language: Language
    score: float
    confidence: float | None
    passage_score: float
    sentences: tuple[SentenceScore, ...]
    stored: StoredPassage = field(repr=False, compare=False)
    headline: float = 0.0

    @property
    def best_sentence(self) -> SentenceScore:
        """The sentence nearest to the question."""
        return self.sentences[0]
