"""Bulk sources: .jsonl files, an article a line."""

import json
from collections.abc import Iterator
from pathlib import Path

import regex

from index.reading.decoding import encoding_of
from index.reading.details import raw_article
from index.reading.raw import Failure, RawArticle, UnreadableError
from index.text.normalise import normalise

# What the "surrogateescape" error handler makes of bytes that are no UTF-8.
_UNDECODED = regex.compile("[\udc80-\udcff]")


def read(path: Path) -> Iterator[RawArticle | Failure]:
    """The article of each line; a line that holds none is a Failure and does not stop the rest."""
    with path.open("rb") as file:
        encoding = encoding_of(file.read(4))
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    with path.open(encoding=encoding, errors=errors) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield _read_line(line, f"line {number}")
                except UnreadableError as error:
                    yield Failure(f"{path}, line {number}", str(error))


def _read_line(line: str, part: str) -> RawArticle:
    if _UNDECODED.search(line):
        raise UnreadableError("is not UTF-8 text: save it as UTF-8")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"is not JSON: {error}") from error
    if not isinstance(record, dict):
        raise UnreadableError("is not a JSON object")
    identity, text = record.get("id"), record.get("text")
    name = normalise(str(identity)).strip()
    if not isinstance(identity, str | int) or isinstance(identity, bool) or not name:
        raise UnreadableError('has no "id"')
    if not isinstance(text, str):
        raise UnreadableError('has no "text"')
    return raw_article(text, record, part=part, identity=name)
