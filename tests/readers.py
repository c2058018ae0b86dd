"""Readers in threads over an index that is built again and again: does every answer come from one generation?"""

import threading
from pathlib import Path

import regex
from fakes import FakeEmbedder
from files import write_articles

from assistant import Assistant
from index.building.build import build
from index.storage.local import Index

_SUBJECTS = (
    "river flooded the old town",
    "council met about the river",
    "bridge over the river closed",
    "river froze in winter",
)
_VERSION = regex.compile(r"edition (\d+)")


def write_edition(folder: Path, number: int) -> None:
    """Articles that all carry the same number."""
    names = (("north", "south", "east", "west") * 2)[number % 4 :][:4]
    texts = {
        f"{at}.txt": f"In edition {number} the {subject} of the {name}. Nobody in the {name} was hurt, says edition {number}."
        for at, (subject, name) in enumerate(zip(_SUBJECTS, names, strict=True))
    }
    write_articles(folder, texts)


def mixed_or_failed(folder: Path, path: Path, *, readers: int, rebuilds: int) -> tuple[list[object], list[set[str]]]:
    """What went wrong while `readers` asked and `rebuilds` were made, and the editions each reader met."""
    write_edition(folder, 0)
    build([folder], path, embedder=FakeEmbedder())
    assistant = Assistant(Index.open(path), FakeEmbedder(), min_confidence=0)
    wrong: list[object] = []
    met: list[set[str]] = [set() for _ in range(readers)]
    done = threading.Event()

    def read(editions: set[str]) -> None:
        last = -1
        while not done.is_set():
            try:
                found = assistant.search("Which river flooded the town?")
                answer = assistant.answer(found)
            except BaseException as error:
                wrong.append(error)
                return
            quotes = [citation.quote for one in answer.citations for citation in (one, *one.also)]
            texts = [*quotes, *(article.text for article in found.articles.values()), *(hit.passage.text for hit in found.hits)]
            versions = {version for text in texts for version in _VERSION.findall(text)}
            if len(versions) != 1 or not quotes or int(min(versions)) < last:
                wrong.append((last, versions, quotes))
            last = int(min(versions, default=-1))
            editions |= versions

    threads = [threading.Thread(target=read, args=(editions,)) for editions in met]
    for thread in threads:
        thread.start()
    try:
        for number in range(1, rebuilds + 1):
            write_edition(folder, number)
            build([folder], path, embedder=FakeEmbedder())
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert _VERSION.findall(assistant.ask("Which river flooded the town?").text)[0] == str(rebuilds)
    return wrong, met
