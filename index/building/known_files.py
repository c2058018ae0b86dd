"""Files that are as they were when they were last read: their articles are taken from the index instead of being read anew.

Reading is most of what a build costs where little is new: a page or a PDF is parsed and cleaned in the time in which a
hundred are hashed.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from index.models import Article
from index.reading.files import Failure, read_file, stored_path
from index.storage.index import Index

# The packages whose code decides what a file's articles say.
_ROOMS = (Path(__file__).parents[1] / "reading", Path(__file__).parents[1] / "text")


@dataclass(frozen=True)
class KnownFile:
    """What is remembered of a file: a sha256 over what it holds, how it was read, and what the index has of it, so that it is
    known only while all three are as they were; and which of its parts can't be read (", line 3"), and why.
    """

    mark: str
    failures: tuple[tuple[str, str], ...] = ()


@dataclass
class _Reading:
    """What a file gave in this build, whether it was read or is known. `content` stands for what it holds and how it is read;
    `is_whole` says that all of it came, and would come again.
    """

    content: str
    ids: list[str] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    is_whole: bool = False

    def fits(self, rows: "_Rows") -> bool:
        """Whether the index has just the articles that came."""
        return self.is_whole and sorted(self.ids) == [article_id for article_id, _ in rows]


_Rows = list[tuple[str, str]]


class KnownFiles:
    """The files that an index has read."""

    def __init__(
        self, known: Mapping[str, KnownFile], previous: Index | None, columns: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._known, self._previous, self._columns = known, previous, columns
        self._readings: dict[str, _Reading] = {}
        self.has_read = False

    @cached_property
    def _rows(self) -> Mapping[str, _Rows]:
        """What the index has of each file: looked up once, and not where no file is among the sources."""
        return _rows_by_path(self._previous) if self._previous and self._known else {}

    def read(self, path: Path) -> Iterable[Article | Failure]:
        """The articles of a file, and what can't be read, as `read_file` has them."""
        stored = stored_path(path)
        try:
            # Before it is read: a file that changes meanwhile is read again next time.
            content = self._content(path)
        except OSError:
            return read_file(path, self._columns)  # says why
        known, rows = self._known.get(stored), self._rows.get(stored, [])
        if self._previous and known and known.mark == _mark(content, rows):
            ids = [article_id for article_id, _ in rows]
            self._readings[stored] = _Reading(content, ids, list(known.failures), is_whole=True)
            failures = [Failure(f"{path}{part}", reason) for part, reason in known.failures]
            return chain(failures, map(self._previous.article, ids))
        self.has_read = True
        self._readings[stored] = reading = _Reading(content)
        return self._read(path, reading)

    def known(self, index: Index) -> dict[str, KnownFile]:
        """What to remember with the state of the index that was built. Left out are files of which something failed that may
        not fail again, and those that hold an id that another article has taken: both are to be named next time.
        """
        rows = _rows_by_path(index)
        known = {path: file for path, file in self._known.items() if path in rows and path not in self._readings}
        for path, reading in self._readings.items():
            if reading.fits(there := rows.get(path, [])):
                known[path] = KnownFile(_mark(reading.content, there), tuple(reading.failures))
        return known

    def _read(self, path: Path, reading: _Reading) -> Iterator[Article | Failure]:
        may_pass = False
        for found in read_file(path, self._columns):
            if isinstance(found, Article):
                reading.ids.append(found.id)
            else:
                part = found.where.removeprefix(str(path))
                # A whole file may fail for want of memory or of a right, and so may one in an archive.
                may_pass = may_pass or not part or path.suffix.lower() == ".zip"
                reading.failures.append((part, found.reason))
            yield found
        reading.is_whole = not may_pass

    def _content(self, path: Path) -> str:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return json.dumps([digest, sorted(self._columns.items()), _reading_version()])


def _rows_by_path(index: Index) -> Mapping[str, _Rows]:
    """The ids and checksums of the articles of each file."""
    rows = defaultdict[str, _Rows](list)
    for path, article_id, checksum in sorted(index.checksums()):
        rows[path].append((article_id, checksum))
    return rows


def _mark(content: str, rows: _Rows) -> str:
    return hashlib.sha256(json.dumps([content, rows]).encode()).hexdigest()


@cache
def _reading_version() -> str:
    """A sha256 over the code and word lists that read files: a version that reads better reads everything anew."""
    digest = hashlib.sha256()
    for path in sorted(_code()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _code() -> Iterator[Path]:
    for room in _ROOMS:
        yield from (path for path in room.rglob("*") if path.suffix in (".py", ".txt", ".toml"))
