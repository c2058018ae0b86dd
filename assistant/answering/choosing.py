"""Which of what may be quoted is: what several articles say once, and of what is reported every year the newest."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.answering.quotable import Candidate
from assistant.models import Search
from index.models import Article
from index.text.words import compared

MAX_SENTENCES = 3
# Sentences that share this much of their words say the same.
_SAME_WORDS = 0.8
# A report that comes every year takes at most so many of the quotes, so that one is left for something else.
_OF_ONE_REPORT = 2
# Papers print an agency's report within days; what comes later comes again (judged by eye).
_ANOTHER_TIME = timedelta(days=30)

_Alike = Callable[[Candidate, Candidate, dict[str, Article]], bool]


def choose(ranked: Sequence[Candidate], search: Search) -> list[Candidate]:
    """The best of what may be quoted, the answer first: nothing twice, and little that is much worse than the best."""
    best = max((candidate.score for candidate in ranked), default=0.0)
    chosen: list[Candidate] = []
    yearly: dict[int, list[Candidate]] = {}
    for candidate in ranked:
        if candidate.score < best - search.worth_quoting:
            continue
        twin = _like(candidate, chosen, search, _says_the_same)
        if twin is not None:
            chosen[twin] = _merged(chosen[twin], candidate)
            continue
        copied = _like(candidate, chosen, search, _is_reported_again)
        if copied is not None:
            yearly.setdefault(copied, [chosen[copied]]).append(candidate)
        elif len(chosen) < MAX_SENTENCES:
            chosen.append(candidate)
    return _own_language_first(_with_newest(chosen, yearly, search), search)


def says_the_same(one: str, other: str) -> bool:
    """Whether two sentences share nearly all of their words (Jaccard's index) and all of their numbers."""
    first, second = set(compared(one)), set(compared(other))
    changed = first ^ second
    if any(character.isdecimal() for word in changed for character in word):
        return False
    return len(first & second) >= _SAME_WORDS * len(first | second)


def _says_the_same(one: Candidate, other: Candidate, articles: dict[str, Article]) -> bool:
    return says_the_same(one.text(articles), other.text(articles))


def _is_reported_again(one: Candidate, other: Candidate, articles: dict[str, Article]) -> bool:
    """Whether two sentences of articles of different days are the same but for their numbers."""
    first, second = ({word for word in compared(each.text(articles)) if not word[0].isdecimal()} for each in (one, other))
    alike = len(first & second) >= _SAME_WORDS * len(first | second)
    days = {articles[each.place.article_id].published for each in (one, other)}
    return alike and None not in days and len(days) > 1


def _like(candidate: Candidate, chosen: Sequence[Candidate], search: Search, alike: _Alike) -> int | None:
    """Which of those that are chosen a candidate is like."""
    return next((at for at, one in enumerate(chosen) if alike(candidate, one, search.articles)), None)


def _merged(twin: Candidate, other: Candidate) -> Candidate:
    return replace(twin, also=(*twin.also, other.place, *other.also))


def _newest_copy(one: Candidate, articles: dict[str, Article]) -> Candidate:
    """What stands in articles of different times, word for word or nearly, is cited from the newest of them."""
    places = [one.place, *one.also]
    newest = max(places, key=lambda place: articles[place.article_id].published or date.min)
    days = [articles[place.article_id].published for place in (one.place, newest)]
    if one.in_title or days[0] is None or days[1] is None or days[1] - days[0] < _ANOTHER_TIME:
        return one
    return replace(one, place=newest, also=tuple(place for place in places if place != newest), answer=None)


def _with_newest(chosen: list[Candidate], yearly: dict[int, list[Candidate]], search: Search) -> list[Candidate]:
    """The newest in the place of a report that comes again, and another year's where quotes are left; of a time that was
    asked for the best is the best.
    """
    kept, others = list(chosen), list[Candidate]()
    for at, again in yearly.items():
        again = [replace(one, again=True) for one in again]
        best_first = again if search.days else sorted(again, key=lambda one: _day(one, search.articles), reverse=True)
        kept[at] = best_first[0]
        others += best_first[1:_OF_ONE_REPORT]
    kept = [*kept, *others][:MAX_SENTENCES]
    return kept if search.days else [_newest_copy(one, search.articles) for one in kept]


def _day(candidate: Candidate, articles: dict[str, Article]) -> date:
    return articles[candidate.place.article_id].published or date.min


def _own_language_first(chosen: list[Candidate], search: Search) -> list[Candidate]:
    """What answers in the question's language goes first where articles of both languages do."""
    own = [one for one in chosen if search.articles[one.place.article_id].language == search.question.asked_in]
    if not own or own[0] is chosen[0] or chosen[0].named > own[0].named:
        return chosen
    return [own[0], *(one for one in chosen if one is not own[0])]
