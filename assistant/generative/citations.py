"""Markers such as [1], [१], [1, 2] and [1][2] in text that arrives in pieces, cut anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

# Longer ones, from the opening bracket to the closing one, are no markers: nothing is held back for ever.
_INSIDE = r"[\p{Nd}\s,;،]"
# White space is looked at from where it begins: from every place in it, it would be looked at by the square.
_MARKER = regex.compile(rf"(?<!\s)\s*+[\[【](?P<inside>{_INSIDE}{{1,60}})[\]】]")
_UNFINISHED = regex.compile(rf"(?<!\s)\s*+(?:[\[【]{_INSIDE}{{0,60}})?\Z")
_NUMBER = regex.compile(r"\p{Nd}+")
# What is left of square brackets could be put together to markers by whoever reads on.
_BRACKETS = str.maketrans("[]【】", "()()")


@dataclass(frozen=True)
class Marker:
    """The numbers of one marker, in its order."""

    numbers: tuple[int, ...]


class MarkerParser:
    """Takes text apart into words and markers. However the text is cut, the parts say the same.

    The white space before a marker goes with it. Square brackets that are no markers become round ones.
    """

    def __init__(self) -> None:
        self._held = ""
        self._behind_marker = False

    def feed(self, chunk: str) -> Iterator[str | Marker]:
        """The parts that are certain by now."""
        yield from self._take(self._held + chunk, last=False)

    def close(self) -> Iterator[str | Marker]:
        """What was held back, when no more text comes."""
        yield from self._take(self._held, last=True)

    def _take(self, text: str, *, last: bool) -> Iterator[str | Marker]:
        at = 0
        for match in _MARKER.finditer(text):
            numbers = tuple(int(number) for number in _NUMBER.findall(match["inside"]))
            if not numbers:
                continue
            yield from self._words(text[at : match.start()])
            yield Marker(numbers)
            self._behind_marker = True
            at = match.end()
        unfinished = None if last else _UNFINISHED.search(text, at)
        end = unfinished.start() if unfinished else len(text)
        self._held = text[end:]
        yield from self._words(text[at:end])

    def _words(self, text: str) -> Iterator[str]:
        """The text between markers; a word right behind a marker is set off from what stood before it."""
        if not text:
            return
        gap = " " if self._behind_marker and text[0].isalnum() else ""
        self._behind_marker = False
        yield gap + text.translate(_BRACKETS)
