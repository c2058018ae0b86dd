"""The nouns: what is read, stored and found."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["hi", "en"]
# Where a publication date was found, the surest first.
DateSource = Literal["given", "page", "dateline", "address", "file name"]


@dataclass(frozen=True)
class Article:
    """One article. `text` is cleaned and NFC-normalised; every offset anywhere counts its Unicode characters.

    `date_source` says where `published` was found. `pages` has the offsets at which the pages of a printed article begin.
    `notes` are what its reader should know ("converted from KrutiDev"), `removed` the lines that cleaning took away, each
    after the rule that did.
    """

    id: str
    title: str
    text: str
    language: Language
    path: str | None = None
    url: str | None = None
    source: str | None = None
    published: date | None = None
    author: str | None = None
    date_source: DateSource | None = None
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    removed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Passage:
    """A run of whole sentences: `article.text[start:end] == text`."""

    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class ArticleFilter:
    """Which articles a search may look into: published within the two days, both included, or from one source.

    An article without a date is left out where a date is asked for.
    """

    since: date | None = None
    until: date | None = None
    source: str | None = None


@dataclass(frozen=True)
class Place:
    """Where something stands: `article.text[start:end]`."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True)
class SentenceScore:
    """A sentence of a passage, `article.text[start:end]`, and how near to the question it is, at most 1.

    Sentences of the same words have the same `wording` (index/text/words.py).
    """

    start: int
    end: int
    score: float
    wording: int


@dataclass(frozen=True)
class Hit:
    """A passage that was found, and its row in the index.

    `score` is the mean of several signals (index/search/scoring.py), `confidence` the probability, judged by the score and the
    two languages, that a best hit of this score answers; None for a model whose scores are not calibrated.
    `passage_score` is the passage's own cosine. `sentences` holds all its sentences, best first.
    """

    passage: Passage
    row: int
    language: Language
    score: float
    confidence: float | None
    passage_score: float
    sentences: tuple[SentenceScore, ...]

    @property
    def best_sentence(self) -> SentenceScore:
        """The sentence nearest to the question."""
        return self.sentences[0]
