"""A model's pieces, taken on a thread of their own: with limits of time, and the same with and without an event loop.

A client that was opened in one event loop doesn't work in the next, so no model is asked in one.
"""

import asyncio
import contextvars
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from assistant.generative.failures import StoppedError

Piece = TypeVar("Piece")


@dataclass(frozen=True)
class Limits:
    """How long to wait for the first words, from the last sign of life, and for all of them, in seconds."""

    first_s: float = 60.0
    total_s: float = 180.0

    def after(self, spent_s: float) -> "Limits":
        """What is left of them."""
        return replace(self, total_s=self.total_s - spent_s)


@dataclass(frozen=True)
class _End:
    error: BaseException | None


class Pump(Generic[Piece]):
    """The pieces of one stream. StoppedError where it takes too long; what the stream raises is raised.

    Pieces that are no words, such as a role or what a model thinks, only show that it is at work.
    """

    def __init__(
        self, make: Callable[[], Iterator[Piece]], limits: Limits, is_words: Callable[[Piece], bool] = lambda _: True
    ) -> None:
        self._limits = limits
        self._is_words = is_words
        self._began = self._heard = time.monotonic()
        self._speaks = False
        self._told: SimpleQueue[Piece | _End] = SimpleQueue()
        self._left = threading.Event()
        context = contextvars.copy_context()  # with it go the callbacks of whoever asks
        threading.Thread(target=context.run, args=(self._run, make), daemon=True).start()

    def pieces(self) -> Iterator[Piece]:
        """The pieces as they come. Whoever leaves early stops the stream at its next one."""
        try:
            while (piece := self._next()) is not None:
                yield piece
        finally:
            self._left.set()

    async def apieces(self) -> AsyncIterator[Piece]:
        """The same without blocking."""
        try:
            while (piece := await asyncio.to_thread(self._next)) is not None:
                yield piece
        finally:
            self._left.set()

    def _run(self, make: Callable[[], Iterator[Piece]]) -> None:
        error: BaseException | None = None
        try:
            for piece in make():
                self._told.put(piece)
                if self._left.is_set():
                    break
        except BaseException as raised:
            error = raised
        self._told.put(_End(error))

    def _next(self) -> Piece | None:
        end = self._began + self._limits.total_s
        if not self._speaks:
            end = min(end, self._heard + self._limits.first_s)
        try:
            piece = self._told.get(timeout=max(0.0, end - time.monotonic()))
        except Empty:
            self._left.set()
            raise StoppedError("llm_timeout") from None
        if not isinstance(piece, _End):
            self._heard = time.monotonic()
            self._speaks = self._speaks or self._is_words(piece)
            return piece
        if piece.error:
            raise piece.error
        return None
