"""OpenDocument texts (.odt): paragraphs, headings and tables in their order."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.reading.raw import RawArticle, UnreadableError
from index.reading.tables import table_lines
from index.reading.zipped import member, opened, xml

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _OFFICE = _NAMESPACE % "text", _NAMESPACE % "table", _NAMESPACE % "office"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_SILENT = frozenset({f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls"})


def read(path: Path) -> Iterator[RawArticle]:
    """One article: the document's text, tables a line a row, without notes and comments."""
    with opened(path) as archive:
        body = xml(member(archive, "content.xml")).find(f".//{_OFFICE}text")
    if body is None:
        raise UnreadableError("is not a text document")
    blocks = [(element.tag, text) for element, text in _blocks(body) if text.strip()]
    title = next((text for tag, text in blocks[:3] if tag == f"{_TEXT}h"), None)
    yield RawArticle("\n\n".join(text for _, text in blocks), title=title)


def _blocks(parent: Any) -> Iterator[tuple[Any, str]]:
    for element in parent:
        if element.tag in _PARAGRAPHS:
            yield element, _text(element)
        elif element.tag == f"{_TABLE}table":
            rows = [
                [" ".join(_text(each) for each in cell.iter(*_PARAGRAPHS)) for cell in row.iterchildren(f"{_TABLE}table-cell")]
                for row in element.iter(f"{_TABLE}table-row")
            ]
            yield element, "\n".join(table_lines(rows))
        elif element.tag not in _SILENT and isinstance(element.tag, str):
            yield from _blocks(element)


def _text(element: Any) -> str:
    pieces = [element.text or ""]
    for child in element:
        if child.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            pieces.append(" ")
        elif child.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _SILENT:
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
