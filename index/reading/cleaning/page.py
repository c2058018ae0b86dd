"""A page that was pasted whole: where, among its menus and other stories, the report stands.

A page is known by the words of its menus. The report is the run of lines with the most prose for the fewest other lines
(Kadane's maximum sum), from its headline above to the first line below that belongs to the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.reading.cleaning.furniture import OWN_WORDS, heads_links, rule_of
from index.reading.cleaning.headlines import find_headline, leads_to
from index.reading.cleaning.lines import ends_sentence, is_field, is_prose, word_count
from index.reading.cleaning.menus import is_frame, is_navigation
from index.reading.cleaning.signature import signature

# What speaks for a page: its small print (1 a line, 2 for the copyright), words of its menus and heads of links (1/2 a line).
# Judged by eye: a report that was copied with a bit of its page has 2.
_EVIDENCE = 4.0
_SHORT_LINES = 10
# What a line is worth to the run that it stands in; judged by eye on the pages of tests/data/pages.
_MOST_OF_PROSE = 40.0
_CHARACTERS_A_POINT = 8.0
_OF_LABEL = -0.5
_OF_OTHER_LINE = -2.0
_OF_MENU = -5.0
_OF_OWN_WORDS = -10.0
_OF_END = -60.0
_OF_LINK_HEAD = -6.0
_CLOSING = (OWN_WORDS, "copyright", "tags", "comments", "newsletter", "end of the report")
# What may stand in the midst of a report, and how long it may be there.
_LONGEST_ASIDE = 14
_MOST_MENUS = 3
_FEWEST_ROWS, _LONGEST_ROW = 3, 60
_SHORTEST_SENTENCE = 4
_WORDS_OF_A_LINK = 6


@dataclass(frozen=True)
class Report:
    """Positions of lines: the headline's, if there is one, the first and the last of the report."""

    headline: int | None
    first: int
    last: int


def find_report(lines: Sequence[str], title: str | None = None) -> Report | None:
    """Where the report stands on a page that was pasted whole; None for a text that is no such page, or has no prose."""
    if not is_page(lines):
        return None
    filled = [position for position, line in enumerate(lines) if line]
    run = _best_run([_worth(lines[position]) for position in filled])
    if run is None:
        return None
    first, last = run
    first = _begins([lines[position] for position in filled], first)
    headline = find_headline([lines[position] for position in filled], first, title)
    last = _end([lines[position] for position in filled], last)
    if headline is not None:
        first = headline + 1
        trail = (at for at in range(first, last + 1) if at > first and leads_to(lines[filled[at]], lines[filled[headline]]))
        last = next(trail, last + 1) - 1
    return Report(None if headline is None else filled[headline], filled[first], filled[last])


def is_page(lines: Sequence[str]) -> bool:
    """Whether the lines are a whole page: several are words of its menus and its small print."""
    distinct = {line.casefold(): line for line in lines if line}.values()
    frame = sum(map(is_frame, distinct))
    copyright_lines = sum(rule_of(line, "anywhere") == "copyright" for line in distinct)
    if not (frame or copyright_lines) or sum(not is_prose(line) for line in lines if line) < _SHORT_LINES:
        return False
    menu = sum(map(is_navigation, distinct))
    others = sum(heads_links(line) or rule_of(line, "anywhere", "edge") in _CLOSING for line in distinct)
    return 2 * min(copyright_lines, 1) + frame + (menu + others) / 2 >= _EVIDENCE


def _worth(line: str) -> float:
    rule = rule_of(line, "anywhere", "edge", "company")
    if rule in _CLOSING:
        return _OF_END if rule == "end of the report" else _OF_OWN_WORDS
    if heads_links(line):
        return _OF_LINK_HEAD
    if is_navigation(line):
        return _OF_MENU
    if rule or signature(line):
        return _OF_LABEL
    if ends_sentence(line) or is_prose(line):
        return min(len(line) / _CHARACTERS_A_POINT, _MOST_OF_PROSE)
    return _OF_OTHER_LINE


def _best_run(worths: Sequence[float]) -> tuple[int, int] | None:
    best, best_run, total, start = 0.0, None, 0.0, 0
    for position, worth in enumerate(worths):
        if total <= 0:
            total, start = 0.0, position
        total += worth
        if total > best:
            best, best_run = total, (start, position)
    return best_run


def _end(lines: Sequence[str], last: int) -> int:
    """The last line before one that belongs to the page: an aside goes by where the report goes on behind it."""
    position = last
    while position + 1 < len(lines):
        behind = lines[position + 1]
        if not _closes(behind):
            position += 1
        elif (goes_on := _goes_on(lines, position + 1)) is not None:
            position = goes_on
        else:
            break
    is_link = position + 1 < len(lines) and heads_links(lines[position + 1])
    is_headline = is_link and not ends_sentence(lines[position]) and word_count(lines[position]) >= _WORDS_OF_A_LINK
    return position - 1 if is_headline and position > last and ends_sentence(lines[position - 1]) else position


def _goes_on(lines: Sequence[str], position: int) -> int | None:
    """Where the report goes on behind an aside, links, pictures, forms in its midst; None where it does not."""
    menus = 0
    for other in range(position, min(position + _LONGEST_ASIDE, len(lines))):
        menus += is_navigation(lines[other])
        if menus > _MOST_MENUS or _ends_page(lines[other]):
            return None
        if _is_said(lines[other]) or _is_row(lines, other):
            return other
    return None


def _begins(lines: Sequence[str], first: int) -> int:
    """The first paragraph of the report, above asides that stand between it and the rest."""
    position, menus = first, 0
    for other in range(first - 1, -1, -1):
        menus += is_navigation(lines[other])
        if menus > _MOST_MENUS or _ends_page(lines[other]) or position - other > _LONGEST_ASIDE:
            break
        if is_prose(lines[other]) and _is_said(lines[other]):
            position, menus = other, 0
    return position


def _ends_page(line: str) -> bool:
    return is_frame(line) or rule_of(line, "anywhere", "edge") in ("copyright", "end of the report")


def _is_said(line: str) -> bool:
    """Whether a line is a sentence of a report; a question may be the headline of another story."""
    is_sentence = ends_sentence(line, "।॥.!") and not line.endswith("..") and word_count(line) >= _SHORTEST_SENTENCE
    return is_sentence and not rule_of(line, "anywhere", "edge", "company") and signature(line) is None


def _is_row(lines: Sequence[str], position: int) -> bool:
    """Whether a line is one of several rows of a box or a table."""
    rows = lines[position : position + _FEWEST_ROWS]
    return len(rows) == _FEWEST_ROWS and all(len(row) <= _LONGEST_ROW and is_field(row) and not _closes(row) for row in rows)


def _closes(line: str) -> bool:
    return bool(is_navigation(line) or rule_of(line, "anywhere", "edge", "company") or _is_dated(line))


def _is_dated(line: str) -> bool:
    found = signature(line)
    return found is not None and found.is_labelled
