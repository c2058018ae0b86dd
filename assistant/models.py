"""The nouns of an answer."""

from dataclasses import dataclass
from typing import Literal

from index.models import Article, Hit, Language, Place


@dataclass(frozen=True)
class Question:
    """What was asked, the language it was asked in, and the language to answer in."""

    text: str
    asked_in: Language
    language: Language


@dataclass(frozen=True)
class Citation:
    """The place in an article that says it: `article.text[start:end] == quote`, or ValueError when it is made.

    `also` cites the other articles that say the same, with the same number: an agency's report in several papers.
    """

    number: int
    article: Article
    start: int
    end: int
    quote: str
    score: float
    also: tuple["Citation", ...] = ()

    def __post_init__(self) -> None:
        inside = 0 <= self.start < self.end <= len(self.article.text)
        if not inside or self.article.text[self.start : self.end] != self.quote:
            raise ValueError(f"article {self.article.id!r} does not say {self.quote!r} at {self.start}:{self.end}")


@dataclass(frozen=True)
class Timings:
    """Milliseconds spent on each part of an answer."""

    embed: float
    retrieve: float
    answer: float
    total: float


@dataclass(frozen=True)
class Answer:
    """An answer, or where `found` is false the statement that there is none, with the `nearest` articles.

    `text` is complete on its own: quotes with [1] markers that point into `citations`. `confidence` is the probability
    that the articles answer, None for a model that is not calibrated.
    """

    question: str
    language: Language
    found: bool
    confidence: float | None
    text: str
    citations: tuple[Citation, ...]
    mode: Literal["extractive", "generative"]
    nearest: tuple[Article, ...]
    timings_ms: Timings


@dataclass(frozen=True)
class Search:
    """The hits of a question with their articles, best first; `searched_for` is the question as it was looked up.

    `elsewhere` has the places of the sentences that stand in several articles, by wording.
    """

    question: Question
    searched_for: str
    hits: tuple[Hit, ...]
    articles: dict[str, Article]
    elsewhere: dict[int, tuple[Place, ...]]
    embed_ms: float
    retrieve_ms: float
