"""Bulk sources: .jsonl files, an article a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import regex

from index.reading.decoding import encoding_of
from index.reading.raw import Failure, RawArticle, UnreadableError
from index.reading.typed.details import raw_article
from index.text.normalise import normalise

# What the "surrogateescape" error handler makes of bytes that are no UTF-8.
_UNDECODED = regex.compile("[\udc80-\udcff]")
# An article of 5 million characters, each escaped.
_LONGEST_LINE = 32 << 20


def read(path: Path) -> Iterator[RawArticle | Failure]:
    """The article of each line; a line that holds none is a Failure and does not stop the rest."""
    with path.open("rb") as file:
        encoding = encoding_of(file.read(4))
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    with path.open(encoding=encoding, errors=errors) as file_of_lines:
        for number, line in enumerate(_lines(file_of_lines), 1):
            if line is None:
                yield Failure(f"{path}, line {number}", f"is longer than {_LONGEST_LINE >> 20} million characters")
            elif line.strip():
                try:
                    yield _read_line(line, f"line {number}")
                except UnreadableError as error:
                    yield Failure(f"{path}, line {number}", str(error))


def _lines(file: TextIO) -> Iterator[str | None]:
    """The lines of a file; None for one that is too long, of which a piece at a time is held."""
    while line := file.readline(_LONGEST_LINE):
        is_whole = len(line) < _LONGEST_LINE or line.endswith("\n")
        while not is_whole and (more := file.readline(_LONGEST_LINE)) and not more.endswith("\n"):
            pass
        yield line if is_whole else None


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
