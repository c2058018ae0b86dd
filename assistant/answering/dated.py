"""Search that minds the time a question names, and whether it asks for the newest.

What a question names need not be when an article was published, and many articles have no date. So a time decides between
articles that answer about as well, and never against a passage that names the year itself, or whose article has no date.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.question.times import asked_days, asks_for_newest, without_time
from assistant.serving import Serving
from index.models import ArticleFilter
from index.search.hits import Hit, Query
from index.storage.local import Index
from index.text.words import words

# How many hits "latest" chooses from; judged by eye: as many as are scored exactly.
_POOL = 40
# What happened is still reported some days later; judged by eye.
_REPORTED_LATER = timedelta(days=3)


def search(
    serving: Serving, query: Query, k: int, only: ArticleFilter | None, questions: Sequence[str], today: date
) -> list[Hit]:
    """Up to k of the best passages for a query, of the time that `questions` name, or the newest.

    `questions` are the one that is asked and, where it leans on earlier ones, these; the first that names a time counts.
    Articles of that time need not name it themselves: they are searched with what else the question says, and so is what
    they are compared with. The days of `only` go before what the question says, and a time before the newest.
    """
    searcher, index = serving.searcher, serving.index
    found = searcher.search(query, k, only)
    if only and (only.since or only.until):
        return found
    days = next(filter(None, (asked_days(question, today) for question in questions)), None)
    since, until = (days.since, days.until + _REPORTED_LATER) if days else (date.min, None)
    within = replace(only or ArticleFilter(), since=since, until=until)
    if not (days or asks_for_newest(questions[0])) or not index.has_articles(within):
        return found
    topic = serving.query(without_time(query.text), query.language)
    near = searcher.search(topic, max(k, _POOL), only)
    if days:
        inside = searcher.search(topic, k, within)
        chosen = inside if inside and inside[0].score >= near[0].score - searcher.profile.as_good else []
    else:
        chosen = _newest(index, near, searcher.profile.alike)
    if not chosen:
        return found
    others = [*near, *searcher.score([hit.stored for hit in found], topic)]
    undated = [hit for hit in others if _published(index, hit) is None]
    naming = [hit for hit in others if days and str(days.since.year) in words(hit.passage.text)]
    return _best([*chosen, *undated, *naming], k)


def _newest(index: Index, near: list[Hit], alike: float) -> list[Hit]:
    """The newest of the hits that answer about as well as the best."""
    about_as_good = [(day, hit) for hit in near if hit.score >= near[0].score - alike and (day := _published(index, hit))]
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


def _published(index: Index, hit: Hit) -> date | None:
    return index.article(hit.passage.article_id).published
