"""Readers that do what a parser does with a hostile file; the worker process imports them by name."""

import os
import signal
import time

from index.reading.raw import Failure, RawArticle, UnreadableError


def read(path):
    """Does what the file's text says."""
    for line in path.read_text().split("\n"):
        yield from DEEDS[line]()


def _hang():
    time.sleep(600)
    yield None


def _hold_the_lock():
    import regex

    regex.fullmatch(r"(?:a|a|aa)+", "a" * 60 + "b")  # minutes within C code
    yield None


def _allocate():
    held = [bytearray(200 << 20) for _ in range(100)]
    yield RawArticle(f"{len(held)}")


def _crash():
    os.kill(os.getpid(), signal.SIGSEGV)
    yield None


def _exit():
    os._exit(3)
    yield None


def _recurse():
    yield from _recurse()


def _refuse():
    raise UnreadableError("is refused")
    yield None


def _fail():
    raise KeyError("x")
    yield None


def _print():
    print('{"done": true}')  # noqa: T201
    os.write(1, b'{"done": true}\n')
    yield None


def _article():
    yield RawArticle("एक लेख है।", notes=("a", "b"), pages=("p",), published="2024-01-01")


def _failure():
    yield Failure("there", "so")


DEEDS = {name.lstrip("_"): deed for name, deed in list(globals().items()) if name.startswith("_") and callable(deed)}
