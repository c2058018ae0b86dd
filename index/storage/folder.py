"""A directory as the place of an index: its lock, its new generations, and what is remembered beside them."""

import json
import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from filelock import FileLock, Timeout

from index.errors import StoreError
from index.storage import layout
from index.storage.generations import abandon, new_generation
from index.storage.index import Index
from index.storage.local import LocalIndex
from index.storage.writer import GenerationWriter

logger = logging.getLogger(__name__)

_REMEMBERED = "sources.json"


@dataclass(frozen=True)
class Folder:
    """An IndexPlace (index/storage/place.py)."""

    address: Path

    def has_index(self) -> bool:  # noqa: D102
        return (self.address / layout.CURRENT).exists()

    def refuse_foreign(self) -> None:  # noqa: D102
        if self.address.exists() and not self.address.is_dir():
            raise StoreError(f"{self.address} is a file: give a folder for the index.")
        if self.address.is_dir() and not _may_become_index(self.address):
            raise StoreError(f"{self.address} holds files that are not an index: give an empty or a new folder.")

    def previous(self) -> LocalIndex | None:  # noqa: D102
        return LocalIndex.open_at(self.address) if layout.current_generation(self.address) else None

    @contextmanager
    def only_builder(self) -> Iterator[None]:
        """Locks the folder; a new one that stays without an index goes again."""
        path = self.address
        is_new = not path.exists()
        try:
            _make_folder(self)
            with FileLock(path / layout.LOCK, timeout=0):
                try:
                    yield
                finally:
                    if is_new and not self.has_index():
                        abandon(path)
        except Timeout as error:
            raise StoreError(f"Another build is writing the index in {path}: wait until it has finished.") from error
        except (OSError, sqlite3.Error) as error:
            reason = getattr(error, "strerror", None) or error
            raise StoreError(f"The index in {path} can't be written: {reason}. What was there before is untouched.") from error

    @contextmanager
    def writing(self, previous: Index | None, reuses: bool) -> Iterator[GenerationWriter]:  # noqa: D102
        with new_generation(self.address) as folder, _written(folder, previous) as writer:
            yield writer

    @contextmanager
    def trying(self, previous: Index | None, reuses: bool) -> Iterator[GenerationWriter]:  # noqa: D102
        with TemporaryDirectory() as name, _written(Path(name), previous) as writer:
            yield writer

    def go_back(self) -> None:  # noqa: D102
        current = layout.find_generation(self.address)
        folders = (entry for entry in (self.address / layout.GENERATIONS).glob("*") if layout.is_generation(entry))
        earlier = [folder.name for folder in folders if folder.name.isdigit() and folder.name < current.name]
        if not earlier:
            raise StoreError(f"There is no generation before {current.name} in {self.address}: the newest two are kept.")
        LocalIndex(self.address, self.address / layout.GENERATIONS / max(earlier)).close()  # it is whole
        layout.switch_current(self.address, max(earlier))

    def load_record(self) -> dict[str, Any]:  # noqa: D102
        try:
            record = json.loads((self.address / _REMEMBERED).read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            logger.warning("%s is left aside: %s", self.address / _REMEMBERED, error)
            return {}
        return record if isinstance(record, dict) else {}

    def save_record(self, record: dict[str, Any]) -> None:
        """Writes the file for its owner alone: addresses may hold keys."""
        text = json.dumps(record, ensure_ascii=False, indent=1)
        new = self.address / f"{_REMEMBERED}.new"
        with open(
            os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", errors="backslashreplace"
        ) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self.address / _REMEMBERED)


@contextmanager
def _written(folder: Path, previous: Index | None) -> Iterator[GenerationWriter]:
    """A writer. What was there before is closed at last also where a build fails, whose error may keep it alive."""
    assert previous is None or isinstance(previous, LocalIndex)
    try:
        with GenerationWriter(folder, previous) as writer:
            yield writer
    finally:
        if previous:
            previous.close()


def _make_folder(folder: Folder) -> None:
    folder.refuse_foreign()
    folder.address.mkdir(parents=True, exist_ok=True)


def _may_become_index(path: Path) -> bool:
    """Whether a folder is empty or holds an index, whole or begun; folders that only have names like ours are left alone."""
    generations = [layout.is_generation(entry) for entry in (path / layout.GENERATIONS).glob("*")]
    if {entry.name for entry in path.iterdir()} <= {layout.LOCK, layout.GENERATIONS} and all(generations):
        return True
    return any(generations) or layout.is_current(path / layout.CURRENT)
