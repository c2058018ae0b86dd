"""Helping to build an index in a database, from any number of processes on any machines."""

import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.building.calibrating import calibrate
from index.building.embedded import Cut, embed
from index.building.interrupts import first_interrupt
from index.embedding.embedder import Embedder, load_embedder
from index.errors import StoreError
from index.models import Article
from index.storage.address import DatabaseAddress, read_address
from index.storage.records import Embedded, Recipe

if TYPE_CHECKING:
    from index.storage.postgres.helping import Helper

# How long a worker rests when there is nothing to do.
_REST_S = 1.0


def work(
    path: str | Path | DatabaseAddress,
    *,
    embedder: Embedder | None = None,
    stop: threading.Event | None = None,
    on_done: Callable[[int], None] = lambda articles: None,
) -> None:
    """Makes articles that a build has staged into vectors, until `stop` is set or SIGINT comes. `on_done` is told how many it
    has made each time.

    A build whose own process is gone is completed when its last article is there. Raises StoreError where the index is in a
    directory, where one process builds alone, or the database fails; ModelError when the embedding model can't be used.
    """
    address = read_address(path)
    if not isinstance(address, DatabaseAddress):
        raise StoreError(f"The index in {address} is built by one process alone: workers help with one in postgresql://...")
    from index.storage.postgres.helping import Helper

    load = cache(load_embedder)

    def choose(recipe: Recipe) -> Embedder:
        return embedder or load(recipe.model.name)

    def make(recipe: Recipe, articles: Sequence[Article]) -> Sequence[Embedded]:
        cut = Cut(recipe.tokens_per_passage, recipe.token_vectors)
        return embed(articles, choose(recipe), cut, lambda share: None)

    with first_interrupt() as interrupted, closing(Helper(address)) as helper:
        while not (interrupted.is_set() or (stop and stop.is_set())):
            if done := helper.help(make):
                on_done(done)
            elif not _complete(helper, choose):
                (stop or interrupted).wait(_REST_S)


def _complete(helper: "Helper", choose: Callable[[Recipe], Embedder]) -> bool:
    """Completes a build that nobody else will; whether there was one."""
    with helper.completing() as is_ours:
        if is_ours:
            helper.finish()
            calibrate(helper, lambda: choose(helper.making.recipe))
            helper.publish()
    return is_ours
