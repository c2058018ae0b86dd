"""Answers without a language model: the articles' own sentences, quoted and cited."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.choosing import choose
from assistant.answering.quotable import Candidate, candidates
from assistant.answering.timing import of_its_time, shows_dates
from assistant.models import Citation, Mode, Search, Section
from assistant.options import MIN_CONFIDENCE
from assistant.phrases import phrase
from index.models import Article, Language, Place
from index.text.language import article_language, count_letters

_NEAREST = 3
# How much less sure than the surest answer one below the first quote may be, in log odds, to be set off, too: lists go on
# there, but what is less sure is mostly something of the same kind that isn't asked for (judged by eye on sixty questions).
_LESS_SURE = 3.0


@dataclass(frozen=True)
class Draft:
    """What an answer says, before it is timed: citations in the order of the text, or the nearest articles."""

    text: str
    citations: tuple[Citation, ...]
    nearest: tuple[Article, ...]
    sections: tuple[Section, ...] = ()
    mode: Mode = "extractive"
    suggestions: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the articles answer, or there are articles to name."""
        return bool(self.citations) or self.mode == "list" and bool(self.nearest)


def write_answer(search: Search, min_confidence: float = MIN_CONFIDENCE) -> Draft:
    """The best one to three sentences, or where no hit is likely enough the statement that there is no answer.

    A model that is not calibrated never refuses what has hits.
    """
    if not search.hits:
        return refuse(search)
    confidence = search.hits[0].confidence
    if confidence is not None and confidence < min_confidence:
        return refuse(search)
    citations = quote(search, min_confidence)
    if not citations:
        return Draft(phrase("no_more", search.question.language), (), ()) if search.rounds else refuse(search)
    lines = list(text_parts(search.question.language, citations, search))
    sections = (Section(lines[0], tuple(citation.number for citation in citations)),)
    return Draft("\n".join(lines), citations, (), sections)


def quote(search: Search, min_confidence: float = 0.0) -> tuple[Citation, ...]:
    """The best one to three sentences of the hits that are sure enough. Where more was asked for, those that come next, and
    none where all are said.
    """
    ranked = candidates(search, min_confidence)
    chosen = choose(ranked, search)
    for _ in range(search.rounds):
        said = {candidate.place for candidate in chosen} | {place for candidate in chosen for place in candidate.also}
        ranked = [candidate for candidate in ranked if candidate.place not in said]
        chosen = choose(ranked, search)
    return _cite(chosen, search) if chosen else ()


def text_parts(language: Language, citations: Sequence[Citation], search: Search | None = None) -> Iterator[str]:
    """The answer's lines, one at a time: the frame, an empty line, then a quote with its marker on each."""
    languages = set(map(_quoted_in, citations))
    if search and not of_its_time(search, citations):
        yield phrase("answer_of_other_time", language)
    elif len(languages) > 1:
        yield phrase("answer_in_both_languages", language)
    elif languages == {language}:
        yield phrase("answer", language)
    else:
        yield phrase("answer_in_other_language", language)
    yield ""
    yield from map(line, citations)


def _quoted_in(citation: Citation) -> Language:
    """The language of a quote: its article's, unless an article in both is quoted where it is in the other."""
    devanagari, latin = count_letters(citation.quote)
    if citation.article.language == "hi":
        return "hi" if devanagari or not latin else "en"
    return article_language(citation.quote)


def line(citation: Citation) -> str:
    """A quote with its marker, and its day where that is part of the answer."""
    day = f" ({citation.article.when})" if citation.dated and citation.article.when else ""
    return f"{citation.quote} [{citation.number}]{day}"


def set_off(text: str, citations: Iterable[Citation], opening: str, closing: str) -> str:
    """An answer's text with marks around what answers in each quote."""
    for citation in citations:
        before, answer, behind = citation.parts
        if answer:
            marker = f" [{citation.number}]"
            text = text.replace(citation.quote + marker, f"{before}{opening}{answer}{closing}{behind}{marker}", 1)
    return text


def _cite(chosen: Sequence[Candidate], search: Search) -> tuple[Citation, ...]:
    """Citations: the best sentence first, for it answers; then the others, articles by their best sentence, sentences
    as in the article.
    """
    surest = max(candidate.answering for candidate in chosen)
    first, *others = (chosen[0], *(_as_sure(candidate, surest - _LESS_SURE) for candidate in chosen[1:]))
    order = list(dict.fromkeys(candidate.place.article_id for candidate in chosen))
    reading = [first, *sorted(others, key=lambda one: (order.index(one.place.article_id), one.place.start))]
    dated = shows_dates(chosen, search)
    return tuple(_cited(number, one, search.articles, dated) for number, one in enumerate(reading, 1))


def _as_sure(candidate: Candidate, least: float) -> Candidate:
    """The candidate, without an answer where that is less sure."""
    return candidate if candidate.answering >= least else replace(candidate, answer=None)


def _cited(number: int, one: Candidate, articles: dict[str, Article], dated: bool) -> Citation:
    if one.in_title:
        article = articles[one.place.article_id]
        return Citation(number, article, 0, len(article.title), article.title, one.score, in_title=True, dated=dated)
    return replace(cite(number, one.place, one.score, one.also, articles), dated=dated, answer=one.answer)


def cite(number: int, place: Place, score: float, copies: Sequence[Place], articles: dict[str, Article]) -> Citation:
    """The citation of a place; of each other article among the places of its copies the first."""
    others = {copy.article_id: copy for copy in reversed(copies) if copy.article_id != place.article_id}
    first, *also = (
        Citation(number, articles[one.article_id], one.start, one.end, _text(one, articles), score)
        for one in (place, *(others[name] for name in sorted(others)))
    )
    return replace(first, also=tuple(also))


def _text(place: Place, articles: dict[str, Article]) -> str:
    return articles[place.article_id].text[place.start : place.end]


def refuse(search: Search) -> Draft:
    """The statement that there is no answer, with the nearest articles."""
    language = search.question.language
    nearest = [search.articles[name] for name in dict.fromkeys(hit.passage.article_id for hit in search.hits)][:_NEAREST]
    lines = [phrase("not_found", language)]
    if nearest:
        lines += ["", phrase("nearest", language), *(f"– {describe(article)}" for article in nearest)]
    return Draft("\n".join(lines), (), tuple(nearest))


def describe(article: Article) -> str:
    """An article's title with its source and date where they are known."""
    details = ", ".join(filter(None, [article.source, article.when]))
    return f"{article.title} ({details})" if details else article.title
