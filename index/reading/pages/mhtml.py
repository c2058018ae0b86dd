"""Pages that a browser saved as one file (.mhtml): the HTML part."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from index.reading.decoding import decode_page
from index.reading.pages.page import read_page
from index.reading.raw import RawArticle, UnreadableError


def read(path: Path) -> Iterator[RawArticle]:
    """The article of the page; its address is the one that it was saved from."""
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() in ("text/html", "application/xhtml+xml"):
            data = part.get_payload(decode=True)
            source = decode_page(data, part.get_content_charset()) if isinstance(data, bytes) else ""
            url = message.get("Snapshot-Content-Location") or part.get("Content-Location")
            yield read_page(source, str(url) if url else None)
            return
    raise UnreadableError("holds no page of HTML")
