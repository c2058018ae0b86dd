"""The nouns of an answer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index.models import Article, Language, Place

if TYPE_CHECKING:
    from assistant.question.request import Request
    from assistant.question.time_days import Days
    from index.search.hits import Hit

Mode = Literal["extractive", "generative", "reply", "list"]
Support = Literal["grounded", "partly", "ungrounded"]
Unsupported = Literal[
    "uncited", "number", "name", "negation", "modality", "cause", "role", "meaning", "language", "repeated", "quote"
]


@dataclass(frozen=True)
class Question:
    """What was asked, the language it was asked in, and the language to answer in."""

    text: str
    asked_in: Language
    language: Language


@dataclass(frozen=True)
class Citation:
    """The place in an article that says it: `article.text[start:end] == quote`, or ValueError when it is made.

    Where `in_title`, the fact stands only in the headline, and the place is in that: `article.title[start:end] == quote`.
    `dated`: the article's day is part of the answer.

    `answer` is where in it the answer stands, in characters of the article as `start` and `end` are; None where that was not
    told. `also` cites the other articles that say the same, with the same number: an agency's report in several papers.
    """

    number: int
    article: Article
    start: int
    end: int
    quote: str
    score: float
    also: tuple["Citation", ...] = ()
    in_title: bool = False
    dated: bool = False
    answer: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        said = self.article.title if self.in_title else self.article.text
        if not 0 <= self.start < self.end <= len(said) or said[self.start : self.end] != self.quote:
            where = "'s title" if self.in_title else ""
            raise ValueError(f"article {self.article.id!r}{where} does not say {self.quote!r} at {self.start}:{self.end}")
        if self.answer and not self.start <= self.answer[0] < self.answer[1] <= self.end:
            raise ValueError(f"the answer at {self.answer} is not inside the quote at {self.start}:{self.end}")

    @property
    def parts(self) -> tuple[str, str, str]:
        """The quote before, in and behind its answer; all of it is before where no answer is told."""
        first, last = (place - self.start for place in self.answer or (self.end, self.end))
        return self.quote[:first], self.quote[first:last], self.quote[last:]


@dataclass(frozen=True)
class Timings:
    """Milliseconds spent on each part of an answer."""

    embed: float
    retrieve: float
    answer: float
    total: float


@dataclass(frozen=True)
class WrittenSentence:
    """A sentence that a language model wrote, without its markers, and the numbers of its citations.

    `unsupported` says why no sentence of its passages is known to say it: no citation; a number, date or name that differs;
    denied or planned where they don't; another cause, or who did what; another meaning, or one that can't be told; not in
    the answer's language; said before; a quote that doesn't stand in its passage. None where one does.
    """

    text: str
    citations: tuple[int, ...]
    unsupported: Unsupported | None


@dataclass(frozen=True)
class Usage:
    """The tokens that a language model read and wrote, as it counts them."""

    input_tokens: int
    output_tokens: int


@dataclass(frozen=True)
class Section:
    """A part of an answer that quotes: what is said first, then the citations of these numbers."""

    said: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Answer:
    """An answer, or where `found` is false the statement that there is none, with the `nearest` articles.

    `text` is complete on its own: quotes with [1] markers that point into `citations`. `confidence` is the probability
    that the articles answer, None for a model that is not calibrated. `sections` are the parts of a text that quotes: one, or
    one for each of several questions.

    `mode` "reply" is a reply to small talk, with `suggestions` of what to ask; "list" names articles, which are `nearest`. For
    both `found` tells only whether there is something to name.

    Where a language model wrote it, `sentences` are the text's, `support` says whether all, some or none of them are
    supported by what they cite, and `usage` counts tokens where the model tells. `note` says why one that was asked did not
    write it.
    """

    question: str
    language: Language
    found: bool
    confidence: float | None
    text: str
    citations: tuple[Citation, ...]
    mode: Mode
    nearest: tuple[Article, ...]
    timings_ms: Timings
    sections: tuple[Section, ...] = ()
    suggestions: tuple[str, ...] = ()
    support: Support | None = None
    sentences: tuple[WrittenSentence, ...] = ()
    usage: Usage | None = None
    note: str | None = None


@dataclass(frozen=True)
class Search:
    """The hits of a question with their articles, best first; `searched_for` is the question as it was looked up.

    `elsewhere` has the places of the sentences that stand in several articles, by wording. `worth_quoting` is how much less
    than the best quote another may score.

    `request` says what is wanted where that is no plain answer, and `listed` are the articles of a list. `parts` are the
    searches of a question that is several. `rounds` is how many times more was asked for: what the rounds before quoted is
    not quoted again.
    `days` is the time that was asked for, `newest` whether what holds now was.
    """

    question: Question
    searched_for: str
    hits: "tuple[Hit, ...]"
    articles: dict[str, Article]
    elsewhere: dict[int, tuple[Place, ...]]
    embed_ms: float
    retrieve_ms: float
    worth_quoting: float
    request: "Request | None" = None
    listed: tuple[Article, ...] = ()
    parts: "tuple[Search, ...]" = ()
    rounds: int = 0
    days: "Days | None" = None
    newest: bool = False
