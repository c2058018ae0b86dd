"""The lines of a text while it is cleaned: which of them stand, which are gone, and by which rule."""

from collections.abc import Iterator, Sequence

from index.reading.cleaning.furniture import rule_of
from index.reading.cleaning.lines import is_prose
from index.reading.cleaning.page import Report, find_report

# Without a paragraph to tell where the report begins and ends, its edges are so many lines.
_EDGE_LINES = 4
# A signature stands among so many lines at the head of a text, or at its foot.
_HEAD_LINES, _FOOT_LINES = 12, 6
_PAGE_HEAD_LINES = 60


class Sheet:
    """Lines and their fate. `report` says where the report stands on a page that was pasted whole.

    `head` and `foot` hold the positions before the first and behind the last paragraph of prose, in their order.
    """

    def __init__(self, lines: Sequence[str], title: str | None) -> None:
        self.lines = lines
        self.report: Report | None = find_report(lines, title)
        self.gone: dict[int, str] = {}
        inside = range(len(lines)) if self.report is None else range(self.report.first, self.report.last + 1)
        self.filled = [position for position in inside if lines[position]]
        prose = [position for position in self.filled if is_prose(lines[position]) and not rule_of(lines[position], "edge")]
        self.prose = frozenset(prose)
        if prose:
            self.head = [position for position in self.filled if position < prose[0]]
            self.foot = [position for position in self.filled if position > prose[-1]]
        else:
            self.head, self.foot = self.filled[:_EDGE_LINES], self.filled[-_EDGE_LINES:]
        self.edges = frozenset([*self.head, *self.foot])
        # Where a signature may stand: a standfirst may stand above it.
        behind = prose[1] if len(prose) > 1 else len(lines)
        at_top = self.filled[: _PAGE_HEAD_LINES if self.report else _HEAD_LINES]
        self.top = [position for position in at_top if position < behind]
        self.bottom = self.foot[-_FOOT_LINES:]

    @property
    def is_page(self) -> bool:
        """Whether this is a page that was pasted whole."""
        return self.report is not None

    def drop(self, position: int, rule: str) -> None:
        """Takes a line away; the rule that came first keeps it."""
        self.gone.setdefault(position, rule)

    def standing(self) -> Iterator[int]:
        """The positions of lines that are not blank and not gone."""
        return (position for position in self.filled if position not in self.gone)

    def kept(self) -> list[str]:
        """The lines that stand, and the blank ones between them."""
        first, last = (self.report.first, self.report.last) if self.report else (0, len(self.lines) - 1)
        return [self.lines[position] for position in range(first, last + 1) if position not in self.gone]

    def removed(self) -> list[tuple[str, str]]:
        """The lines that are gone, in their order, each behind its rule."""
        report = self.report
        taken = dict(self.gone)
        for position, line in enumerate(self.lines):
            if report and line and position != report.headline:
                if position < report.first:
                    taken.setdefault(position, "before the report")
                elif position > report.last:
                    taken.setdefault(position, "after the report")
        return [(rule, self.lines[position]) for position, rule in sorted(taken.items())]
