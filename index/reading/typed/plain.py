"""Plain text: the file is the article."""

from collections.abc import Iterator
from pathlib import Path

from index.reading.decoding import decode_text
from index.reading.raw import RawArticle


def read(path: Path) -> Iterator[RawArticle]:
    """The file's text."""
    yield RawArticle(decode_text(path.read_bytes()))
