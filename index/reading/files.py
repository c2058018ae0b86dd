"""Article files: finding them in folders, and reading one."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.models import Article
from index.reading.articles import make_article, prepare, stored_form, stored_path
from index.reading.decoding import encoding_of
from index.reading.formats import SUFFIXES, format_of
from index.reading.raw import Failure, UnreadableError

__all__ = ["SUFFIXES", "Failure", "encoding_of", "find_files", "prepare", "read_file", "stored_form", "stored_path"]


def find_files(sources: Sequence[Path]) -> Iterator[Path | Failure]:
    """The article files among `sources`, folders searched recursively in the order of their names, each file once."""
    seen: set[Path] = set()
    for source in sources:
        if source.is_dir():
            candidates: Iterator[Path] = _walk(source)
        elif not source.exists():
            yield Failure(str(source), "there is no such file or folder")
            continue
        elif format_of(source) is None or _is_special(source):
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
    form = format_of(path)
    if form is None:
        yield Failure(str(path), f"is not a {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file")
        return
    try:
        for found in form.reader()(path):
            yield found if isinstance(found, Failure) else make_article(found, path)
    except UnreadableError as error:
        yield Failure(str(path), str(error))
    except OSError as error:
        yield Failure(str(path), (error.strerror or str(error)).lower())
    except UnicodeDecodeError as error:
        yield Failure(str(path), f"is not UTF-8 text (byte {error.start + 1}): save it as UTF-8")
    except UnicodeError as error:
        yield Failure(str(path), f"is not well-formed text: {error}")


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            if not name.startswith(".") and format_of(path) and not _is_special(path):
                yield path


def _is_special(path: Path) -> bool:
    """Whether this is a pipe, a socket or a device, which could be read for ever."""
    return path.exists() and not path.is_file()
