"""A visitor at a browser, and the page that is visited."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant.core import Assistant

REQUIRED = "ASSISTANT_REQUIRE_BROWSER"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


def missing(what: str) -> None:
    """Skips a test, or fails it where browsers have to be there."""
    if os.environ.get(REQUIRED):
        pytest.fail(f"{what}, and {REQUIRED} is set")
    pytest.skip(what)


@dataclass(frozen=True)
class Site:
    """A served page: its address, the assistant behind it, and the folder of votes and uploads."""

    address: str
    assistant: Assistant
    data: Path
    stop: Callable[[], object] = field(default=lambda: None, compare=False)


@dataclass
class Visit:
    """A visitor's page, and what it did behind the visitor's back."""

    page: Any
    addresses: list[str] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)

    def open(self, site):
        self.page.goto(site.address)
        self.page.wait_for_selector("#header h1")
        self.page.wait_for_selector("#chat .example, #chat .placeholder", timeout=20_000)
        return self

    def ask(self, question):
        """Asks and waits for the whole reply, whose element is returned."""
        replies = self.page.locator("#chat .message.bot")
        before = replies.count()
        self.send(question)
        return self.wait_for_reply(before + 1)

    def send(self, question):
        box = self.page.locator("#question textarea")
        box.fill(question)
        box.press("Enter")

    def wait_for_reply(self, number):
        """Waits until the reply of this number, from 1, is the last and whole."""
        self.page.wait_for_function(
            """number => {
                const replies = document.querySelectorAll('#chat .message.bot')
                const said = replies.length === number && replies[number - 1].textContent.trim()
                return said && said !== '…' && !document.querySelector('#question .stop-button')
                    && document.querySelector('#question .submit-button')
            }""",
            arg=number,
            timeout=20_000,
        )
        return self.page.locator("#chat .message.bot").last

    def hosts(self):
        return {urlsplit(address).hostname for address in self.addresses if not address.startswith(("data:", "blob:"))}
