"""Whether a request comes from this page or from a program, and not from another web site in a visitor's browser.

Another site can make a browser send requests here, with the visitor's cookies; or it lets its own name point at this server
("DNS rebinding"), so that the browser takes it for a part of that site. The first names itself in `Origin` or in
`Sec-Fetch-Site`, the second in `Host`.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import regex
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from index.errors import AssistantError

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_NAME = regex.compile(r"[a-z0-9_-]++(?:\.[a-z0-9_-]++)*+\.?")


class HostNameError(AssistantError):
    """A name that the page is to be reached by is none."""


@dataclass(frozen=True)
class Names:
    """The hosts that the page is reached by: where it listens, this machine's own, and those that the operator `told`.

    Where it listens on every address of the machine, `any_address` takes all: a name can be pointed elsewhere, an address not.
    """

    bound: frozenset[str]
    told: frozenset[str]
    any_address: bool

    @classmethod
    def of(cls, host: str, told: Iterable[str] = ()) -> "Names":
        """The names for an address to listen on and what the operator told; HostNameError for what is no name."""
        name = _host(host) or host.lower()
        everywhere = _is_address(name) and ipaddress.ip_address(name).is_unspecified
        return cls(_LOCAL | {name}, frozenset(map(host_name, told)), everywhere)

    def has(self, host: str) -> bool:
        """Whether a `Host` header, with or without a port, names this page."""
        name = _host(host)
        return name in self.bound | self.told or (self.any_address and _is_address(name))

    def is_own(self, origin: str, host: str) -> bool:
        """Whether a page of this origin is this one, which was asked for as `host`; a proxy may have changed the latter."""
        try:
            place = urlsplit(origin)
        except ValueError:
            return False
        if place.scheme not in ("http", "https") or not place.netloc:
            return False
        return place.netloc.lower() == host.lower() or _host(place.netloc) in self.told


def host_name(text: str) -> str:
    """A host's name as browsers send it; HostNameError for what is none."""
    name = _host(text.strip())
    if _is_address(name):
        return name
    try:
        sent = name if name.isascii() else name.encode("idna").decode()
    except UnicodeError:
        sent = ""
    if not _NAME.fullmatch(sent):
        raise HostNameError(f"{text!r} is no name of a host: write it like news.example.org, without http:// and a path.")
    return sent


class OnlyOwn:
    """Lets through what is asked of this page by itself or by programs."""

    def __init__(self, app: ASGIApp, names: Names, root_path: str = "") -> None:
        self._app = app
        self._names = names
        self._page = {"/", root_path, f"{root_path}/"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request as ASGI has it."""
        refused = self._refused(scope) if scope["type"] in ("http", "websocket") else None
        if refused is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await JSONResponse({"detail": refused}, 403)(scope, receive, send)

    def _refused(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._names.has(hosts[0]):
            return "This page is not known by that name: its operator can add one with `assistant chat --host-name NAME`."
        origins = headers.getlist("origin")
        if any(not self._names.is_own(origin, hosts[0]) for origin in origins):
            return "Other web sites can't use this page."
        came_from = headers.get("sec-fetch-site", "none")
        if not origins and came_from in ("cross-site", "same-site") and not self._is_link(scope, headers):
            return "Other web sites can't use this page."
        return None

    def _is_link(self, scope: Scope, headers: Headers) -> bool:
        """Whether somebody follows a link to the page itself."""
        is_read = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        return is_read and headers.get("sec-fetch-dest") == "document" and scope["path"] in self._page


def _host(text: str) -> str:
    """The host of `host:port`, in lower case, an IPv6 address without its brackets; empty for what is neither."""
    if _is_address(text):
        return text.lower()
    try:
        place = urlsplit(f"//{text}")
    except ValueError:
        return ""
    return place.hostname or "" if place.netloc == text and "@" not in text else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
