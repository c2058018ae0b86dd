"""The generations of an index: a new one is written beside the one that serves, then named by CURRENT."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import StoreError
from index.storage import layout

# The one that serves and its forerunner, to which a reader may just be opening.
_KEPT = 2


@contextmanager
def new_generation(index_path: Path) -> Iterator[Path]:
    """An empty folder for the next generation. `publish` makes it the one that serves; what is not published is removed."""
    clear_leftovers(index_path)
    numbers = (entry.name.partition(".")[0] for entry in (index_path / layout.GENERATIONS).glob("*"))
    taken = [int(number) for number in numbers if number.isdecimal()]
    name = f"{max(taken, default=0) + 1:06}"
    unfinished = index_path / layout.GENERATIONS / (name + layout.PARTIAL_SUFFIX)
    unfinished.mkdir(parents=True)
    try:
        layout.claim(unfinished)
        yield unfinished
    finally:
        _remove(unfinished)


def publish(index_path: Path, unfinished: Path) -> None:
    """Makes a complete generation the one that serves, and removes those that nobody needs any more."""
    folder = unfinished.with_suffix("")
    unfinished.rename(folder)
    layout.sync(folder.parent)
    layout.switch_current(index_path, folder.name)
    clear_leftovers(index_path)


def clear_leftovers(index_path: Path) -> None:
    """Removes what killed builds left and all but the newest two generations, except those that a reader holds open.

    What no manifest of ours proves to be a generation stays, whatever its name is.
    """
    folders = [entry for entry in (index_path / layout.GENERATIONS).glob("*") if layout.is_generation(entry)]
    finished = [folder for folder in folders if not folder.name.endswith(layout.PARTIAL_SUFFIX)]
    complete = sorted(folder.name for folder in finished if not layout.is_empty(folder))
    try:
        current = layout.current_generation(index_path)
        kept = {*complete[-_KEPT:], *([current.name] if current else [])}
    except StoreError:  # a damaged CURRENT: whatever is complete stays until a new generation serves
        kept = set(complete)
    for folder in folders:
        if folder.name not in kept:
            _remove_unless_held(folder)


def abandon(index_path: Path) -> None:
    """Removes what a first build that failed has made in a folder of its own; what else is there stays."""
    clear_leftovers(index_path)
    (index_path / layout.LOCK).unlink(missing_ok=True)
    with suppress(OSError):  # somebody else has put something in
        (index_path / layout.GENERATIONS).rmdir()
        index_path.rmdir()


def hold(generation: Path) -> int:
    """A descriptor that keeps a generation from being removed until it is closed. OSError when it is gone."""
    descriptor = os.open(generation, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def _remove_unless_held(generation: Path) -> None:
    descriptor = os.open(generation, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _remove(generation)
    except BlockingIOError:  # a reader has it open
        pass
    finally:
        os.close(descriptor)


def _remove(generation: Path) -> None:
    """Removes the files of a generation, the manifest last, for it tells that the rest is ours; then the folder, if empty."""
    for name in (*layout.all_files(), layout.MANIFEST):
        with suppress(OSError):
            (generation / name).unlink(missing_ok=True)
    with suppress(OSError):
        generation.rmdir()
