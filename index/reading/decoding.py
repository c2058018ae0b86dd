"""Bytes into text."""

import codecs

from index.reading.raw import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(start: bytes) -> str:
    """The encoding of a text by its byte order mark, UTF-8 without one."""
    return next((encoding for bom, encoding in _BOMS if start.startswith(bom)), "utf-8")


def decode_text(data: bytes) -> str:
    """A text file's characters. Raises UnicodeError for what is in no Unicode encoding, UnreadableError for what is no text."""
    text = data.decode(encoding_of(data))
    if "\0" in text:
        raise UnreadableError("is not text: it holds NUL bytes")
    return text
