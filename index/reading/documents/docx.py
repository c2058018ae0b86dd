"""Word documents (.docx): paragraphs and tables in their order."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from index.reading.legacy_fonts import convert, font_of
from index.reading.raw import RawArticle, UnreadableError
from index.reading.tables import table_lines
from index.reading.zipped import opened

_TEXT, _TAB, _BREAKS, _FALLBACK = qn("w:t"), qn("w:tab"), (qn("w:br"), qn("w:cr")), "Fallback"
_TITLE_STYLES = ("title", "heading 1", "शीर्षक")
_MAIN_PART = "word/document.xml"


def read(path: Path) -> Iterator[RawArticle]:
    """One article: the document's text, tables a line a row, without headers, footers, notes and comments."""
    with opened(path) as archive:
        if _MAIN_PART not in archive.namelist():
            raise UnreadableError("is not a Word document")
        try:
            document = Document(str(path))
        except (KeyError, ValueError) as error:
            raise UnreadableError(f"is a damaged Word document: {str(error)[:200]}") from error
        blocks, title, notes = [], None, set[str]()
        for item in document.iter_inner_content():
            if isinstance(item, Table):
                blocks.append("\n".join(table_lines(list(_rows(item, notes)))))
                continue
            text = _paragraph(item, notes)
            if title is None and text.strip() and _style(item).startswith(_TITLE_STYLES):
                title = text
            blocks.append(text)
    yield RawArticle("\n\n".join(filter(str.strip, blocks)), title=title, notes=tuple(sorted(notes)))


def _rows(table: Table, notes: set[str]) -> Iterator[list[str]]:
    for row in table.rows:
        cells: dict[Any, str] = {}  # a cell that spans columns is named once for each
        for cell in row.cells:
            cells.setdefault(cell._tc, " ".join(_paragraph(paragraph, notes) for paragraph in cell.paragraphs))
        yield list(cells.values())


def _paragraph(paragraph: Paragraph, notes: set[str]) -> str:
    """A paragraph's text, also what was inserted while changes were tracked; runs set in a legacy font are converted."""
    runs = [run for run in paragraph._p.iter(qn("w:r")) if not any(up.tag.endswith(_FALLBACK) for up in run.iterancestors())]
    pieces = []
    for font, together in groupby(runs, lambda run: font_of(_font_name(run))):  # a word may be cut into several runs
        text = "".join(_piece(element) for run in together for element in run)
        if font and text.strip():
            notes.add(f"converted from {font.name}")
            text = convert(text, font)
        pieces.append(text)
    return "".join(pieces)


def _piece(element: Any) -> str:
    if element.tag == _TEXT:
        return element.text or ""
    return "\n" if element.tag in _BREAKS else " " if element.tag == _TAB else ""


def _font_name(run: Any) -> str:
    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return (fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or "") if fonts is not None else ""


def _style(paragraph: Paragraph) -> str:
    return str(paragraph.style.name or "").lower() if paragraph.style is not None else ""
