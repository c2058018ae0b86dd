"""What an index remembers of its sources beside its generations: which they were, and how to ask a site what is new."""

import json
import logging
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.building.sources import STANDARD_INPUT
from index.reading.network.memory import Memory, Validators, is_address

logger = logging.getLogger(__name__)

_FILE = "sources.json"
_VERSION = 1


def remembered_sources(path: Path) -> list[str]:
    """The files, folders and addresses that the index in `path` was made of, in their order; none where none are known."""
    sources = _load(path).get("sources")
    return [source for source in sources if isinstance(source, str)] if isinstance(sources, list) else []


def remember_sources(path: Path, sources: Sequence[str | Path], full: bool) -> None:
    """Adds to the sources that are remembered; with `full` these are all."""
    record = _load(path)
    given = [str(source) if is_address(source) else os.path.abspath(source) for source in sources if source != STANDARD_INPUT]
    before = [] if full else remembered_sources(path)
    _save(path, {**record, "sources": list(dict.fromkeys([*before, *given]))})


def load_memory(path: Path) -> Memory:
    """What is remembered of addresses."""
    record = _load(path)
    try:
        validators = {url: Validators(**values) for url, values in record.get("validators", {}).items()}
        entries = {url: list(ids) for url, ids in record.get("entries", {}).items()}
        return Memory(validators, dict(record.get("changed", {})), entries)
    except (TypeError, AttributeError, ValueError):
        return Memory()


def save_memory(path: Path, memory: Memory) -> None:
    """Keeps what is remembered of addresses."""
    if memory == load_memory(path):
        return
    validators = {url: asdict(each) for url, each in memory.validators.items()}
    _save(path, {**_load(path), "validators": validators, "changed": memory.changed, "entries": memory.entries})


def _load(path: Path) -> dict[str, Any]:
    try:
        record = json.loads((path / _FILE).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        logger.warning("%s is left aside: %s", path / _FILE, error)
        return {}
    return record if isinstance(record, dict) and record.get("version") == _VERSION else {}


def _save(path: Path, record: dict[str, Any]) -> None:
    """Writes the file whole or not at all, for its owner alone: addresses may hold keys."""
    text = json.dumps({**record, "version": _VERSION}, ensure_ascii=False, indent=1)
    new = path / f"{_FILE}.new"
    with open(
        os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", errors="backslashreplace"
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path / _FILE)
