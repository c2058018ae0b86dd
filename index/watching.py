"""Watching folders: what is saved, changed or deleted there is in the index a few seconds later."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from watchfiles import watch as watch_files

from index.building import BuildReport, build
from index.errors import AssistantError

# A file is taken for complete when it has not changed for this long.
_QUIET_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 10.0


def watch(
    sources: Sequence[Path],
    path: Path,
    on_build: Callable[[BuildReport | AssistantError], None],
    *,
    build: Callable[..., BuildReport] = build,
    stop: threading.Event | None = None,
) -> None:
    """Builds once, then again whenever something changes in the sources, until `stop` is set or SIGINT comes.

    Articles whose files are gone are dropped. `on_build` is told of every build, also of one that failed; the watch goes on.
    """
    build_now = partial(_report, partial(build, sources, path, prune=True), on_build)
    build_now()
    for changes in watch_files(*sources, stop_event=stop, raise_interrupt=False, debounce=800, step=100):
        _wait_until_quiet(Path(name) for _, name in changes)
        build_now()


def _report(build: Callable[[], BuildReport], on_build: Callable[[BuildReport | AssistantError], None]) -> None:
    try:
        on_build(build())
    except AssistantError as error:
        on_build(error)


def _wait_until_quiet(files: Iterable[Path]) -> None:
    """Waits while any of the files still grows, as when it is being copied."""
    changed = list(files)
    deadline = time.monotonic() + _LONGEST_WAIT_SECONDS
    before = None
    while (now := [_state(file) for file in changed]) != before and time.monotonic() < deadline:
        before = now
        time.sleep(_QUIET_SECONDS)


def _state(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
