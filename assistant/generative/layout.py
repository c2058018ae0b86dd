"""Takes the layout out of a model's text: headings, list marks, bold, what introduces the answer, JSON around it."""

import json
from collections.abc import Iterator
from typing import Any

import regex

_BEGINS_ODDLY = regex.compile(
    r"\s*(?:[#>*_`{~-]|\p{Nd}{1,2}[.)]|(?:उत्तर|जवाब|answer|final|here|यह|ये|यहाँ|यहां|sure|ज़रूर|response)(?!\S*\[))",
    regex.IGNORECASE,
)
_HEADING = regex.compile(r"\s*(?:#{1,6}\s.*|[*_]{2}[^*_]*[^*_.।!?]:?[*_]{2}:?\s*|(?:-{3,}|\*{3,}|={3,}|`{3}\S*)\s*)")
_INTRODUCTION = regex.compile(
    r"\A\s*+(?:[*_]{0,2}(?:(?:the |final )?answer|response|उत्तर|जवाब)[*_]{0,2}\s*[:：][*_]{0,2}[ \t]*"
    r"|(?:here(?:'s|’s| is| are)|sure|certainly|ज़रूर|यहाँ|यहां|यह रहा|ये रहे)[^\n.।]{0,80}[:：][ \t]*(?=\n|\Z))",
    regex.IGNORECASE,
)
_MARK = regex.compile(r"^[ \t]*(?:[-*•–+]|\p{Nd}{1,2}[.)](?=\s)|>)[ \t]+")
_INLINE = regex.compile(r"\*\*|__|`|(?<![\p{L}\p{N}*])\*(?=[\p{L}])|(?<=[\p{L}\p{M}.।])\*(?![\p{L}\p{N}*])")
_KEYS = ("answer", "text", "response", "content", "result", "final_answer", "उत्तर", "जवाब")
_PARTS = ("sentences", "answers", "claims", "statements", "वाक्य")
_NUMBERS = ("citations", "citation", "sources", "source", "ids", "id", "passages", "passage", "number")
# A line is waited for until it has so many characters; one that begins like layout, until it has more.
_SHORT, _LONG = 12, 100
_FENCE = regex.compile(r"\A\s*```\p{L}*\s*|(?<!\s)\s*+```\s*+\Z")


class LayoutFilter:
    """Lets through sentences. A line that may be layout waits for its end; an answer in JSON waits for its own."""

    def __init__(self) -> None:
        self._line = ""
        self._passing = False  # the rest of the line is text
        self._whole: str | None = None  # what looks like JSON so far
        self._begun = False

    def feed(self, chunk: str) -> Iterator[str]:
        """What is certain by now."""
        for piece in chunk.splitlines(keepends=True):
            yield from self._take(piece)

    def close(self) -> Iterator[str]:
        """What was held back, when no more text comes."""
        if self._whole is not None:
            yield from LayoutFilter._plain(_unwrapped(self._whole))
        elif self._line:
            yield from self._end_line()

    @staticmethod
    def _plain(text: str) -> Iterator[str]:
        inner = LayoutFilter()
        inner._begun = True
        yield from inner.feed(text)
        yield from inner.close()

    def _take(self, piece: str) -> Iterator[str]:
        if self._whole is not None:
            self._whole += piece
            return
        self._line += piece
        if not self._begun and regex.match(r"\s*(?:\{|\[\s*\{|```)", self._line):
            self._whole = self._line
            return
        if self._line.strip():
            self._begun = self._begun or len(self._line.strip()) > 3  # noqa: PLR2004
        if self._line.endswith("\n"):
            yield from self._end_line()
        elif self._passing or not _may_be_layout(self._line):
            yield from self._pass(self._line)

    def _end_line(self) -> Iterator[str]:
        if self._passing or not _HEADING.fullmatch(self._line.rstrip("\n")):
            yield from self._pass(self._line, ends=True)
        else:
            yield "\n"
        self._line, self._passing = "", False

    def _pass(self, text: str, *, ends: bool = False) -> Iterator[str]:
        if not self._passing:
            text = _MARK.sub("", _INTRODUCTION.sub("", text, count=1))
        kept = "" if ends else (regex.search(r"[*_`]+\Z", text) or [""])[0]
        self._line, self._passing = kept, True
        shown = _INLINE.sub("", text.removesuffix(kept) if kept else text)
        if shown:
            yield shown


def _may_be_layout(line: str) -> bool:
    return len(line.strip()) < _SHORT or len(line) < _LONG and bool(_BEGINS_ODDLY.match(line))


def _unwrapped(text: str) -> str:
    """The answer in a JSON object, or the text where there is none."""
    plain = _FENCE.sub("", text)
    try:
        return _said(json.loads(plain)) or plain
    except ValueError:
        found = regex.search(rf'"(?:{"|".join(_KEYS)})"\s*:\s*"((?:[^"\\]|\\.)*)', plain)
        return found[1].replace("\\n", "\n").replace('\\"', '"') if found else plain


def _said(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(filter(None, map(_said, value)))
    if not isinstance(value, dict):
        return ""
    folded = {str(key).lower(): each for key, each in value.items()}
    for key in (*_PARTS, *_KEYS, "sentence"):
        if key in folded and (said := _said(folded[key])):
            return said + "".join(f" [{number}]" for number in _numbers(folded))
    return ""


def _numbers(folded: dict[str, Any]) -> list[int]:
    for key in _NUMBERS:
        given = folded.get(key)
        each = given if isinstance(given, list) else [given]
        found = [int(digits[0]) for one in each if (digits := regex.search(r"\p{Nd}{1,3}", str(one)))]
        if found and given is not None:
            return found
    return []
