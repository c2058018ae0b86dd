"""What of the hits may be quoted: sentences, short lines, the answers of an interview, and a headline that alone says it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

import regex

from assistant.answering.kinds import Kind, asked_kind, asks_why, named_numbers
from assistant.models import Search
from index.models import Article, Place
from index.search.hits import Hit, SentenceScore
from index.text.languages import ENGLISH, HINDI
from index.text.sentences import Span, split_sentences
from index.text.words import compared, terms, words

# Hits whose sentences compete for the answer.
QUOTED_HITS = 5
# How much the log odds that a sentence holds the answer count beside its score, and the least and the most that count: fitted
# by index/training/reader/leading.py, and on questions that were asked about news in their own words. There a report's first
# sentence, which has most of its words, is nearest to all of them, so the reader has to count more than XQuAD's questions
# alone ask for (docs/reader.md). What was not read has the least.
ANSWERING = 0.005
_LEAST_ANSWERING, _MOST_ANSWERING = -10.0, 8.0
# A reason mostly stands behind what it explains, with none of the question's words: "The bridge will not open. Cracks were
# found." So much of what the sentence ahead is nearer to a "why" counts for one (fitted on the same questions), if no more than
# this many characters lie between them: the end of a paragraph.
_AHEAD = 0.5
_BETWEEN = 2
# A first line of so few words before other words of its line is where a report is from: "नई दिल्ली।" (judged by eye).
_DATELINE_WORDS = 3
_MONTHS = "|".join(name for language in (HINDI, ENGLISH) for month in language.months for name in month)
_DAY = regex.compile(
    rf"(?<!\S)\p{{Nd}}{{1,2}},? (?:{_MONTHS})|(?:{_MONTHS}) \p{{Nd}}{{1,2}}|(?<!\p{{Nd}})\p{{Nd}}{{4}}(?!\p{{Nd}})"
)
# How much nearer to the question than any sentence a headline is that says what none of them does: of the demo articles'
# questions none is answered by a headline, and the gap is at most 0.03; where the fact stands in the headline alone, it is
# twice this (tests/data/answering).
_ONLY_HEADLINE = 0.04
# A headline of a topic ("कर्नाटक की राजधानी") has no words beside the question's.
_NEW_WORDS = 2
# How much more a sentence counts that has a number or a date where one is asked for (judged by eye on tests/test_quotable.py).
_OF_THE_KIND = 0.012
# ... and one that has the numbers by which the question tells what it asks of: more than sentences differ that are the same but
# for their numbers, and than the reader counts for, which cannot tell that पौने चार लाख is 3.75 लाख (tests/test_numbers.py).
_NAMED = 0.1
_ASKS = regex.compile(r"[?？؟]\s*$")
_YOU = regex.compile(
    r"\b(?:you|your)\b|(?<!\S)(?:आप(?:ने|का|के|की|को|से|में|पर)?|तुम(?:ने|को|से|में|पर|्हें|्हारा|्हारे|्हारी)?)(?!\S)", regex.IGNORECASE
)
_ASKED_LINE = regex.compile(r"^\s*(?:सवाल|प्रश्न|question|q)\s*+\d*+\s*+(?:[:.：]|[–-](?!\S))", regex.IGNORECASE)
# A longer answer of an interview is quoted by its first sentence alone (judged by eye).
_LONGEST_LINE = 300


@dataclass(frozen=True)
class Candidate:
    """A place that may be quoted, how well it answers, and the places of others that say the same.

    `in_title`: the place is one of the article's title. `again`: the report comes again, with other numbers. `answer` is where
    in it the answer stands, `answering` the log odds that it does. `named`: it has the numbers that the question names.
    """

    place: Place
    score: float
    also: tuple[Place, ...] = ()
    in_title: bool = False
    again: bool = False
    answer: Span | None = None
    answering: float = _LEAST_ANSWERING
    named: bool = False

    @property
    def rank(self) -> float:
        """The order in which it is offered."""
        return self.score + ANSWERING * min(max(self.answering, _LEAST_ANSWERING), _MOST_ANSWERING)

    def text(self, articles: dict[str, Article]) -> str:
        """What stands there."""
        article = articles[self.place.article_id]
        return (article.title if self.in_title else article.text)[self.place.start : self.place.end]


def candidates(search: Search, min_confidence: float) -> list[Candidate]:
    """What the best hits offer, best first. A hit offers something only where it is sure enough itself."""
    hits = [hit for hit in search.hits[:QUOTED_HITS] if hit.confidence is None or hit.confidence >= min_confidence]
    kind, named = asked_kind(search.searched_for), named_numbers(search.searched_for)
    found = [_with_kind(candidate, kind, search) for hit in hits for candidate in _of_hit(hit, search)]
    if named:
        found = [_with_named(candidate, named, search) for candidate in found]
    if asks_why(search.searched_for):
        found = list(_with_ahead(found))
    # What is newest is told by the articles' days, which the reader doesn't see.
    return sorted(found, key=lambda each: (_may_be_old(each, search), -(each.score if search.newest else each.rank)))


def _may_be_old(candidate: Candidate, search: Search) -> bool:
    """Whether the newest is asked for and nothing is known of when this was written, so that others go before it."""
    return search.newest and search.articles[candidate.place.article_id].earliest is None


def _with_kind(candidate: Candidate, kind: Kind | None, search: Search) -> Candidate:
    """A candidate that has the number or date that is asked for counts a little more."""
    has_it = kind is not None and kind(candidate.text(search.articles))
    return replace(candidate, score=candidate.score + _OF_THE_KIND) if has_it else candidate


def _with_named(candidate: Candidate, named: frozenset[str], search: Search) -> Candidate:
    """A candidate that has the numbers that the question names goes first."""
    has_them = named <= set(compared(candidate.text(search.articles)))
    return replace(candidate, score=candidate.score + _NAMED, named=True) if has_them else candidate


def _with_ahead(found: list[Candidate]) -> Iterator[Candidate]:
    """Candidates with a part of what the sentence ahead of each scores more."""
    in_order = sorted(found, key=lambda each: (each.place.article_id, not each.in_title, each.place.start))
    yield from in_order[:1]
    for ahead, one in pairwise(in_order):
        same_text = ahead.place.article_id == one.place.article_id and not ahead.in_title
        if same_text and 0 <= one.place.start - ahead.place.end <= _BETWEEN:
            one = replace(one, score=one.score + _AHEAD * max(0.0, ahead.score - one.score))
        yield one


def _of_hit(hit: Hit, search: Search) -> Iterator[Candidate]:
    article = search.articles[hit.passage.article_id]
    if said := _headline(hit, article, search):
        yield said
    offered: dict[Place, Candidate] = {}
    for sentence in hit.sentences:
        place = _answering_place(sentence, article)
        if place and (place not in offered or offered[place].score < _score(sentence, hit)):
            copies = search.elsewhere.get(sentence.wording, ()) if place.start == sentence.start else ()
            offered[place] = _with_answer(Candidate(place, _score(sentence, hit), copies), hit)
    yield from offered.values()


def _with_answer(candidate: Candidate, hit: Hit) -> Candidate:
    """A candidate with the likeliest answer of its place's sentences, if they were read."""
    place = candidate.place
    inside = (each for each in hit.sentences if place.start <= each.start and each.end <= place.end)
    read = [(each.answering, each.answer) for each in inside if each.answering is not None]
    if not read:
        return candidate
    answering, answer = max(read, key=lambda one: one[0])
    return replace(candidate, answer=answer, answering=answering)


