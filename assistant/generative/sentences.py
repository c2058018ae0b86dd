"""The sentences of a text that arrives in pieces, with the markers of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from assistant.generative.citations import Marker, MarkerParser
from assistant.generative.quoting import Quote
from index.text.language import count_letters
from index.text.sentences import split_sentences

# Within the next word, behind the space before it.
_AHEAD = 2
_QUOTES = " \"'“”‘’«»"
_QUOTED = regex.compile(r"[\"“”«»]")
_CLOSED = regex.compile(r"[।॥.!?…۔][\"'”’»)]*\Z")
_PIECE = regex.compile(r"\s+|\S+")


@dataclass(frozen=True)
class Words:
    """The next words of the sentence that is under way, with the white space before them."""

    text: str


@dataclass(frozen=True)
class Finished:
    """The sentence that the words since the last one made, the numbers it cites, and the quotes that came with it."""

    text: str
    numbers: tuple[int, ...]
    quotes: tuple[Quote, ...] = ()


def as_sentence(text: str) -> str:
    """The text as articles write the sentence that it is compared with, closed, without quotation marks around it."""
    bare = text.strip(_QUOTES) if not _QUOTED.search(text.strip(_QUOTES)) else text
    if _CLOSED.search(bare):
        return bare
    devanagari, latin = count_letters(bare)
    return bare.rstrip(" ,;:–-") + ("।" if devanagari > latin else ".")


class SentenceStream:
    """Whole words and finished sentences of a text that may cite so many passages. A marker belongs to the sentence it stands
    in or behind; where the text begins with one, to the sentence behind it; "according to [1]", to what follows.
    `clean` sees each word once and says what stays of it.
    """

    def __init__(self, clean: Callable[[str], str], given: int) -> None:
        self._parser = MarkerParser(given)
        self._clean = clean
        self._text = ""  # whole words from the start of the sentence under way
        self._shown = 0
        self._gap = ""
        self._word = ""
        self._waiting: list[tuple[int, int]] = []  # numbers behind the word under way, and how far behind they count
        self._markers: list[tuple[int, int]] = []  # position in the text, number
        self._begun = False
        self._leading = False  # markers stand before their sentences

    def feed(self, chunk: str) -> Iterator[Words | Finished]:
        """What the next piece of text makes certain."""
        for part in self._parser.feed(chunk):
            yield from self._take(part)

    def close(self) -> Iterator[Words | Finished]:
        """The rest, when no more text comes, or none that belongs to it."""
        for part in self._parser.close():
            yield from self._take(part)
        yield from self._end_word()
        if self._text:
            yield from self._show(len(self._text))
            yield self._finish(len(self._text))

    def _take(self, part: str | Marker) -> Iterator[Words | Finished]:
        if isinstance(part, Marker):
            self._leading = self._leading or not (self._begun or self._word or part.ahead)
            self._waiting += [(_AHEAD if part.ahead else 0, number) for number in part.numbers]
            return
        for piece in _PIECE.findall(part):
            if piece.isspace():
                yield from self._end_word()
                self._gap += piece
            else:
                self._word += piece

    def _end_word(self) -> Iterator[Words | Finished]:
        word = self._clean(self._word)
        if word:
            gap = "\n" if "\n" in self._gap else " "
            self._text += (gap if self._begun else "") + word
            self._begun, self._gap = True, ""
        self._word = ""
        self._markers += [(len(self._text) + ahead, number) for ahead, number in self._waiting]
        self._waiting = []
        if word:
            yield from self._cut()

    def _cut(self) -> Iterator[Words | Finished]:
        """All sentences but the last are finished: a whole word of the next is there."""
        while len(spans := split_sentences(self._text)) > 1:
            end = max(spans[0][1], self._shown)  # a stray bracket may be shown with the sentence before it
            yield from self._show(end)
            yield self._finish(end)
        yield from self._show(len(self._text))

    def _show(self, end: int) -> Iterator[Words]:
        if end > self._shown:
            yield Words(self._text[self._shown : end])
            self._shown = end

    def _finish(self, end: int) -> Finished:
        """The sentence up to `end`; markers up to the start of the next one are its own."""
        rest = self._text[end:]
        start = end + len(rest) - len(rest.lstrip())
        last = end - 1 if self._leading and rest.strip() else start
        own = [number for position, number in self._markers if position <= last]
        self._markers = [(max(0, position - end), number) for position, number in self._markers if position > last]
        sentence = Finished(self._text[:end].strip(), tuple(dict.fromkeys(own)))
        self._text, self._shown = rest, 0
        return sentence
