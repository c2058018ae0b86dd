"""The text of a PDF's pages. Where a file says what a group of glyphs means (/ActualText), that is taken: browsers write the
true Devanagari there, of which the glyphs alone give two thirds of the words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import regex
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTFigure, LTImage, LTItem, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

# Devanagari syllables are set wider apart than Latin letters; measured on prints of five programs.
_LAYOUT = LAParams(word_margin=0.3, all_texts=True)
# Judged by eye: a line that ends a sentence this much of the column's width before its edge is the last of a paragraph, and so
# is one that ends at half the width; the next line of a paragraph begins within this many heights.
_SHORT_LINE = 0.15
_HALF_LINE = 0.45
_NEXT_LINE = 1.2
_NO_WIDTH = 0.02  # of a glyph's height
_ENDS = regex.compile("[।॥.?!:…][\"'”’)\\]]*$")
_HYPHENATED = regex.compile(r"\p{Ll}[-\u00ad]$")


@dataclass(frozen=True)
class PageText:
    """A page's blocks of text in reading order, and whether it shows a picture."""

    blocks: list[str]
    has_picture: bool


class PageTexts:
    """The pages of a document, each read when it is asked for."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document

    def __iter__(self) -> Iterator[PageText]:
        resources = PDFResourceManager(caching=True)
        device = _MeantText(resources, laparams=_LAYOUT)
        interpreter = PDFPageInterpreter(resources, device)
        for page in PDFPage.create_pages(self._document):
            interpreter.process_page(page)
            layout = device.get_result()
            yield PageText(_blocks(layout), _has_picture(layout))


class _MeantText(PDFPageAggregator):
    """Gives the first glyph of a group what the group is said to mean, and the others nothing."""

    def __init__(self, resources: PDFResourceManager, laparams: LAParams) -> None:
        super().__init__(resources, laparams=laparams)
        self._meant: list[str | None] = []

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        properties = resolve1(props)
        value = resolve1(properties.get("ActualText")) if isinstance(properties, dict) else None
        self._meant.append(decode_text(value) if isinstance(value, bytes) else None)

    def end_tag(self) -> None:
        if self._meant:
            self._meant.pop()

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        width = super().render_char(*args, **kwargs)
        glyphs = self.cur_item._objs
        if not glyphs or not isinstance(glyphs[-1], LTChar):
            return width
        glyph = glyphs[-1]
        depth = next((at for at, text in enumerate(self._meant) if text is not None), None)
        if depth is not None:
            glyph._text = self._meant[depth] or ""
            self._meant[depth] = ""
        if len(glyphs) > 1 and isinstance(glyphs[-2], LTChar):
            _reach_over(glyph, glyphs[-2])
        return width


def _reach_over(glyph: LTChar, before: LTChar) -> None:
    """Lets a sign that is set over the letter before it, or has no width, stand where that letter does: else a space or even
    another line would seem to follow.
    """
    on_one_line = glyph.y0 < before.y1 and before.y0 < glyph.y1
    is_over = before.x0 - before.height / 2 <= glyph.x0 <= before.x1 and glyph.x1 < before.x1
    has_no_width = glyph.width < _NO_WIDTH * glyph.height and abs(glyph.x0 - before.x1) < glyph.height
    if on_one_line and (is_over or has_no_width):
        glyph.set_bbox((min(glyph.x0, before.x0), glyph.y0, max(glyph.x1, before.x1), glyph.y1))


def _blocks(layout: LTPage) -> list[str]:
    """The page's paragraphs."""
    lines = list(_lines(layout))
    paragraphs: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        text = " ".join(line.get_text().split())
        if not text:
            continue
        if before is not None and paragraphs and _goes_on(before, line, _right_edge(before, lines)):
            paragraphs[-1] = _joined(paragraphs[-1], text)
        else:
            paragraphs.append(text)
    return paragraphs


def _lines(layout: LTPage) -> Iterator[LTTextLine]:
    stack: list[LTItem] = [layout]
    while stack:
        item = stack.pop()
        if isinstance(item, LTTextLine):
            yield item
        elif isinstance(item, LTPage | LTFigure | LTTextBox):
            stack += list(item)[::-1]


def _right_edge(line: LTTextLine, lines: list[LTTextLine]) -> float:
    """Where the column of a line ends."""
    return max(other.x1 for other in lines if abs(other.x0 - line.x0) < line.height)


def _goes_on(before: LTTextLine, line: LTTextLine, right: float) -> bool:
    """Whether a line belongs to the paragraph of the line before it: below it, of its size, and that one is full."""
    is_below = -0.5 * line.height < before.y0 - line.y1 < _NEXT_LINE * line.height
    is_alike = 0.8 < line.height / max(before.height, 0.1) < 1.25 and line.x0 < before.x0 + line.height
    left_free = (right - before.x1) / max(right - before.x0, 0.1)
    ends = bool(_ENDS.search(before.get_text().strip()))
    return is_below and is_alike and left_free < (_SHORT_LINE if ends else _HALF_LINE)


def _joined(before: str, text: str) -> str:
    if _HYPHENATED.search(before) and text[0].islower():
        return before[:-1] + text
    return before + text if before.endswith("-") and text[0].isdecimal() else f"{before} {text}"


def _has_picture(layout: LTPage) -> bool:
    stack: list[LTItem] = [layout]
    while stack:
        item = stack.pop()
        if isinstance(item, LTImage):
            return True
        if isinstance(item, LTPage | LTFigure):
            stack += list(item)
    return False
