"""The panel of sources and the article view, as HTML."""

import json
from datetime import date
from pathlib import PurePath

import regex

from assistant.answering.extractive import describe, text_parts
from assistant.models import Answer, Citation
from assistant.phrases import page_text, phrase
from assistant.web.escape import as_html, plain
from assistant.web.turns import Turn, Turns
from index.models import Article, Language
from index.text.languages import LANGUAGES

# How much of an article is shown around a quote, in characters on each side.
_AROUND = 260
# What the page's script says of Gradio's own parts.
_LABELS = ("conversation", "send", "stop", "calendar", "retry", "edit", "clear", "like", "dislike", "cancel")
_BLANK_LINES = regex.compile(r"\s*\n\s*")


def panel(turns: Turns, language: Language) -> str:
    """Every turn's sources, the last one's shown; the page's script shows another when its marker is used."""
    shown = "".join(_turn(turn, number, language) for number, turn in enumerate(turns, 1) if turn.answer)
    empty = f'<p class="empty">{as_html(page_text("sources_empty", language))}</p>'
    heading = f"<h2>{as_html(page_text('sources', language))}</h2>"
    labels = json.dumps({name: page_text(name, language) for name in _LABELS}, ensure_ascii=False)
    return f'<div class="panel" data-language="{language}" data-labels="{as_html(labels)}">{heading}{shown or empty}</div>'


def reader(article: Article, language: Language, span: tuple[int, int] | None = None) -> str:
    """A whole article in a dialog, with the characters of a span marked."""
    text = _marked(article.text, *span, whole=True) if span else as_html(article.text)
    close = as_html(page_text("close", language))
    return (
        '<dialog class="reader" aria-labelledby="reader-title"><header>'
        f'<h2 id="reader-title" dir="auto">{as_html(article.title)}</h2>'
        f'<p class="meta">{_details(article, language)}</p>'
        f'<button type="button" class="close" aria-label="{close}" title="{close}">✕</button></header>'
        f'<div class="text" tabindex="0" lang="{article.language}" dir="auto">{text}</div></dialog>'
    )


def day(published: date | None, language: Language) -> str:
    """A date as people write it, or that there is none."""
    if published is None:
        return page_text("undated", language)
    month, *_ = LANGUAGES[language].months[published.month - 1]
    return f"{published.day} {month} {published.year}"


def markdown_copy(answer: Answer, language: Language) -> str:
    """An answer with its sources as Markdown, to be pasted elsewhere."""
    said = [answer.text] if answer.mode == "generative" else text_parts(answer.language, answer.citations)
    lines = [*said, "", f"**{page_text('sources', language)}**", ""]
    for citation in answer.citations:
        article = citation.article
        place = f" <{article.url}>" if _is_web(article.url) else ""
        lines.append(f"{citation.number}. {describe(article)}{place}")
    return plain("\n".join(lines))


def _turn(turn: Turn, number: int, language: Language) -> str:
    answer = turn.answer
    assert answer is not None
    parts = [f'<section class="turn" id="turn-{number}"><p class="asked" dir="auto">{as_html(_shorten(turn.question))}</p>']
    if not answer.citations:
        parts.append(f'<p class="empty">{as_html(page_text("sources_none", language))}</p>')
    else:
        parts.append('<ol class="sources">')
        parts += [_source(citation, number, language) for citation in answer.citations]
        copy = as_html(markdown_copy(answer, language)).replace("\n", "&#10;")
        done = as_html(page_text("copied", language))
        label = as_html(page_text("copy", language))
        parts.append(f'</ol><button type="button" class="copy" data-markdown="{copy}" data-done="{done}">{label}</button>')
    return "".join([*parts, "</section>"])


def _source(citation: Citation, turn: int, language: Language) -> str:
    article, name = citation.article, f"cit-{turn}-{citation.number}"
    passage = _marked(article.text, citation.start, citation.end)
    original = ""
    if article.url and _is_web(article.url):
        words = as_html(page_text("original", language))
        original = f'<a href="{as_html(article.url)}" target="_blank" rel="noopener noreferrer nofollow">{words}</a>'
    return (
        f'<li class="source" id="{name}" tabindex="-1"><p class="title"><span class="number">{citation.number}</span>'
        f'<span dir="auto">{as_html(article.title)}</span></p><p class="meta">{_details(article, language)}</p>'
        f'<blockquote lang="{article.language}" dir="auto">{passage}</blockquote>{_also(citation, turn, language)}'
        f'<p class="actions"><button type="button" class="open" data-open="{name}">'
        f"{as_html(page_text('whole_article', language))}</button>{original}</p></li>"
    )


def _also(citation: Citation, turn: int, language: Language) -> str:
    """The other articles that say the same, each a button that opens it."""
    buttons = [
        f'<button type="button" data-open="also-{turn}-{citation.number}-{position}" dir="auto">'
        f"{as_html(describe(other.article))}</button>"
        for position, other in enumerate(citation.also, 1)
    ]
    return f'<p class="also">{phrase("also", language, articles=" ".join(buttons))}</p>' if buttons else ""


def _marked(text: str, start: int, end: int, *, whole: bool = False) -> str:
    """The text around a span, or all of it, with exactly the span's characters marked."""
    first, last = (0, len(text)) if whole else _surroundings(text, start, end)
    before, after = ("…" if first else ""), ("…" if last < len(text) else "")
    quote = f"<mark>{as_html(text[start:end])}</mark>"
    around = [as_html(part if whole else _BLANK_LINES.sub("\n", part)) for part in (text[first:start], text[end:last])]
    return before + around[0] + quote + around[1] + after


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


def _details(article: Article, language: Language) -> str:
    name = article.source or (PurePath(article.path).name if article.path else None)
    tongue = page_text("hindi" if article.language == "hi" else "english", language)
    known = [name, day(article.published, language), tongue]
    return " · ".join(f"<bdi>{as_html(value)}</bdi>" for value in known if value)


def _is_web(url: str | None) -> bool:
    return bool(url) and str(url).lower().startswith(("http://", "https://"))


def _shorten(text: str, limit: int = 160) -> str:
    return text if len(text) <= limit else text[:limit] + "…"
