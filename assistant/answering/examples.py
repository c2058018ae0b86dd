"""Questions that the articles can answer, made from the articles themselves and tried before they are offered."""

import math
import time
from collections.abc import Iterable, Iterator
from datetime import date
from heapq import nlargest
from typing import Protocol

import regex

from assistant.models import Answer, Search
from assistant.phrases import page_text
from index.models import Article, Language
from index.storage.index import Index
from index.text.language import article_language
from index.text.languages import every

# Up to three words before "ने ... कहा", or names before "said".
_HINDI_SPEAKER = regex.compile(
    r"(?<!\p{Devanagari})((?:\p{Devanagari}++ ){1,3})ने (?:[\p{Devanagari} ,]{0,60}? )?(?:कहा|बताया)(?![\p{L}\p{M}])", regex.V1
)
_ENGLISH_SPEAKER = regex.compile(r"(?<![\p{L}.’'-])((?:\p{Lu}[\p{L}.’'-]++ ){1,3})(?:said|told|announced)(?![\p{L}])")
# A name doesn't begin with one of these; what comes after the last of them may be one.
_NO_NAMES = every("stop_words") | every("topicless") | every("conjunctions") | every("weekdays") | {"i", "we"}
# Judged by eye: who speaks is named early in an article; a longer title makes a question that nobody would ask; three articles
# for each example that is wanted are mostly enough, and the third question of an article is seldom answered when two were not.
_LOOKED_AT = 5_000
_MAX_TITLE = 60
_NEWEST = 12
_TRIES = 3


class Answering(Protocol):
    """What examples are tried with: an assistant (assistant/core.py)."""

    @property
    def index(self) -> Index:
        """The generation that answers."""

    def search(self, question: str) -> Search:
        """The passages for a question."""

    def quoted(self, search: Search) -> Answer:
        """Their answer without a language model."""


class Examples:
    """Questions for each article of an assistant's index, kept until the index has a new generation."""

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant
        self._generation = ""
        self._tried: dict[tuple[str, Language], str | None] = {}
        self._newest: dict[Language, tuple[str, ...]] = {}

    def newest(self, language: Language, count: int, within_s: float = math.inf) -> tuple[str, ...]:
        """Questions about the newest articles, those in `language` first; after so many seconds, those that were found."""
        self._forget_the_old()
        if language in self._newest:
            return self._newest[language]
        until = time.monotonic() + within_s
        found = self.about(self._newest_articles(language), count, until, language)
        if time.monotonic() < until:
            self._newest[language] = found
        return found

    def about(
        self, articles: Iterable[Article], count: int, until: float = math.inf, language: Language | None = None
    ) -> tuple[str, ...]:
        """Up to `count` questions, one for each article that one was found for, until the clock says so; in the articles'
        languages, or in `language`.
        """
        self._forget_the_old()
        found: dict[str, None] = {}
        for article in articles:
            if len(found) == count or time.monotonic() >= until:
                break
            if question := self._question(article, language or article.language):
                found[question] = None
        return tuple(found)

    def _question(self, article: Article, language: Language) -> str | None:
        """The first question made from an article that the articles answer with a quote of this one."""
        key = article.id, language
        if key not in self._tried:
            candidates = dict.fromkeys(candidate_questions(article, language))
            answered = (question for question in list(candidates)[:_TRIES] if self._answers(question, article))
            self._tried[key] = next(answered, None)
        return self._tried[key]

    def _answers(self, question: str, article: Article) -> bool:
        return any(
            citation.article.id == article.id for citation in self._assistant.quoted(self._assistant.search(question)).citations
        )

    def _newest_articles(self, language: Language) -> list[Article]:
        def rank(article: Article) -> tuple[bool, date]:
            return article.language == language, article.published or date.min

        return nlargest(_NEWEST, self._assistant.index.articles(), key=rank)

    def _forget_the_old(self) -> None:
        if self._generation != self._assistant.index.generation:
            self._generation = self._assistant.index.generation
            self._tried, self._newest = {}, {}


def candidate_questions(article: Article, language: Language | None = None) -> Iterator[str]:
    """Questions that an article should answer: what somebody said in it, or what is written about its title; in the article's
    language, or in another with the names as the article writes them.
    """
    pattern = _HINDI_SPEAKER if article.language == "hi" else _ENGLISH_SPEAKER
    for match in pattern.finditer(article.text[:_LOOKED_AT]):
        if name := _name(match[1].split()):
            yield page_text("example_said", language or article.language, name=name)
    if len(article.title) <= _MAX_TITLE:
        yield page_text("example_about", language or article_language(article.title), title=article.title.rstrip(" ।.?!"))


def _name(words: list[str]) -> str:
    last = max((at for at, word in enumerate(words) if word.lower() in _NO_NAMES), default=-1)
    return " ".join(words[last + 1 :])
