"""The page as it comes from the server: in the visitor's language from the first moment, before any script has asked for it."""

import asyncio
import gzip
import html
import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.phrases import page_text
from assistant.web.browser import page_language
from index.models import Language

logger = logging.getLogger(__name__)

_CONFIG = "window.gradio_config = "
_HTML = '<html\n\tlang="en"'

# The properties of components in a language, by their numbers.
Said = Callable[[Language], Mapping[int, Mapping[str, Any]]]


class FirstPaint:
    """Puts a language's strings into the page that Gradio serves."""

    def __init__(self, app: ASGIApp, said: Said, root_path: str = "") -> None:
        self._app = app
        self._said = said
        self._page = {"/", root_path, f"{root_path}/"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request as ASGI has it."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in self._page:
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def hold(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send(scope, start, body, send)

        await self._app(scope, receive, hold)

    async def _send(self, scope: Scope, start: Message, body: bytes, send: Send) -> None:
        headers = MutableHeaders(raw=list(start["headers"]))
        if headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers:
            try:
                body = await asyncio.to_thread(self._in_language, body.decode(), page_language(Headers(scope=scope)))
            except Exception:  # the page itself says everything again as soon as it runs
                logger.exception("The first page could not be put into the visitor's language")
            if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
                body = await asyncio.to_thread(gzip.compress, body, 6)
                headers["content-encoding"] = "gzip"
            headers["content-length"] = str(len(body))
            headers["vary"] = "accept-encoding, accept-language, cookie"
        await send({**start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": body})

    def _in_language(self, page: str, language: Language) -> bytes:
        at = page.index(_CONFIG) + len(_CONFIG)
        config, end = json.JSONDecoder().raw_decode(page, at)
        said = self._said(language)
        for component in config["components"]:
            component["props"].update(said.get(component["id"], {}))
        title = config["title"] = page_text("title", language)
        written = json.dumps(config, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        head = page[:at].replace(_HTML, f'<html lang="{language}"', 1)
        return f"{head}{written}{page[end:]}".replace("<title></title>", f"<title>{html.escape(title)}</title>", 1).encode()
