"""Article files into articles: .txt, .md and bulk .jsonl, one file or whole folders."""

import codecs
import hashlib
import json
import logging
import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import regex

from index.models import Article
from index.reading.cleaning import clean
from index.text.language import article_language
from index.text.normalise import normalise

logger = logging.getLogger(__name__)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FRONT_MATTER = regex.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", regex.DOTALL)
# What the "surrogateescape" error handler makes of bytes that are no UTF-8.
_UNDECODED = regex.compile("[\udc80-\udcff]")
_TEXT_SUFFIXES = frozenset({".txt", ".md", ".markdown"})
_BULK_SUFFIX = ".jsonl"
_LONGEST_DATE = 100
# A year before is a slip of the pen.
_FIRST_YEAR = 1500
_JOINERS = regex.compile("[\u200c\u200d]")
# What begins so is a date in numbers or none, never one with its parts in another order.
_ISO = regex.compile(r"\d{4}-")
SUFFIXES = (".txt", ".md", ".jsonl")


@dataclass(frozen=True)
class Failure:
    """Something that could not be read: where it is, and why."""

    where: str
    reason: str


class _UnreadableError(Exception):
    """Why one file or line can't be read; becomes a Failure."""


def find_files(sources: Sequence[Path]) -> Iterator[Path | Failure]:
    """The article files among `sources`, folders searched recursively in the order of their names, each file once."""
    seen: set[Path] = set()
    for source in sources:
        if source.is_dir():
            candidates: Iterator[Path] = _walk(source)
        elif not source.exists():
            yield Failure(str(source), "there is no such file or folder")
            continue
        elif not _is_article_file(source) or _is_special(source):
            yield Failure(str(source), f"is not a {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file")
            continue
        else:
            candidates = iter([source])
        for path in candidates:
            if (resolved := path.resolve()) not in seen:
                seen.add(resolved)
                yield path


def read_file(path: Path) -> Iterator[Article | Failure]:
    """The articles of one file; what can't be read becomes a Failure and does not stop the rest."""
    try:
        if path.suffix.lower() == _BULK_SUFFIX:
            yield from _read_bulk(path)
        else:
            yield _read_text_file(path)
    except _UnreadableError as error:
        yield Failure(str(path), str(error))
    except OSError as error:
        yield Failure(str(path), (error.strerror or str(error)).lower())
    except UnicodeDecodeError as error:
        yield Failure(str(path), f"is not UTF-8 text (byte {error.start + 1}): save it as UTF-8")
    except UnicodeError as error:
        yield Failure(str(path), f"is not well-formed text: {error}")


def prepare(article: Article) -> Article | Failure:
    """An article that was made in memory, cleaned as those of files are."""
    details = {"title": article.title, "url": article.url, "source": article.source, "language": article.language}
    try:
        return _article(article.id, article.text, {**details, "published": article.published}, article.path)
    except _UnreadableError as error:
        return Failure(f"the article {article.id!r}", str(error))


def stored_path(path: Path) -> str:
    """A file's absolute path as its articles have it."""
    return stored_form(str(path.resolve()))


