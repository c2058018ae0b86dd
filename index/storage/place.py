"""What a build needs of the place where an index is kept, and the one function that chooses by address."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from index.models import Article
from index.storage.address import Address, DatabaseAddress, read_address
from index.storage.index import Index
from index.storage.layout import ModelRecord
from index.storage.records import Changes, Embedded, Recipe


class Completed(Protocol):
    """The next state of an index when it is finished, before it serves."""

    def opened(self) -> AbstractContextManager[Index]:
        """The next state, open."""

    def amend(self, model: ModelRecord) -> None:
        """Puts another record of the model into it."""


class Writer(Completed, Protocol):
    """The next state of an index in the making: articles are staged, then made into vectors in rounds, then published."""

    def stage(self, article: Article) -> str | None:
        """Takes an article in; where its id is taken, returns the path, or else the title, of the article that has it."""

    def restage(self, change: Callable[[Article], Article]) -> None:
        """Puts what `change` makes of each staged article in its place."""

    def previous_without(self, rule: str) -> Iterator[Article]:
        """The articles of the previous state from which cleaning took lines by a rule."""

    def not_staged(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Those of the articles whose ids are not staged."""

    def keep_previous(self, without: Collection[str] = ()) -> None:
        """Keeps the previous state's articles whose ids were not staged anew, but those in `without`."""

    def changes(self) -> Changes:
        """Counts the staged articles that are new, changed and unchanged, and the previous ones that go."""

    def staged(self) -> Iterator[tuple[Article, bool]]:
        """The staged articles, and whether the previous state has them unchanged."""

    def staged_count(self) -> int:
        """How many articles the next state has."""

    def begin(self, recipe: Recipe) -> None:
        """Says how the articles are made into vectors; all are staged."""

    def rounds(self, size: int) -> Iterator[Sequence[tuple[Article, bool]]]:
        """Staged articles, some at a time, and whether the previous state has them unchanged. Each is to be added, taken
        over or put back before the next are asked for.
        """

    def left(self) -> int:
        """How many articles are still to be given."""

    def add(self, article: Article, embedded: Embedded) -> None:
        """Adds a staged article's passages, sentences, words and vectors."""

    def take_over(self, article_id: str) -> None:
        """Adds what the previous state holds of an article that is unchanged."""

    def put_back(self, article_id: str) -> None:
        """Leaves a staged article as the previous state has it; where it has none, out."""

    def finish(self) -> object:
        """Completes the next state; nobody is served from it yet."""

    def publish(self) -> None:
        """Makes what is finished serve."""


class IndexPlace(Protocol):
    """Where an index is kept. What goes wrong there is a StoreError."""

    @property
    def address(self) -> Address:
        """Its address."""

    def has_index(self) -> bool:
        """Whether an index serves there."""

    def refuse_foreign(self) -> None:
        """Raises StoreError where something else than an index is kept."""

    def previous(self) -> Index | None:
        """The index that serves there, if there is one."""

    def only_builder(self) -> AbstractContextManager[None]:
        """Keeps other builders out; StoreError where one is at work."""

    def writing(self, previous: Index | None, reuses: bool) -> AbstractContextManager[Writer]:
        """Makes the next state; what isn't published leaves no trace that anybody is served from. `reuses` says whether what
        the previous state holds of unchanged articles can be taken over.
        """

    def trying(self, previous: Index | None, reuses: bool) -> AbstractContextManager[Writer]:
        """A writer that is thrown away."""

    def go_back(self) -> None:
        """Makes the state before the one that serves serve again; StoreError where there is none any more. Within
        `only_builder`.
        """

    def load_record(self) -> dict[str, Any]:
        """What is remembered beside the index; empty where nothing is."""

    def save_record(self, record: dict[str, Any]) -> None:
        """Remembers something beside the index, whole or not at all."""


def place_of(given: str | Path | DatabaseAddress) -> IndexPlace:
    """The place that an address names."""
    address = read_address(given)
    if isinstance(address, DatabaseAddress):
        from index.storage.postgres.place import DatabasePlace

        return DatabasePlace(address)
    from index.storage.folder import Folder

    return Folder(address)
