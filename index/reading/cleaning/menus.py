"""The words of a site's menus, by which a page that was pasted whole is known (menus.txt)."""

from functools import cache
from importlib.resources import files

_LONGEST = 60
_CLUTTER = " |•·›»⁄/#+*"
_SMALL_PRINT = 3


def is_navigation(line: str) -> bool:
    """Whether a line is a word of a site's menus: its sections, its languages, its small print."""
    frame, menu = _words()
    word = _bare(line)
    return word in frame or word in menu


def is_frame(line: str) -> bool:
    """Whether a line is a word of the menus that hardly a report has for a line, or several in one."""
    frame, _ = _words()
    if _bare(line) in frame:
        return True
    parts = [_bare(part) for part in line[: 10 * _LONGEST].replace("•", "|").replace("·", "|").split("|")]
    return sum(part in frame for part in parts) >= _SMALL_PRINT


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    text = files("index.reading.cleaning").joinpath("menus.txt").read_text(encoding="utf-8")
    frame, menu = text.split("\n", 1)[1].split("\n\n")
    return frozenset(frame.split("\n")), frozenset(menu.strip().split("\n"))


def _bare(line: str) -> str:
    return line.strip(_CLUTTER).casefold() if len(line) <= _LONGEST else ""
