"""Search that minds the time a question names, and whether it asks for the newest.

What a question names need not be when an article was published, and many articles have no date. So a time decides between
articles that answer about as well, and never against a passage that names the year itself, or whose article has no date.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.question.times import asked_days, asks_for_newest, without_time
from index.embedding.embedder import QueryVectors
from index.models import ArticleFilter, Hit
from index.storage.local import Index
from index.text.words import words

# A hit that scores so much less than the best answers about as well, where it is from the time that the question names ...
_AS_GOOD = 0.03
# ... and where it is only newer than the best.
_ALIKE = 0.015
# How many hits "latest" chooses from.
_POOL = 40
# What happened is still reported some days later.
_REPORTED_LATER = timedelta(days=3)

Embed = Callable[[str], QueryVectors]


def search(
    index: Index,
    embed: Embed,
    query: QueryVectors,
    k: int,
    only: ArticleFilter | None,
    questions: Sequence[str],
    today: date,
) -> list[Hit]:
    """Up to k of the best passages for a query, of the time that `questions` name, or the newest.

    `questions` are the one that is asked and, where it leans on earlier ones, these; the first that names a time counts.
    Articles of that time need not name it themselves: they are searched with what else the question says. The days of
    `only` go before what the question says, and a time before the newest.
    """
    found = index.search(query, k, only)
    if only and (only.since or only.until):
        return found
    days = next(filter(None, (asked_days(question, today) for question in questions)), None)
    since, until = (days.since, days.until + _REPORTED_LATER) if days else (date.min, None)
    within = replace(only or ArticleFilter(), since=since, until=until)
    if not (days or asks_for_newest(questions[0])) or not index.has_articles(within):
        return found
    topic = embed(without_time(query.text))
    near = index.search(topic, max(k, _POOL), only)
    if days:
        chosen = _of_the_days(index.search(topic, k, within), near)
    else:
        chosen = _newest(index, near)
    if not chosen:
        return found
    undated = [hit for hit in [*near, *found] if _published(index, hit) is None]
    naming = [hit for hit in found if days and str(days.since.year) in words(hit.passage.text)]
    return _best([*chosen, *undated, *naming], k)


def _of_the_days(inside: list[Hit], near: list[Hit]) -> list[Hit]:
    """The hits of the time, unless others answer better."""
    return inside if inside and inside[0].score >= near[0].score - _AS_GOOD else []


def _newest(index: Index, near: list[Hit]) -> list[Hit]:
    """The newest of the hits that answer about as well as the best."""
    alike = [(day, hit) for hit in near if hit.score >= near[0].score - _ALIKE and (day := _published(index, hit))]
    newest = max((day for day, _ in alike), default=date.min)
    return [hit for day, hit in alike if day >= newest - _REPORTED_LATER]


def _best(hits: list[Hit], k: int) -> list[Hit]:
    """The best of these, in the order in which an index gives them, each passage once."""
    best: dict[int, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (-(hit.score if hit.confidence is None else hit.confidence), hit.row)):
        best.setdefault(hit.row, hit)
    return list(best.values())[:k]


def _published(index: Index, hit: Hit) -> date | None:
    return index.article(hit.passage.article_id).published
