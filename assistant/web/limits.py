"""How much a visitor may send, and how often they may fail."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.options import MEGABYTE

# A question of 100,000 letters, to be told that it is too long, has 300 KB; nothing else that the page sends is as long.
_MAX_BYTES = MEGABYTE
_MAX_SIGN_IN_BYTES = 10_000
# Files that are chosen together: judged by eye.
_FILES_AT_ONCE = 10
# Whose failures are remembered.
_MOST_KEYS = 10_000


class BodyLimit:
    """Refuses bodies that are too large before they are read, or as soon as they turn out to be."""

    def __init__(self, app: ASGIApp, max_upload_mb: int) -> None:
        self._app = app
        self._uploads = _FILES_AT_ONCE * max_upload_mb * MEGABYTE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request as ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope["path"].rstrip("/"))
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isascii() or not told.isdecimal() or int(told[:20]) > limit:
            await _too_large(limit)(scope, receive, send)
            return
        await self._counted(scope, receive, send, limit)

    async def _counted(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        """Hands the request on; where more comes than may, the application is told that the visitor has gone."""
        came, answered = 0, False

        async def receive_counted() -> Message:
            nonlocal came
            message = await receive() if came <= limit else {"type": "http.disconnect"}
            came += len(message.get("body", b""))
            return message if came <= limit else {"type": "http.disconnect"}

        async def send_unless_too_large(message: Message) -> None:
            nonlocal answered
            if came <= limit or answered:
                answered = True
                await send(message)

        try:
            await self._app(scope, receive_counted, send_unless_too_large)
        except Exception:
            if came <= limit:
                raise
        if came > limit and not answered:
            await _too_large(limit)(scope, receive, send)

    def _limit(self, path: str) -> int:
        if path.endswith("/login"):
            return _MAX_SIGN_IN_BYTES
        return self._uploads if path.endswith("/gradio_api/upload") else _MAX_BYTES


def _too_large(limit: int) -> JSONResponse:
    return JSONResponse({"detail": f"This is too large: at most {limit:,} bytes are taken."}, 413, {"connection": "close"})


@dataclass(frozen=True)
class Rate:
    """How often something may happen in how many seconds."""

    times: int
    seconds: float


class Throttle:
    """Counts failures by key, such as an address; safe in one thread."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, key: str) -> float:
        """Seconds until a key may try again; 0 where it may now."""
        failures = self._failures.get(key)
        if failures is None or len(failures) < self._rate.times:
            return 0.0
        return max(0.0, failures[0] + self._rate.seconds - self._clock())

    def fail(self, key: str) -> None:
        """Counts a failure."""
        self._failures.setdefault(key, deque(maxlen=self._rate.times)).append(self._clock())
        self._failures.move_to_end(key)
        if len(self._failures) > _MOST_KEYS:
            self._failures.popitem(last=False)

    def forget(self, key: str) -> None:
        """Begins anew for a key."""
        self._failures.pop(key, None)
