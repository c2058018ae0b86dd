"""Sources of a build: files and folders, and articles that are made in memory, into a generation that is being written."""

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import SourceError
from index.models import Article
from index.reading.cleaning.collection import REPEATED, RepeatedLines
from index.reading.files import SUFFIXES, Failure, find_files, prepare, read_file, read_stream, stored_form, stored_path
from index.reading.network.memory import Found, Memory, Unchanged, is_address
from index.storage.index import Index
from index.storage.place import Writer

if TYPE_CHECKING:
    from index.reading.network.addresses import WebReader


@dataclass(frozen=True)
class Apart:
    """A file whose articles are told from all others by a mark before their ids, so that they can't replace any."""

    path: Path
    mark: str


Source = str | Path | Article | Apart
STANDARD_INPUT = "-"

# From so many on, losing most articles at once is more likely a mistake than meant; judged by eye.
_MANY = 5


def stage(
    sources: Sequence[Source],
    writer: Writer,
    may_be_empty: bool,
    read_address: Callable[[str], Iterable[Found]] = lambda url: [],
    articles_of: Callable[[Path], Iterable[Found]] = read_file,
) -> tuple[set[str], list[Failure]]:
    """Reads the sources into the writer: the paths, as articles have them, of files that were read without a failure, and
    the failures. Raises SourceError when nothing could be read, or without `may_be_empty` when nothing was there.
    """
    files, failures, staged = set[str](), list[Failure](), 0
    repeated = RepeatedLines(writer.previous_without(REPEATED))
    for path, read in _read(sources, read_address, articles_of):
        failed = False
        for article in read:
            if isinstance(article, Failure):
                failures.append(article)
                failed = True
            elif isinstance(article, Unchanged):
                may_be_empty = True
            elif taken := writer.stage(article):
                where = article.path or repr(article.title)
                failures.append(Failure(where, f"the id {article.id!r} is already taken by {taken}"))
            else:
                repeated.see(article)
                staged += 1
        if path and not failed:
            files.add(path)
    if not staged and (failures or not may_be_empty):
        raise SourceError(_nothing_read(sources, failures))
    if repeated.has_learned:
        writer.restage(repeated.without)
    return files, failures


def _read(
    sources: Sequence[Source],
    read_address: Callable[[str], Iterable[Found]],
    articles_of: Callable[[Path], Iterable[Found]],
) -> Iterator[tuple[str | None, Iterable[Found]]]:
    """What each file, each address and each article in memory holds, and the path of a file as its articles have it."""
    paths = []
    for source in sources:
        if isinstance(source, Article):
            yield None, [prepare(source)]
        elif isinstance(source, Apart):
            yield stored_path(source.path), map(partial(_marked, source.mark), read_file(source.path))
        elif source == STANDARD_INPUT:
            yield None, read_stream(sys.stdin.buffer.read(), "stdin")
        elif is_address(source):
            yield None, read_address(str(source))
        else:
            paths.append(Path(source))
    for found in find_files(paths):
        yield (None, [found]) if isinstance(found, Failure) else (stored_path(found), articles_of(found))


@contextmanager
def web_reader(memory: Memory, known: Callable[[str], bool], allow_private: bool) -> Iterator[Callable[[str], Iterable[Found]]]:
    """What reads addresses, made when the first is read: importing what it needs takes half a second."""
    readers: list[WebReader] = []
    with ExitStack() as stack:

        def read(url: str) -> Iterable[Found]:
            if not readers:
                from index.reading.network.addresses import WebReader
                from index.reading.network.fetching import Fetcher

                fetcher = Fetcher(allow_private)
                stack.callback(fetcher.close)
                readers.append(WebReader(fetcher, memory, known))
            return readers[0].read(url)

        yield read


def _marked(mark: str, read: Article | Failure) -> Article | Failure:
    return replace(read, id=mark + read.id) if isinstance(read, Article) else read


def _nothing_read(sources: Sequence[Source], failures: Sequence[Failure]) -> str:
    if not failures:
        places = ", ".join(str(source) for source in sources if not isinstance(source, Article | Apart)) or "no sources"
        return f"There is nothing to index in {places}: no {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file."
    reasons = "; ".join(f"{failure.where}: {failure.reason}" for failure in failures[:3])
    more = f"; and {len(failures) - 3} more" if len(failures) > 3 else ""
    return f"There is nothing to index: {reasons}{more}."


def gone(articles: Iterable[Article], read: set[str]) -> list[str]:
    """The ids of articles that were not staged though the file that held them was read, or whose file is not there."""
    entries = cache(_entries)

    @cache
    def folders(stored: Path) -> list[Path]:
        if stored == stored.parent:
            return [stored]
        return [found for parent in folders(stored.parent) for found in entries(parent).get(stored.name, ())] or [stored]

    def is_there(stored: Path) -> bool:
        return stored.exists() or any(stored.name in entries(folder) for folder in folders(stored.parent))

    return [article.id for article in articles if article.path and (article.path in read or not is_there(Path(article.path)))]


def refuse_to_drop_most(sources: Sequence[Source], leaving: Sequence[str], previous: Index) -> None:
    """Raises SourceError where pruning would drop most articles: a folder that isn't mounted looks like an emptied one."""
    articles = previous.manifest.articles
    paths = [source for source in sources if isinstance(source, str | Path) and not is_address(source)]
    empty = [source for source in paths if _is_empty(Path(source))]
    if len(leaving) * 2 > articles and (len(leaving) >= _MANY or empty):
        hint = f"{empty[0]} is empty. " if empty else ""
        raise SourceError(
            f"Pruning would drop {len(leaving)} of {articles} articles. {hint}If their files are gone for good, say so with "
            "--prune --yes; the index is as it was."
        )


def _is_empty(source: Path) -> bool:
    return source.is_dir() and not any(source.iterdir())


def _entries(folder: Path) -> Mapping[str, list[Path]]:
    """What a folder holds, by name in the form that stored paths have; nothing where it can't be listed."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    try:
        for name in os.listdir(folder):
            found[stored_form(name)].append(folder / name)
    except OSError:
        return {}
    return found
