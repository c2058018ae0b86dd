"""Markdown: the text without its marks, and what the front matter says of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import regex

from index.reading.blocks import block_text
from index.reading.decoding import decode_text
from index.reading.raw import RawArticle
from index.reading.tables import table_lines
from index.reading.typed.details import raw_article
from index.reading.typed.front_matter import split_front_matter

_LINE_BREAK = regex.compile(r"\r\n?")
# A term, its first definition, and what is behind them.
_PLACES = ("dt_open", "dd_open", "dl_close")
_BREAK = regex.compile(r"<br\s*/?>", regex.IGNORECASE)


def read(path: Path) -> Iterator[RawArticle]:
    """The file's text with the details of its front matter."""
    raw = _LINE_BREAK.sub("\n", decode_text(path.read_bytes()))
    record, text = split_front_matter(raw, str(path))
    yield raw_article(markdown_to_text(text), record)


def markdown_to_text(raw: str) -> str:
    """Markdown without its marks: a block a paragraph, links and emphasis as their words, no images.

    A row of a table keeps its headings and a definition its term; blocks of HTML are read as a browser shows them; footnotes
    stand at the end.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(deflist_plugin).use(footnote_plugin)
    return "\n\n".join(block for block in _blocks(parser.parse(raw)) if block.strip())


def _blocks(tokens: Sequence[Any]) -> Iterator[str]:
    """The text of each block; a table and a definition are one block each."""
    rows: list[list[str]] = []
    term, place = "", ""
    for token in tokens:
        place = token.type if token.type in _PLACES else place
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield "\n".join(table_lines(rows))
            rows = []
        elif token.type in ("fence", "code_block"):
            yield token.content
        elif token.type == "html_block":
            yield _html_text(token.content)
        elif token.type == "inline":
            text = "".join(map(_inline_text, token.children or []))
            if rows:
                rows[-1].append(text)
            elif place == "dt_open":
                term = text
            else:
                yield f"{term.rstrip(' :')}: {text}" if term and place == "dd_open" else text
                place = ""


def _html_text(source: str) -> str:
    """What a block of HTML shows; nothing for one that is a comment, a script or the end of another block."""
    from lxml import etree, html

    try:
        tree = html.fragment_fromstring(source, create_parent="div")
        for table in tree.findall(".//table"):
            rows = [[str(cell.text_content()) for cell in row.iter("th", "td")] for row in table.iter("tr")]
            lines = html.Element("div")
            lines.extend(_paragraph(html, line) for line in table_lines(rows))
            table.addprevious(lines)
            table.drop_tree()
        return block_text(tree)
    except (etree.LxmlError, ValueError, AssertionError):
        return ""


def _paragraph(html: Any, line: str) -> Any:
    element = html.Element("p")
    element.text = line
    return element


def _inline_text(token: Any) -> str:
    if token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and _BREAK.fullmatch(token.content)):
        return "\n"
    return str(token.content) if token.type in ("text", "code_inline") else ""
