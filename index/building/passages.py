"""Articles into sentences that fit the model and passages made of them."""

from collections.abc import Iterator, Sequence

import regex

from index.storage.records import Segments
from index.text.languages import every
from index.text.sentences import Span, Tokenize, split_sentences

_CLAUSE_END = regex.compile(rf"[,;:،—–]\s|\s(?=(?:{'|'.join(sorted(every('conjunctions')))})\s)")
_SPACE = regex.compile(r"\s+")
_GRAPHEME = regex.compile(r"\X")


def split_passages(text: str, tokenize: Tokenize, tokens_per_passage: int) -> Segments:
    """Passages of whole sentences within `tokens_per_passage` tokens, each beginning with its forerunner's last sentence.

    A sentence longer than that is cut: after a clause, else after a word, else between grapheme clusters
    (https://www.unicode.org/reports/tr29/).
    """
    spans = split_sentences(text)
    sentences: list[Span] = []
    sizes: list[int] = []
    for span, tokens in zip(spans, tokenize([text[start:end] for start, end in spans]), strict=True):
        fits = len(tokens) <= tokens_per_passage
        for piece, size in [(span, len(tokens))] if fits else _cut(text, span, tokens, tokens_per_passage):
            sentences.append(piece)
            sizes.append(size)
    return Segments(tuple(sentences), tuple(_pack(sizes, tokens_per_passage)))


def _pack(sizes: Sequence[int], budget: int) -> Iterator[tuple[int, int]]:
    """Runs (first, last) of sizes that sum to at most `budget`; a run begins with the last of the one before, if that fits."""
    first, total = 0, 0
    for position, size in enumerate(sizes):
        if position and total + size > budget:
            yield first, position - 1
            overlap = sizes[position - 1]
            first, total = (position - 1, overlap) if overlap + size <= budget else (position, 0)
        total += size
    if sizes:
        yield first, len(sizes) - 1


def _cut(text: str, span: Span, tokens: list[Span], budget: int) -> list[tuple[Span, int]]:
    """Pieces of one overlong sentence with their token counts. `tokens` are spans relative to the sentence's start."""
    start, end = span
    pieces = []
    first = 0
    while first < len(tokens):
        last = min(first + budget, len(tokens))
        stop = end if last == len(tokens) else _cut_before(text, start, span[0] + tokens[last][0])
        following = first
        while following < len(tokens) and span[0] + tokens[following][0] < stop:
            following += 1
        stripped = _strip(text, start, stop)
        if stripped:
            pieces.append((stripped, following - first))
        start, first = stop, max(following, first + 1)
    return pieces


def _cut_before(text: str, start: int, limit: int) -> int:
    """The best place in text[start:limit] to cut: at a clause or a word in its second half, else at a grapheme cluster."""
    half = start + (limit - start) // 2
    for pattern in (_CLAUSE_END, _SPACE):
        ends = [match.end() for match in pattern.finditer(text, half, limit)]
        if ends:
            return ends[-1]
    ends = [match.end() for match in _GRAPHEME.finditer(text, start, limit + 1)]
    within = [end for end in ends if end <= limit]
    # The last cluster may go on behind the limit, and a cluster longer than the whole budget has to be cut somewhere.
    return within[-1] if within else limit


def _strip(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    if not piece.strip():
        return None
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
