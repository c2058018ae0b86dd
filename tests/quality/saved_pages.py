"""How well saved pages are read: words of the text, title and day, against gold made by reading.

    python -m tests.quality.saved_pages [FOLDER...]

A folder holds NAME.html or NAME.html.gz beside NAME.gold.json: title, published, text, and optionally "optional", lines that
count neither for nor against. Where the gold has "refused", the page holds no article, and that is what is expected.
"""

import gzip
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from index.models import Article
from index.reading.files import Failure, read_file
from index.text.normalise import normalise

sys.path.insert(0, str(Path(__file__).parents[1]))
from page_samples import SAMPLES  # noqa: E402 (as the tests import it)

FOLDERS = (Path("../shared/data/pages"),)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_JOINERS = regex.compile("[\u200c\u200d]")


@dataclass(frozen=True)
class PageScore:
    """How one page was read. `lost` are lines of the gold text that are not in the article."""

    name: str
    precision: float
    recall: float
    title: bool
    day: bool
    lost: tuple[str, ...]


def measure(folder: Path) -> Iterator[PageScore]:
    """The scores of the pages of a folder."""
    with tempfile.TemporaryDirectory() as place:
        for gold_path in sorted(folder.glob("*.gold.json")):
            name = gold_path.name.removesuffix(".gold.json")
            page = Path(place, f"{name}.html")
            packed, plain = folder / f"{name}.html.gz", folder / f"{name}.html"
            page.write_bytes(gzip.decompress(packed.read_bytes()) if packed.exists() else plain.read_bytes())
            yield score(name, [*read_file(page)][0], json.loads(gold_path.read_text("utf-8")))


def measure_samples() -> Iterator[PageScore]:
    """The scores of the pages that the tests read."""
    with tempfile.TemporaryDirectory() as place:
        for sample in SAMPLES:
            page = Path(place, f"{sample.name}.html")
            page.write_bytes(sample.data)
            gold = {"refused": sample.refused} if sample.refused else {"text": sample.text, "title": sample.title}
            found = [*read_file(page)][0]
            day = found.published and found.published.isoformat() if isinstance(found, Article) else None
            yield score(sample.name, found, {**gold, "published": day if sample.published == "?" else sample.published})


def score(name: str, found: Article | Failure, gold: Mapping[str, str | None]) -> PageScore:
    """One page against its gold."""
    if "refused" in gold or not isinstance(found, Article):
        right = isinstance(found, Failure) and (gold.get("refused") or "\0") in found.reason
        return PageScore(name, right, right, right, right, () if right else (str(found)[:200],))
    given, wanted, allowed = words(found.text), words(gold["text"] or ""), words(gold.get("optional") or "")
    hits = sum((given & wanted).values())
    extra = sum((given - wanted - allowed).values())
    body = squeezed(found.text)
    lost = [line for line in (gold["text"] or "").split("\n") if line.strip() and squeezed(line) not in body]
    day = found.published.isoformat() if found.published else None
    return PageScore(
        name,
        hits / max(1, hits + extra),
        hits / max(1, sum(wanted.values())),
        " ".join(found.title.split()) == " ".join(normalise(gold["title"] or "").split()),
        day == gold["published"],
        tuple(lost),
    )


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_JOINERS.sub("", normalise(text)).lower()))


def squeezed(text: str) -> str:
    """A text's words alone."""
    return " ".join(_WORD.findall(_JOINERS.sub("", normalise(text)).lower()))


def main() -> None:
    """Prints a line a page and the means of each folder."""
    _print("our own pages", list(measure_samples()))
    for folder in map(Path, sys.argv[1:]) if sys.argv[1:] else FOLDERS:
        if folder.is_dir():
            _print(str(folder), list(measure(folder)))
        else:
            print(f"{folder} is not there: left out")


def _print(name: str, scores: Sequence[PageScore]) -> None:
    print(f"{name}\n{'page':<28} precision  recall  title  day")
    for each in scores:
        print(f"{each.name:<28} {each.precision:9.3f} {each.recall:7.3f}  {each.title!s:<5}  {each.day!s:<5}")
        for line in each.lost:
            print(f"    lost: {line[:110]}")
    count = len(scores)
    means = [sum(getattr(each, name) for each in scores) / count for name in ("precision", "recall", "title", "day")]
    lost = sum(len(each.lost) for each in scores)
    print(f"{f'{count} pages':<28} {means[0]:9.3f} {means[1]:7.3f}  {means[2]:.2f}   {means[3]:.2f}  {lost} lines lost\n")


if __name__ == "__main__":
    main()
