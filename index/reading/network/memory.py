"""What is remembered of addresses between two readings of them."""

from dataclasses import dataclass, field

from index.models import Article
from index.reading.raw import Failure


@dataclass(frozen=True)
class Validators:
    """What a server wants to be asked with whether a document has changed."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers that ask it."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True)
class Unchanged:
    """An article that is as it was when it was last read."""

    id: str


@dataclass
class Memory:
    """What is remembered of the documents that were read before, by address: how to ask whether they have changed, when a
    feed said that they had, and the ids of a feed's articles.
    """

    validators: dict[str, Validators] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    entries: dict[str, list[str]] = field(default_factory=dict)


Found = Article | Failure | Unchanged


def is_address(source: object) -> bool:
    """Whether a source is an address on the web rather than a path."""
    return isinstance(source, str) and source.lower().startswith(("http://", "https://"))
