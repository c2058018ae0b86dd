"""The panel of sources: a card for each article that is quoted; and the article view."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from assistant.answering.extractive import describe
from assistant.models import Citation
from assistant.phrases import page_text, phrase
from assistant.web.copying import html_copy, markdown_copy
from assistant.web.rendering import link, render, web_address
from assistant.web.turns import Turn, Turns
from index.models import Article, Language

# How much of an article is shown around a quote, in characters on each side; judged by eye: two or three sentences.
_AROUND = 260
# How much of a question stands above its sources; judged by eye: two lines.
_ASKED_CHARACTERS = 160
# Turns whose sources the page has at once; those of others are fetched when they are asked for.
_MOST_TURNS = 8
# What the page's script says of Gradio's own parts.
_LABELS = (
    "title", "conversation", "send", "stop", "calendar", "retry", "edit", "clear", "like", "dislike", "cancel", "you", "answer",
    "copied",
)  # fmt: skip
_BLANK_LINES = regex.compile(r"\s*\n\s*")
# Where the names of articles go in a phrase.
_GAP = "\0"


@dataclass(frozen=True)
class _Place:
    """A quote between what stands around it."""

    before: str
    parts: tuple[str, str, str]
    after: str


@dataclass(frozen=True)
class _Quoted:
    """A citation as a card shows it: in its place, and with the other articles that say the same."""

    citation: Citation
    place: _Place
    also: tuple[str, ...]


@dataclass(frozen=True)
class _Card:
    """An article with its quotes, and the addresses of the original and of its dialog at the first quote."""

    article: Article
    passages: tuple[tuple[_Quoted, ...], ...]
    original: str | None
    link: str

    @property
    def quotes(self) -> list[_Quoted]:
        """All quotes, those of a passage one after another."""
        return [quoted for passage in self.passages for quoted in passage]


@dataclass(frozen=True)
class _Sources:
    """The sources of a turn, which counts from 1; `given` are the articles that a language model is writing from."""

    number: int
    asked: str
    cards: tuple[_Card, ...]
    given: tuple[Article, ...]
    markdown: str
    html: str


def panel(turns: Turns, language: Language, chosen: int | None = None) -> str:
    """The last turns' sources, the last one's shown, or those of the turn that was `chosen`, which counts from 1; the page's
    script shows another when its marker is used.
    """
    numbers = [*range(max(1, len(turns) - _MOST_TURNS + 1), len(turns) + 1)]
    if chosen and chosen not in numbers:
        numbers.insert(0, chosen)
    shown = [_sources(turns[number - 1], number, language) for number in numbers]
    also_before, also_after = phrase("also", language, articles=_GAP).split(_GAP)
    labels = {name: page_text(name, language) for name in _LABELS}
    told = {"turns": [each for each in shown if each], "labels": labels, "chosen": chosen}
    return render("panel", language, **told, also_before=also_before, also_after=also_after)


def reader(article: Article, language: Language, span: tuple[int, int] | None = None) -> str:
    """A whole article in a dialog, with the characters of a span marked."""
    place = None
    if span:
        start, end = span
        place = _Place(article.text[:start], (article.text[start:end], "", ""), article.text[end:])
    address = link(article, span)
    return render("reader", language, article=article, place=place, original=web_address(article), link=address)


def _sources(turn: Turn, number: int, language: Language) -> _Sources | None:
    if turn.answer is None and not turn.given:
        return None
    asked = turn.question if len(turn.question) <= _ASKED_CHARACTERS else turn.question[:_ASKED_CHARACTERS] + "…"
    if turn.answer is None:
        return _Sources(number, asked, (), turn.given, "", "")
    cards = tuple(_cards(turn.answer.citations))
    markdown, html = markdown_copy(turn.answer, language), html_copy(turn.answer, language)
    return _Sources(number, asked, cards, (), markdown, html)


def _cards(citations: Iterable[Citation]) -> Iterable[_Card]:
    """A card for each article, in the order of their first quotes."""
    by_article: dict[str, list[Citation]] = {}
    for citation in citations:
        by_article.setdefault(citation.article.id, []).append(citation)
    for quotes in by_article.values():
        article = quotes[0].article
        span = None if quotes[0].in_title else (quotes[0].start, quotes[0].end)
        yield _Card(article, tuple(_passages(article.text, quotes)), web_address(article), link(article, span))


def _passages(text: str, quotes: Sequence[Citation]) -> Iterable[tuple[_Quoted, ...]]:
    """The quotes of an article, those that stand near to each other as one passage: nothing around them is shown twice."""
    headlines = [quote for quote in quotes if quote.in_title]
    yield from ((_Quoted(quote, _Place("", quote.parts, ""), _also(quote)),) for quote in headlines)
    passage: list[Citation] = []
    for quote in sorted((quote for quote in quotes if not quote.in_title), key=lambda quote: quote.start):
        if passage and _surroundings(text, quote)[0] > _surroundings(text, passage[-1])[1]:
            yield tuple(_in_places(text, passage))
            passage = []
        passage.append(quote)
    if passage:
        yield tuple(_in_places(text, passage))


def _in_places(text: str, passage: Sequence[Citation]) -> Iterable[_Quoted]:
    """The quotes of a passage: before the first and after the last some of what stands around, between two what is between."""
    first, last = _surroundings(text, passage[0])[0], _surroundings(text, passage[-1])[1]
    for at, quote in enumerate(passage):
        begin = first if at == 0 else min(passage[at - 1].end, quote.start)
        before = ("…" if at == 0 and first else "") + _BLANK_LINES.sub("\n", text[begin : quote.start])
        is_last = at == len(passage) - 1
        after = _BLANK_LINES.sub("\n", text[quote.end : last]) + ("…" if last < len(text) else "") if is_last else ""
        yield _Quoted(quote, _Place(before, quote.parts, after), _also(quote))


def _also(citation: Citation) -> tuple[str, ...]:
    return tuple(describe(other.article) for other in citation.also)


def _surroundings(text: str, quote: Citation) -> tuple[int, int]:
    """Where the passage shown around a quote begins and ends: between words."""
    start, end = quote.start, quote.end
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if first:
        gap = max(text.find(" ", first, start), text.find("\n", first, start))
        first = gap + 1 if gap >= 0 else start
    if last < len(text):
        gap = max(text.rfind(" ", end, last), text.rfind("\n", end, last))
        last = gap if gap >= 0 else end
    return start - len(text[first:start].lstrip()), end + len(text[end:last].rstrip())
