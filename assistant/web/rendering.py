"""HTML from the templates beside this module. Every value is text, and stays text, unless a template made it."""

import json
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import Any
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.phrases import page_text
from assistant.web.escape import plain
from index.models import Article, Language
from index.text.languages import LANGUAGES

# Of a title or a source; judged by eye: three lines of a card.
_SHOWN_CHARACTERS = 200
# Of a source behind a quote; judged by eye: half a line.
_BYLINE_CHARACTERS = 40


def render(template: str, language: Language, **values: Any) -> str:
    """A template of the page in a language, filled in."""
    return _TEMPLATES.get_template(f"{template}.html").render(_context(language, values))


def part(template: str, name: str, language: Language, *values: Any) -> str:
    """One macro of a template, filled in."""
    macro = getattr(_TEMPLATES.get_template(f"{template}.html").make_module(_context(language, {})), name)
    return str(macro(*values))


def day(published: date | None, language: Language) -> str:
    """A date as people write it, or that there is none."""
    if published is None:
        return page_text("undated", language)
    month, *_ = LANGUAGES[language].months[published.month - 1]
    return f"{published.day} {month} {published.year}"


def when(article: Article, language: Language) -> str:
    """The day of an article as people write it, or its year where only that is known, or that there is none."""
    return str(article.year) if article.year and not article.published else day(article.published, language)


def origin(article: Article) -> str:
    """Where an article is from: its source, or the name of its file, never a folder of the server."""
    return article.source or (PurePath(article.path).name if article.path else "")


def byline(article: Article, language: Language) -> str:
    """Where an article is from, in a word, and when, for a line; empty where neither is known."""
    told = when(article, language) if article.when else ""
    return ", ".join(filter(None, [cut(article.source or _site(article.url), _BYLINE_CHARACTERS), told]))


def web_address(article: Article) -> str | None:
    """Where the original is, when that is a web page."""
    url = article.url or ""
    return url if url.lower().startswith(("http://", "https://")) else None


def link(article: Article, span: tuple[int, int] | None = None) -> str:
    """The address, on this page, of an article at a quote."""
    at = {"at": f"{span[0]}-{span[1]}"} if span else {}
    return "?" + urlencode({"article": article.id, **at}, errors="replace")


def cut(text: str, length: int = _SHOWN_CHARACTERS) -> str:
    """A text, or its beginning where it is longer than anybody reads in a list."""
    return text if len(text) <= length else text[:length].rstrip() + "…"


def _site(url: str | None) -> str:
    """The name of a web site without its www."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _details(article: Article, language: Language) -> list[str]:
    tongue = page_text("hindi" if article.language == "hi" else "english", language)
    return [each for each in (origin(article), when(article, language), tongue) if each]


def _context(language: Language, values: dict[str, Any]) -> dict[str, Any]:
    def say(name: str, **fields: object) -> str:
        return page_text(name, language, **fields)

    return {"language": language, "say": say, **values}


def _as_text(value: object) -> object:
    """What a template fills in, without the characters that reorder others."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_TEMPLATES = Environment(
    loader=PackageLoader("assistant.web"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_as_text,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters |= {
    "stylesheet": Markup,
    "byline": byline,
    "cut": cut,
    "details": _details,
    "origin": origin,
    "when": when,
    "made": Markup,
    "json": partial(json.dumps, ensure_ascii=False),
}
