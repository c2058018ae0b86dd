"""The generations of an index: a new one is written beside the one that serves, then named by CURRENT."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import StoreError
from index.storage import layout

# The one that serves and its forerunner, to which a reader may just be opening.
_KEPT = 2


@contextmanager
def new_generation(index_path: Path) -> Iterator[Path]:
    """An empty folder for the next generation. `publish` makes it the one that serves; what is not published is removed."""
    names = clear_leftovers(index_path)
    name = f"{max(map(int, names), default=0) + 1:06}"
    unfinished = index_path / layout.GENERATIONS / (name + layout.PARTIAL_SUFFIX)
    unfinished.mkdir(parents=True)
    try:
        yield unfinished
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def publish(index_path: Path, unfinished: Path) -> None:
    """Makes a complete generation the one that serves, and removes those that nobody needs any more."""
    folder = unfinished.with_suffix("")
    unfinished.rename(folder)
    layout.sync(folder.parent)
    layout.switch_current(index_path, folder.name)
    clear_leftovers(index_path)


def clear_leftovers(index_path: Path) -> list[str]:
    """Removes what killed builds left and all but the newest two generations, except those that a reader holds open; the
    names of the ones that stay.
    """
    folder = index_path / layout.GENERATIONS
    complete = sorted(entry.name for entry in folder.glob("*") if entry.name.isdigit())
    try:
        current = layout.current_generation(index_path)
        kept = {*complete[-_KEPT:], *([current.name] if current else [])}
    except StoreError:  # a damaged CURRENT: whatever is complete stays until a new generation serves
        kept = set(complete)
    for entry in folder.glob("*"):
        if entry.name not in kept and not _remove_unless_held(entry):
            kept.add(entry.name)
    return sorted(kept)


def hold(generation: Path) -> int:
    """A descriptor that keeps a generation from being removed until it is closed. OSError when it is gone."""
    descriptor = os.open(generation, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def _remove_unless_held(generation: Path) -> bool:
    descriptor = os.open(generation, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        shutil.rmtree(generation, ignore_errors=True)
        return True
    finally:
        os.close(descriptor)
