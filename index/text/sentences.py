"""Where sentences end, in Hindi and in English.

A rule set rather than a model: it keeps exact offsets, costs microseconds, and its exceptions can be read below.
"""

from collections.abc import Callable, Iterator, Sequence

import regex

Span = tuple[int, int]
# Characters (start, end) of each token of each text, in order.
Tokenize = Callable[[Sequence[str]], list[list[Span]]]

# Written with a full stop, and never the last word of a sentence.
_ABBREVIATIONS = frozenset(
    """
    डॉ डा श्री श्रीमती सुश्री कु प्रो पं स्व रु रू मो मौ इं सर्वश्री ब्रि वि दि ता उ द पू लि प्रा कि मी सें ग्रा मि फर अग सित अक्टू दिस
    mr mrs ms dr prof sr jr messrs hon rev gen col lt capt cmdr sgt maj gov sen rep pres shri smt pt vs al cf eg ie viz
    approx eds feb aug sept nov dec mt
    """.split()
)
# The same, but only before a number: "No. 5", "जन. 2024"; elsewhere they are ordinary words.
_BEFORE_NUMBERS = frozenset("no nos vol fig pp ch sec art rs est jan mar apr jun jul sep oct सं क्र पृ जन नव".split())
# These may close a sentence: it goes on unless one of the starters follows, as after "the U.S." and "5 p.m.".
_MAY_CLOSE = frozenset("inc ltd co corp bros etc dept univ st ave blvd".split())
_STARTERS = frozenset(
    "the a an he she it they we i you this that these those in on at but and however there when while after his her its "
    "their our my as if for by with from what who where why how".split()
)
# The names of Latin letters in Devanagari, as in "एम. के. गांधी". The second group are words of their own ("आई" is also
# "came"), and stand for letters only beside another letter.
_LETTER_NAMES = frozenset("ए बी सी डी ई एफ एच जे के एल एम एन ओ क्यू आर एस टी यू वी डब्ल्यू एक्स वाई ज़ेड जेड".split())
_LETTERS_OR_WORDS = frozenset("जी आई पी".split())
# Where a site sets no space after the full stop, these words before it show that a Hindi sentence ended.
_CLOSING_WORDS = frozenset(
    "है हैं था थी थे थीं हूँ हूं हो गया गई गए गयी गये किया की दिया दी लिया ली कहा बताया हुआ हुई हुए रहा रही रहे करेंगे करेगा "
    "होगा होगी होंगे सका सके सकी चाहिए".split()
)

_WORD = r"[\p{L}\p{M}\p{N}\u200c\u200d]"
_LAST_WORD = regex.compile(rf"{_WORD}+$")
_LAST_TWO_WORDS = regex.compile(rf"(?:({_WORD}+)\.?\s?)?(?<!{_WORD})({_WORD}+)$")
_STOP = regex.compile(r"[।॥?!？！؟۔]+|\.+|…")
_CLOSERS = regex.compile("[\"'”’»\\)\\]】』」]*")
_NEXT_WORD = regex.compile(r"\s*[\"'“‘«(\[]*([\p{L}\p{M}\p{N}]+(?:(?<=\b\p{Lu})\.)?)")
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
    if folded in _ABBREVIATIONS or word in _LETTER_NAMES:
        return False
    if folded in _BEFORE_NUMBERS:
        return not next_word[:1].isdecimal()
    if word in _LETTERS_OR_WORDS:
        return not (_is_letter(previous) or _is_letter(next_word))
    if folded in _MAY_CLOSE or (len(word) == 1 and word.isascii() and word.isalpha()):
        return next_word.lower() in _STARTERS
    return True


def _is_letter(word: str) -> bool:
    return word in _LETTER_NAMES or word in _LETTERS_OR_WORDS


def _is_devanagari(word: str) -> bool:
    return "\u0900" <= word[:1] <= "\u097f"
