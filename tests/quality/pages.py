"""Pages of our own making, and saved ones where they are at hand, with what is the report in them."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.text.words import words

from .pasted import pasted

OWN = Path(__file__).resolve().parents[1] / "data" / "pages"
HELD_OUT = OWN.with_name("pages_held_out")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "pages"


@dataclass(frozen=True)
class Page:
    """A page as it is pasted, and its gold. Lines of `neutral`, standfirsts and summaries, count neither for nor against."""

    name: str
    language: str
    text: str
    title: str
    gold: str
    neutral: str
    published: date | None
    author: str | None


def own_pages(folder: Path = OWN) -> list[Page]:
    """The pages of a folder of our own: those that the rules were fitted on, or those that were not looked at for them."""
    return [_own(path) for path in sorted(folder.glob("*.page"))]


def shared_pages() -> list[Page]:
    """The saved pages beside the repository, pasted; none where there are none."""
    return list(_shared()) if SHARED.is_dir() else []


@dataclass(frozen=True)
class Score:
    """Shares of words, and the lines of the gold that are not in the text."""

    precision: float
    recall: float
    lost: list[str]


def score(page: Page, text: str) -> Score:
    """How near a text is to a page's gold, by words."""
    found, gold = Counter(words(text)), Counter(words(page.gold))
    neutral = Counter(words(page.neutral))
    right = (found & gold).total()
    wrong = (found - gold - neutral).total()
    kept = _bare(text)
    lost = [line for line in page.gold.split("\n") if _bare(line) not in kept]
    return Score(right / max(1, right + wrong), right / max(1, gold.total()), lost)


def _bare(text: str) -> str:
    return "".join(words(text))


def _own(path: Path) -> Page:
    lines = path.read_text(encoding="utf-8").splitlines()
    values = dict(line[1:].split(" ", 1) for line in lines if line.startswith("@"))
    marked = [(line[0], line[2:]) for line in lines if not line.startswith("@")]
    return Page(
        path.stem,
        path.stem[:2],
        "\n".join(line for _, line in marked),
        next(line for mark, line in marked if mark == "#"),
        "\n".join(line for mark, line in marked if mark == "="),
        "\n".join(line for mark, line in marked if mark == "~"),
        None if values["published"] == "-" else date.fromisoformat(values["published"]),
        None if values["author"] == "-" else values["author"],
    )


def _shared() -> Iterator[Page]:
    for path in sorted(SHARED.glob("*.html.gz")):
        name = path.name.removesuffix(".html.gz")
        gold = json.loads((SHARED / f"{name}.gold.json").read_text(encoding="utf-8"))
        published = date.fromisoformat(gold["published"]) if gold["published"] else None
        text = pasted(gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))
        yield Page(name, gold["language"], text, gold["title"], gold["text"], "", published, None)
