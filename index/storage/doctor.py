"""Is an index whole? Everything that `Index.open` has no time to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.embedding.embedder import load_embedder
from index.errors import AssistantError
from index.storage import layout
from index.storage.address import DatabaseAddress, read_address
from index.storage.index import Index


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and what is wrong with it; None where nothing is."""

    what: str
    problem: str | None = None


def examine(path: str | Path | DatabaseAddress) -> Iterator[Finding]:
    """Looks at an index, one thing after the other, and stops at what makes the rest pointless to look at."""
    address = read_address(path)
    if isinstance(address, DatabaseAddress):
        yield from _examine_database(address)
    else:
        yield from _examine_folder(address)


def _examine_database(address: DatabaseAddress) -> Iterator[Finding]:
    try:
        from index.storage.postgres.doctor import problem_of_articles, server, waiting
        from index.storage.postgres.index import DatabaseIndex

        index = DatabaseIndex.open_at(address)
    except AssistantError as error:
        yield Finding(f"database {address}", str(error))
        return
    try:
        yield Finding(server(index))
        yield _check_contents(index)
        yield Finding("every article, passage and sentence is as it was written", problem_of_articles(index))
        yield _check_model(index)
        yield Finding(waiting(index))
    except AssistantError as error:
        yield Finding(f"database {address}", str(error))
    finally:
        index.close()


def _examine_folder(path: Path) -> Iterator[Finding]:
    try:
        generation = layout.find_generation(path)
        manifest = layout.Manifest.read(generation / layout.MANIFEST)
    except AssistantError as error:
        yield Finding(f"{layout.CURRENT} and {layout.MANIFEST}", str(error))
        return
    yield Finding(f"{layout.CURRENT} names generation {generation.name}, its {layout.MANIFEST} is whole")
    files = [_check_file(path, generation / name, record) for name, record in manifest.files.items()]
    yield from files
    if any(finding.problem for finding in files):
        return
    try:
        index = Index.open(path)
    except AssistantError as error:
        yield Finding("contents", str(error))
        return
    yield _check_contents(index)
    yield _check_model(index)
    index.close()


def _check_file(index_path: Path, file: Path, record: layout.FileRecord) -> Finding:
    problem = None
    try:
        found = layout.record_file(file)
        if found.bytes != record.bytes:
            problem = f"has {found.bytes:,} bytes instead of {record.bytes:,}"
        elif found != record:
            problem = "has another checksum than when it was written"
    except OSError as error:
        problem = f"can't be read: {(error.strerror or str(error)).lower()}"
    mend = str(layout.damaged(index_path, f"{file.name} {problem}")) if problem else None
    return Finding(f"{file.name}: {record.bytes:,} bytes", mend)


def _check_contents(index: Index) -> Finding:
    try:
        found = index.count()
    except AssistantError as error:
        return Finding("contents", str(error))
    manifest = index.manifest
    told = (manifest.articles, manifest.passages, manifest.sentences)
    problem = None
    if found != told:
        problem = str(layout.damaged(index.path, f"it holds {found} articles, passages, sentences, not {told}"))
    return Finding(f"{manifest.articles:,} articles, {manifest.passages:,} passages, {manifest.sentences:,} sentences", problem)


def _check_model(index: Index) -> Finding:
    name = index.manifest.model.name
    try:
        index.check_model(load_embedder(name))
    except AssistantError as error:
        return Finding(f"model {name}", str(error))
    return Finding(f"model {name} is here and makes the index's vectors")
