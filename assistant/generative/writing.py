"""From the text of a language model to an answer: whatever it writes, only what is checked counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import regex

from assistant.answering.extractive import cite, refuse
from assistant.answering.reading import Reader
from assistant.generative.events import Cited, Event, Status, Token
from assistant.generative.layout import LayoutFilter
from assistant.generative.links import LinkFilter
from assistant.generative.prompting import Messages, answer_messages, choose_passages
from assistant.generative.quoting import Quote, QuotedAnswer, QuotedSentence, places_of
from assistant.generative.refusals import is_refusal, what_is_told
from assistant.generative.sentences import Finished, SentenceStream, Words, as_sentence
from assistant.generative.support import Evidence, Verdict, judge, says_something
from assistant.generative.thoughts import Restart, ThoughtFilter
from assistant.models import Answer, Citation, Search, Support, WrittenSentence
from assistant.phrases import phrase
from assistant.question.language import question_language
from assistant.serving import Serving
from index.models import Language, Passage, Place
from index.search.hits import Hit
from index.text.language import count_letters
from index.text.words import wording

_LETTER = regex.compile(r"[\p{L}\p{M}]")
# Fewer letters may all be names.
_FEW_LETTERS = 12


@dataclass(frozen=True)
class Written:
    """What was written so far."""

    text: str = ""
    citations: tuple[Citation, ...] = ()
    sentences: tuple[WrittenSentence, ...] = ()

    @property
    def support(self) -> Support:
        """Whether all, some or none of the sentences are supported."""
        supported = [sentence.unsupported is None for sentence in self.sentences]
        return "grounded" if supported and all(supported) else "partly" if any(supported) else "ungrounded"


class Writing:
    """One answer in the making. It cites only given passages, has only links that they have, and marks each sentence that
    they don't support. What the model says to itself is neither shown nor judged. With `quotes` the model is told to write
    JSON with quotes (assistant/generative/quoting.py); where it doesn't, its text is taken as any other.
    """

    def __init__(self, search: Search, serving: Serving, reader: Reader | None = None, *, quotes: bool = False) -> None:
        self._search = search
        self._serving = serving
        self._reader = reader
        self._given, shown = choose_passages(search)
        self._quotes = quotes
        self.messages: Messages = answer_messages(search, self._given, shown, quotes=quotes)
        self._begin()

    def _begin(self) -> None:
        articles = [self._search.articles[hit.passage.article_id] for hit in self._given]
        texts = [hit.passage.text for hit in self._given]
        links = LinkFilter([*texts, *(article.url or "" for article in articles)])
        self._thoughts = ThoughtFilter()
        self._layout = LayoutFilter()
        self._quoted = QuotedAnswer() if self._quotes else None
        self._stream = SentenceStream(links.clean, len(self._given))
        self._said: set[int] = set()
        self.written = Written()

    def feed(self, text: str) -> Iterator[Event]:
        """What the next piece of the model's text adds to the answer."""
        for part in self._thoughts.feed(text):
            yield from self._part(part)

    def close(self) -> Iterator[Event]:
        """What the end of the model's text adds."""
        for part in self._thoughts.close():
            yield from self._part(part)
        if self._quoted:
            for said in self._quoted.close():
                yield from self._text(said) if isinstance(said, str) else self._sentence(said)
        for text in self._layout.close():
            yield from self._take(self._stream.feed(text))
        yield from self._take(self._stream.close())

    def refused(self) -> bool:
        """Whether the model said that the passages don't answer, and nothing else."""
        return bool(self.written.text) and not self.written.sentences

    def refusal(self, answer: Answer) -> tuple[Answer, list[Event]]:
        """`answer` as the statement that there is none, and what is still to be shown of it."""
        draft = refuse(self._search)
        shown = self.written.text
        again: list[Event] = [] if draft.text.startswith(shown) else [Status("quoting")]
        rest = draft.text if again else draft.text[len(shown) :]
        refused = replace(answer, found=False, text=draft.text, citations=(), nearest=draft.nearest, mode="generative")
        return refused, [*again, *([Token(rest)] if rest else [])]

    def confirmed(self) -> Written:
        """The supported sentences alone, with their citations."""
        kept = [sentence for sentence in self.written.sentences if sentence.unsupported is None]
        numbers = dict.fromkeys(number for sentence in kept for number in sentence.citations)
        new = {old: at for at, old in enumerate(sorted(numbers), 1)}
        sentences = tuple(replace(one, citations=tuple(new[number] for number in one.citations)) for one in kept)
        citations = tuple(replace(one, number=new[one.number]) for one in self.written.citations if one.number in new)
        return Written(" ".join(f"{one.text} {_markers(one.citations)}" for one in sentences), citations, sentences)

    def _part(self, part: str | Restart) -> Iterator[Event]:
        if isinstance(part, Restart):
            shown = bool(self.written.text)
            thoughts = self._thoughts
            self._begin()
            self._thoughts = thoughts
            if shown:
                yield Status("quoting")
        elif self._quoted:
            for sentence in self._quoted.feed(part):
                yield from self._sentence(sentence)
        else:
            yield from self._text(part)

    def _text(self, text: str) -> Iterator[Event]:
        for part in self._layout.feed(text):
            yield from self._take(self._stream.feed(part))

    def _sentence(self, said: QuotedSentence) -> Iterator[Event]:
        """A sentence that cites what it quotes. Where it is several, each does."""
        layout = LayoutFilter()
        text = " ".join("".join([*layout.feed(said.text), *layout.close()]).split())
        cited = [quote.passage for quote in said.quotes]
        for part in (*self._stream.feed(f" {text}"), *self._stream.close()):
            if isinstance(part, Finished):
                part = replace(part, numbers=tuple(dict.fromkeys([*part.numbers, *cited])), quotes=said.quotes)
            yield from self._take([part])

    def _take(self, parts: Iterable[Words | Finished]) -> Iterator[Event]:
        for part in parts:
            if isinstance(part, Words):
                yield self._add(part.text)
            elif says_something(part.text):
                yield from self._check(part)

    def _add(self, text: str) -> Token:
        self.written = replace(self.written, text=self.written.text + text)
        return Token(text)

    def _check(self, sentence: Finished) -> Iterator[Event]:
        cited = [self._given[number - 1] for number in sentence.numbers if 0 < number <= len(self._given)]
        verdict = self._judge(sentence, cited)
        # An article may say that something isn't known. What none says is the model's own refusal, even if it cites one.
        if verdict.reason and is_refusal(sentence.text, self._serving, self._search.question.text):
            return
        numbers = []
        for evidence in verdict.evidence:
            citation = self._citation(evidence)
            if citation not in self.written.citations:
                self.written = replace(self.written, citations=(*self.written.citations, citation))
                yield Cited(citation)
            numbers.append(citation.number)
        if numbers:
            yield self._add(" " + _markers(sorted(numbers)))
        if verdict.reason:
            yield self._add(" " + phrase("unconfirmed", self._search.question.language))
        checked = WrittenSentence(sentence.text, tuple(sorted(set(numbers))), verdict.reason)
        self.written = replace(self.written, sentences=(*self.written.sentences, checked))

    def _judge(self, sentence: Finished, cited: list[Hit]) -> Verdict:
        text, places = sentence.text, [self._places(quote) for quote in sentence.quotes]
        quoted = {
            hit.passage: found for hit in cited if (found := [one for each in places for one in each.get(hit.passage, ())])
        }
        verdict = judge(
            as_sentence(what_is_told(text, self._serving)), cited, self._search, self._serving, self._reader, quoted
        )
        if not all(places):
            verdict = replace(verdict, reason="quote")
        said = wording(text)
        if verdict.reason is None and said in self._said:
            return replace(verdict, reason="repeated")
        self._said.add(said)
        if verdict.reason is None and not is_written_in(text, self._search.question.language):
            return replace(verdict, reason="language")
        return verdict

    def _places(self, quote: Quote) -> dict[Passage, list[tuple[int, int]]]:
        """Where a quote stands in the article of its passage; nothing where it doesn't, or there is no such passage. A quote of
        the headline is none of the passage, and not false.
        """
        if not 0 < quote.passage <= len(self._given):
            return {}
        passage = self._given[quote.passage - 1].passage
        if places_of(quote.text, self._search.articles[passage.article_id].title):
            return {passage: []}
        places = [(passage.start + start, passage.start + end) for start, end in places_of(quote.text, passage.text)]
        return {passage: places} if places else {}

    def _citation(self, evidence: Evidence) -> Citation:
        """The citation of a sentence in an article: the one that is there, or the next."""
        sentence = evidence.sentence
        place = Place(evidence.hit.passage.article_id, sentence.start, sentence.end)
        for known in self.written.citations:
            if (known.article.id, known.start, known.end) == (place.article_id, place.start, place.end):
                return known
        copies = [copy for copy in self._search.elsewhere.get(sentence.wording, ()) if copy.article_id in self._search.articles]
        return cite(len(self.written.citations) + 1, place, sentence.score, copies, self._search.articles)


def is_written_in(text: str, language: Language) -> bool:
    """Whether a sentence is in a language: in none where most of its letters are neither Devanagari nor Latin, in any where
    there are so few of them that all may be names.
    """
    known = sum(count_letters(text))
    if len(_LETTER.findall(text)) > 2 * known:
        return False
    return known < _FEW_LETTERS or question_language(text) == language


def _markers(numbers: "list[int] | tuple[int, ...]") -> str:
    """Each number once: "[1][3]"."""
    return "".join(f"[{number}]" for number, _ in groupby(numbers))
