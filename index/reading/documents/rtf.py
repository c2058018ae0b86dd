"""Rich text (.rtf)."""

from collections.abc import Iterator
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from index.reading.raw import RawArticle, UnreadableError


def read(path: Path) -> Iterator[RawArticle]:
    """One article: the document's text."""
    data = path.read_bytes()
    if not data.startswith(b"{\\rtf"):
        raise UnreadableError("is not rich text")
    lines = rtf_to_text(data.decode("latin-1"), errors="ignore").replace("\t", " ").split("\n")
    rows = (" | ".join(filter(None, map(str.strip, line.split("|")))) for line in lines)
    yield RawArticle("\n\n".join(filter(str.strip, rows)))
