"""Front matter: the lines of YAML or TOML at the head of a Markdown file.

Values are kept as they are written, so that a title of digits stays a title. One that can't be read costs itself alone.
"""

import json
import logging
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import regex

from index.reading.dating.dates import day_of_epoch

logger = logging.getLogger(__name__)

_YAML = regex.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", regex.DOTALL)
_TOML = regex.compile(r"\A\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", regex.DOTALL)
# More is no front matter, and its parser takes minutes.
_LONGEST = 50_000
_KEY = regex.compile(r"(?P<key>[\p{L}\p{M}\p{N}_\-]{1,60})[ \t]*(?P<sign>[:=])(?:[ \t]+(?P<value>.*))?")
_KNOWN = frozenset(
    "title date published url source author authors language lang tags categories category layout slug draft".split()
)
_EMPTY = frozenset({"", "~", "null", "none"})
_DATES = ("date", "published")
_NUMBER = regex.compile(r"\d{10,13}(?:\.\d{1,9})?")
_SHOWN = 60

Record = dict[str, Any]


def split_front_matter(raw: str, where: str = "the front matter") -> tuple[Mapping[str, Any], str]:
    """What the front matter says and the text behind it; all of `raw` is text where there is none.

    `where` names the file in warnings of values that are left out.
    """
    for pattern, read in ((_YAML, _read_yaml), (_TOML, _read_toml)):
        match = pattern.match(raw)
        if match and len(match[1]) <= _LONGEST:
            record = read(match[1], where)
            return (_plain(record), raw[match.end() :]) if record is not None else ({}, raw)
    return {}, raw


def _read_yaml(text: str, where: str) -> Record | None:
    """All values as strings, so that no number, date or tag can go wrong; value by value where the whole can't be read."""
    import yaml

    try:
        record = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but strings, lists and dictionaries
    except (yaml.YAMLError, ValueError, RecursionError):
        return _entry_by_entry(text, ":", _yaml_value, where)
    return record if isinstance(record, dict) else None


def _read_toml(text: str, where: str) -> Record | None:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return _entry_by_entry(text, "=", _toml_value, where)


def _yaml_value(key: str, entry: str) -> object:
    import yaml

    try:
        return yaml.load(entry, Loader=yaml.BaseLoader)[key]  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, KeyError) as error:
        value = entry.partition(":")[2].strip()
        if "\n" not in value and value[:1] not in ("[", "{", "!", "&", "*", "|", ">", '"', "'", "%", "@", "`"):
            return value  # a colon in it, for the most part: "title: चीन: एक नज़र"
        raise ValueError(value) from error


def _toml_value(key: str, entry: str) -> object:
    import tomllib

    try:
        return tomllib.loads(entry)[key]
    except (tomllib.TOMLDecodeError, RecursionError, KeyError) as error:
        value = entry.partition("=")[2].strip()
        if "\n" not in value and value[:1] not in ("[", "{", '"', "'"):
            return value
        raise ValueError(value) from error


def _entry_by_entry(text: str, sign: str, read: Any, where: str) -> Record | None:
    """The values of those entries that can be read; None for lines that are no entries of front matter."""
    entries: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        match = _KEY.fullmatch(line)
        if match and match["sign"] == sign:
            entries.append((match["key"], [line]))
        elif entries and (not line.strip() or line.startswith((" ", "\t", "- ", "#", "]", "}"))):
            entries[-1][1].append(line)
        elif line.strip() and not line.startswith("#"):
            return None
    if not {key.lower() for key, _ in entries} & _KNOWN:
        return None
    record: Record = {}
    for key, lines in entries:
        try:
            record[key] = read(key, "\n".join(lines).rstrip())
        except ValueError as error:
            logger.warning("%s: %s is left out, for %r can't be read", where, key, str(error)[:_SHOWN])
    return record


def _plain(record: Record) -> Record:
    """Keys in small letters, and values as a reader of the file would say them."""
    plain = {str(key).lower(): _said(value) for key, value in record.items()}
    plain["language"] = plain.get("language") or plain.get("lang")
    plain["author"] = plain.get("author") or plain.get("authors")
    for key in _DATES:
        plain[key] = _day(plain.get(key))
    return {key: value for key, value in plain.items() if value is not None}


def _said(value: object) -> Any:
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (_said(each) for each in value))) or None
    if isinstance(value, dict):
        return _said(value.get("name") or value.get("title"))
    if isinstance(value, date | datetime) or value is None:
        return value
    text = (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)).strip()
    return None if text.lower() in _EMPTY else text


def _day(value: object) -> object:
    is_number = isinstance(value, str) and _NUMBER.fullmatch(value) is not None
    return (day_of_epoch(float(str(value))) or value) if is_number else value
