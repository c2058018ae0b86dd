"""Signing in: before it, a visitor sees the page that asks for a name and a password, and nothing else of this server."""

import hashlib
import hmac
import secrets
import time
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.browser import page_language
from assistant.web.limits import Rate, Throttle
from assistant.web.rendering import render
from assistant.web.routes import font_faces

Accounts = Sequence[tuple[str, str]]

# What is there for everybody: that the server lives, and what it tells itself when it starts.
_OPEN = ("/healthz", "/gradio_api/startup-events")
_SIGNED_IN_FOR_S = 30 * 24 * 3600
# Nobody mistypes more often; a thousand guesses from one address take more than an hour. A name has a limit of its own, for
# whoever guesses from many addresses: large, so that nobody locks another out for long.
_PER_ADDRESS, _PER_NAME = Rate(10, 60), Rate(60, 60)
# In the scope of a request: who asks.
VISITOR = "assistant.visitor"
_BROWSER = "assistant-browser"
_WHO = "assistant-who"
_TOKEN_BYTES = 24
_TOKEN_LENGTH = len(secrets.token_urlsafe(_TOKEN_BYTES))
_STYLE = font_faces(".") + (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class _Session:
    name: str
    until: float


class Doorkeeper:
    """Knows the accounts and who is signed in."""

    def __init__(self, accounts: Accounts) -> None:
        self._passwords = {_same(name): _same(password).encode() for name, password in accounts}
        self._sessions: dict[str, _Session] = {}
        self._throttles = {"address": Throttle(_PER_ADDRESS), "name": Throttle(_PER_NAME)}
        # Another chat on the same machine has another.
        self.cookie = f"assistant-{secrets.token_hex(4)}"

    def who(self, token: str) -> str | None:
        """Whose session this is."""
        session = self._sessions.get(token)
        return session.name if session and session.until > time.time() else None

    def let_in(self, name: str, password: str, address: str) -> str | float | None:
        """The token of a new session, the seconds to wait, or None for a wrong name or password."""
        name = _same(name.strip())
        keys = {"address": address, "name": name}
        if wait := max(self._throttles[kind].wait(key) for kind, key in keys.items()):
            return wait
        known = self._passwords.get(name)
        if not hmac.compare_digest(_same(password).encode("utf-8", "replace"), known or b"") or not known:
            for kind, key in keys.items():
                self._throttles[kind].fail(key)
            return None
        self._throttles["address"].forget(address)
        now = time.time()
        self._sessions = {token: session for token, session in self._sessions.items() if session.until > now}
        token = secrets.token_urlsafe(32)
        self._sessions[token] = _Session(name, now + _SIGNED_IN_FOR_S)
        return token

    def sign_out(self, token: str) -> None:
        """Ends a session."""
        self._sessions.pop(token, None)


class SignIn:
    """Stands before everything that a server has: only who is signed in gets past."""

    def __init__(self, app: ASGIApp, accounts: Accounts) -> None:
        self._app = app
        self._doorkeeper = Doorkeeper(accounts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request as ASGI has it."""
        if scope["type"] == "lifespan" or scope.get("path") in _OPEN or str(scope.get("path")).startswith("/fonts/"):
            await self._app(scope, receive, send)
            return
        token = _cookies(scope).get(self._doorkeeper.cookie, "")
        if scope["type"] == "http" and (answer := await self._answer(Request(scope, receive), token)):
            await answer(scope, receive, send)
        elif name := self._doorkeeper.who(token):
            await self._app({**scope, VISITOR: name}, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, request: Request, token: str) -> Response | None:
        """What is answered here: signing in and out, and whoever is not signed in."""
        path = request.url.path.rstrip("/")
        if request.method == "POST" and path.endswith("/login"):
            return await self._sign_in(request)
        if request.method == "POST" and path.endswith("/logout"):
            self._doorkeeper.sign_out(token)
            answer = RedirectResponse("./", 303)
            answer.delete_cookie(self._doorkeeper.cookie)
            return answer
        if self._doorkeeper.who(token):
            return None
        if request.method in ("GET", "HEAD") and _wants_page(request):
            return _page(request, "sign_in", 401)
        return JSONResponse({"detail": "Not authenticated"}, 401)

    async def _sign_in(self, request: Request) -> Response:
        try:
            form = await request.form(max_files=0, max_fields=10)
        except HTTPException as error:
            return JSONResponse({"detail": error.detail}, error.status_code)
        name, password = (value if isinstance(value := form.get(field), str) else "" for field in ("username", "password"))
        address = request.client.host if request.client else ""
        result = self._doorkeeper.let_in(name, password, address)
        page = _wants_page(request)
        if isinstance(result, str):
            answer: Response = RedirectResponse("./", 303) if page else JSONResponse({"success": True})
            secure = request.url.scheme == "https"
            # For the page's script, which keeps the conversations of one account apart from another's in the same browser.
            answer.set_cookie(_WHO, _short(name), max_age=_SIGNED_IN_FOR_S, samesite="lax", secure=secure)
            answer.set_cookie(
                self._doorkeeper.cookie, result, max_age=_SIGNED_IN_FOR_S, httponly=True, samesite="lax", secure=secure
            )
            return answer
        told, status = ("sign_in_wrong", 400) if result is None else ("sign_in_wait", 429)
        answer = _page(request, told, status) if page else JSONResponse({"detail": told.replace("_", " ")}, status)
        if result:
            answer.headers["retry-after"] = str(int(result) + 1)
        return answer


class KnownBrowsers:
    """Without accounts, tells browsers from each other by a cookie that says nothing else, for whoever adds articles."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request as ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        known = _cookies(scope).get(_BROWSER, "")
        token = known if len(known) == _TOKEN_LENGTH else secrets.token_urlsafe(_TOKEN_BYTES)
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        cookie = f"{_BROWSER}={token}; HttpOnly; SameSite=Lax; Path=/; Max-Age={_SIGNED_IN_FOR_S}{secure}"

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and token != known:
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        is_page = scope["method"] == "GET" and _wants_page(Request(scope))
        await self._app({**scope, VISITOR: token}, receive, send_with_cookie if is_page else send)


def visitor(request: object) -> str | None:
    """Who asks: the name of an account, or what tells one browser from others; `request` is Gradio's."""
    scope: Mapping[str, object] = getattr(getattr(request, "request", None), "scope", {})
    name = scope.get(VISITOR)
    return name if isinstance(name, str) else None


def _page(request: Request, told: str, status: int) -> HTMLResponse:
    language = page_language(request.headers)
    return HTMLResponse(render("sign_in", language, told=told, wrong=told != "sign_in", style=_STYLE), status)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _cookies(scope: Scope) -> dict[str, str]:
    try:
        found = SimpleCookie(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in found.items()}


def _short(name: str) -> str:
    return hashlib.sha256(_same(name.strip()).encode("utf-8", "replace")).hexdigest()[:12]


def _same(text: str) -> str:
    """A text that is the same however it was typed: Hindi letters with a nukta have two spellings."""
    return unicodedata.normalize("NFC", text)
