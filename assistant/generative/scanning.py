"""Finding a pattern in text that arrives in pieces, cut anywhere."""

from collections.abc import Iterator

import regex

# No text has it: a pattern with it behind never matches whole, so it matches in part where the pattern may still go on.
_NEVER = "\uffff"
_TAIL = 24


class Scanner:
    """Takes text apart into what matches and what stands between. However the text is cut, the parts say the same: what may
    still become a match, or a longer one, waits. A pattern may look back upon 24 characters.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._whole, self._begun = regex.compile(pattern, flags), regex.compile(f"(?:{pattern}){_NEVER}", flags)
        self._held = ""
        self._tail = ""

    def feed(self, chunk: str) -> "Iterator[str | regex.Match[str]]":
        """The parts that are certain by now."""
        yield from self._take(self._held + chunk, last=False)

    def close(self) -> "Iterator[str | regex.Match[str]]":
        """What was held back, when no more text comes."""
        yield from self._take(self._held, last=True)

    def _take(self, text: str, *, last: bool) -> "Iterator[str | regex.Match[str]]":
        at = len(self._tail)
        text = self._tail + text
        certain = self._certain(text, at, last=last)
        while (match := self._whole.search(text, at)) and match.start() < certain:
            if match.start() > at:
                yield text[at : match.start()]
            yield match
            at = match.end()
            if at > certain:
                certain = self._certain(text, at, last=last)
        self._held = text[certain:]
        self._tail = text[max(0, certain - _TAIL) : certain]
        if certain > at:
            yield text[at:certain]

    def _certain(self, text: str, at: int, *, last: bool) -> int:
        """Up to where nothing can change any more."""
        begun = None if last else self._begun.search(text, at, partial=True)
        return begun.start() if begun else len(text)
