"""Markers in text that arrives in pieces, cut anywhere: [1], [१], [1, 2], [1-3], [^1], [source 1], [अंश 1], (1), 【1】, ¹."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

# Longer ones, from the opening bracket to the closing one, are no markers: nothing is held back for ever.
_NAMES = (
    r"(?:passages?|sources?|refs?\.?|references?|citations?|articles?|docs?\.?|documents?|excerpts?"
    r"|अंश|अंशों|स्रोत|लेख|संदर्भ|सन्दर्भ|पैसेज|उद्धरण)"
)
_INSIDE = rf"(?:\p{{Nd}}|[\s,;،&+#^:.–—-]|and|और|व|तथा|to|से|†[^\[\]【】]{{0,30}}|{_NAMES})"
_ROUND = (
    rf"\((?:{_NAMES}\s*+(?:[:#.]\s*+)?)\p{{Nd}}{{1,2}}(?:\s*[,;–-]\s*\p{{Nd}}{{1,2}})*\)"
    r"|\([1-9१-९](?:\s*[,;]\s*[1-9१-९])*\)(?=\s*(?:[.।!?,;]|\Z|\n|[\[(]|\p{Lu}|\p{Devanagari}))"
)
_SUPERSCRIPT = r"(?:(?<=[.।!?”\"’)])|(?<=[\p{L}\p{M}]{5}))[¹²³⁴-⁹](?:[,\s]?[¹²³⁴-⁹])*"
# White space is looked at from where it begins: from every place in it, it would be looked at by the square.
_MARKER = regex.compile(
    rf"(?<!\s)\s*+(?:\[\[(?P<inside>{_INSIDE}{{1,60}})\]\]|[\[【［](?P<inside>{_INSIDE}{{1,60}})[\]】］]"
    rf"|<sup>\s*\[?(?P<inside>[\p{{Nd}},\s]{{1,20}})\]?\s*</sup>|(?P<inside>{_ROUND})|(?P<inside>{_SUPERSCRIPT}))",
    regex.IGNORECASE,
)
_UNFINISHED = regex.compile(
    rf"(?<!\s)\s*+(?:\[\[{_INSIDE}{{1,60}}\]|\[?[\[【［](?:{_INSIDE}|\p{{L}}|\p{{M}}){{0,60}}\]?|<(?:s(?:u(?:p(?:>[^<]{{0,24}}(?:<(?:/(?:s(?:u(?:p)?)?)?)?)?)?)?)?)?|\((?:\p{{L}}|\p{{M}}|[\p{{Nd}}\s,;:#.–-]){{0,24}}\)?\s*)?\Z",
    regex.IGNORECASE,
)
_NUMBER = regex.compile(r"\p{Nd}+")
_RANGE = regex.compile(r"(\p{Nd}{1,2})\s*(?:[–—-]|to|से)\s*(\p{Nd}{1,2})")
_LIFTED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
_LABEL = rf"(?:{_NAMES}\s*+(?:[:#.]\s*+)?|[#^]\s*+)?"
_BETWEEN = r"(?:[\s,;،&+–—-]|and|और|व|तथा|to|से)++"
_VALID = regex.compile(rf"[\s,;،]*+{_LABEL}\p{{Nd}}++(?:{_BETWEEN}{_LABEL}\p{{Nd}}++)*+[\s,;،]*+(?:†.*)?", regex.IGNORECASE)
# A longer range names nothing.
_LONGEST_RANGE = 12
_TAIL = 6
# What is left of square brackets could be put together to markers by whoever reads on.
_BRACKETS = str.maketrans("[]【】［］", "()()()")


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
        self._tail = ""  # what stood before, by which a raised number is told from a unit
        self._behind_marker = False

    def feed(self, chunk: str) -> Iterator[str | Marker]:
        """The parts that are certain by now."""
        yield from self._take(self._held + chunk, last=False)

    def close(self) -> Iterator[str | Marker]:
        """What was held back, when no more text comes."""
        yield from self._take(self._held, last=True)

    def _take(self, text: str, *, last: bool) -> Iterator[str | Marker]:
        at = len(self._tail)
        text = self._tail + text
        for match in _MARKER.finditer(text, at):
            numbers = _numbers(match["inside"])
            if not numbers:
                continue
            if not last and match.end() == len(text) and text[max(at, match.start() - 1) : match.start()] == "[":
                break  # its other bracket may follow
            yield from self._words(text[at : match.start()])
            yield Marker(numbers)
            self._behind_marker = True
            at = match.end()
        unfinished = None if last else _UNFINISHED.search(text, at)
        end = unfinished.start() if unfinished else len(text)
        self._held = text[end:]
        self._tail = text[max(0, end - _TAIL) : end]
        yield from self._words(text[at:end])

    def _words(self, text: str) -> Iterator[str]:
        """The text between markers; a word right behind a marker is set off from what stood before it."""
        if not text:
            return
        gap = " " if self._behind_marker and text[0].isalnum() else ""
        self._behind_marker = False
        yield gap + text.translate(_BRACKETS)


def _numbers(inside: str) -> tuple[int, ...]:
    """The numbers in a marker, those of a range one by one."""
    if regex.fullmatch("[¹²³⁴-⁹,\\s]+", inside):
        return tuple(int(digit.translate(_LIFTED)) for digit in inside if not digit.isspace() and digit != ",")
    if not _VALID.fullmatch(inside.strip("()")):
        return ()
    plain = inside.partition("†")[0]

    def each(match: regex.Match[str]) -> str:
        first, last = int(match[1]), int(match[2])
        return " ".join(map(str, range(first, last + 1))) if 0 < last - first < _LONGEST_RANGE else match[0]

    return tuple(int(number) for number in _NUMBER.findall(_RANGE.sub(each, plain)))
