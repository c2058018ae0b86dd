"""What the worker process and the one that asks it say to each other: a line of JSON each."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from index.reading.raw import Failure, RawArticle

Found = RawArticle | Failure | None
_TUPLES = frozenset({"notes", "pages"})


def encode(found: Found) -> bytes:
    """What a reader found, or None for a sign of life, as a line."""
    if isinstance(found, RawArticle):
        record = asdict(found)
        if isinstance(found.published, date):
            record["published"] = {"day": found.published.isoformat()}
        return line({"article": record})
    return line({"failure": asdict(found)} if found else {})


def decode(message: Mapping[str, Any]) -> Found:
    """The other way round."""
    if "article" in message:
        record: dict[str, Any] = {name: message["article"][name] for name in (field.name for field in fields(RawArticle))}
        if isinstance(record["published"], dict):
            record["published"] = date.fromisoformat(record["published"]["day"])
        record.update({name: tuple(record[name]) for name in _TUPLES})
        return RawArticle(**record)
    return Failure(**message["failure"]) if "failure" in message else None


def line(message: Mapping[str, Any]) -> bytes:
    """A message as a line; names of files keep bytes that are no UTF-8, as surrogates."""
    return json.dumps(message).encode("ascii") + b"\n"