def _score(sentence: SentenceScore, hit: Hit) -> float:
    return (sentence.score + hit.score) / 2


def _answering_place(sentence: SentenceScore, article: Article) -> Place | None:
    """Where a sentence answers: itself, what follows it where it is a question of the article's own, or nowhere."""
    if is_dateline(article.text, sentence.start, sentence.end):
        return None
    if not is_question(article.text[sentence.start : sentence.end]):
        return Place(article.id, sentence.start, sentence.end)
    span = _following_line(article.text, sentence.end)
    return Place(article.id, *span) if span else None


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a sentence only tells where, and perhaps when, a report is from: few words, beside a day, that its text, and its
    first line, begin with.
    """
    if text[:start].strip() or not text[end : _line_end(text, end)].strip():
        return False
    return len(words(_DAY.sub(" ", text[start:end]))) <= _DATELINE_WORDS


def is_question(sentence: str) -> bool:
    """Whether a sentence asks: it answers nothing. One that tells what was asked closes a quote."""
    return bool(_ASKS.search(sentence) or _ASKED_LINE.match(sentence))


def asks_you(search: Search) -> bool:
    """Whether what is nearest to the question is one of an interview: there its "you" is whom the title names."""
    if not search.hits or not search.hits[0].sentences:
        return False
    nearest = max(search.hits[0].sentences, key=lambda sentence: sentence.score)
    said = search.articles[search.hits[0].passage.article_id].text[nearest.start : nearest.end]
    return is_question(said) and bool(_YOU.search(said))


def _following_line(text: str, end: int) -> tuple[int, int] | None:
    """What stands behind a question on its line or, where that is empty, on the next one, up to another question."""
    start = end + len(text[end:]) - len(text[end:].lstrip())
    spans = [(start + first, start + last) for first, last in split_sentences(text[start : _line_end(text, start)])]
    answering = list(takewhile(lambda span: not is_question(text[slice(*span)]), spans))
    if not answering:
        return None
    first, last = answering[0][0], answering[-1][1]
    return (first, last) if last - first <= _LONGEST_LINE else answering[0]


def _line_end(text: str, start: int) -> int:
    at = text.find("\n", start)
    return len(text) if at < 0 else at


def _headline(hit: Hit, article: Article, search: Search) -> Candidate | None:
    """An article's title, where it says what no sentence does, and not only what is asked."""
    best = max((sentence.within for sentence in hit.sentences), default=0.0)
    if hit.headline < best + _ONLY_HEADLINE:
        return None
    if len(set(terms(article.title)) - set(terms(search.searched_for))) < _NEW_WORDS:
        return None
    place = Place(article.id, 0, len(article.title))
    answering = max((each.answering for each in hit.sentences if each.answering is not None), default=_LEAST_ANSWERING)
    return Candidate(place, hit.score, in_title=True, answering=answering)
