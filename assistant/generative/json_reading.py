"""Reads JSON as language models write it: with single or curly quotes, trailing, doubled and missing commas, quotation marks
within strings, words of Python's, unquoted keys, cut off anywhere. It says where the value ends: what follows is text.

Packages that repair JSON drop what stands before and behind it, all but one of several objects, and make JSON of plain text
that has a bracket.
"""

from typing import Any

import regex

# Nobody nests an answer deeper.
_DEEPEST = 12
_CLOSING = {'"': '"', "'": "'", "“": '”“"', "‘": "’‘'"}
_OPENS = r"[\"'“‘]"
_KEY = r"(?:\"(?:[^\"\\\n]|\\u\p{Hex}{4}|\\.){1,60}+\"|'[^'\n]{1,60}+'|“[^”“\"\n]{1,60}+[”“\"]|‘[^’‘'\n]{1,60}+[’‘'])\s*+[:：]"
_BARE_KEY = r"[\p{L}_][\p{L}\p{M}\p{N}_]{0,60}+\s*+[:：]"
_VALUE = rf"(?:[\[{{]|{_OPENS}|-?\p{{Nd}}|(?:true|false|null|none)(?![\p{{L}}\p{{M}}]))"
# What comes behind a string that is over. A quotation mark that nothing of this follows stands within it.
_CUT_OFF = rf"{_OPENS}?+[^\"'“”‘’\n]{{0,60}}+\Z"
_BEHIND_IN_OBJECT = regex.compile(
    rf"(?<!\s)(?:\s*+(?:\Z|[}}\]]|,\s*+(?:[}}\],]|{_KEY}|{_BARE_KEY}|{_CUT_OFF})|{_KEY})|[^\S\n]*+,?+[^\S\n]*+\n)"
)
_BEHIND_IN_LIST = regex.compile(
    rf"(?<!\s)(?:\s*+(?:\Z|[}}\]]|,\s*+(?:\Z|[}}\],]|{_VALUE}))|[^\S\n]*+,?+[^\S\n]*+\n)", regex.IGNORECASE
)
_AN_OBJECT_KEY = regex.compile(rf"{_KEY}|{_BARE_KEY}(?=\s*+(?:\Z|{_VALUE}))", regex.IGNORECASE)
_STARTS = regex.compile(_VALUE, regex.IGNORECASE)
_BETWEEN = regex.compile(r"(?:[\s,]|//[^\n]*+)*+")  # comments too
_SPACE = regex.compile(r"\s*+")
_WORD = regex.compile(r"-?\p{Nd}[\p{Nd}.eE+-]*+|(?:true|false|null|none)(?![\p{L}\p{M}])", regex.IGNORECASE)
_UNQUOTED = regex.compile(rf"(?:(?!,\s*+{_KEY})[^\n{{}}])*+")
_UNQUOTED_ITEM = regex.compile(r"[^\s,\[\]{}][^,\[\]{}\n]*+")
_AN_ITEM = regex.compile(rf"{_VALUE}|{_UNQUOTED_ITEM.pattern}", regex.IGNORECASE)
_UP_TO = {mark: regex.compile(rf"(?:[^\\{closing}]|\\.)*+", regex.DOTALL) for mark, closing in _CLOSING.items()}
_ESCAPE = regex.compile(r"\\(?:u(?P<code>\p{Hex}{4})|x(?P<code>\p{Hex}{2})|[ux]\p{Hex}{0,3}+\Z|(?P<one>.)?)", regex.DOTALL)
_SPACES = {"n": "\n", "r": "\n", "t": " ", "b": "", "f": " "}


class NoJsonError(ValueError):
    """A text is no JSON, not even a broken one."""


def read_value(text: str, at: int) -> tuple[Any, int]:
    """The object or list that begins at a place, and where it ends. What it lacks at its end is taken as closed.

    Raises NoJsonError where there is none: an object has a key with a colon, a list an object or a string.
    """
    reader = _Reader(text, at)
    return reader.value(0), reader.at


def unescaped(text: str) -> str:
    r"""A text with its escapes (`\n`, `\"`, `\u0939`) as what they stand for; half of one is left out."""
    plain = _ESCAPE.sub(_meant, text)
    # Two escapes may be one character's halves.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _meant(escape: "regex.Match[str]") -> str:
    if escape["code"]:
        return chr(int(escape["code"], 16))
    return _SPACES.get(escape["one"], escape["one"]) if escape["one"] else ""


class _Reader:
    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self.at = at

    def value(self, depth: int, behind: "regex.Pattern[str]" = _BEHIND_IN_OBJECT) -> Any:
        opening = self._text[self.at : self.at + 1]
        if depth > _DEEPEST:
            raise NoJsonError(f"more than {_DEEPEST} brackets in each other")
        if opening == "{":
            return self._object(depth)
        if opening == "[":
            return self._list(depth)
        if opening in _CLOSING:
            return self._string(opening, behind)
        if word := _WORD.match(self._text, self.at):
            self.at = word.end()
            return {"true": True, "false": False, "null": None, "none": None}.get(word[0].lower(), word[0])
        return self._take(_UNQUOTED if behind is _BEHIND_IN_OBJECT else _UNQUOTED_ITEM).strip(" ,;\t")

    def _object(self, depth: int) -> dict[str, Any]:
        self.at += 1
        read: dict[str, Any] = {}
        while not self._over(_AN_OBJECT_KEY, certain=bool(read or depth)):
            key = unescaped(self._take(_AN_OBJECT_KEY)[:-1].strip().strip("\"'“”‘’"))
            self._take(_SPACE)
            value = self.value(depth + 1)
            # The same key twice is two values.
            read[f"{key} {len(read)}" if key in read else key] = value
        return read

    def _list(self, depth: int) -> list[Any]:
        self.at += 1
        read: list[Any] = []
        while not self._over(_AN_ITEM if depth else _STARTS, certain=bool(read or depth)):
            read.append(self.value(depth + 1, _BEHIND_IN_LIST))
        return read

    def _over(self, more: "regex.Pattern[str]", *, certain: bool) -> bool:
        """Whether an object or list ends here: at its bracket, where the text does, or where something else begins."""
        last = self.at
        between = self._take(_BETWEEN)
        if self._text[self.at : self.at + 1] in ("}", "]"):
            self.at += 1
            return True
        if more.match(self._text, self.at):
            return False
        rest = self._text[self.at :]
        if rest and not certain:
            raise NoJsonError("something else begins")
        # A key that ends with the text was cut off.
        self.at = len(self._text) if ("," in between or rest[:1] in _CLOSING) and "\n" not in rest else last
        return True

    def _string(self, opening: str, behind: "regex.Pattern[str]") -> str:
        self.at += 1
        start = self.at
        while True:
            self._take(_UP_TO[opening])
            if self.at >= len(self._text):
                return unescaped(self._text[start:])
            end = self.at
            self.at += 1
            if behind.match(self._text, self.at):
                return unescaped(self._text[start:end])

    def _take(self, pattern: "regex.Pattern[str]") -> str:
        found = pattern.match(self._text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return str(found[0])
