"""Sources of a build: files and folders, and articles that are made in memory, into a generation that is being written."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from index.errors import SourceError
from index.generation import GenerationWriter
from index.models import Article
from index.reading import SUFFIXES, Failure, find_files, prepare, read_file

Source = str | Path | Article


def stage(sources: Sequence[Source], writer: GenerationWriter, may_be_empty: bool) -> tuple[set[str], list[Failure]]:
    """Reads the sources into the writer: the paths, as articles have them, of files that were read without a failure, and
    the failures. Raises SourceError when nothing could be read, or without `may_be_empty` when nothing was there.
    """
    files, failures, staged = set[str](), [], 0
    for read in _read(sources):
        paths, failed = set[str](), False
        for article in read:
            if isinstance(article, Failure):
                failures.append(article)
                failed = True
            elif taken := writer.stage(article):
                where = article.path or repr(article.title)
                failures.append(Failure(where, f"the id {article.id!r} is already taken by an article of {taken}"))
            else:
                staged += 1
                paths |= {article.path} if article.path else set()
        if not failed:
            files |= paths
    if not staged and (failures or not may_be_empty):
        raise SourceError(_nothing_read(sources, failures))
    return files, failures


def _read(sources: Sequence[Source]) -> Iterator[Iterable[Article | Failure]]:
    """What each file and each article in memory holds."""
    for source in sources:
        if isinstance(source, Article):
            yield [prepare(source)]
    for found in find_files([Path(source) for source in sources if not isinstance(source, Article)]):
        yield [found] if isinstance(found, Failure) else read_file(found)


def _nothing_read(sources: Sequence[Source], failures: Sequence[Failure]) -> str:
    if not failures:
        places = ", ".join(str(source) for source in sources if not isinstance(source, Article)) or "no sources"
        return f"There is nothing to index in {places}: no {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file."
    reasons = "; ".join(f"{failure.where}: {failure.reason}" for failure in failures[:3])
    more = f"; and {len(failures) - 3} more" if len(failures) > 3 else ""
    return f"There is nothing to index: {reasons}{more}."


def gone(articles: Iterable[Article], read: set[str]) -> list[str]:
    """The ids of articles that were not staged though the file that held them was read, or whose file is not there."""
    return [article.id for article in articles if article.path and (article.path in read or _is_missing(article.path))]


def _is_missing(path: str) -> bool:
    """Whether there is no such file. The stored path is in NFC; a name that was no UTF-8 holds question marks, so that
    nothing is known of it.
    """
    forms = {path, unicodedata.normalize("NFD", path)}
    return "?" not in path and not any(Path(form).exists() for form in forms)
