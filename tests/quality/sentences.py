"""Where sentences end: ours beside sentencex and pysbd, on sentences set down one a line.

    python -m tests.quality.sentences

Each paragraph of tests/data/sentences is joined by spaces, as it would stand in an article; the end of a paragraph is
given and doesn't count. Written by hand for this, half of it for abbreviations and initials.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from index.models import Language
from index.text.sentences import split_sentences

DATA = Path(__file__).resolve().parents[1] / "data" / "sentences"
Ends = Callable[[str], set[int]]


def paragraphs(language: Language) -> Iterator[tuple[str, set[int]]]:
    """Each paragraph as one line of text, and where its sentences end within it."""
    for block in (DATA / f"{language}.txt").read_text(encoding="utf-8").strip().split("\n\n"):
        text, ends = "", set[int]()
        for sentence in block.split("\n"):
            text += sentence
            ends.add(len(text))
            text += " "
        yield text.rstrip(), ends - {len(text) - 1}


def ours(text: str) -> set[int]:
    """Where our sentences end, but the last."""
    return {end for _, end in split_sentences(text)} - {len(text)}


def score(language: Language, find: Ends) -> tuple[float, float]:
    """Precision and recall of sentence ends."""
    found, gold, right = 0, 0, 0
    for text, ends in paragraphs(language):
        said = find(text)
        found, gold, right = found + len(said), gold + len(ends), right + len(said & ends)
    return right / found, right / gold


def others(language: Language) -> dict[str, Ends]:
    """The same of two libraries, where they are installed (they come with the development tools)."""
    import pysbd
    import sentencex

    segmenter = pysbd.Segmenter(language=language, clean=False)

    def by_pieces(split: Callable[[str], list[str]]) -> Ends:
        def find(text: str) -> set[int]:
            at, ends = 0, set[int]()
            for piece in split(text):
                at = text.find(piece.strip(), at) + len(piece.strip())
                ends.add(at)
            return ends - {len(text)}

        return find

    return {
        "sentencex": by_pieces(lambda text: list(sentencex.segment(language, text))),
        "pysbd": by_pieces(lambda text: list(segmenter.segment(text))),
    }


def main() -> None:
    """Prints the table."""
    table = Table("language", "by", "n", "precision", "recall", title="Sentence ends")
    languages: tuple[Language, ...] = ("hi", "en")
    for language in languages:
        count = sum(len(ends) for _, ends in paragraphs(language))
        for name, find in {"ours": ours, **others(language)}.items():
            table.add_row(language, name, str(count), *(f"{share:.3f}" for share in score(language, find)))
    Console().print(table)


if __name__ == "__main__":
    main()
