"""From what was asked to the hits: each question is looked up, in each of its readings, and the better answered is kept."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from assistant.answering import dated
from assistant.answering.listing import articles_about
from assistant.answering.quotable import QUOTED_HITS, asks_you
from assistant.answering.reading import READ_HITS, Reader, read_hits
from assistant.models import Question, Search
from assistant.question.asked import what_is_asked
from assistant.question.followup import Reading, join, more_of, readings
from assistant.question.language import is_romanised_hindi, question_language
from assistant.question.leaning import topic_words
from assistant.question.request import Request, asks_for_news, is_sum, read_request
from assistant.question.romanised import asking_where
from assistant.question.smalltalk import small_talk
from assistant.question.times import asked_days
from assistant.serving import Serving
from index.models import ArticleFilter
from index.search.hits import Hit, Query

# A question that may lean on the one before does so where the passage that both together find answers its own words as surely
# as this, at least a little. Of tests/data/conversation/unsure.jsonl those that lean reach 0.17, the others 0.04.
_ANSWERS_A_LITTLE = 0.1


@dataclass(frozen=True)
class Looking:
    """What looks up: one generation, and how many hits of which articles are wanted. What is surer than `sure` answers.
    `reader` reads the best hits, where there is one.
    """

    serving: Serving
    k: int
    only: ArticleFilter | None
    sure: float
    reader: Reader | None = None

    def look_up(self, parsed: Question, earlier: Sequence[str]) -> Search:
        """The search for a question after `earlier` ones, newest last."""
        request = read_request(parsed.text)
        if request.wanted == "reply":
            return self._nothing(parsed, request)
        if request.wanted == "list":
            return self._list(parsed, request)
        if is_sum(parsed.text):
            return _empty(parsed, request)
        if news := self._news(parsed):
            return news
        earlier = [question for question in earlier if not small_talk(question)]
        if request.wanted == "summary":
            about = request.about or (earlier[-1] if earlier else parsed.text)
            return replace(self._best(parsed, (Reading(about),)), request=request)
        text, rounds = more_of(parsed.text, earlier)
        if rounds:
            earlier = earlier[: -rounds - 1]
        return replace(self._answer(parsed, text, earlier), rounds=rounds)

    def look_up_text(self, parsed: Question, text: str) -> Search:
        """The search for a question in other words, which lean on nothing."""
        return self._read(self._best(parsed, (Reading(text),)))

    def _answer(self, parsed: Question, text: str, earlier: Sequence[str]) -> Search:
        parts = what_is_asked(text)
        if len(parts) > 1:
            return self._several(parsed, parts, earlier)
        search = self._best(parsed, readings(parts[0], earlier, text))
        if parts[0] != text and not self._is_sure(search):
            search = _surer(search, self._best(parsed, readings(text, earlier)))
        return self._read(search)

    def _several(self, parsed: Question, parts: Sequence[str], earlier: Sequence[str]) -> Search:
        searches: list[Search] = []
        for at, part in enumerate(parts):
            question = Question(part, question_language(part), parsed.language)
            searches.append(self._read(self._best(question, readings(part, [*earlier, *parts[:at]]))))
        return _merged(parsed, searches, self.k)

    def _read(self, search: Search) -> Search:
        """A search with its best hits read: only the one that is answered from, for reading takes longer than searching."""
        if self.reader is None:
            return search
        started = time.perf_counter()
        # Of an interview the reader can't tell who answers: it stands in the title at most.
        may_doubt = not (_is_told_by_the_day(search) or asks_you(search))
        titles = {article.id: article.title for article in search.articles.values()}
        hits = read_hits(self.reader, search.searched_for, search.question.asked_in, search.hits, titles, may_doubt=may_doubt)
        return replace(search, hits=tuple(hits), retrieve_ms=search.retrieve_ms + _ms(started, time.perf_counter()))

    def _best(self, parsed: Question, ways: Sequence[Reading]) -> Search:
        """The search for the reading that the articles answer better.

        Words of the question before find its passages, whatever is asked now. So a passage that was found with them counts
        only where it answers the question's own words, too.
        """
        first, *others = (self._one(parsed, reading) for reading in ways)
        if ways[-1].context and topic_words(ways[-1].text):
            query = self.serving.query(_in_its_script(self.serving, ways[-1].text), parsed.asked_in)
            if not others:
                return self._by_own_words(first, query)
            if others[0].hits and self._answers_a_little(others[0].hits[0], query, first):
                return self._by_own_words(others[0], query)
        return first

    def _answers_a_little(self, hit: Hit, query: Query, alone: Search) -> bool:
        (own,) = self.serving.searcher.score([hit.stored], query)
        if own.confidence is None:
            return own.score >= alone.hits[0].score
        return own.confidence >= _ANSWERS_A_LITTLE

    def _by_own_words(self, search: Search, query: Query) -> Search:
        """A search that was looked up with the words of an earlier question, its sentences scored by the question's own, too:
        the earlier one's answer is nearest to both together.
        """
        searcher = self.serving.searcher
        quotable = [_mean(hit, searcher.refine(searcher.rescore(hit, query), query)) for hit in search.hits[:QUOTED_HITS]]
        return replace(search, hits=(*quotable, *search.hits[QUOTED_HITS:]))

    def _is_sure(self, search: Search) -> bool:
        return _confidence(search) >= self.sure

    def _nothing(self, parsed: Question, request: Request) -> Search:
        language = request.talk.language if request.talk and parsed.language == parsed.asked_in else parsed.language
        return _empty(replace(parsed, language=language), request)

    def _list(self, parsed: Question, request: Request) -> Search:
        started = time.perf_counter()
        # Articles "from 2024" are of that year; elsewhere "from" begins a time, or asks for a number.
        days = asked_days(parsed.text, date.today()) or asked_days(parsed.text.replace(" from ", " in "), date.today())
        only = self.only or ArticleFilter()
        if days and not (only.since or only.until):
            only = replace(only, since=days.since, until=days.until)
        listed = articles_about(self.serving, request.about, only)
        search = self._one(parsed, Reading(request.about or parsed.text))
        return replace(search, request=request, listed=listed, retrieve_ms=_ms(started, time.perf_counter()))

    def _news(self, parsed: Question) -> Search | None:
        """What was reported at a time, where a question asks for nothing else; None where it does, or there is nothing."""
        started = time.perf_counter()
        asked = dated.time_of((parsed.text,), None, date.today())
        if not (asked.days or asked.newest) or not asks_for_news(parsed.text):
            return None
        query = self.serving.query(parsed.text, parsed.asked_in)
        found = dated.of_the_time(self.serving, query, self.k, self.only, asked)
        if not found:
            return None
        hits = tuple(replace(hit, confidence=1.0) for hit in found)  # whatever is of the time answers
        articles = {name: self.serving.index.article(name) for name in dict.fromkeys(hit.passage.article_id for hit in hits)}
        search = _empty(parsed, Request("news", parsed.text))
        return replace(search, hits=hits, articles=articles, days=asked.days, retrieve_ms=_ms(started, time.perf_counter()))

    def _one(self, parsed: Question, reading: Reading) -> Search:
        """Looks up a reading of a question."""
        serving = self.serving
        started = time.perf_counter()
        text, *before = (_in_its_script(serving, each) for each in (reading.text, *reading.context))
        searched_for = join(text, before)
        query = serving.query(searched_for, parsed.asked_in)
        embedded = time.perf_counter()
        asked = (reading.text, *reversed(reading.context))
        time_asked = dated.time_of(asked, self.only, date.today())
        found = dated.search(serving, query, self.k, self.only, asked, date.today())
        quotable = [serving.searcher.refine(hit, query) for hit in found[:QUOTED_HITS]]
        wordings = (sentence.wording for hit in quotable for sentence in hit.sentences)
        elsewhere = serving.index.elsewhere(wordings, self.only)
        places = [place for copies in elsewhere.values() for place in copies]
        names = dict.fromkeys([*(hit.passage.article_id for hit in found), *(place.article_id for place in places)])
        articles = {name: serving.index.article(name) for name in names}
        return Search(
            question=parsed,
            searched_for=searched_for,
            hits=(*quotable, *found[QUOTED_HITS:]),
            articles=articles,
            elsewhere=elsewhere,
            embed_ms=_ms(started, embedded),
            retrieve_ms=_ms(embedded, time.perf_counter()),
            worth_quoting=serving.searcher.profile.worth_quoting,
            days=time_asked.days,
            newest=time_asked.newest,
        )


def _mean(hit: Hit, other: Hit) -> Hit:
    """A hit with the mean of its sentences' scores and those of the same hit for another query."""
    scores = {sentence.start: sentence.score for sentence in other.sentences}
    meant = [replace(sentence, score=(sentence.score + scores[sentence.start]) / 2) for sentence in hit.sentences]
    return replace(hit, sentences=tuple(sorted(meant, key=lambda sentence: -sentence.score)))


