"""Takes the layout out of a model's text: headings, list marks, bold, what introduces the answer, JSON around it."""

from collections.abc import Iterator

import regex

from assistant.generative.frames import FrameFilter, is_label
from assistant.generative.json_answers import JsonFilter
from assistant.generative.scanning import Scanner

_SOURCES = r"(?:sources?|references?|citations?|स्रोत|संदर्भ|सन्दर्भ)"
_BEGINS_ODDLY = regex.compile(rf"\s*(?:[#>*_`{{~-]|{_SOURCES}(?![\p{{L}}\p{{M}}]))", regex.IGNORECASE)
_RULE = regex.compile(r"\s*(?:-{3,}|\*{3,}|={3,}|`{3}\S*)\s*")
_TITLE = regex.compile(r"\s*(?:#{1,6}\s+(?P<title>.*)|[*_]{2}(?P<title>[^*_]+)[*_]{2}:?\s*)")
_STATEMENT = regex.compile(r"\[\s*+\p{Nd}|[.।!][\s*_\"”’]*\Z")
_SOURCES_LINE = regex.compile(rf"[\s*_#-]*{_SOURCES}[\s*_]*(?:[:：][\s*_]*(?P<rest>.*)|\Z)", regex.IGNORECASE)
_LABEL = regex.compile(r"\s*+[*_]{2}(?P<label>[^*_:]{1,60})(?::[*_]{2}|[*_]{2}:)[^\S\n]*+(?=\S)")
_MARK = regex.compile(r"^[ \t]*(?:(?:[-*•–+]|>|#{1,6})[ \t]+)")
_SQUARE = regex.compile(r"[\[【][^\[\]【】]{1,60}[\]】]")
_INLINE = r"\*\*|__|`|(?<![\p{L}\p{N}*])\*(?=[\p{L}])|(?<=[\p{L}\p{M}.।])\*(?![\p{L}\p{N}*])"
# A line is waited for until it has so many characters; one that begins like layout, until it has more.
_SHORT, _LONG = 40, 120


class LayoutFilter:
    """Lets through sentences. A line that may be layout waits for its end; an answer in JSON for the text's. Where titles
    are all that comes, they are let through after all.
    """

    def __init__(self) -> None:
        self._line = ""
        self._passing = False  # the rest of the line is text
        self._said = False
        self._titles = ""
        self._in_sources = False
        self._json = JsonFilter()
        self._inline = Scanner(_INLINE)
        self._frames = FrameFilter()

    def feed(self, chunk: str) -> Iterator[str]:
        """What is certain by now."""
        for part in self._json.feed(chunk):
            yield from self._lines(part)

    def close(self) -> Iterator[str]:
        """What was held back, when no more text comes."""
        for part in self._json.close():
            yield from self._lines(part)
        if self._line:
            yield from self._end_line()
        yield from self._flush()
        if not self._said:
            yield from self._show(self._titles)
            yield from self._flush()

    def _lines(self, text: str) -> Iterator[str]:
        for piece in text.splitlines(keepends=True):
            self._line += piece
            if self._line.endswith("\n"):
                yield from self._end_line()
            elif self._passing or not _may_be_layout(self._line):
                yield from self._pass()

    def _end_line(self) -> Iterator[str]:
        if self._passing or not _may_be_layout(self._line):
            yield from self._pass()
        else:
            yield from self._whole_line(self._line.rstrip("\n"))
            yield from self._show("\n")
        self._line, self._passing = "", False

    def _whole_line(self, line: str) -> Iterator[str]:
        """What is let through of a line that may be layout."""
        sources = _SOURCES_LINE.fullmatch(line)
        listed = sources["rest"] or "" if sources else line
        if (sources or self._in_sources) and not _STATEMENT.search(_SQUARE.sub("", listed)):
            self._in_sources = True
            yield from self._show(" ".join(_SQUARE.findall(line)))
            return
        self._in_sources = False
        if _RULE.fullmatch(line):
            return
        title = _TITLE.fullmatch(line)
        plain = _MARK.sub("", title["title"] if title else line)
        label = plain.rstrip(" *_:：")
        if title and not _STATEMENT.search(plain) or plain.rstrip(" *_").endswith((":", "：")) and is_label(label):
            self._titles += label + "\n"
        else:
            self._line = title["title"] if title else line
            yield from self._pass()

    def _pass(self) -> Iterator[str]:
        text = self._line
        if not self._passing:
            text = _MARK.sub("", text)
            label = _LABEL.match(text)
            if label and is_label(label["label"]):
                text = text[label.end() :]
        self._line, self._passing = "", True
        yield from self._show(text)

    def _show(self, text: str) -> Iterator[str]:
        for part in self._inline.feed(text):
            if isinstance(part, str):
                yield from self._let_through(self._frames.feed(part))

    def _flush(self) -> Iterator[str]:
        for part in self._inline.close():
            if isinstance(part, str):
                yield from self._let_through(self._frames.feed(part))
        yield from self._let_through(self._frames.close())

    def _let_through(self, parts: Iterator[str]) -> Iterator[str]:
        for part in parts:
            self._said = self._said or bool(part.strip())
            yield part


def _may_be_layout(line: str) -> bool:
    line = line.rstrip("\n")
    return len(line) < _SHORT or len(line) < _LONG and bool(_BEGINS_ODDLY.match(line))
