"""Where sentences end, in Hindi and in English.

A rule set rather than a model: it keeps exact offsets, costs microseconds, and its exceptions can be read below.
"""

from collections.abc import Callable, Iterator, Sequence

import regex

from index.text.full_stops import full_stop_ends
from index.text.languages import every
from index.text.words import WORD_CHARACTER, WORD_PATTERN

Span = tuple[int, int]
# Characters (start, end) of each token of each text, in order.
Tokenize = Callable[[Sequence[str]], list[list[Span]]]

_CLOSING_WORDS = every("closing_words")

_LAST_WORD = regex.compile(rf"{WORD_PATTERN}$")
# A full stop that ends a Hindi sentence, whatever else is known.
_HINDI_FULL_STOP = regex.compile(rf"(?<!{WORD_CHARACTER})(?:{'|'.join(sorted(_CLOSING_WORDS))})\.(?!\S)")
# Who said what was quoted before: the quote is not over.
_WAS_SAID = regex.compile(
    r"\s*(?:[\p{L}\p{M}.]+\s+){0,6}?(?:पूछा|कहा|बोला|बोली|बोले|चिल्लाया|चिल्लाई|चिल्लाए|पुकारा|बताया)(?:\s+(?:है|था|थी|थे))?\s?[।.]"
)
_STOP = regex.compile(r"[।॥?!？！؟۔]+|\.+|…")
_CLOSERS = regex.compile("[\"'”’»\\)\\]】』」]*")
_NEXT_WORD = regex.compile(rf"\s*[\"'“‘«(\[]*({WORD_PATTERN}(?:(?<=\b\p{{Lu}})\.)?)")
_QUOTE_ENDS = regex.compile("[\"'”’»』」]")
_LIST_MARK = regex.compile(r"\s+\(?[a-z]\)\s")
_LIST_NUMBER = regex.compile(r"\s*[\(\[]?(?:\p{Nd}{1,3}|\p{L})$")


def split_sentences(text: str) -> list[Span]:
    """Spans (start, end) of the sentences of `text`, in order, without the white space around them.

    A line break ends a sentence, as do । ॥ ? ! and a full stop that is neither a decimal point nor part of an
    abbreviation, an initial or a list number. Quotes and brackets that close right after the mark belong to the sentence.
    """
    spans = []
    by_danda = "।" in text and text.count("।") > len(_HINDI_FULL_STOP.findall(text))
    for line_start, line_end in _lines(text):
        start = line_start
        for end in _ends(text, line_start, line_end, by_danda):
            if span := _trimmed(text, start, end):
                spans.append(span)
            start = end
        if span := _trimmed(text, start, line_end):
            spans.append(span)
    return _without_orphans(text, spans)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _without_orphans(text: str, spans: list[Span]) -> list[Span]:
    """Joins a piece without a letter or digit (a stray quote, "...") to the sentence before it on the same line."""
    kept: list[Span] = []
    for start, end in spans:
        wordless = not any(character.isalnum() for character in text[start:end])
        if wordless and kept and "\n" not in text[kept[-1][1] : start]:
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def _ends(text: str, start: int, end: int, by_danda: bool) -> Iterator[int]:
    """Offsets within text[start:end] just behind each sentence's closing marks."""
    by_danda = by_danda or "।" in text[start:end]
    for match in _STOP.finditer(text, start, end):
        closers = _CLOSERS.match(text, match.end(), end)
        behind = closers.end() if closers else match.end()
        mark = match.group()
        if behind >= end or _ends_sentence(text, start, match.start(), behind, end, mark, by_danda):
            yield behind
            start = behind


def _ends_sentence(text: str, start: int, stop: int, behind: int, end: int, mark: str, by_danda: bool) -> bool:
    """Whether the mark at text[stop] ends the sentence begun at `start`; `behind` is past the mark and its closers."""
    if _QUOTE_ENDS.search(text, stop, behind) and _WAS_SAID.match(text, behind, end):
        return False
    if mark[0] in "।॥۔":
        return True
    spaced = text[behind].isspace()
    following = _NEXT_WORD.match(text, behind, end)
    next_word = following.group(1) if following else ""
    if mark == "…" or len(mark) > 1 and mark[0] == ".":
        return spaced and next_word[:1].isupper()
    if mark[0] != ".":
        return (spaced and not next_word[:1].islower()) or _is_devanagari(next_word)
    if not spaced:
        word = _LAST_WORD.search(text, max(start, stop - 40), stop)
        return word is not None and word.group() in _CLOSING_WORDS and _is_devanagari(next_word)
    if _LIST_MARK.match(text, behind, end):
        return True
    if next_word[:1].islower() or _LIST_NUMBER.match(text, start, stop):
        return False
    return full_stop_ends(text[max(start, stop - 60) : stop], next_word, by_danda)


def _is_devanagari(word: str) -> bool:
    return "\u0900" <= word[:1] <= "\u097f"
