"""A web site on loopback that tests read from, with every fault a site can have."""

import gzip
import threading
import time
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_BOMB = gzip.compress(b"<p>" + b"0" * (30 << 20), 9)
HTML = "text/html; charset=utf-8"


class Site:
    """Paths and what they answer: bytes or text, with a type; or a function of the handler that does as it likes."""

    def __init__(self, address):
        self.address = address
        self.answers = {}
        self.asked = []
        self.headers = {}

    def put(self, path, body, media_type=HTML, status=200, **headers):
        data = body if isinstance(body, bytes) else body.encode()

        def answer(handler):
            given = {"Content-Type": media_type, "Content-Length": str(len(data)), **headers}
            validators = [handler.headers.get("If-None-Match"), handler.headers.get("If-Modified-Since")]
            unchanged = any(value and value in (headers.get("ETag"), headers.get("Last-Modified")) for value in validators)
            handler.send_response(304 if unchanged else status)
            for name, value in given.items():
                if not (unchanged and name == "Content-Length"):
                    handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            if not unchanged:
                handler.wfile.write(data)

        self.answers[path] = answer

    def redirect(self, path, target, status=302):
        self.put(path, "", status=status, Location=target)

    def url(self, path):
        return f"{self.address}{path}"

    def count(self, path):
        return self.asked.count(path)


@contextmanager
def serving():
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):  # noqa: N802
            site.asked.append(self.path)
            answer = site.answers.get(self.path)
            try:
                if answer:
                    answer(self)
                else:
                    self.send_response(404)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
            except OSError:
                self.close_connection = True

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def slow(handler):
    """Sends its headers, and then a byte now and again."""
    handler.send_response(200)
    handler.send_header("Content-Type", HTML)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"<p>")
        handler.wfile.flush()
        time.sleep(0.2)


def slow_headers(handler):
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X-Long: 1\r\n" * 100:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.2)


def endless(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", HTML)
    handler.send_header("Connection", "close")
    handler.end_headers()
    for _ in range(10_000):
        handler.wfile.write(b"<p>" + b"x" * 65_536)


def bomb(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", HTML)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(_BOMB)))
    handler.end_headers()
    handler.wfile.write(_BOMB)


def hang_up(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<p>half")
    handler.close_connection = True


def rss(*items, title="नदी समाचार"):
    """A feed of (link, title, date, summary)."""
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{day}</pubDate>"
        f"<description><![CDATA[{summary}]]></description></item>"
        for link, title, day, summary in items
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{title}</title>{entries}</channel></rss>'


def now():
    return formatdate(usegmt=True)
