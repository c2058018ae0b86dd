"""Search that minds the time a question names, and whether it asks for the newest.

What a question names need not be when an article was published, and many articles have no date. So a time never hides what
answers better, nor what has no date: it decides between articles that answer about as well.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from assistant.times import asked_days, asks_for_newest, without_time
from index.embedding import QueryVectors
from index.models import ArticleFilter, Hit
from index.store import Index

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
    index: Index, embed: Embed, query: QueryVectors, k: int, only: ArticleFilter | None, question: str, today: date
) -> list[Hit]:
    """The k best passages for a query, of the time that `question` names, or the newest.

    Articles of the time need not name it themselves: they are searched with what else the question says. The days of `only`
    go before what the question says.
    """
    found = index.search(query, k, only)
    if not found or (only and (only.since or only.until)):
        return found
    if days := asked_days(question, today):
        within = replace(only or ArticleFilter(), since=days.since, until=days.until + _REPORTED_LATER)
        topic = embed(without_time(query.text))
        inside = index.search(topic, k, within)
        if inside and inside[0].score >= index.search(topic, 1, only)[0].score - _AS_GOOD:
            return _best([*inside, *(hit for hit in found if _published(index, hit) is None)], k)
    elif asks_for_newest(question):
        near = index.search(embed(without_time(query.text)), max(k, _POOL), only)
        alike = [(_published(index, hit), hit) for hit in near if hit.score >= near[0].score - _ALIKE]
        newest = max((day for day, _ in alike if day), default=None)
        if newest:
            return [hit for day, hit in alike if (day or newest) >= newest - _REPORTED_LATER][:k]
    return found


def _best(hits: list[Hit], k: int) -> list[Hit]:
    """The best of these, in the order in which an index gives them."""
    return sorted(hits, key=lambda hit: (-(hit.score if hit.confidence is None else hit.confidence), hit.row))[:k]


def _published(index: Index, hit: Hit) -> date | None:
    return index.article(hit.passage.article_id).published
