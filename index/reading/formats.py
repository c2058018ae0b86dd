"""Which reader reads which file: the one table of formats."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from index.reading.raw import Reader


@dataclass(frozen=True)
class Format:
    """A kind of file: how its name may end, and the module of this room whose `read` is its Reader."""

    suffixes: tuple[str, ...]
    module: str

    def reader(self) -> Reader:
        """The reader; what it needs is imported now."""
        reader: Reader = import_module(f"index.reading.{self.module}").read
        return reader


FORMATS = (
    Format((".txt",), "plain"),
    Format((".md", ".markdown"), "markdown"),
    Format((".jsonl",), "bulk"),
    Format((".html", ".htm", ".xhtml"), "page"),
    Format((".mhtml", ".mht"), "mhtml"),
)
# The first of each format's suffixes are those that people are told of.
SUFFIXES = tuple(form.suffixes[0] for form in FORMATS)
_BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}


def format_of(path: Path) -> Format | None:
    """The format of a file by its name."""
    return _BY_SUFFIX.get(path.suffix.lower())
