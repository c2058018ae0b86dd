"""How well pages that were pasted whole are cleaned: words of the report, its lines, headline, day and author.

    python -m tests.quality.pasted_pages [--lines]

"fitted" are pages of our own that the rules were made with, "held out" those that were written afterwards, "saved" the real
ones of ../shared/data/pages, where they are at hand. With --lines the lines that went wrong are listed.
"""

import sys
from collections.abc import Iterator, Sequence

from index.reading.cleaning import Cleaned, clean
from index.text.normalise import normalise

from .pages import HELD_OUT, Page, Score, own_pages, score, shared_pages

Result = tuple[Page, Cleaned, Score]


def results(pages: Sequence[Page]) -> list[Result]:
    """Every page cleaned, and its score."""
    cleaned = [clean(page.text) for page in pages]
    return [(page, each, score(page, each.text)) for page, each in zip(pages, cleaned, strict=True)]


def groups() -> Iterator[tuple[str, list[Result]]]:
    """The results by group, Hindi and English apart."""
    for name, pages in (("fitted", own_pages()), ("held out", own_pages(HELD_OUT)), ("saved", shared_pages())):
        for language in ("hi", "en"):
            chosen = [page for page in pages if page.language == language]
            if chosen:
                yield f"{name}, {language}", results(chosen)


def table() -> str:
    """The means of each group; the day and the author of saved pages are not in their gold as they stand on the page."""
    lines = [f"{'pasted pages':<14}{'n':>4}{'precision':>11}{'recall':>8}{'lines lost':>12}{'title':>7}{'day':>6}"]
    for name, those in groups():
        n = len(those)
        precision, recall = (sum(getattr(each, part) for *_, each in those) / n for part in ("precision", "recall"))
        lost = sum(len(each.lost) for *_, each in those)
        titles = sum(cleaned.title == _line(page.title) for page, cleaned, _ in those)
        days = sum(cleaned.published == page.published for page, cleaned, _ in those)
        lines.append(f"{name:<14}{n:>4}{precision:>11.3f}{recall:>8.3f}{lost:>12}{titles / n:>7.2f}{days / n:>6.2f}")
    return "\n".join(lines)


def wrong_lines() -> Iterator[str]:
    """Lines of reports that were lost, and lines that are none and were kept."""
    for _, those in groups():
        for page, cleaned, found in those:
            yield f"{page.name}: {found.precision:.3f} {found.recall:.3f} {cleaned.title!r}"
            known = "".join((page.gold + page.neutral).split())
            yield from (f"    lost  {line}" for line in found.lost)
            yield from (f"    kept  {line}" for line in cleaned.text.split("\n") if line and "".join(line.split()) not in known)


def _line(text: str) -> str:
    return " ".join(normalise(text).split())


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
    if "--lines" in sys.argv:
        sys.stdout.write("\n".join(wrong_lines()) + "\n")