def stored_form(name: str) -> str:
    """A name or path in NFC; bytes that are no UTF-8 become question marks."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode())


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            if not name.startswith(".") and _is_article_file(path) and not _is_special(path):
                yield path


def _is_special(path: Path) -> bool:
    """Whether this is a pipe, a socket or a device, which could be read for ever."""
    return path.exists() and not path.is_file()


def _is_article_file(path: Path) -> bool:
    suffix = path.suffix.lower()
    return suffix in _TEXT_SUFFIXES or suffix == _BULK_SUFFIX


def encoding_of(start: bytes) -> str:
    """The encoding of a text by its byte order mark, UTF-8 without one."""
    return next((encoding for bom, encoding in _BOMS if start.startswith(bom)), "utf-8")


def _read_text_file(path: Path) -> Article:
    data = path.read_bytes()
    raw = data.decode(encoding_of(data))
    if "\0" in raw:
        raise _UnreadableError("is not text: it holds NUL bytes")
    metadata: Mapping[str, Any] = {}
    if path.suffix.lower() != ".txt":
        metadata, raw = _split_front_matter(raw.replace("\r\n", "\n"))
        raw = _markdown_to_text(raw)
    resolved = stored_path(path)
    digest = hashlib.sha256(resolved.encode()).hexdigest()[:8]
    return _article(f"{Path(resolved).stem}-{digest}", raw, metadata, resolved)


def _read_bulk(path: Path) -> Iterator[Article | Failure]:
    with path.open("rb") as file:
        encoding = encoding_of(file.read(4))
    resolved = stored_path(path)
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    with path.open(encoding=encoding, errors=errors) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield _read_bulk_line(line, resolved)
                except _UnreadableError as error:
                    yield Failure(f"{path}, line {number}", str(error))


def _read_bulk_line(line: str, path: str) -> Article:
    if _UNDECODED.search(line):
        raise _UnreadableError("is not UTF-8 text: save it as UTF-8")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _UnreadableError(f"is not JSON: {error}") from error
    if not isinstance(record, dict):
        raise _UnreadableError("is not a JSON object")
    identity, text = record.get("id"), record.get("text")
    name = normalise(str(identity)).strip()
    if not isinstance(identity, str | int) or isinstance(identity, bool) or not name:
        raise _UnreadableError('has no "id"')
    if not isinstance(text, str):
        raise _UnreadableError('has no "text"')
    return _article(name, text, record, path)


def _article(identity: str, raw: str, metadata: Mapping[str, Any], path: str | None) -> Article:
    cleaned = clean(raw, _string(metadata, "title"))
    if not any(character.isalnum() for character in cleaned.text):
        raise _UnreadableError("is empty" if not raw.strip() else "has no text besides page furniture")
    url = _string(metadata, "url") or cleaned.url
    given = metadata.get("language")
    return Article(
        id=identity,
        title=cleaned.title,
        text=cleaned.text,
        language=given if given in ("hi", "en") else article_language(cleaned.text),
        path=path,
        url=url,
        source=_string(metadata, "source") or cleaned.source or _host(url),
        published=_date(metadata.get("published") or metadata.get("date"), identity),
    )


def _string(metadata: Mapping[str, Any], key: str) -> str | None:
    value = metadata.get(key)
    return (" ".join(normalise(value).split()) or None) if isinstance(value, str) else None


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def _date(value: object, identity: str) -> date | None:
    """The day of a YAML date or of a string that says one; a string that says none is warned of."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not value.strip():
        return None
    text = value[:_LONGEST_DATE].strip()
    for parse in (datetime.fromisoformat, parsedate_to_datetime, _day_in_words):
        with suppress(ValueError, OverflowError):
            return parse(text).date()
    logger.warning("%s is kept without a date, for %r is none: write it as 2024-01-31", identity, text)
    return None


@lru_cache(maxsize=4096)  # a newspaper has few days and many articles, and dateparser takes a millisecond
def _day_in_words(text: str) -> datetime:
    """A day with its year as people write it in either language, such as 12 नवंबर 2024, or 12/11/2024 with the day first.

    Raises ValueError for anything else.
    """
    import dateparser

    settings: Any = {"PARSERS": ["absolute-time"], "STRICT_PARSING": True, "DATE_ORDER": "DMY"}
    found = dateparser.parse(_JOINERS.sub("", text), languages=["hi", "en"], settings=settings)
    if found is None or found.year < _FIRST_YEAR or _ISO.match(text):
        raise ValueError(text)
    return found


def _split_front_matter(raw: str) -> tuple[Mapping[str, Any], str]:
    import yaml

    match = _FRONT_MATTER.match(raw)
    if match is None:
        return {}, raw
    try:
        metadata = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError):
        return {}, raw
    return (metadata, raw[match.end() :]) if isinstance(metadata, dict) else ({}, raw)


def _markdown_to_text(raw: str) -> str:
    """Markdown without its marks: a block a paragraph, links and emphasis as their words, no images and no HTML."""
    from markdown_it import MarkdownIt

    blocks = []
    for token in MarkdownIt("commonmark").enable("table").parse(raw):
        if token.type == "inline":
            blocks.append("".join(map(_inline_text, token.children or [])))
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content)
    return "\n\n".join(blocks)


def _inline_text(token: Any) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return str(token.content) if token.type in ("text", "code_inline") else ""
