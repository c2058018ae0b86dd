"""Serving the page: its address, who may see it, its limits, and what the browser may load."""

import os
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.core import Assistant
from assistant.phrases import page_text
from assistant.web.access import read_accounts
from assistant.web.options import ChatOptions
from assistant.web.page import build_page
from index.errors import AssistantError

# Questions that are answered at once, and that may wait; the rest is told to come back.
CONCURRENCY = 4
QUEUE = 100
_FOLDER = Path(__file__).parent
# The characters that each of the fonts has.
_FONTS = {
    "noto-sans-devanagari-{weight}.woff2": "U+0900-097F,U+1CD0-1CF9,U+200C-200D,U+20B9,U+25CC,U+A8E0-A8FF",
    "noto-sans-latin-{weight}.woff2": "U+0000-00FF,U+0131,U+0152-0153,U+2000-200B,U+200E-206F,U+20AC,U+2122",
}
_WEIGHTS = (400, 600)
_FONT_FILES = {font.format(weight=weight) for font in _FONTS for weight in _WEIGHTS}
# Whatever an article says, the browser talks to this server alone.
_POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; connect-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)


class ServeError(AssistantError):
    """The page can't be served as it was asked for."""


def serve(index: Path, data: Path, min_confidence: float, options: ChatOptions) -> None:
    """Opens the page over an index and serves it until interrupted; votes and uploads go to `data`.

    Raises StoreError or ModelError when the index can't be opened, ServeError when the address can't be had.
    """
    if options.mcp:
        _check_mcp()
    accounts = read_accounts(options.auth_file) if options.auth_file else None
    page = launch(Assistant.open(index, min_confidence=min_confidence), data, options, accounts)
    page.block_thread()


def launch(assistant: Assistant, data: Path, options: ChatOptions, accounts: list[tuple[str, str]] | None = None) -> gr.Blocks:
    """Starts serving the page in the background; `page.local_url` is its address and `page.close()` ends it."""
    # Gradio summarises all its events after every single one, for a page of figures that is off.
    os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000")
    page = build_page(assistant, data, options, CONCURRENCY)
    page.queue(max_size=QUEUE, default_concurrency_limit=CONCURRENCY)
    try:
        page.launch(prevent_thread_lock=True, **_settings(options, accounts))
    except (OSError, ValueError) as error:
        where = f"{options.host}, port {options.port or 'from 7860'}"
        raise ServeError(f"The chat can't be served on {where}: {error}") from error
    return page


def _settings(options: ChatOptions, accounts: list[tuple[str, str]] | None) -> dict[str, Any]:
    return {
        "server_name": options.host,
        "server_port": options.port,
        "root_path": options.root_path or None,
        "auth": accounts,
        "auth_message": page_text("sign_in", "hi") if accounts else None,
        "max_file_size": f"{2 * options.max_upload_mb}mb",  # a larger one is cut off; the page refuses from half of it
        "mcp_server": options.mcp,
        "share": False,
        "run_history": False,
        "enable_monitoring": False,
        "footer_links": [],
        "state_session_capacity": 1_000,
        "theme": _theme(),
        "css_paths": _FOLDER / "style.css",
        "head": _font_faces(options.root_path),
        "app_kwargs": {"routes": _routes(options), "middleware": [Middleware(_Headers)]},
    }


def _routes(options: ChatOptions) -> list[BaseRoute]:
    """Routes that come before the page's own, and before its sign-in."""
    routes: list[BaseRoute] = [Route("/healthz", _health), Route("/fonts/{name}", _font)]
    if not options.allow_upload:
        routes.append(Route("/gradio_api/upload", _forbidden, methods=["POST"]))
    return routes


async def _health(request: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _forbidden(request: Request) -> Response:
    return JSONResponse({"detail": page_text("not_allowed", "en")}, status_code=403)


async def _font(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _FONT_FILES:
        return Response(status_code=404)
    return FileResponse(_FOLDER / "fonts" / name, media_type="font/woff2", headers={"Cache-Control": "max-age=31536000"})


class _Headers:
    """Adds the headers that keep the browser with this server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = {
                    "content-security-policy": _POLICY,
                    "x-content-type-options": "nosniff",
                    "referrer-policy": "no-referrer",
                }
                message["headers"] = [*message["headers"], *((k.encode(), v.encode()) for k, v in added.items())]
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _font_faces(root_path: str) -> str:
    faces = "".join(
        f"@font-face{{font-family:'Noto Sans Devanagari Web';font-weight:{weight};font-display:swap;"
        f"src:url('{root_path}/fonts/{font.format(weight=weight)}') format('woff2');unicode-range:{characters}}}"
        for font, characters in _FONTS.items()
        for weight in _WEIGHTS
    )
    return f"<style>{faces}</style>"


def _theme() -> gr.themes.Base:
    names = ("Noto Sans Devanagari Web", "Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari", "Mangal", "sans-serif")
    return gr.themes.Base(
        primary_hue=gr.themes.colors.red,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_md,
        text_size=gr.themes.sizes.text_lg,
        font=[gr.themes.Font(name) for name in names],
    )


def _check_mcp() -> None:
    try:
        import mcp  # noqa: F401
    except ImportError as error:
        raise ServeError("--mcp needs the package mcp: install it with `pip install 'articles-assistant[mcp]'`.") from error
