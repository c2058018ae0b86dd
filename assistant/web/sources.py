"""The panel of sources and the article view."""

from dataclasses import dataclass

import regex

from assistant.answering.extractive import describe, set_off
from assistant.models import Answer, Citation
from assistant.phrases import page_text, phrase
from assistant.web.escape import plain
from assistant.web.rendering import cut, render
from assistant.web.turns import Turn, Turns
from index.models import Article, Language

# How much of an article is shown around a quote, in characters on each side; judged by eye: two or three sentences.
_AROUND = 260
# How much of a question stands above its sources; judged by eye: two lines.
_ASKED_CHARACTERS = 160
# What the page's script says of Gradio's own parts.
_LABELS = ("conversation", "send", "stop", "calendar", "retry", "edit", "clear", "like", "dislike", "cancel")
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
class _Source:
    """A citation as it is shown: in its place, with the other articles that say the same, and where the original is."""

    citation: Citation
    place: _Place
    also: tuple[str, ...]
    original: str | None


@dataclass(frozen=True)
class _Sources:
    """The sources of a turn, which counts from 1."""

    number: int
    asked: str
    sources: tuple[_Source, ...]
    copied: str


def panel(turns: Turns, language: Language) -> str:
    """Every turn's sources, the last one's shown; the page's script shows another when its marker is used."""
    shown = [_sources(turn, number, turn.answer, language) for number, turn in enumerate(turns, 1) if turn.answer]
    also_before, also_after = phrase("also", language, articles=_GAP).split(_GAP)
    labels = {name: page_text(name, language) for name in _LABELS}
    return render("panel", language, turns=shown, labels=labels, also_before=also_before, also_after=also_after)


def reader(article: Article, language: Language, span: tuple[int, int] | None = None) -> str:
    """A whole article in a dialog, with the characters of a span marked."""
    place = None
    if span:
        start, end = span
        place = _Place(article.text[:start], (article.text[start:end], "", ""), article.text[end:])
    return render("reader", language, article=article, place=place)


def markdown_copy(answer: Answer, language: Language) -> str:
    """An answer with its sources as Markdown, to be pasted elsewhere."""
    lines = [set_off(answer.text, answer.citations, "**", "**"), "", f"**{page_text('sources', language)}**", ""]
    for citation in answer.citations:
        article = citation.article
        place = f" <{article.url}>" if _web_address(article) else ""
        lines.append(f"{citation.number}. {cut(describe(article))}{place}")
    return plain("\n".join(lines))


def _sources(turn: Turn, number: int, answer: Answer, language: Language) -> _Sources:
    asked = turn.question if len(turn.question) <= _ASKED_CHARACTERS else turn.question[:_ASKED_CHARACTERS] + "…"
    return _Sources(number, asked, tuple(map(_source, answer.citations)), markdown_copy(answer, language))


def _source(citation: Citation) -> _Source:
    article = citation.article
    also = tuple(describe(other.article) for other in citation.also)
    return _Source(citation, _in_place(article.text, citation), also, _web_address(article))


def _in_place(text: str, citation: Citation) -> _Place:
    """A quote with some of what stands around it; a headline stands alone."""
    if citation.in_title:
        return _Place("", citation.parts, "")
    first, last = _surroundings(text, citation.start, citation.end)
    before, after = (_BLANK_LINES.sub("\n", part) for part in (text[first : citation.start], text[citation.end : last]))
    return _Place(("…" if first else "") + before, citation.parts, after + ("…" if last < len(text) else ""))


def _surroundings(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the passage shown around a span begins and ends: between words."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if first:
        gap = max(text.find(" ", first, start), text.find("\n", first, start))
        first = gap + 1 if gap >= 0 else start
    if last < len(text):
        gap = max(text.rfind(" ", end, last), text.rfind("\n", end, last))
        last = gap if gap >= 0 else end
    return start - len(text[first:start].lstrip()), end + len(text[end:last].rstrip())


def _web_address(article: Article) -> str | None:
    """Where the original is, when that is a web page."""
    url = article.url or ""
    return url if url.lower().startswith(("http://", "https://")) else None
