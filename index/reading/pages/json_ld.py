"""JSON-LD: what a page says of itself for search engines."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import regex
from lxml import html

_WRAPPING = regex.compile(
    r"""^\s*(?:<!--|(?:/\*\s*|//\s*)?<!\[CDATA\[(?:\s*\*/)?)
    | (?:-->|(?:/\*\s*|//\s*)?\]\]>(?:\s*\*/)?)\s*$
    """,
    regex.VERBOSE,
)
_TRAILING_COMMA = regex.compile(r",(\s*[}\]])")
_LARGEST = 2_000_000
_MOST_NODES = 2_000
# schema.org's kinds of Article that hold a text of their own.
_ARTICLE_TYPES = frozenset(
    """
    Article NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle OpinionNewsArticle ReportageNewsArticle
    ReviewNewsArticle AdvertiserContentArticle Report SatiricalArticle ScholarlyArticle TechArticle BlogPosting
    LiveBlogPosting SocialMediaPosting
    """.split()
)


def nodes(tree: html.HtmlElement) -> list[Mapping[str, Any]]:
    """All objects of the page's JSON-LD, also those within others, outer ones first."""
    found: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= _LARGEST:
            found += _objects(_loads(script.text))
    return found[:_MOST_NODES]


def types(node: Mapping[str, Any]) -> set[str]:
    """The types of an object, without the schema's address."""
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return {name.rpartition("/")[2] for name in names if isinstance(name, str)}


def is_article(node: Mapping[str, Any]) -> bool:
    """Whether an object describes an article."""
    return bool(types(node) & _ARTICLE_TYPES)


def string(value: object) -> str | None:
    """A value as one string: itself, its name or address where it is an object, all of them where it is a list."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, Mapping):
        return string(value.get("name") or value.get("@id") or value.get("url"))
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(string, value[:10])))) or None
    return None


def _loads(text: str) -> Any:
    text = _WRAPPING.sub("", text.strip())
    for candidate in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    queue = [value]
    for _ in range(_MOST_NODES):
        if not queue:
            return
        value = queue.pop(0)
        if isinstance(value, Mapping):
            yield value
            queue += [inner for inner in value.values() if isinstance(inner, Mapping | list)]
        elif isinstance(value, list):
            queue += value
