"""What a database says when something goes wrong, in one sentence for people, without passwords."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from index.errors import StoreError
from index.storage.address import DatabaseAddress

# By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html): what happened, and what to do.
_KNOWN = {
    "28P01": "doesn't let this user in ({reason}): correct the user or the password in the address",
    "25006": "can't be written, for it is a read replica: name the primary server to build",
    "3D000": "does not exist: create it with `createdb`, or correct the address",
    "42501": "doesn't let this user do that ({reason}): give the user the role that it needs (docs/scale.md)",
    "53100": "has no room left on its disk ({reason}): make room and repeat the command, what was there before is untouched",
    "53200": "is out of memory ({reason}): repeat the command",
    "53300": "has no connection to spare ({reason}): try again, or raise its max_connections",
    "55P03": "has a lock on what is needed, which somebody else holds: try again when that has ended",
    "57014": "stopped a statement that took too long ({reason}): try again, or raise its statement_timeout",
    "3F000": "holds no index: make one with `assistant index FOLDER --index {address}`",
    "42P01": "doesn't hold the whole schema of an index ({reason}): build it anew in an empty database",
    "42703": "doesn't hold the whole schema of an index ({reason}): build it anew in an empty database",
}

# As servers that speak English say them (https://github.com/postgres/postgres, src/backend/libpq/auth.c).
_REFUSALS = {
    "3D000": re.compile(r'^database ".*" does not exist$'),
    "28P01": re.compile(
        r'authentication failed for user|^role ".*" (?:does not exist|is not permitted)|no pg_hba\.conf entry|no password'
    ),
}


def told(address: DatabaseAddress, error: psycopg.Error) -> StoreError:
    """An error of the database as a sentence."""
    reason = address.without_secrets(error.diag.message_primary or _first_line(error)).rstrip(".")
    if known := _KNOWN.get(error.sqlstate or _refused(reason)):
        return StoreError(f"The database {address} {known.format(reason=reason, address=address)}.")
    if isinstance(error, psycopg.OperationalError):
        return StoreError(f"The database {address} can't be reached: {reason}. Try again when it is there.")
    if isinstance(error, psycopg.ProgrammingError) and error.sqlstate is None:
        return StoreError(f"{address} is no address of a database: {reason}.")
    return StoreError(f"The database {address} failed: {reason}.")


def _refused(reason: str) -> str:
    """The SQLSTATE of a connection that was refused, which libpq doesn't tell."""
    return next((state for state, pattern in _REFUSALS.items() if pattern.search(reason)), "")


@contextmanager
def speaking(address: DatabaseAddress) -> Iterator[None]:
    """Errors of the database become StoreErrors."""
    try:
        yield
    except psycopg.Error as error:
        raise told(address, error) from None  # what psycopg raises may quote the address with its password


def _first_line(error: psycopg.Error) -> str:
    """What libpq says of a connection: a line for each server that it tried; the last words of each say why."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rpartition("FATAL:")[2].strip() if lines else type(error).__name__
