"""Markdown: the text without its marks, and what the front matter says of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.reading.decoding import decode_text
from index.reading.details import raw_article
from index.reading.front_matter import split_front_matter
from index.reading.raw import RawArticle


def read(path: Path) -> Iterator[RawArticle]:
    """The file's text with the details of its front matter."""
    record, text = split_front_matter(decode_text(path.read_bytes()).replace("\r\n", "\n"))
    yield raw_article(markdown_to_text(text), record)


def markdown_to_text(raw: str) -> str:
    """Markdown without its marks: a block a paragraph, links and emphasis as their words, no images and no HTML."""
    from markdown_it import MarkdownIt

    blocks = []
    for token in MarkdownIt("commonmark").enable("table").parse(raw):
        if token.type == "inline":
            blocks.append("".join(map(_inline_text, token.children or [])))
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content)
    return "\n\n".join(blocks)


def _inline_text(token: Any) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return str(token.content) if token.type in ("text", "code_inline") else ""
