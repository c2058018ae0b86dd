"""The next version of an index in a database, in the making by one builder and whoever helps."""

import time
from collections.abc import Iterator, Sequence

from index.models import Article
from index.storage.postgres import jobs
from index.storage.postgres.completing import Completion
from index.storage.postgres.copying import copy
from index.storage.postgres.staging import Staging
from index.storage.records import Embedded, Recipe

# Fewer at a time than in a directory, so that those who help find something to do.
JOBS_AT_A_TIME = 16
# Others' jobs are waited for in steps of so long.
_STEP_S = 0.2


class VersionWriter(Staging, Completion):
    """A Writer (index/storage/place.py), over a connection that keeps other builders out."""

    has_put_back = False

    def begin(self, recipe: Recipe) -> None:
        """Makes jobs of what is staged, for all who help."""
        self.making = jobs.begin(self, recipe)

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
                    copy(self.connection, self.making.version, self._made)
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

    def abandon(self) -> None:
        """Nobody shall complete what was left on purpose; what was made is kept for the next build."""
        self.connection.execute("DELETE FROM jobs")
        self.connection.execute("UPDATE building SET goes_on = false")
