"""The last step of a build: a version whose articles are all there takes the place of the one before."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from index.storage.address import DatabaseAddress
from index.storage.layout import ModelRecord
from index.storage.postgres import publishing
from index.storage.postgres.connection import Transaction
from index.storage.postgres.contents import VersionContents
from index.storage.postgres.index import DatabaseIndex
from index.storage.postgres.jobs import Making

logger = logging.getLogger(__name__)


class Completion:
    """A version all of whose jobs are done, and a connection that keeps others from completing it."""

    address: DatabaseAddress
    connection: psycopg.Connection
    making: Making
    is_published = False
    _contents: VersionContents

    def finish(self) -> VersionContents:
        """Completes the version in a transaction that `publish` ends."""
        self.connection.execute("BEGIN")
        self._contents = publishing.complete(self.connection, self.making)
        return self._contents

    @contextmanager
    def opened(self) -> Iterator[DatabaseIndex]:
        """The version as only this connection sees it."""
        rows = Transaction(self.address, self.connection)
        yield DatabaseIndex(self.address, rows, self.making.version, self._contents)

    def amend(self, model: ModelRecord) -> None:
        """Puts another record of the model into what is finished."""
        publishing.amend(self.connection, self.making, self._contents, model)

    def publish(self) -> None:
        """Makes the version serve. That what is old can't be cleared away does no harm."""
        self.connection.execute("COMMIT")
        self.is_published = True
        try:
            publishing.tidy(self.connection)
        except psycopg.Error as error:
            logger.info("What is old is left for the next build to clear away: %s", error)
