"""When quotes are from, and whether an answer must say so."""

from collections.abc import Sequence

from assistant.answering.dated import names_year_of, within
from assistant.answering.kinds import tells_date
from assistant.answering.quotable import Candidate
from assistant.models import Citation, Search
from assistant.question.times import asks_when


def of_its_time(search: Search, citations: Sequence[Citation]) -> bool:
    """Whether one of the quotes is of the time that was asked for, may be, or names its year; no time, no matter."""
    if not search.days:
        return True
    return any(
        within(citation.article.published, search.days) or names_year_of(citation.quote, search.days) for citation in citations
    )


def shows_dates(chosen: Sequence[Candidate], search: Search) -> bool:
    """Whether quotes come with the day of their article: the newest was asked for, or when something was and the best quote
    tells no date; or it is a report that comes again, or of another time than was asked for.
    """
    days = {search.articles[one.place.article_id].published for one in chosen}
    if search.newest or asks_when(search.question.text) and not tells_date(chosen[0].text(search.articles)):
        return True
    if search.days and not any(within(day, search.days) for day in days):
        return True
    return any(one.again for one in chosen)
