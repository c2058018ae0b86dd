"""Search that minds the time a question names, and whether it asks for the newest.

What a question names need not be when an article was published, and many articles have no date. So a time decides between
articles that answer about as well, and never against a passage that names the year itself, or whose article has no date.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.question.times import Days, asked_days, asks_for_newest, without_time
from assistant.serving import Serving
from index.models import Article, ArticleFilter
from index.search.hits import Hit, Query
from index.storage.index import Index
from index.text.words import words

# How many hits "latest" chooses from; judged by eye: as many as are scored exactly.
_POOL = 40
# What happened is still reported some days later; judged by eye.
_REPORTED_LATER = timedelta(days=3)


@dataclass(frozen=True)
class Time:
    """What a question asks of the time: the days it names, if any, and whether it asks for what holds now."""

    days: Days | None
    newest: bool


def time_of(questions: Sequence[str], only: ArticleFilter | None, today: date) -> Time:
    """The time that `questions` name: the one that is asked and, where it leans on earlier ones, these; the first that names a
    time counts. The days of `only` go before what the question says, and a time before the newest.
    """
    if only and (only.since or only.until):
        return Time(None, False)
    days = next(filter(None, (asked_days(question, today) for question in questions)), None)
    return Time(days, not days and asks_for_newest(questions[0]))


def search(
    serving: Serving, query: Query, k: int, only: ArticleFilter | None, questions: Sequence[str], today: date
) -> list[Hit]:
    """Up to k of the best passages for a query, of the time that `questions` name, or the newest.

    Articles of that time need not name it themselves: they are searched with what else the question says, and so is what
    they are compared with.
    """
    searcher, index = serving.searcher, serving.index
    found = searcher.search(query, k, only)
    time = time_of(questions, only, today)
    days = time.days
    inside_only = replace(only or ArticleFilter(), since=days.since, until=_reported_until(days)) if days else only
    if not (days or time.newest) or not index.has_articles(inside_only or ArticleFilter(since=date.min)):
        return found
    topic = serving.query(without_time(query.text, today), query.language)
    near = searcher.search(topic, max(k, _POOL), only)
    if days:
        inside = searcher.search(topic, k, inside_only)
        chosen = inside if inside and inside[0].score >= near[0].score - searcher.profile.as_good else []
    else:
        chosen = _newest(index, near, searcher.profile.alike)
    if not chosen:
        return found
    others = [*near, *searcher.score([hit.stored for hit in found], topic)]
    undated = [hit for hit in others if _earliest(index, hit) is None]
    naming = [hit for hit in others if days and names_year_of(hit.passage.text, days)]
    return _best([*chosen, *undated, *naming], k)


def of_the_time(serving: Serving, query: Query, k: int, only: ArticleFilter | None, time: Time) -> list[Hit]:
    """Up to k passages of the time alone, for a question that names nothing else: of the days, or the newest ones."""
    index = serving.index
    days = time.days
    if not days:
        chosen = map(index.article, index.with_words([], only)) if only else index.articles()
        newest = max((article.published for article in chosen if article.published), default=None)
        days = Days(newest - _REPORTED_LATER, newest) if newest else None
    if not days:
        return []
    on_the_day = replace(only or ArticleFilter(), since=days.since, until=days.until)
    return serving.searcher.search(query, k, on_the_day)


def within(published: date | None, days: Days) -> bool:
    """Whether an article may be a report of the days: it is of them, or not much later, or has no date."""
    return published is None or days.since <= published <= _reported_until(days)


def may_tell_of(article: Article, days: Days) -> bool:
    """Whether the days that are asked for are those of an article, or of a year that it names."""
    is_dated = article.earliest is not None and within(article.earliest, days)
    return is_dated or names_year_of(f"{article.title} {article.text}", days)


def names_year_of(text: str, days: Days) -> bool:
    """Whether a text names a year that has some of the days."""
    years = (int(word) for word in words(text) if len(word) == len("2024") and word.isdecimal() and word[:2] in ("19", "20"))
    return any(days.since.year <= year <= days.until.year for year in years)


def _reported_until(days: Days) -> date:
    return days.until + _REPORTED_LATER if days.until < date.max - _REPORTED_LATER else date.max


def _newest(index: Index, near: list[Hit], alike: float) -> list[Hit]:
    """The newest of the hits that answer about as well as the best."""
    about_as_good = [(day, hit) for hit in near if hit.score >= near[0].score - alike and (day := _earliest(index, hit))]
    newest = max((day for day, _ in about_as_good), default=date.min)
    return [hit for day, hit in about_as_good if day >= newest - _REPORTED_LATER]


def _best(hits: list[Hit], k: int) -> list[Hit]:
    """The best of these, in the order in which a searcher gives them, each passage once."""
    best: dict[tuple[str, int], Hit] = {}
    for hit in sorted(hits, key=_rank):
        best.setdefault((hit.passage.article_id, hit.passage.start), hit)
    return list(best.values())[:k]


def _rank(hit: Hit) -> tuple[float, str, int]:
    return -(hit.score if hit.confidence is None else hit.confidence), hit.passage.article_id, hit.passage.start


def _earliest(index: Index, hit: Hit) -> date | None:
    return index.article(hit.passage.article_id).earliest
