"""From the text of a language model to an answer: whatever it writes, only what is checked counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.answering.extractive import cite, refuse
from assistant.generative.events import Cited, Event, Status, Token
from assistant.generative.links import LinkFilter
from assistant.generative.prompting import Messages, answer_messages, choose_passages
from assistant.generative.sentences import Finished, SentenceStream, Words
from assistant.generative.support import Evidence, judge, says_something
from assistant.models import Answer, Citation, Search, Support, WrittenSentence
from assistant.phrases import phrase
from assistant.serving import Serving
from index.models import Place
from index.text.words import words


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
    they don't support.
    """

    def __init__(self, search: Search, serving: Serving) -> None:
        self._search = search
        self._serving = serving
        self._given, shown = choose_passages(search, serving.embedder.token_spans)
        self.messages: Messages = answer_messages(search, self._given, shown)
        articles = [search.articles[hit.passage.article_id] for hit in self._given]
        texts = [hit.passage.text for hit in self._given]
        self._stream = SentenceStream(LinkFilter([*texts, *(article.url or "" for article in articles)]).clean)
        self.written = Written()

    def feed(self, text: str) -> Iterator[Event]:
        """What the next piece of the model's text adds to the answer."""
        yield from self._take(self._stream.feed(text))

    def close(self) -> Iterator[Event]:
        """What the end of the model's text adds."""
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

    def _take(self, parts: Iterator[Words | Finished]) -> Iterator[Event]:
        for part in parts:
            if isinstance(part, Words):
                yield self._add(part.text)
            elif says_something(part.text) and not _is_refusal(part.text):
                yield from self._check(part)

    def _add(self, text: str) -> Token:
        self.written = replace(self.written, text=self.written.text + text)
        return Token(text)

    def _check(self, sentence: Finished) -> Iterator[Event]:
        cited = [self._given[number - 1] for number in sentence.numbers if 0 < number <= len(self._given)]
        verdict = judge(sentence.text, cited, self._search, self._serving)
        numbers = []
        for evidence in verdict.evidence:
            citation = self._citation(evidence)
            if citation not in self.written.citations:
                self.written = replace(self.written, citations=(*self.written.citations, citation))
                yield Cited(citation)
            numbers.append(citation.number)
        if numbers:
            yield self._add(" " + "".join(f"[{number}]" for number, _ in groupby(sorted(numbers))))
        if verdict.reason:
            yield self._add(" " + phrase("unconfirmed", self._search.question.language))
        checked = WrittenSentence(sentence.text, tuple(sorted(set(numbers))), verdict.reason)
        self.written = replace(self.written, sentences=(*self.written.sentences, checked))

    def _citation(self, evidence: Evidence) -> Citation:
        """The citation of a sentence in an article: the one that is there, or the next."""
        sentence = evidence.sentence
        place = Place(evidence.hit.passage.article_id, sentence.start, sentence.end)
        for known in self.written.citations:
            if (known.article.id, known.start, known.end) == (place.article_id, place.start, place.end):
                return known
        copies = [copy for copy in self._search.elsewhere.get(sentence.wording, ()) if copy.article_id in self._search.articles]
        return cite(len(self.written.citations) + 1, place, sentence.score, copies, self._search.articles)


def _is_refusal(sentence: str) -> bool:
    return words(sentence) in (words(phrase("not_found", "hi")), words(phrase("not_found", "en")))
