"""Article files: finding them in folders, and reading one."""

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import regex

from index.models import Article
from index.reading.apart.worker import read_apart
from index.reading.articles import make_article, prepare, stored_form, stored_path
from index.reading.decoding import encoding_of
from index.reading.formats import SUFFIXES, format_by_content, format_of
from index.reading.raw import Failure, UnreadableError

__all__ = [
    "SUFFIXES",
    "Failure",
    "encoding_of",
    "find_files",
    "prepare",
    "read_file",
    "read_stream",
    "stored_form",
    "stored_path",
]

logger = logging.getLogger(__name__)

_JSON_START = regex.compile(rb'\s*\{\s*"[a-z]+"\s*:')
_KINDS = f"is not a {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file"


def find_files(sources: Sequence[Path]) -> Iterator[Path | Failure]:
    """The article files among `sources`, folders searched recursively in the order of their names, each file once.

    What can't be looked into, and links that lead out of a folder, are named.
    """
    seen: set[Path] = set()
    for source in sources:
        for found in _look(source):
            if isinstance(found, Failure):
                yield found
            elif (resolved := found.resolve()) not in seen:
                seen.add(resolved)
                yield found


def read_file(path: Path, columns: Mapping[str, str] = MappingProxyType({})) -> Iterator[Article | Failure]:
    """The articles of one file; what can't be read becomes a Failure and does not stop the rest. `columns` are those of a
    table that go by other names than are known (table_file.py).
    """
    try:
        yield from _read(path, columns)
    except UnreadableError as error:
        yield Failure(str(path), str(error))
    except OSError as error:
        yield Failure(str(path), (error.strerror or str(error)).lower())
    except UnicodeDecodeError as error:
        yield Failure(str(path), f"is not UTF-8 text (byte {error.start + 1}): save it as UTF-8")
    except UnicodeError as error:
        yield Failure(str(path), f"is not well-formed text: {error}")
    except Exception as error:  # one file, whatever it holds, must not stop the rest
        logger.debug("%s", path, exc_info=True)
        yield Failure(str(path), f"can't be read: {type(error).__name__}: {str(error)[:200]}")


def read_stream(data: bytes, name: str) -> Iterator[Article | Failure]:
    """The articles of a file that comes without a path, such as standard input; `name` begins their ids."""
    digest = hashlib.sha256(data).hexdigest()[:12]
    suffix = ".md" if data.startswith(b"---") else ".jsonl" if _JSON_START.match(data) else ".txt"
    with tempfile.TemporaryDirectory(prefix="assistant-") as folder:
        path = Path(folder, f"{name}{suffix}")
        path.write_bytes(data)
        for number, found in enumerate(read_file(path)):
            if isinstance(found, Failure):
                yield replace(found, where=found.where.replace(str(path), name))
            else:
                own = suffix == ".jsonl"
                yield replace(found, path=None, id=found.id if own else f"{name}-{digest}{f'-{number}' if number else ''}")


def _read(path: Path, columns: Mapping[str, str]) -> Iterator[Article | Failure]:
    form = format_by_content(path)
    if form is None:
        raise UnreadableError(_KINDS)
    if path.stat().st_size > form.megabytes << 20:
        raise UnreadableError(f"is larger than {form.megabytes} MB, the most that is read of a {form.suffixes[0]} file")
    options = {"columns": dict(columns)} if form.has_columns and columns else {}
    for found in read_apart(form.module_path, path, options=options) if form.is_apart else form.reader()(path):
        if found is not None:
            yield found if isinstance(found, Failure) else make_article(found, path)


def _look(source: Path) -> Iterator[Path | Failure]:
    """The article files that a source is or holds."""
    try:
        if source.is_dir():
            yield from _walk(source)
        elif not source.exists() and not source.is_symlink():
            yield Failure(str(source), "there is no such file or folder")
        elif format_of(source) is None or _is_special(source):
            yield Failure(str(source), _KINDS)
        else:
            source.resolve()
            yield source
    except OSError as error:
        yield Failure(str(source), (error.strerror or str(error)).lower())
    except (ValueError, RuntimeError) as error:
        yield Failure(str(source), _link_reason(error))


def _walk(folder: Path) -> Iterator[Path | Failure]:
    root = folder.resolve()
    unreadable: list[Failure] = []

    def note(error: OSError) -> None:
        unreadable.append(Failure(str(error.filename), f"can't be looked into: {(error.strerror or str(error)).lower()}"))

    for parent, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if reason := _leads_out(Path(parent, name), root):
                yield Failure(str(Path(parent, name)), reason)
        for name in sorted(files):
            path = Path(parent, name)
            if not name.startswith(".") and format_of(path) and not _is_special(path):
                reason = _leads_out(path, root)
                yield Failure(str(path), reason) if reason else path
        yield from unreadable
        unreadable.clear()
    yield from unreadable


def _leads_out(path: Path, root: Path) -> str | None:
    """Why a link is not followed: it leads out of the folder, or nowhere."""
    if not path.is_symlink():
        return None
    try:
        target = path.resolve()
    except (OSError, RuntimeError) as error:
        return _link_reason(error)
    return (
        None if target.is_relative_to(root) else f"is a link out of the folder, to {target}: give that as a source of its own"
    )


def _link_reason(error: Exception) -> str:
    if isinstance(error, RuntimeError):
        return "is a link that leads to itself"
    return str(getattr(error, "strerror", None) or error).lower()


def _is_special(path: Path) -> bool:
    """Whether this is a pipe, a socket or a device, which could be read for ever."""
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False
