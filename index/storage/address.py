"""Where an index is: a directory, or a database by its address."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_SCHEMES = ("postgresql://", "postgres://")
# Parameters of an address that are nobody else's, as libpq names them.
_SECRETS = ("password", "sslpassword")


@dataclass(frozen=True)
class DatabaseAddress:
    """A PostgreSQL database, as libpq reads addresses. Written out, it has no password."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        scheme, _, rest = self.url.partition("://")
        before, question, query = rest.partition("?")
        user, at, place = before.rpartition("@")
        kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name not in _SECRETS]
        shown = urlencode(kept, safe="/:,=-", quote_via=quote)
        return f"{scheme}://{user.partition(':')[0]}{at}{place}{question if shown else ''}{shown}"

    def without_secrets(self, text: str) -> str:
        """A text, such as a server's message, without the passwords that the address holds."""
        _, _, rest = self.url.partition("://")
        before, _, query = rest.partition("?")
        given = [before.rpartition("@")[0].partition(":")[2]]
        given += [value.partition("=")[2] for value in query.split("&") if value.partition("=")[0] in _SECRETS]
        for secret in filter(None, given):
            for form in (secret, unquote(secret)):
                text = text.replace(form, "***")
        return text

    @property
    def has_several_hosts(self) -> bool:
        """Whether the address names more than one server."""
        parts = urlsplit(self.url)
        hosts = dict(parse_qsl(parts.query)).get("host", "")
        return "," in parts.netloc.rpartition("@")[2] or "," in hosts


Address = Path | DatabaseAddress


def read_address(given: "str | Path | DatabaseAddress") -> Address:
    """An address as a person gives it: `postgresql://...` is a database, all else a directory."""
    if isinstance(given, str) and given.lower().startswith(_SCHEMES):
        return DatabaseAddress(given)
    return given if isinstance(given, DatabaseAddress) else Path(given)
