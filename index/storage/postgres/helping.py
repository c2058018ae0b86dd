"""Helping to build: jobs that another process has staged, and the end of a build whose builder is gone."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from index.models import Article
from index.storage.address import DatabaseAddress
from index.storage.postgres import jobs, schema
from index.storage.postgres.completing import Completion
from index.storage.postgres.connection import connect
from index.storage.postgres.copying import copy
from index.storage.postgres.speaking import speaking
from index.storage.postgres.writer import JOBS_AT_A_TIME
from index.storage.records import Embedded, Recipe


class Helper(Completion):
    """Works on versions that others have staged, over a connection of its own."""

    def __init__(self, address: DatabaseAddress) -> None:
        """The schema is made where there is none: helpers may be the first to come."""
        self.address = address
        self.connection = connect(address, builds=True)
        schema.prepare(address, self.connection)

    def close(self) -> None:
        """Ends the connection; jobs that were taken are there again."""
        self.connection.close()

    def help(self, make: Callable[[Recipe, Sequence[Article]], Sequence[Embedded]]) -> int:
        """Takes some jobs and writes what `make` makes of them; how many there were."""
        with speaking(self.address), self.connection.transaction():
            articles = jobs.take(self.connection, JOBS_AT_A_TIME)
            # What is in the making can't become another while these are taken.
            now = jobs.making(self.connection) if articles else None
            if now is None:
                return 0
            made = make(now.recipe, articles)
            copy(self.connection, now.version, list(zip(articles, made, strict=True)))
            jobs.finish_jobs(self.connection, [article.id for article in articles])
            return len(articles)

    @contextmanager
    def completing(self) -> Iterator[bool]:
        """Whether all jobs are done and their builder is gone, so that the version is to be completed by whoever is here:
        within this context by this helper alone.
        """
        with speaking(self.address):
            if not self._is_done() or not schema.lock(self.connection):
                yield False
                return
            try:
                yield self._is_done()
            except BaseException:
                self.connection.rollback()
                raise
            finally:
                schema.unlock(self.connection)

    def _is_done(self) -> bool:
        now = jobs.making(self.connection)
        if now is None or not now.goes_on or jobs.left(self.connection):
            return False
        self.making = now
        return True
