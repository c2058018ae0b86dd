"""What happens while an answer is made, one event after another."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.models import Answer, Citation


@dataclass(frozen=True)
class Status:
    """What begins: "searching", "writing", or "quoting", when the answer starts again, mostly in
    the articles' words because the model failed: the tokens before it count no more.
    """

    stage: Literal["searching", "writing", "quoting"]


@dataclass(frozen=True)
class Token:
    """The next characters of the answer; all of them together are its text."""

    text: str


@dataclass(frozen=True)
class Cited:
    """A citation whose marker is in the text now."""

    citation: Citation


@dataclass(frozen=True)
class Done:
    """The whole answer. The last event."""

    answer: Answer


Event = Status | Token | Cited | Done


def quote_events(answer: Answer) -> Iterator[Event]:
    """The events of an answer that is there already."""
    for citation in answer.citations:
        yield Cited(citation)
    yield Token(answer.text)
    yield Done(answer)
