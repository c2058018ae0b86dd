"""Where an index is: a directory, or a database by its address."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode

from index.errors import StoreError

# What begins like an address is none of a directory: it may hold a password, which a directory's name would tell.
_LIKE_AN_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/|[Pp]ostgres(?:ql)?:")
# Parameters of an address that are nobody else's, as libpq names them.
_SECRETS = ("password", "sslpassword", "oauth_client_secret")
# SCHEME://[USER[:PASSWORD]@][HOST[:PORT],...][/DATABASE][?PARAMETERS]. A sign of these in a name or password is written as
# %40 and the like: what libpq takes for something else would be told.
_ADDRESS = re.compile(
    r"""
    postgres(?:ql)?://
    (?: (?P<user>[^:@/?\#]*) (?: : (?P<password>[^@/?\#]*) )? @ )?
    (?P<hosts> (?:\[[^]]*\]|[^:@/?,\#]*) (?: :\d* )? (?: , (?:\[[^]]*\]|[^:@/?,\#]*) (?: :\d* )? )* )
    (?P<database> / [^?@\#]* )?
    (?: \? (?P<parameters> (?: [A-Za-z_]+=[^&]* &? )* ) )?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class DatabaseAddress:
    """A PostgreSQL database, as libpq reads addresses. Written out, it has no password. StoreError for what is none."""

    url: str = field(repr=False)

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.url):
            raise StoreError(
                "The index's address is not of the form postgresql://USER:PASSWORD@HOST:PORT/DATABASE?NAME=VALUE: write signs "
                "such as @ : / ? # in a name or password as %40 %3A %2F %3F %23."
            )

    def __str__(self) -> str:
        parts = self._parts
        kept = [pair for pair in parse_qsl(parts["parameters"], keep_blank_values=True) if pair[0].lower() not in _SECRETS]
        user = f"{parts['user']}@" if parts["user"] else ""
        shown = f"?{urlencode(kept, safe='/:,=-', quote_via=quote)}" if kept else ""
        return f"{self.url.partition('://')[0]}://{user}{parts['hosts']}{parts['database']}{shown}"

    def without_secrets(self, text: str) -> str:
        """A text, such as a server's message, without the passwords that the address holds."""
        given = [self._parts["password"]]
        for pair in self._parts["parameters"].split("&"):
            name, _, value = pair.partition("=")
            given += [value] if name.lower() in _SECRETS else []
        for secret in filter(None, given):
            for form in (secret, unquote(secret)):
                text = text.replace(form, "***")
        return text

    @property
    def has_several_hosts(self) -> bool:
        """Whether the address names more than one server."""
        hosts = dict(parse_qsl(self._parts["parameters"])).get("host", "")
        return "," in self._parts["hosts"] or "," in hosts

    @property
    def _parts(self) -> dict[str, str]:
        found = _ADDRESS.fullmatch(self.url)
        assert found
        return found.groupdict(default="")


Address = Path | DatabaseAddress


def read_address(given: "str | Path | DatabaseAddress") -> Address:
    """An address as a person gives it: `postgresql://...` is a database, all else a directory. StoreError for what is like
    an address and none.
    """
    if isinstance(given, str) and _LIKE_AN_ADDRESS.match(given):
        scheme, sign, rest = given.partition(":")
        return DatabaseAddress(scheme.lower() + sign + rest)
    return given if isinstance(given, DatabaseAddress) else Path(given)
