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
    if only and (only.since or only.until):
        return found
    days = asked_days(question, today)
    since, until = (days.since, days.until + _REPORTED_LATER) if days else (date.min, None)
    within = replace(only or ArticleFilter(), since=since, until=until)
    if not (days or asks_for_newest(question)) or not index.has_articles(within):
        return found
    topic = embed(without_time(query.text))
    inside = index.search(topic, max(k, _POOL), within)
    if not inside:
        return found
    best = index.search(topic, 1, only)[0].score
    if days:
        chosen = inside if inside[0].score >= best - _AS_GOOD else []
    else:
        alike = [(_published(index, hit) or date.min, hit) for hit in inside if hit.score >= best - _ALIKE]
        newest = max((day for day, _ in alike), default=date.min)
        chosen = [hit for day, hit in alike if day >= newest - _REPORTED_LATER]
    undated = (hit for hit in found if _published(index, hit) is None)
    return _best([*chosen, *undated], k) if chosen else found


def _best(hits: list[Hit], k: int) -> list[Hit]:
    """The best of these, in the order in which an index gives them."""
    return sorted(hits, key=lambda hit: (-(hit.score if hit.confidence is None else hit.confidence), hit.row))[:k]


def _published(index: Index, hit: Hit) -> date | None:
    return index.article(hit.passage.article_id).published
