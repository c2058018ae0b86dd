"""Serving the page: its address, who may see it, and its limits."""

import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.types import ASGIApp

from assistant.core import Assistant
from assistant.web.access import read_accounts
from assistant.web.conversations import MOST, Conversations
from assistant.web.first_paint import FirstPaint, Said
from assistant.web.layout import Parts
from assistant.web.limits import BodyLimit
from assistant.web.options import FIRST_PORT, ChatOptions
from assistant.web.page import build_page
from assistant.web.routes import SafeHeaders, font_faces, routes
from assistant.web.sign_in import Accounts, KnownBrowsers, SignIn
from assistant.web.visited import Names, OnlyOwn
from index.errors import AssistantError
from index.storage.address import Address

# Questions that are answered at once, and that may wait; the rest is told to come back. Judged by eye on two cores: the last
# in a full queue waits for some seconds.
CONCURRENCY = 4
QUEUE = 100
_FOLDER = Path(__file__).parent


class ServeError(AssistantError):
    """The page can't be served as it was asked for."""


def serve(index: Address, data: Path, min_confidence: float, options: ChatOptions) -> None:
    """Opens the page over an index and serves it until interrupted; votes and uploads go to `data`.

    Raises StoreError or ModelError when the index can't be opened, LanguageModelError when there is no such language model,
    ServeError when the address can't be had.
    """
    if options.mcp:
        _check_mcp(options)
    accounts = read_accounts(options.auth_file) if options.auth_file else None
    page = launch(
        Assistant.open(
            index,
            min_confidence=min_confidence,
            llm=options.llm,
            reads=options.reads,
            llm_waits_s=options.llm_waits_s,
            llm_quotes=options.llm_quotes,
        ),
        data,
        options,
        accounts,
    )
    page.block_thread()


def launch(assistant: Assistant, data: Path, options: ChatOptions, accounts: Accounts | None = None) -> gr.Blocks:
    """Starts serving the page in the background; `page.local_url` is its address and `page.close()` ends it."""
    # Gradio summarises all its events after every single one, for a page of figures that is off.
    os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000")
    _check_address(options.host)
    page, parts, said = build_page(assistant, data, options, CONCURRENCY)
    page.queue(max_size=QUEUE, default_concurrency_limit=CONCURRENCY)
    try:
        page.launch(
            prevent_thread_lock=True, **_settings(options), app_kwargs=_application(page, parts, said, options, accounts)
        )
    except (OSError, ValueError) as error:
        where = f"{options.host}, port {options.port or f'from {FIRST_PORT}'}"
        raise ServeError(f"The chat can't be served on {where}: {error}") from error
    return page


def _check_address(host: str) -> None:
    """Raises ServeError for what is no address of this machine, which Gradio would try a hundred ports of."""
    try:
        place = socket.getaddrinfo(host.strip(), 0, type=socket.SOCK_STREAM)[0] if host.strip() else None
        if place:
            with socket.socket(place[0]) as tried:
                tried.bind(place[4])
            return
        reason = "it is empty"
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no name"
    raise ServeError(
        f"The chat can't listen on {host!r} ({reason}): give --host an address of this machine, such as 127.0.0.1 or 0.0.0.0."
    )


def _settings(options: ChatOptions) -> dict[str, Any]:
    return {
        "server_name": options.host,
        "server_port": options.port,
        "root_path": options.root_path or None,
        "max_file_size": f"{2 * options.max_upload_mb}mb",  # a larger one is cut off; the page refuses from half of it
        "mcp_server": options.mcp,
        "share": False,
        "run_history": False,
        "enable_monitoring": False,
        "footer_links": [],
        "state_session_capacity": MOST,
        "theme": _theme(),
        "css_paths": _FOLDER / "style.css",
        "head": f"<style>{font_faces(options.root_path)}</style>",
    }


def _application(page: gr.Blocks, parts: Parts, said: Said, options: ChatOptions, accounts: Accounts | None) -> dict[str, Any]:
    """The routes that come before Gradio's, and what stands around all of them."""
    names = Names.of(options.host, options.host_names)

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[None]:
        # Gradio puts its own middleware around what it is given, and answers preflights there. This stands around both.
        spoken = FirstPaint(app.middleware_stack, said, options.root_path)
        inside: ASGIApp = SignIn(spoken, accounts) if accounts else spoken
        if options.allow_upload and not accounts:
            inside = KnownBrowsers(inside)
        limited = BodyLimit(inside, options.max_upload_mb)
        app.middleware_stack = SafeHeaders(OnlyOwn(limited, names, options.root_path))
        conversations = Conversations(parts.turns)
        conversations.set_blocks(page)
        app.state_holder = conversations
        yield

    return {"routes": routes(options), "lifespan": lifespan}


def _theme() -> gr.themes.Base:
    names = ("Noto Sans Devanagari Web", "Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari", "Mangal", "sans-serif")
    return gr.themes.Base(
        primary_hue=gr.themes.colors.red,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_md,
        text_size=gr.themes.sizes.text_lg,
        font=[gr.themes.Font(name) for name in names],
    )


def _check_mcp(options: ChatOptions) -> None:
    if options.auth_file:
        raise ServeError(
            "--mcp and --auth-file exclude each other, for an MCP client can't sign in: offer MCP from a second chat that "
            "listens on this machine alone."
        )
    try:
        import mcp  # noqa: F401
    except ImportError as error:
        raise ServeError("--mcp needs the package mcp: install it with `pip install 'articles-assistant[mcp]'`.") from error
