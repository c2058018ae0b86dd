"""Answers without a language model: the articles' own sentences, quoted and cited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.models import Citation, Mode, Search, Section
from assistant.options import MIN_CONFIDENCE
from assistant.phrases import phrase
from index.models import Article, Language, Place
from index.text.words import words

MAX_SENTENCES = 3
# Hits whose sentences compete for the answer.
QUOTED_HITS = 5
# Shorter pieces ("नई दिल्ली।", a dateline) say nothing on their own and are quoted only where there is nothing else.
_MIN_WORDS = 4
_NEAREST = 3
# Sentences that share this much of their words say the same.
_SAME_WORDS = 0.8


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


@dataclass(frozen=True)
class _Candidate:
    """A sentence that may be quoted, and the places of others that say the same."""

    place: Place
    score: float
    also: tuple[Place, ...]


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
        return Draft(phrase("no_more", search.question.language), (), ())
    lines = list(text_parts(search.question.language, citations))
    sections = (Section(lines[0], tuple(citation.number for citation in citations)),)
    return Draft("\n".join(lines), citations, (), sections)


def quote(search: Search, min_confidence: float = 0.0) -> tuple[Citation, ...]:
    """The best one to three sentences of the best hits, whether or not they answer. Where more was asked for, those that come
    next in the hits that are sure enough, and none where all are said.
    """
    if search.rounds:
        search = replace(search, hits=tuple(hit for hit in search.hits if (hit.confidence or 1.0) >= min_confidence))
    ranked = sorted(_candidates(search), key=lambda candidate: -candidate.score)
    chosen = _choose(ranked, search)
    for _ in range(search.rounds):
        said = {candidate.place for candidate in chosen} | {place for candidate in chosen for place in candidate.also}
        ranked = [candidate for candidate in ranked if candidate.place not in said]
        chosen = _choose(ranked, search)
    return _cite(chosen, search.articles) if chosen else ()


def text_parts(language: Language, citations: Sequence[Citation]) -> Iterator[str]:
    """The answer's lines, one at a time: the frame, an empty line, then a quote with its marker on each."""
    languages = {citation.article.language for citation in citations}
    if len(languages) > 1:
        yield phrase("answer_in_both_languages", language)
    elif languages == {language}:
        yield phrase("answer", language)
    else:
        yield phrase("answer_in_other_language", language)
    yield ""
    for citation in citations:
        yield f"{citation.quote} [{citation.number}]"


def _choose(ranked: Sequence[_Candidate], search: Search) -> list[_Candidate]:
    """The best sentences: a sentence counts by its own score and by its passage's. What several articles say, in the same
    words or nearly, is chosen once.
    """
    whole = [one for one in ranked if is_whole(_text(one.place, search.articles))]
    chosen: list[_Candidate] = []
    for candidate in whole or ranked:
        if chosen and candidate.score < chosen[0].score - search.worth_quoting:
            break
        text = _text(candidate.place, search.articles)
        twin = next((one for one in chosen if says_the_same(text, _text(one.place, search.articles))), None)
        if twin is None:
            chosen.append(candidate)
        else:
            chosen[chosen.index(twin)] = _merged(twin, candidate)
        if len(chosen) > MAX_SENTENCES:
            break
    return chosen[:MAX_SENTENCES]


def is_whole(sentence: str) -> bool:
    """Whether a sentence says something on its own: a dateline doesn't."""
    return len(sentence.split()) >= _MIN_WORDS


def _candidates(search: Search) -> Iterator[_Candidate]:
    for hit in search.hits[:QUOTED_HITS]:
        for sentence in hit.sentences:
            place = Place(hit.passage.article_id, sentence.start, sentence.end)
            copies = search.elsewhere.get(sentence.wording, ())
            yield _Candidate(place, (sentence.score + hit.score) / 2, copies)


def _merged(twin: _Candidate, other: _Candidate) -> _Candidate:
    return replace(twin, also=(*twin.also, other.place, *other.also))


def says_the_same(one: str, other: str) -> bool:
    """Whether two sentences share nearly all of their words (Jaccard's index) and all of their numbers."""
    first, second = set(words(one)), set(words(other))
    changed = first ^ second
    if any(character.isdecimal() for word in changed for character in word):
        return False
    return len(first & second) >= _SAME_WORDS * len(first | second)


def _cite(candidates: Sequence[_Candidate], articles: dict[str, Article]) -> tuple[Citation, ...]:
    """Citations: the best sentence first, for it answers; then the others, articles by their best sentence, sentences
    as in the article.
    """
    first, *others = candidates
    order = list(dict.fromkeys(candidate.place.article_id for candidate in candidates))
    reading = [first, *sorted(others, key=lambda one: (order.index(one.place.article_id), one.place.start))]
    return tuple(cite(number, one.place, one.score, one.also, articles) for number, one in enumerate(reading, 1))


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
    details = ", ".join(filter(None, [article.source, str(article.published or "")]))
    return f"{article.title} ({details})" if details else article.title
