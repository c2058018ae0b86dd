"""The process in which files that may be hostile are parsed: `python -m index.reading.apart.main`.

It reads requests from its standard input and writes what it finds to its standard output, each a line of JSON. It gives itself
a limit of memory, ends when nobody asks for a while, and is ended from outside when it takes too long.
"""

import logging
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from json import loads
from pathlib import Path
from typing import Any, BinaryIO

from index.reading.apart.messages import encode, line
from index.reading.apart.worker import IDLE_SECONDS, MEMORY_BYTES
from index.reading.raw import UnreadableError

OUT_OF_MEMORY = f"needs more than {MEMORY_BYTES >> 30} GB of memory to be read"


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Reads file after file until the requests end."""
    _limit_memory()
    logging.getLogger("index").addHandler(_Teller(replies))
    while True:
        _alarm(IDLE_SECONDS)
        request = requests.readline()
        if not request:
            return
        message: dict[str, Any] = loads(request)
        # Should the process that asked be gone, nobody else ends a parser that hangs.
        _alarm(int(message["seconds"]) + 5)
        end = _read(message, replies)
        replies.write(line(end))
        replies.flush()
        if "ends" in end:
            return


def _read(message: dict[str, Any], replies: BinaryIO) -> dict[str, Any]:
    """Writes what a file holds; the message that ends it, with the error that it ended by."""
    try:
        for found in import_module(message["module"]).read(Path(message["path"]), **message["options"]):
            replies.write(encode(found))
            replies.flush()
            _alarm(int(message["seconds"]) + 5)
    except UnreadableError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": OUT_OF_MEMORY, "ends": True}  # what is left may not do for the next file
    except OSError as error:
        return {"error": (error.strerror or str(error)).lower()}
    except Exception as error:  # whatever a parser makes of a hostile file is that file's failure
        return {"error": f"can't be read: {type(error).__name__}: {str(error)[:200]}"}
    return {"done": True}


class _Teller(logging.Handler):
    """Passes on what the readers warn of."""

    def __init__(self, replies: BinaryIO) -> None:
        super().__init__(logging.WARNING)
        self._replies = replies

    def emit(self, record: logging.LogRecord) -> None:
        self._replies.write(line({"log": record.getMessage()}))


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


_alarm: Callable[[int], object] = getattr(signal, "alarm", lambda seconds: None)


if __name__ == "__main__":
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a parser prints is no reply
    serve(sys.stdin.buffer, output)
