"""Tables as lines of text."""

from collections.abc import Sequence

# Judged by eye: a longer cell is no heading, and one that is this long is a text that a table was used to lay out.
_HEADING_MAX = 60
_TEXT_MIN = 200


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """A line a row, each cell with its column's heading: "Station: Ranchi | Rain: 12 mm"."""
    filled = [[" ".join(cell.split()) for cell in row] for row in rows]
    filled = [row for row in filled if any(row)]
    if not filled:
        return []
    if len(filled) < 2 or max(map(len, filled)) < 2 or any(len(cell) >= _TEXT_MIN for row in filled for cell in row):
        return [cell for row in filled for cell in row if cell]
    head = filled[0]
    if not all(head) or any(len(cell) > _HEADING_MAX for cell in head):
        return [" | ".join(filter(None, row)) for row in filled]
    return [" | ".join(_with_heading(head, at, cell) for at, cell in enumerate(row) if cell) for row in filled[1:]]


def _with_heading(head: Sequence[str], at: int, cell: str) -> str:
    return f"{head[at].rstrip(' :')}: {cell}" if at < len(head) else cell
