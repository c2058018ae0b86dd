"""What an index remembers of its sources beside its generations: which they were, which files are as they were when they were
read, and how to ask a site what is new.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.building.known_files import KnownFile
from index.building.sources import STANDARD_INPUT
from index.reading.network.memory import Memory, Validators, is_address
from index.storage.address import DatabaseAddress
from index.storage.place import place_of

_VERSION = 1

Where = str | Path | DatabaseAddress


def remembered_sources(path: Where) -> list[str]:
    """The files, folders and addresses that the index in `path` was made of, in their order; none where none are known."""
    sources = _load(path).get("sources")
    return [source for source in sources if isinstance(source, str)] if isinstance(sources, list) else []


def remember_sources(path: Where, sources: Sequence[str | Path], full: bool) -> None:
    """Adds to the sources that are remembered; with `full` these are all."""
    record = _load(path)
    given = [str(source) if is_address(source) else os.path.abspath(source) for source in sources if source != STANDARD_INPUT]
    before = remembered_sources(path)
    now = list(dict.fromkeys(given if full else [*before, *given]))
    if now != before:
        _save(path, {**record, "sources": now})


def load_memory(path: Where) -> Memory:
    """What is remembered of addresses."""
    record = _load(path)
    try:
        validators = {url: Validators(**values) for url, values in record.get("validators", {}).items()}
        entries = {url: list(ids) for url, ids in record.get("entries", {}).items()}
        return Memory(validators, dict(record.get("changed", {})), entries)
    except (TypeError, AttributeError, ValueError):
        return Memory()


def save_memory(path: Where, memory: Memory) -> None:
    """Keeps what is remembered of addresses."""
    if memory == load_memory(path):
        return
    validators = {url: asdict(each) for url, each in memory.validators.items()}
    _save(path, {**_load(path), "validators": validators, "changed": memory.changed, "entries": memory.entries})


def load_files(path: Where) -> dict[str, KnownFile]:
    """What is remembered of the files that were read, by their paths as articles have them."""
    try:
        files = _load(path).get("files", {}).items()
        return {name: KnownFile(mark, tuple((part, reason) for part, reason in failures)) for name, (mark, failures) in files}
    except (TypeError, AttributeError, ValueError):
        return {}


def save_files(path: Where, files: Mapping[str, KnownFile]) -> None:
    """Keeps what is remembered of files."""
    _save(path, {**_load(path), "files": {name: [file.mark, file.failures] for name, file in files.items()}})


def _load(path: Where) -> dict[str, Any]:
    record = place_of(path).load_record()
    return record if record.get("version") == _VERSION else {}


def _save(path: Where, record: dict[str, Any]) -> None:
    place_of(path).save_record({**record, "version": _VERSION})
