"""Getting documents from the web, within limits of time, size and redirects; from public addresses unless told else."""

import ipaddress
import socket
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from index.reading.network.memory import Validators
from index.reading.raw import UnreadableError

AGENT = "articles-assistant"
_HEADERS = {
    "User-Agent": f"{AGENT}/0.1 (reads articles for a search index)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
}
MOST_BYTES = 16 << 20
MOST_SECONDS = 30.0
MOST_REDIRECTS = 5
_SILENT_SECONDS = 10.0


@dataclass(frozen=True)
class Fetched:
    """A document: where it was in the end, its bytes, or None where it hasn't changed, its type and its validators."""

    url: str
    data: bytes | None
    media_type: str
    charset: str | None
    validators: Validators


class StatusError(UnreadableError):
    """A server says that it doesn't give a document."""

    def __init__(self, status: int) -> None:
        super().__init__(f"is not to be had: the server says {status} {httpx.codes.get_reason_phrase(status)}".rstrip())
        self.status = status


class Fetcher:
    """Gets one document after the other. `allow_private` lets it go to this machine and its network."""

    def __init__(self, allow_private: bool = False, seconds: float = MOST_SECONDS, most_bytes: int = MOST_BYTES) -> None:
        self._seconds, self._most_bytes = seconds, most_bytes
        self._network = _Network(allow_private)
        transport = httpx.HTTPTransport(trust_env=False)
        transport._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=self._network, max_connections=4
        )
        self._client = httpx.Client(transport=transport, headers=_HEADERS, timeout=_SILENT_SECONDS, trust_env=False)

    def close(self) -> None:
        """Ends all connections."""
        self._client.close()

    def get(
        self, url: str, validators: Validators | None = None, before: Callable[[str], object] = lambda url: None
    ) -> Fetched:
        """The document at an address; `before` is told of each address that is asked, and may raise.

        Raises UnreadableError with the reason where there is none to be had.
        """
        try:
            for _ in range(MOST_REDIRECTS + 1):
                _check_address(url)
                before(url)
                self._network.deadline = time.monotonic() + self._seconds
                with self._client.stream("GET", url, headers=validators.headers() if validators else {}) as response:
                    if target := _redirect(response):
                        url = urljoin(url, target)
                        continue
                    return self._taken(url, response)
        except httpx.TimeoutException:
            raise UnreadableError(f"takes longer than {self._seconds:.0f} seconds, and was given up") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, ValueError) as error:
            raise UnreadableError(f"can't be reached: {str(error)[:200] or type(error).__name__}") from None
        raise UnreadableError(f"leads on more than {MOST_REDIRECTS} times")

    def _taken(self, url: str, response: httpx.Response) -> Fetched:
        content_type = response.headers.get("Content-Type", "")
        validators = Validators(response.headers.get("ETag"), response.headers.get("Last-Modified"))
        data: bytes | None = None
        if response.status_code != httpx.codes.NOT_MODIFIED:
            if response.status_code != httpx.codes.OK:
                raise StatusError(response.status_code)
            data = self._body(response)
        return Fetched(url, data, content_type.partition(";")[0].strip().lower(), response.charset_encoding, validators)

    def _body(self, response: httpx.Response) -> bytes:
        """The body unpacked, never more of it than the limit, however well it is packed."""
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in ("gzip", "x-gzip", "deflate", "identity", ""):
            raise UnreadableError(f"is packed with {encoding[:40]}, which wasn't asked for")
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding not in ("identity", "") else None
        body = bytearray()
        for chunk in response.iter_raw():
            if time.monotonic() > self._network.deadline:
                raise UnreadableError(f"takes longer than {self._seconds:.0f} seconds, and was given up")
            try:
                body += unpack.decompress(chunk, self._most_bytes + 1 - len(body)) if unpack else chunk
            except zlib.error:
                raise UnreadableError("is damaged: it can't be unpacked") from None
            if len(body) > self._most_bytes:
                raise UnreadableError(f"is larger than {self._most_bytes / (1 << 20):.0f} MB")
        return bytes(body)


def _redirect(response: httpx.Response) -> str | None:
    return response.headers.get("Location") if response.status_code in (301, 302, 303, 307, 308) else None


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise UnreadableError(f"leads to {url[:100]}, which is no address on the web")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the web, also when it is one of IPv4 written as one of IPv6."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return (mapped or ip).is_global and not ip.is_multicast and ip not in _NAT64


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class _Network(httpcore.NetworkBackend):
    """Connects to the very address that was checked, so that a name can't mean another one a moment later."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._plain = httpcore.SyncBackend()
        self.deadline = 0.0

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        error: Exception = httpcore.ConnectError("no such host")
        for address in self._addresses(host, port):
            try:
                stream = self._plain.connect_tcp(address, port, _left(self.deadline, timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
            else:
                return _Stream(stream, self)
        raise error

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"there is no host {host}") from error
        if not self._allow_private and not all(map(is_public, found)):
            raise httpcore.ConnectError(f"{host} is in a private network: allow it with --allow-private if you trust it")
        return found

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class _Stream(httpcore.NetworkStream):
    """A connection that keeps the deadline of the whole document, however often a byte comes."""

    def __init__(self, stream: httpcore.NetworkStream, network: _Network) -> None:
        self._stream, self._network = stream, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._network.deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._network.deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._network.deadline, timeout))
        return _Stream(stream, self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is over")
    return min(left, timeout) if timeout is not None else left
