"""The words of a site's menus, by which a page that was pasted whole is known (menus.txt)."""

from functools import cache
from importlib.resources import files

import regex

_LONGEST = 60
_CLUTTER = " |•·›»⁄/#+*"
# Of so many words a line is made, where a menu is one line.
_SEVERAL = 3
_BETWEEN = regex.compile(r"[|•·›»]")


def is_navigation(line: str) -> bool:
    """Whether a line is a word of a site's menus: its sections, its languages, its small print."""
    frame, menu = _words()
    word = _bare(line)
    return word in frame or word in menu or sum(part in frame or part in menu for part in _parts(line)) >= _SEVERAL


def is_frame(line: str) -> bool:
    """Whether a line is a word of the menus that hardly a report has for a line, or several in one."""
    frame, _ = _words()
    if _bare(line) in frame:
        return True
    return sum(part in frame for part in _parts(line)) >= _SEVERAL


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    text = files("index.reading.cleaning").joinpath("menus.txt").read_text(encoding="utf-8")
    frame, menu = text.split("\n", 1)[1].split("\n\n")
    return frozenset(frame.split("\n")), frozenset(menu.strip().split("\n"))


def _parts(line: str) -> list[str]:
    return [_bare(part) for part in _BETWEEN.split(line[: 10 * _LONGEST])]


def _bare(line: str) -> str:
    return line.strip(_CLUTTER).casefold() if len(line) <= _LONGEST else ""
