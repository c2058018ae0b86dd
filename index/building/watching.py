"""Watching folders: what is saved, changed or deleted there is in the index a few seconds later."""

import atexit
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from watchfiles import Change, DefaultFilter
from watchfiles import watch as watch_files

from index.building.build import BuildReport, build
from index.errors import AssistantError, SourceError
from index.reading.network.memory import is_address
from index.storage.address import Address

# A file is taken for complete when it has not changed for this long.
_QUIET_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 10.0
_TIMEOUT_MS = 200
# Feeds are asked as often as readers of feeds do; judged by eye.
POLL_SECONDS = 900.0


def watch(
    sources: Sequence[str | Path],
    path: Address,
    on_build: Callable[[BuildReport | AssistantError], None],
    *,
    build: Callable[..., BuildReport] = build,
    stop: threading.Event | None = None,
    poll_seconds: float = POLL_SECONDS,
) -> None:
    """Builds once, then again whenever something changes in the sources, until `stop` is set or SIGINT comes. Addresses are
    asked what is new every `poll_seconds`.

    Articles whose files are gone are dropped. `on_build` is told of every build, also of one that failed; the watch goes on.
    Raises SourceError when a source is not there to be watched.
    """
    paths = [Path(source) for source in sources if not is_address(source)]
    if missing := [str(source) for source in paths if not source.exists()]:
        raise SourceError(f"{', '.join(missing)} can't be watched: there is no such file or folder.")
    polled_at: float | None = None
    # The first time-out is the sign that the watch stands: what is saved during the first build is seen.
    for changes in watch_files(
        *(paths or [_somewhere(path)]),
        watch_filter=_Outside(path),
        debounce=800,
        step=100,
        stop_event=stop,
        rust_timeout=_TIMEOUT_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
    ):
        is_due = polled_at is None or (len(paths) < len(sources) and time.monotonic() - polled_at >= poll_seconds)
        if is_due or (changes and paths):
            _wait_until_quiet(Path(name) for _, name in changes)
            # Files that were seen to go were meant to go; a folder that is unmounted tells of none.
            went = any(kind is Change.deleted for kind, _ in changes)
            if _is_interrupted(partial(build, sources if is_due else paths, path, prune=True, drop_most=went), on_build):
                return
            polled_at = time.monotonic() if is_due else polled_at


def _somewhere(index: Address) -> Path:
    """A folder to wait in for addresses to fall due."""
    if isinstance(index, Path):
        return index.parent
    folder = TemporaryDirectory(prefix="articles-assistant-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


class _Outside(DefaultFilter):
    """Passes what is not the index's own, which may lie in a folder that is watched."""

    def __init__(self, index: Address) -> None:
        super().__init__()
        self._index = index.resolve() if isinstance(index, Path) else None

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change is to be followed."""
        if not super().__call__(change, path):
            return False
        return self._index is None or not Path(path).resolve().is_relative_to(self._index)


def _is_interrupted(build: Callable[[], BuildReport], on_build: Callable[[BuildReport | AssistantError], None]) -> bool:
    """Builds and tells of it; whether SIGINT has ended the build early."""
    try:
        report = build()
    except AssistantError as error:
        on_build(error)
        return False
    on_build(report)
    return report.pending > 0


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