def _is_told_by_the_day(search: Search) -> bool:
    """Whether the day of an article may be all that tells the time that was asked for, which the reader doesn't see. It can't
    be if a year is asked for that no article is of, or names.
    """
    days = search.days
    if not (days and dated.names_year_of(search.searched_for, days)):
        return bool(days) or search.newest
    return any(dated.may_tell_of(search.articles[hit.passage.article_id], days) for hit in search.hits[:READ_HITS])


def _confidence(search: Search) -> float:
    """How sure the best hit is, or where that is not known, its score."""
    if not search.hits:
        return 0.0
    best = search.hits[0]
    return best.score if best.confidence is None else best.confidence


def _surer(one: Search, other: Search) -> Search:
    return other if _confidence(other) > _confidence(one) else one


def _empty(parsed: Question, request: Request) -> Search:
    return Search(parsed, parsed.text, (), {}, {}, 0.0, 0.0, 0.0, request=request)


def _merged(parsed: Question, parts: Sequence[Search], k: int) -> Search:
    """The parts as one search: their hits in turn, each passage once."""
    in_turn = [hit for hits in zip_longest(*(part.hits for part in parts)) for hit in hits if hit]
    best = {(hit.passage.article_id, hit.passage.start): hit for hit in reversed(in_turn)}
    hits = tuple(dict.fromkeys(best[hit.passage.article_id, hit.passage.start] for hit in in_turn))[:k]
    return Search(
        question=parsed,
        searched_for=" ".join(part.searched_for for part in parts),
        hits=hits,
        articles={name: article for part in parts for name, article in part.articles.items()},
        elsewhere={words: places for part in parts for words, places in part.elsewhere.items()},
        embed_ms=sum(part.embed_ms for part in parts),
        retrieve_ms=sum(part.retrieve_ms for part in parts),
        worth_quoting=parts[0].worth_quoting,
        parts=tuple(parts),
    )


def _in_its_script(serving: Serving, question: str) -> str:
    return serving.transliterator.sentence(asking_where(question)) if is_romanised_hindi(question) else question


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
