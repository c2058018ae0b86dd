"""Files that may be hostile are parsed in another process, with a limit of time and of memory.

A parser that hangs or crashes costs its file and nothing else. One process reads file after file; it ends by itself when it has
had nothing to do for a while.
"""

import atexit
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from json import loads
from pathlib import Path
from types import MappingProxyType
from typing import Any

from index.reading.apart.messages import Found, decode, line
from index.reading.raw import Failure, UnreadableError

logger = logging.getLogger(__name__)

# A page takes 0.05 s, a page of a PDF 0.1 s or 5 s where it is read by OCR; what takes ten times that is no article.
STEP_SECONDS = 60
FILE_SECONDS = 1800
# A page of 50 MB needs 0.6 GB.
MEMORY_BYTES = 2 << 30
IDLE_SECONDS = 120
# Replies that wait to be taken; the worker waits when there are more.
_WAITING = 16
_ROOT = Path(__file__).resolve().parents[2]


def read_apart(
    module: str, path: Path, seconds: float = STEP_SECONDS, options: Mapping[str, Any] = MappingProxyType({})
) -> Iterator[Found]:
    """What the reader in `module` finds in a file, read with `options`; None as a sign that it goes on.

    Raises UnreadableError for what it can't read, when it crashes, needs too much memory, or for longer than `seconds` finds
    nothing more.
    """
    worker = _take()
    finished = False
    try:
        yield from worker.read(module, path, seconds, options)
        finished = True
    except UnreadableError:
        finished = worker.is_ready
        raise
    finally:
        if finished and worker.is_ready:
            _give_back(worker)
        else:
            worker.end()


class _Worker:
    def __init__(self) -> None:
        # An empty entry would be the folder that the process stands in, with whatever modules lie there.
        places = [str(_ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places)}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "index.reading.apart.main"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,  # Ctrl-C is for this process, which ends the other when it is time
        )
        self._replies: queue.Queue[bytes] = queue.Queue(_WAITING)
        self.is_ready = True
        self.last_used = time.monotonic()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with suppress(OSError, ValueError):
            for reply in self._process.stdout:
                self._replies.put(reply)
        self._replies.put(b"")

    def is_usable(self) -> bool:
        """Whether it lives, and will for a while."""
        return self._process.poll() is None and time.monotonic() - self.last_used < IDLE_SECONDS / 2

    def read(self, module: str, path: Path, seconds: float, options: Mapping[str, Any]) -> Iterator[Found]:
        self.is_ready = False
        absolute = os.path.abspath(path)  # the worker stands where this process stood when it was started
        self._ask({"module": module, "path": absolute, "seconds": int(seconds) + 1, "options": dict(options)})
        deadline = time.monotonic() + FILE_SECONDS
        while True:
            message = self._next(min(seconds, deadline - time.monotonic()), seconds)
            if "error" in message or "done" in message:
                self.is_ready = "ends" not in message
                self.last_used = time.monotonic()
                if "error" in message:
                    raise UnreadableError(message["error"])
                return
            if "log" in message:
                logger.warning("%s", message["log"])
                continue
            found = decode(message)
            yield replace(found, where=found.where.replace(absolute, str(path))) if isinstance(found, Failure) else found

    def _ask(self, message: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line(message))
            self._process.stdin.flush()
        except OSError:
            raise UnreadableError("can't be read: the process that parses files has ended") from None

    def _next(self, wait: float, seconds: float) -> Mapping[str, Any]:
        try:
            reply = self._replies.get(timeout=max(0.0, wait))
        except queue.Empty:
            raise UnreadableError(f"takes longer than {seconds:.0f} seconds to read, and was given up") from None
        if not reply:
            raise UnreadableError(f"crashes its reader ({self._how_it_ended()})")
        message: Mapping[str, Any] = loads(reply)
        return message

    def _how_it_ended(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            status = self._process.wait(timeout=5)
            with suppress(ValueError):
                return signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return "killed"

    def end(self) -> None:
        """Ends the process and what it has started."""
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError, ValueError):
                if pipe:
                    pipe.close()
        self._process.wait()


_idle: list[_Worker] = []
_lock = threading.Lock()


def _take() -> _Worker:
    with _lock:
        while _idle:
            worker = _idle.pop()
            if worker.is_usable():
                return worker
            worker.end()
    return _Worker()


def _give_back(worker: _Worker) -> None:
    """Keeps one worker for the next file."""
    with _lock:
        if not _idle and worker.is_usable():
            _idle.append(worker)
            return
    worker.end()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)  # the worker is the parent's


@atexit.register
def _end_all() -> None:
    with _lock:
        while _idle:
            _idle.pop().end()
