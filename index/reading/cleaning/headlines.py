"""The headline of a report on a page that was pasted whole: one of the lines above it."""

from collections import Counter
from collections.abc import Sequence

import regex

from index.reading.cleaning.furniture import rule_of
from index.reading.cleaning.lines import LONGEST_FURNITURE, is_prose, word_count
from index.reading.cleaning.menus import is_navigation
from index.reading.cleaning.signature import signature

# It stands at most so many lines above the report.
_REACH = 40
# Characters and words; judged by eye on the pages of tests/data/pages, as are the points below.
_SHORTEST, _USUAL, _LONGEST = 12, 150, 250
_FEWEST_WORDS, _ENOUGH_WORDS = 3, 8
_LEAST_SCORE = 2.0
_OF_HEADLINE = 3.0
_OF_STANDING_AGAIN = 2.0
_OF_SENTENCE = -2.0
_BELOW_SIGNATURE = -2.0
_A_LINE_AWAY = -0.1
_A_MENU_AWAY = -1.0
_MOST_MENUS = 6
# A trail of links, "Home / News / Headline", and what its last step has at least where it is no section's name.
_STEP = regex.compile(r"\s[/›>»⁄]\s|[›»⁄]")
_TELLING_TRAIL = 20


def find_headline(lines: Sequence[str], first: int, title: str | None) -> int | None:
    """The position of the likeliest headline, or of the given title, above the report whose prose begins at `first`.

    A question that stands first in the report may be it.
    """
    start = max(0, first - _REACH)
    times = _Times(lines, start, first)
    signed = next((at for at in range(first, start, -1) if signature(lines[at])), first)
    close = next((at for at in range(first - 1, start, -1) if not _is_label(lines[at])), first)
    best, best_score, menus = None, _LEAST_SCORE, 0
    for at in range(first, start - 1, -1):
        line = lines[at]
        if title and line == title:
            return at
        menus += is_navigation(line)
        score = _score(line, times)
        if not score and at == close and times.counts[line.casefold()] > 1:
            score = 2 * _LEAST_SCORE  # "History", which the menu has, too
        score += _A_LINE_AWAY * (first - at) + _A_MENU_AWAY * min(menus, _MOST_MENUS) + _BELOW_SIGNATURE * (at > signed)
        if score > best_score and _is_above_report(lines, at):
            best, best_score = at, score
    return best


def leads_to(line: str, headline: str) -> bool:
    """Whether a line is a trail of links that ends in a headline."""
    trail = _end_of_trail(line)
    return len(trail) >= _TELLING_TRAIL and headline.startswith(trail)


class _Times:
    """How often lines stand on the page, and what stands above the report."""

    def __init__(self, lines: Sequence[str], start: int, first: int) -> None:
        self.counts = Counter(line.casefold() for line in lines)
        self.above = "\n".join(["", *lines[start : first + 1], ""]).casefold()
        self.trails = {trail for line in lines if len(trail := _end_of_trail(line)) >= _TELLING_TRAIL}

    def is_again(self, line: str) -> bool:
        """Whether a line stands on the page again, or a trail of links leads to it."""
        folded = line.casefold()
        stands_again = self.counts[folded] > 1 or self.above.count(folded) > 1 or any(map(line.startswith, self.trails))
        return stands_again and not self._is_cut(folded)

    def _is_cut(self, folded: str) -> bool:
        """Whether a longer line above the report begins with this one."""
        return self.above.count("\n" + folded) > self.counts[folded]


def _score(line: str, times: _Times) -> float:
    """How much a line looks like a headline."""
    is_long_enough = _SHORTEST <= len(line) <= _LONGEST and word_count(line) >= _FEWEST_WORDS
    if not is_long_enough or is_navigation(line) or _is_label(line):
        return 0.0
    score = _OF_HEADLINE + _OF_STANDING_AGAIN * times.is_again(line) + 2 * min(word_count(line) / _ENOUGH_WORDS, 1)
    return score - (len(line) > _USUAL) + _OF_SENTENCE * line.endswith(("।", "."))


def _is_above_report(lines: Sequence[str], at: int) -> bool:
    """Whether what follows a line is what follows a headline: a signature, a label, a standfirst, the report."""
    behind = lines[at + 1] if at + 1 < len(lines) else ""
    is_sentence = is_prose(lines[at]) and lines[at].endswith((".", "।"))
    return _is_label(behind) or not (is_navigation(behind) or is_sentence)


def _is_label(line: str) -> bool:
    return rule_of(line, "anywhere", "edge") is not None or signature(line) is not None


def _end_of_trail(line: str) -> str:
    """The last step of a trail; nothing for a line that is none."""
    steps = _STEP.split(line[:LONGEST_FURNITURE])
    return steps[-1].strip() if len(steps) > 1 else ""
