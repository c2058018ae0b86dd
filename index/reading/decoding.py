"""Bytes into text."""

import codecs

import regex

from index.reading.raw import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = regex.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", regex.IGNORECASE
)
_DECLARED_WITHIN = 4096
# A page in UTF-8 may have a few broken characters, where a site has cut a text; a page in another encoding has one in every
# word. Judged by eye: a page of Latin-1 has a broken byte in about three of its bytes above 127, a cut text one in a page.
_BROKEN_SHARE = 0.1


def encoding_of(start: bytes) -> str:
    """The encoding of a text by its byte order mark, UTF-8 without one."""
    return next((encoding for bom, encoding in _BOMS if start.startswith(bom)), "utf-8")


def decode_text(data: bytes) -> str:
    """A text file's characters. Raises UnicodeError for what is in no Unicode encoding, UnreadableError for what is no text."""
    text = data.decode(encoding_of(data))
    if "\0" in text:
        raise UnreadableError("is not text: it holds NUL bytes")
    return text


def decode_page(data: bytes, declared: str | None = None) -> str:
    """A page's characters: by its byte order mark, as UTF-8 with a few broken ones replaced, by what is declared outside or
    in the page itself, and by what its bytes look like.
    """
    marked = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    if marked:
        return data.decode(marked, "replace")
    text = data.decode("utf-8", "replace")
    foreign = sum(map(len, regex.findall(rb"[\x80-\xff]+", data)))
    if text.count("\ufffd") <= foreign * _BROKEN_SHARE:
        return text
    for encoding in (declared, _declared_in(data)):
        if encoding and (known := _decoded(data, encoding)) is not None:
            return known
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    return data.decode(best.encoding, "replace") if best else text


def _declared_in(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    return match[1].decode("ascii") if match else None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        if codecs.lookup(encoding).name == "utf-8":
            return None  # which it has just been seen not to be
        if codecs.lookup(encoding).name == "iso8859-1":
            encoding = "windows-1252"  # which is what browsers take it for
        return data.decode(encoding, "replace")
    except (LookupError, UnicodeError):
        return None
