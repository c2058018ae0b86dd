"""Where sentences end, in Hindi and in English.

A rule set rather than a model: it keeps exact offsets, costs microseconds, and its exceptions can be read below.
"""

from collections.abc import Callable, Iterator, Sequence

import regex

from index.text.languages import every
from index.text.words import WORD_CHARACTER, WORD_PATTERN

Span = tuple[int, int]
# Characters (start, end) of each token of each text, in order.
Tokenize = Callable[[Sequence[str]], list[list[Span]]]

_ABBREVIATIONS = every("abbreviations")
_IN_SMALL_LETTERS = every("abbreviations_in_small_letters")
_BEFORE_NUMBERS = every("abbreviations_before_numbers")
_MAY_CLOSE = every("abbreviations_that_may_close")
_STARTERS = every("sentence_starters")
_LETTER_NAMES = every("letter_names")
_LETTERS_OR_WORDS = every("letter_names_or_words")
_CLOSING_WORDS = every("closing_words")

_LAST_WORD = regex.compile(rf"{WORD_PATTERN}$")
_LAST_TWO_WORDS = regex.compile(rf"(?:({WORD_PATTERN})\.?\s?)?(?<!{WORD_CHARACTER})({WORD_PATTERN})$")
_BARE_LETTER = regex.compile(r"[\u0905-\u0939]\u093c?")
_SYLLABLE = regex.compile(r"[\u0905-\u0939]\u093c?(?:\u094d[\u0915-\u0939])?[\u093e-\u094c]?[\u0901\u0902]?")
_TITLES = every("titles")
_WORDS_OF_A_LETTER = frozenset("न व ए ओ".split())
_STOP = regex.compile(r"[।॥?!？！؟۔]+|\.+|…")
_CLOSERS = regex.compile("[\"'”’»\\)\\]】』」]*")
_NEXT_WORD = regex.compile(rf"\s*[\"'“‘«(\[]*({WORD_PATTERN}(?:(?<=\b\p{{Lu}})\.)?)")
_LIST_NUMBER = regex.compile(r"\s*[\(\[]?(?:\p{Nd}{1,3}|\p{L})$")


def split_sentences(text: str) -> list[Span]:
    """Spans (start, end) of the sentences of `text`, in order, without the white space around them.

    A line break ends a sentence, as do । ॥ ? ! and a full stop that is neither a decimal point nor part of an
    abbreviation, an initial or a list number. Quotes and brackets that close right after the mark belong to the sentence.
    """
    spans = []
    for line_start, line_end in _lines(text):
        start = line_start
        for end in _ends(text, line_start, line_end):
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


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets within text[start:end] just behind each sentence's closing marks."""
    for match in _STOP.finditer(text, start, end):
        closers = _CLOSERS.match(text, match.end(), end)
        behind = closers.end() if closers else match.end()
        mark = match.group()
        if behind >= end or _ends_sentence(text, start, match.start(), behind, end, mark):
            yield behind
            start = behind


def _ends_sentence(text: str, start: int, stop: int, behind: int, end: int, mark: str) -> bool:
    """Whether the mark at text[stop] ends the sentence begun at `start`; `behind` is past the mark and its closers."""
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
    if next_word[:1].islower() or _LIST_NUMBER.match(text, start, stop):
        return False
    return _full_stop_ends(text[max(start, stop - 60) : stop], next_word)


def _full_stop_ends(before: str, next_word: str) -> bool:
    """The exceptions for a full stop before white space, from the words on its two sides."""
    match = _LAST_TWO_WORDS.search(before)
    previous, word = (match.group(1) or "", match.group(2)) if match else ("", "")
    folded = word.lower()
    if folded in _ABBREVIATIONS or word in _LETTER_NAMES or folded in _IN_SMALL_LETTERS and not word.isupper():
        return False
    if _is_initial(word) or _is_short_for_a_name(previous, word, next_word):
        return False
    if folded in _BEFORE_NUMBERS:
        return not next_word[:1].isdecimal()
    if word in _LETTERS_OR_WORDS:
        return not (_is_letter(previous) or _is_letter(next_word))
    if folded in _MAY_CLOSE or (len(word) == 1 and word.isascii() and word.isalpha()):
        return next_word.lower() in _STARTERS
    return True


def _is_initial(word: str) -> bool:
    """Whether a word is one bare letter of Devanagari, which hardly any word is."""
    return bool(_BARE_LETTER.fullmatch(word)) and word not in _WORDS_OF_A_LETTER


def _is_short_for_a_name(previous: str, word: str, next_word: str) -> bool:
    """Whether a syllable is no word: beside an initial or before a title ("ज. ला. नेहरू", "ले. जनरल")."""
    if word in _CLOSING_WORDS or not _SYLLABLE.fullmatch(word):
        return False
    shortened = _is_initial(previous) or previous in _ABBREVIATIONS and bool(_SYLLABLE.fullmatch(previous))
    return shortened or _is_initial(next_word) or next_word in _TITLES


def _is_letter(word: str) -> bool:
    return word in _LETTER_NAMES or word in _LETTERS_OR_WORDS


def _is_devanagari(word: str) -> bool:
    return "\u0900" <= word[:1] <= "\u097f"
