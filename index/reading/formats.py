"""Which reader reads which file: the one table of formats."""

import codecs
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import regex

from index.reading.raw import Reader


@dataclass(frozen=True)
class Format:
    """A kind of file: how its name may end, the module of this room whose `read` is its Reader, the largest file that is read,
    whether its parser is trusted with any bytes in this process or works in one of its own, whether it takes names of columns.
    """

    suffixes: tuple[str, ...]
    module: str
    megabytes: int
    is_apart: bool = True
    has_columns: bool = False

    @property
    def is_text(self) -> bool:
        """Whether people write such a file by hand, so that it must be text."""
        return self.module in ("typed.plain", "typed.markdown", "typed.bulk")

    @property
    def module_path(self) -> str:
        """The reader's module as Python imports it."""
        return f"index.reading.{self.module}"

    def reader(self) -> Reader:
        """The reader; what it needs is imported now."""
        reader: Reader = import_module(self.module_path).read
        return reader


_PAGE = Format((".html", ".htm", ".xhtml"), "pages.page", 64)
_MHTML = Format((".mhtml", ".mht"), "pages.mhtml", 128)
_PDF = Format((".pdf",), "pdf.file", 256)
_RTF = Format((".rtf",), "documents.rtf", 32)
_ZIP = Format((".zip",), "archive", 512)
# A .jsonl file is read line by line and may be of any size.
FORMATS = (
    Format((".txt",), "typed.plain", 64, is_apart=False),
    Format((".md", ".markdown"), "typed.markdown", 16),
    Format((".jsonl",), "typed.bulk", 1 << 20, is_apart=False),
    _PAGE,
    _MHTML,
    _PDF,
    Format((".docx",), "documents.docx", 128),
    Format((".odt",), "documents.odt", 128),
    _RTF,
    Format((".epub",), "documents.epub", 256),
    Format((".csv",), "typed.table_file", 256, has_columns=True),
    Format((".tsv",), "typed.table_file", 256, has_columns=True),
    _ZIP,
)
# The first of each format's suffixes are those that people are told of.
SUFFIXES = tuple(form.suffixes[0] for form in FORMATS)
_BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}
# How files begin whose kind does not depend on their names.
_STARTS = ((b"%PDF-", _PDF), (b"{\\rtf", _RTF), (b"PK\x03\x04", _ZIP))
_READ_AS_TEXT = frozenset({"typed.plain", "typed.markdown", "pages.page", "pages.mhtml"})
_HTML_START = regex.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*|<\?xml[^>]{0,200}\?>\s*)*<(?:!doctype html|html)\b", regex.IGNORECASE | regex.DOTALL
)
_MHTML_START = regex.compile(
    rb"(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?(?:MIME-Version|Snapshot-Content-Location):", regex.IGNORECASE
)
_START_BYTES = 2048


def format_of(path: Path) -> Format | None:
    """The format of a file by its name."""
    return _BY_SUFFIX.get(path.suffix.lower())


def format_by_content(path: Path) -> Format | None:
    """The format of a file by how it begins, else by its name; None for a name that no format has. Raises OSError."""
    form = format_of(path)
    if form is None:
        return None
    with path.open("rb") as file:
        start = file.read(_START_BYTES)
    for sign, other in _STARTS:
        if start.startswith(sign):
            return other
    start = start.removeprefix(codecs.BOM_UTF8)
    if form.module in _READ_AS_TEXT and _HTML_START.match(start):
        return _PAGE
    if form in (_PAGE, _MHTML) and _MHTML_START.match(start):
        return _MHTML
    return form
