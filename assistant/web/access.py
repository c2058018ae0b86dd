"""Who may see the page: names and passwords from a file."""

from pathlib import Path

from index.errors import AssistantError


class AuthFileError(AssistantError):
    """The file of names and passwords can't be read or has a line that is neither."""


def read_accounts(path: Path) -> list[tuple[str, str]]:
    """The accounts of a file, one `name:password` a line; empty lines and lines that begin with # don't count."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise AuthFileError(f"{path} can't be read: {reason}. Write one name:password a line into it.") from error
    accounts = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, password = line.partition(":")
        if not (name.strip() and colon and password.strip()):
            raise AuthFileError(f"{path}, line {number}, is no name:password.")
        accounts.append((name.strip(), password.strip()))
    if not accounts:
        raise AuthFileError(f"{path} has no name:password in it.")
    return accounts
