"""Lines that stand on several pages of one source: what no list of words knows is learned from the collection.

A build reads all its articles, counting their lines, and then takes away those that are a source's own. A line is that by its
place: at the head or the foot of several articles, where all lines outward are such lines, too. Sentences, which a report may
repeat every year, need many more articles than labels; rows of tables, and lines with a number, are never furniture.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.models import Article
from index.reading.cleaning.lines import LONGEST_FURNITURE, is_field, is_prose
from index.text.headline import derived_title

REPEATED = "repeated on other pages"
# Judged by eye: three pages make a label, half of many pages a sentence of the site's own.
_FEWEST_PAGES = 3
_FEWEST_PAGES_OF_PROSE = 6
_SHARE = 0.2
_SHARE_OF_PROSE = 0.5
# So many lines at each end of an article are looked at.
_REACH = 12
# An article of which more than this share repeats is a near copy of others, not a page in the same frame.
_MOST_REPEATED = 0.4
# Lines that were seen once are forgotten above this number, so that memory stays bounded.
_MOST_LINES = 200_000


class RepeatedLines:
    """What the pages of each source share, counted over the articles of a build and known from the one before."""

    def __init__(self, known: Iterable[Article] = ()) -> None:
        self._pages: Counter[str] = Counter()
        self._lines: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._known: defaultdict[str, set[str]] = defaultdict(set)
        for article in known:
            if group := _group(article):
                self._known[group] |= {line for rule, line in article.removed if rule == REPEATED}

    @property
    def has_learned(self) -> bool:
        """Whether there may be lines to take away."""
        often = (line for lines in self._lines.values() for line, count in lines.items() if count >= _FEWEST_PAGES)
        return bool(self._known) or next(often, None) is not None

    def see(self, article: Article) -> None:
        """Counts the lines of an article."""
        if group := _group(article):
            lines = article.text.split("\n")
            self._pages[group] += 1
            counted = self._lines[group]
            counted.update({line for line in [*lines[:_REACH], *lines[-_REACH:]] if _may_repeat(line)})
            if len(counted) > _MOST_LINES:
                self._lines[group] = Counter({line: count for line, count in counted.items() if count > 1})

    def without(self, article: Article) -> Article:
        """The article without the lines that are its source's own."""
        group = _group(article)
        if group is None or not (self._lines[group] or self._known[group]):
            return article
        lines = article.text.split("\n")
        repeated = [self._is_repeated(group, line) for line in lines]
        first = next((at for at, (line, is_one) in enumerate(zip(lines, repeated, strict=True)) if line and not is_one), None)
        if first is None:
            return article
        last = max(at for at, (line, is_one) in enumerate(zip(lines, repeated, strict=True)) if line and not is_one)
        taken = [line for line in [*lines[:first], *lines[last + 1 :]] if line]
        if not taken or sum(map(len, taken)) > _MOST_REPEATED * len(article.text):
            return article
        return _kept(article, lines, first, last, taken)

    def _is_repeated(self, group: str, line: str) -> bool:
        if line in self._known[group]:
            return True
        share, fewest = (_SHARE_OF_PROSE, _FEWEST_PAGES_OF_PROSE) if is_prose(line) else (_SHARE, _FEWEST_PAGES)
        return self._lines[group][line] >= max(fewest, share * self._pages[group])


def _kept(article: Article, lines: Sequence[str], first: int, last: int, taken: Sequence[str]) -> Article:
    text = "\n".join(lines[first : last + 1])
    start = sum(len(line) + 1 for line in lines[:first])
    title = derived_title(text) if article.title == derived_title(article.text) else article.title
    pages = tuple(min(max(0, page - start), len(text)) for page in article.pages)
    return replace(
        article, title=title, text=text, pages=pages, removed=(*article.removed, *((REPEATED, line) for line in taken))
    )


def _may_repeat(line: str) -> bool:
    is_short = 0 < len(line) <= LONGEST_FURNITURE
    return is_short and not is_field(line) and not any(character.isdecimal() for character in line)


def _group(article: Article) -> str | None:
    """Whose page an article is: its source's; of a page that was pasted without one, that of its line of copyright."""
    if article.source:
        return article.source
    marks = (line for rule, line in reversed(article.removed) if rule == "copyright" or line.startswith(("©", "Copyright")))
    mark = next(marks, None)
    return "".join(character for character in mark if not character.isdecimal()) if mark else None
