"""Sources of a build: files and folders, and articles that are made in memory, into a generation that is being written."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from index.errors import SourceError
from index.models import Article
from index.reading.cleaning.collection import REPEATED, RepeatedLines
from index.reading.files import SUFFIXES, Failure, find_files, prepare, read_file, stored_form, stored_path
from index.storage.local import Index
from index.storage.writer import GenerationWriter

Source = str | Path | Article

# From so many on, losing most articles at once is more likely a mistake than meant; judged by eye.
_MANY = 5


def stage(sources: Sequence[Source], writer: GenerationWriter, may_be_empty: bool) -> tuple[set[str], list[Failure]]:
    """Reads the sources into the writer: the paths, as articles have them, of files that were read without a failure, and
    the failures. Raises SourceError when nothing could be read, or without `may_be_empty` when nothing was there.
    """
    files, failures, staged = set[str](), [], 0
    repeated = RepeatedLines(writer.previous_without(REPEATED))
    for path, read in _read(sources):
        failed = False
        for article in read:
            if isinstance(article, Failure):
                failures.append(article)
                failed = True
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


def _read(sources: Sequence[Source]) -> Iterator[tuple[str | None, Iterable[Article | Failure]]]:
    """What each file and each article in memory holds, and the path of a file as its articles have it."""
    for source in sources:
        if isinstance(source, Article):
            yield None, [prepare(source)]
    for found in find_files([Path(source) for source in sources if not isinstance(source, Article)]):
        yield (None, [found]) if isinstance(found, Failure) else (stored_path(found), read_file(found))


def _nothing_read(sources: Sequence[Source], failures: Sequence[Failure]) -> str:
    if not failures:
        places = ", ".join(str(source) for source in sources if not isinstance(source, Article)) or "no sources"
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
    """Raises SourceError where pruning would drop most articles: a folder that isn't mounted looks like one that was emptied."""
    articles = previous.manifest.articles
    empty = [source for source in sources if not isinstance(source, Article) and _is_empty(Path(source))]
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
