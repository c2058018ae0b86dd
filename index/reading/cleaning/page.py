"""A page that was pasted whole: where, among its menus and other stories, the report stands.

A page is known by the words of its menus. The report is the run of lines with the most prose for the fewest other lines
(Kadane's maximum sum), from its headline above to the first line below that belongs to the page.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.reading.cleaning.furniture import OWN_WORDS, heads_links, rule_of
from index.reading.cleaning.lines import ends_sentence, is_prose, word_count
from index.reading.cleaning.menus import is_frame, is_navigation
from index.reading.cleaning.signature import signature

# Lines that only a page has, each counted once; judged by eye: no report of the test data has more than one.
_FRAME_LINES = 3
_MENU_LINES = 4
# What a line is worth to the run that it stands in; judged by eye on the pages of tests/data/pages.
_MOST_OF_PROSE = 40.0
_CHARACTERS_A_POINT = 8.0
_OF_LABEL = -0.5
_OF_OTHER_LINE = -2.0
_OF_MENU = -5.0
_OF_OWN_WORDS = -10.0
_OF_LINK_HEAD = -6.0
_LEAST_SCORE = 2.0
_CLOSING = (OWN_WORDS, "copyright", "tags", "comments", "newsletter", "end of the report")
# What may stand in the midst of a report, and how long it may be there.
_ASIDES = ("advertisement", "another article", "caption", "rule", "label", "share", OWN_WORDS)
_LONGEST_ASIDE = 7
_SHORTEST_SENTENCE = 4
_WORDS_OF_A_LINK = 6
# A headline stands at most so many lines above the report.
_HEADLINE_REACH = 40
_SHORTEST_HEADLINE, _USUAL_HEADLINE, _LONGEST_HEADLINE = 12, 150, 250
_FEWEST_WORDS = 3


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
    headline = _headline([lines[position] for position in filled], first, title)
    last = _end([lines[position] for position in filled], last)
    first = first if headline is None else headline + 1
    return Report(None if headline is None else filled[headline], filled[first], filled[last])


def is_page(lines: Sequence[str]) -> bool:
    """Whether the lines are a whole page: several are words of its menus and its small print."""
    frame = len({line.casefold() for line in lines if line and (is_frame(line) or rule_of(line, "anywhere") == "copyright")})
    menu = len({line.casefold() for line in lines if line and is_navigation(line)})
    return (frame >= _FRAME_LINES and menu >= _MENU_LINES) or (frame > 0 and menu >= 2 * _MENU_LINES)


def _worth(line: str) -> float:
    rule = rule_of(line, "anywhere", "edge")
    if rule in _CLOSING:
        return _OF_OWN_WORDS
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


def _headline(lines: Sequence[str], first: int, title: str | None) -> int | None:
    """The likeliest headline above the report; a question that stands first in the report may be it."""
    counts = Counter(line.casefold() for line in lines)
    start = max(0, first - _HEADLINE_REACH)
    above = "\n".join(lines[start : first + 1]).casefold()
    dated = next((position for position in range(first, start, -1) if signature(lines[position])), first)
    close = next((position for position in range(first - 1, start, -1) if not _is_label(lines[position])), first)
    best, best_score = None, _LEAST_SCORE
    menus = 0
    for position in range(first, start - 1, -1):
        line = lines[position]
        menus += is_navigation(line)
        if title and line == title:
            return position
        count = counts[line.casefold()]
        score = _headline_score(line, count, above) or _LEAST_SCORE * 2 * (position == close and count > 1)
        score -= 0.1 * (first - position) + min(menus, 6) + 2.0 * (position > dated)
        if score > best_score and _is_above_report(lines, position):
            best, best_score = position, score
    return best


def _headline_score(line: str, count: int, above: str) -> float:
    """How much a line looks like a headline; a line that stands on the page again, as in a trail of links, is likelier."""
    is_again = count > 1 or above.count(line.casefold()) > 1
    is_cut = "\n" + line.casefold() + "\n" in above and above.count("\n" + line.casefold()) > count
    if len(line) > _LONGEST_HEADLINE or is_navigation(line) or rule_of(line, "anywhere", "edge") or signature(line):
        return 0.0
    if len(line) < _SHORTEST_HEADLINE or word_count(line) < _FEWEST_WORDS:
        return 0.0
    score = 3.0 + 2.0 * (is_again and not is_cut) + min(word_count(line), 8) / 4 - (len(line) > _USUAL_HEADLINE)
    return score - 2.0 if line.endswith(("।", ".")) else score


def _is_above_report(lines: Sequence[str], position: int) -> bool:
    """Whether what follows a line is what follows a headline: a signature, a label, a standfirst, the report."""
    behind = lines[position + 1] if position + 1 < len(lines) else ""
    is_sentence = is_prose(lines[position]) and lines[position].endswith((".", "।"))
    return _is_label(behind) or not (is_navigation(behind) or is_sentence)


def _is_label(line: str) -> bool:
    return rule_of(line, "anywhere", "edge") is not None or signature(line) is not None


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
    """Where the report goes on behind an aside, a picture or a few links in its midst; None where it does not."""
    for other in range(position, min(position + _LONGEST_ASIDE, len(lines))):
        line = lines[other]
        if is_navigation(line) or rule_of(line, "anywhere", "edge") not in (None, *_ASIDES):
            return None
        if ends_sentence(line) and word_count(line) >= _SHORTEST_SENTENCE and not rule_of(line, "anywhere", "edge"):
            return other
    return None


def _closes(line: str) -> bool:
    return bool(is_navigation(line) or rule_of(line, "anywhere", "edge", "company") or _is_dated(line))


def _is_dated(line: str) -> bool:
    found = signature(line)
    return found is not None and found.is_labelled
