"""The next version of an index in a database, in the making by one builder and whoever helps."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg

from index.models import Article
from index.storage.layout import ModelRecord
from index.storage.postgres import jobs, publishing
from index.storage.postgres.connection import Transaction
from index.storage.postgres.contents import VersionContents
from index.storage.postgres.copying import copy
from index.storage.postgres.index import DatabaseIndex
from index.storage.postgres.jobs import Making
from index.storage.postgres.staging import Staging
from index.storage.records import Embedded, Recipe

logger = logging.getLogger(__name__)

# Fewer at a time than in a directory, so that those who help find something to do.
JOBS_AT_A_TIME = 16
# Others' jobs are waited for in steps of so long.
_STEP_S = 0.2


class VersionWriter(Staging):
    """A Writer (index/storage/place.py), over a connection that keeps other builders out."""

    _making: Making
    _contents: VersionContents
    has_put_back = False
    is_published = False

    def begin(self, recipe: Recipe) -> None:
        """Makes jobs of what is staged, for all who help."""
        self._making = jobs.begin(self, recipe)

    def rounds(self, size: int) -> Iterator[Sequence[tuple[Article, bool]]]:
        """Jobs that nobody else has taken. Ends when there are none left: what a helper has taken is waited for, and comes
        back when it is killed.
        """
        while True:
            with self.connection.transaction():
                group = jobs.take(self.connection, min(size, JOBS_AT_A_TIME))
                self._made: list[tuple[Article, Embedded]] = []
                if group:
                    yield [(article, False) for article in group]
                if self._made:
                    copy(self.connection, self._making.version, self._made)
                    jobs.finish_jobs(self.connection, [article.id for article, _ in self._made])
            if not group:
                if not self.left():
                    return
                time.sleep(_STEP_S)

    def left(self) -> int:
        """How many jobs there are, those that others have taken included."""
        return jobs.left(self.connection)

    def add(self, article: Article, embedded: Embedded) -> None:
        """Keeps what was made of an article until its round ends."""
        self._made.append((article, embedded))

    def take_over(self, article_id: str) -> None:
        """An unchanged article's rows stay as they are, and no round gives it."""

    def put_back(self, article_id: str) -> None:
        """Leaves an article as it is served."""
        self.has_put_back = True
        jobs.put_back(self.connection, article_id)

    def finish(self) -> VersionContents:
        """Completes the version in a transaction that `publish` ends."""
        self.connection.execute("BEGIN")
        self._contents = publishing.complete(self.connection, self._making)
        return self._contents

    @contextmanager
    def opened(self) -> Iterator[DatabaseIndex]:
        """The version as only this connection sees it."""
        address = self.address
        yield DatabaseIndex(address, Transaction(address, self.connection), self._making.version, self._contents)

    def amend(self, model: ModelRecord) -> None:
        """Puts another record of the model into what is finished."""
        publishing.amend(self.connection, self._making, self._contents, model)

    def publish(self) -> None:
        """Makes the version serve. That what is old can't be cleared away does no harm."""
        self.connection.execute("COMMIT")
        self.is_published = True
        try:
            publishing.tidy(self.connection)
        except psycopg.Error as error:
            logger.info("What is old is left for the next build to clear away: %s", error)

    def abandon(self) -> None:
        """Nobody shall complete what was left on purpose; what was made is kept for the next build."""
        self.connection.execute("DELETE FROM jobs")
        self.connection.execute("UPDATE building SET goes_on = false")
