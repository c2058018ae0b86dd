"""What the lines of a text are, told by their form: sentences, runs of prose, fields of an information box."""

from collections.abc import Sequence

import regex

# A line of furniture is short; longer ones are not looked at, so that a pattern's work is bounded.
LONGEST_FURNITURE = 400
_TIMEOUT_S = 1.0
# Of a line that is a paragraph; judged by eye on pages of twenty sites.
_SHORTEST_PROSE = 40
_ENDS = "।॥.?!？！"
# A headline that a page has cut ends so.
_CUT = ("..", "…")
_CLOSERS = "\"'”’»)]】 "
_FIELD = regex.compile(r"[^:：|.।?!]{1,40}\s?[:：]\s?\S.{0,200}|[^|]{1,60}(?:\|[^|]{1,60}){1,10}")


def ends_sentence(line: str, ends: str = _ENDS) -> bool:
    """Whether a line closes with a sentence's mark, within quotes or brackets or not; one that is cut off does not."""
    closed = line.rstrip(_CLOSERS)
    return closed[-1:] in tuple(ends) and not (ends is _ENDS and closed.endswith(_CUT))


def is_prose(line: str) -> bool:
    """Whether a line is a paragraph of a report rather than a headline, a label or a row."""
    return len(line) >= _SHORTEST_PROSE and (ends_sentence(line) or (len(line) > 3 * _SHORTEST_PROSE and _has_inner_end(line)))


def is_field(line: str) -> bool:
    """Whether a line is a row of an information box or a table: "Length: 309 km"."""
    return not is_prose(line) and fits(_FIELD, line)


def word_count(line: str) -> int:
    """How many words a line has, by the spaces between them."""
    return sum(any(character.isalpha() for character in word) for word in line.split())


def fits(pattern: regex.Pattern[str], line: str) -> bool:
    """Whether a pattern is the whole of a line."""
    return match_line(pattern, line) is not None


def match_line(pattern: regex.Pattern[str], line: str) -> regex.Match[str] | None:
    """How a pattern matches the whole of a line; never one that is long, or takes long."""
    if len(line) > LONGEST_FURNITURE:
        return None
    try:
        return pattern.fullmatch(line, timeout=_TIMEOUT_S)
    except TimeoutError:
        return None


def neighbours(lines: Sequence[str], position: int) -> list[int]:
    """The positions of the nearest lines before and behind that are not blank."""
    before = next((other for other in range(position - 1, -1, -1) if lines[other]), None)
    behind = next((other for other in range(position + 1, len(lines)) if lines[other]), None)
    return [other for other in (before, behind) if other is not None]


def _has_inner_end(line: str) -> bool:
    return any(mark + " " in line for mark in _ENDS)
