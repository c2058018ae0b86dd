"""Building: article files into a new generation beside the one that serves."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np
from filelock import FileLock, Timeout

from index import bundled, layout
from index.bundled import FloatArray
from index.cleaning import embedding_context
from index.embedding import Embedder, load_embedder
from index.errors import ModelError, SourceError, StoreError
from index.generation import Changes, GenerationWriter
from index.models import Article
from index.passages import split_passages
from index.reading import SUFFIXES, Failure, find_files, read_file
from index.store import Embedded, Index
from index.tokens import Codec, choose_codec

_T = TypeVar("_T")

TOKENS_PER_PASSAGE = 200
# Room for the prompt, the title, the special tokens, and those that appear when a piece is tokenised on its own.
_SPARE_TOKENS = 128
# Articles that are embedded together: enough to fill batches of one length, few enough to keep memory small.
_ARTICLES_PER_ROUND = 256


@dataclass(frozen=True)
class Progress:
    """How far a build is: articles that are split and embedded, of how many."""

    done: int
    total: int


@dataclass(frozen=True)
class BuildReport:
    """What a build did, in articles. `failures` names what could not be read."""

    added: int
    changed: int
    unchanged: int
    failures: tuple[Failure, ...] = field(default=())
    seconds: float = 0.0


OnProgress = Callable[[Progress], None]


def build(
    sources: Sequence[str | Path],
    path: str | Path,
    *,
    model: str | None = None,
    embedder: Embedder | None = None,
    full: bool = False,
    tokens_per_passage: int = TOKENS_PER_PASSAGE,
    token_vectors: bool = True,
    on_progress: OnProgress | None = None,
) -> BuildReport:
    """Adds the new and changed articles of files and folders to the index in `path`, made if there is none.

    Unchanged articles keep their stored vectors; with `full` the index starts over and holds these sources alone. The
    generation that was there serves until the new one is complete, and stays as it is when anything fails. An index
    keeps the model it was made with; `model` names one for a new index, `embedder` gives one that is already loaded.

    Raises SourceError when nothing can be read, StoreError when the index can't be written or another build runs,
    ModelError when the embedding model can't be used.
    """
    path = Path(path)
    started = time.perf_counter()
    is_new = not path.exists()
    try:
        _make_folder(path)
        with FileLock(path / layout.LOCK, timeout=0):
            previous = None if full else _open_previous(path)
            choose = partial(_choose_embedder, previous, model, embedder)
            recipe = (tokens_per_passage, token_vectors)
            task = _Task(path, previous, choose, *recipe, on_progress or (lambda progress: None))
            changes, failures = _write_generation(task, partial(_stage, [Path(source) for source in sources]))
    except Timeout as error:
        raise StoreError(f"Another build is writing the index in {path}: wait until it has finished.") from error
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreError(f"The index in {path} can't be written: {reason}. What was there before is untouched.") from error
    finally:
        if is_new and not (path / layout.CURRENT).exists():
            shutil.rmtree(path, ignore_errors=True)
    seconds = time.perf_counter() - started
    return BuildReport(changes.added, changes.changed, changes.unchanged, tuple(failures), seconds)


def remove(path: str | Path, ids: Sequence[str]) -> None:
    """Takes articles out of the index in `path`, in a new generation.

    Raises NoSuchArticleError for an id that it doesn't hold, StoreError when another build runs.
    """
    path = Path(path)
    try:
        with FileLock(path / layout.LOCK, timeout=0):
            previous = Index.open(path)
            for article_id in ids:
                previous.article(article_id)
            made = previous.manifest
            choose = partial(_choose_embedder, previous, None, None)
            task = _Task(path, previous, choose, made.tokens_per_passage, made.token_vectors, lambda progress: None)
            _write_generation(task, partial(_stage_without, ids))
    except Timeout as error:
        raise StoreError(f"Another build is writing the index in {path}: wait until it has finished.") from error


def _stage_without(ids: Sequence[str], writer: GenerationWriter) -> list[Failure]:
    writer.keep_previous()
    writer.drop(ids)
    return []


@dataclass(frozen=True)
class _Task:
    path: Path
    previous: Index | None
    choose_embedder: Callable[[], Embedder]
    tokens_per_passage: int
    token_vectors: bool
    on_progress: OnProgress

    def reusable(self) -> Index | None:
        """The previous generation if it was made in the same way, so that its vectors can be taken over."""
        if self.previous is None:
            return None
        made = self.previous.manifest
        same = (made.tokens_per_passage, made.token_vectors) == (self.tokens_per_passage, self.token_vectors)
        return self.previous if same else None


def _make_folder(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file: give a folder for the index.")
    if path.is_dir() and any(path.iterdir()) and not (path / layout.GENERATIONS).exists():
        raise StoreError(f"{path} holds files that are not an index: give an empty or a new folder.")
    path.mkdir(parents=True, exist_ok=True)


def _open_previous(path: Path) -> Index | None:
    return Index.open(path) if layout.current_generation(path) else None


def _choose_embedder(previous: Index | None, model: str | None, embedder: Embedder | None) -> Embedder:
    if previous is None:
        return embedder or load_embedder(model or bundled.NAME)
    made_with = previous.manifest.model.name
    if model not in (None, made_with):
        raise ModelError(
            f"The index in {previous.path} was made with {made_with!r}: to change to {model!r}, build it anew with "
            "`assistant index --full FOLDER`."
        )
    embedder = embedder or load_embedder(made_with)
    previous.check_model(embedder)
    return embedder


def _write_generation(task: _Task, stage: Callable[[GenerationWriter], list[Failure]]) -> tuple[Changes, list[Failure]]:
    names = _clear_leftovers(task.path)
    name = f"{max(map(int, names), default=0) + 1:06}"
    folder = task.path / layout.GENERATIONS / name
    unfinished = folder.with_name(name + layout.PARTIAL_SUFFIX)
    unfinished.mkdir(parents=True)
    try:
        with GenerationWriter(unfinished, task.previous) as writer:
            failures = stage(writer)
            changes = writer.changes()
            reusable = task.reusable()
            if reusable and not (changes.added or changes.changed) and changes.unchanged == reusable.manifest.articles:
                return changes, failures
            embedder = task.choose_embedder()
            _embed(writer, embedder, task)
            writer.finish(embedder, task.tokens_per_passage, task.token_vectors)
        unfinished.rename(folder)
        layout.sync(folder.parent)
        layout.switch_current(task.path, name)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    _clear_leftovers(task.path)
    return changes, failures


def _clear_leftovers(path: Path) -> list[str]:
    """Removes what killed builds left and all but the newest two generations; the names of the ones that stay."""
    folder = path / layout.GENERATIONS
    try:
        current = layout.current_generation(path)
    except StoreError:  # a damaged CURRENT: whatever is complete stays until a new generation serves
        return sorted(entry.name for entry in folder.glob("*") if entry.name.isdigit())
    complete = sorted(entry.name for entry in folder.glob("*") if entry.name.isdigit())
    kept = {*complete[-2:], *([current.name] if current else [])}
    for entry in folder.glob("*"):
        if entry.name not in kept:
            shutil.rmtree(entry, ignore_errors=True)
    return sorted(kept)


def _stage(sources: Sequence[Path], writer: GenerationWriter) -> list[Failure]:
    """Reads the sources into the writer; SourceError when no article was in them."""
    failures: list[Failure] = []
    staged = 0
    for found in find_files(sources):
        for article in [found] if isinstance(found, Failure) else read_file(found):
            if isinstance(article, Failure):
                failures.append(article)
            elif taken := writer.stage(article):
                failures.append(Failure(str(found), f"the id {article.id!r} is already taken by an article of {taken}"))
            else:
                staged += 1
    if not staged:
        raise SourceError(_nothing_read(sources, failures))
    writer.keep_previous()
    return failures


def _nothing_read(sources: Sequence[Path], failures: Sequence[Failure]) -> str:
    places = ", ".join(map(str, sources))
    if not failures:
        return f"There is nothing to index in {places}: no {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file."
    reasons = "; ".join(f"{failure.where}: {failure.reason}" for failure in failures[:3])
    more = f"; and {len(failures) - 3} more" if len(failures) > 3 else ""
    return f"There is nothing to index: {reasons}{more}."


def _embed(writer: GenerationWriter, embedder: Embedder, task: _Task) -> None:
    """Splits and embeds the staged articles, taking over what the previous generation holds of the unchanged ones."""
    reusable = task.reusable()
    codec = choose_codec(embedder.name, embedder.dimension) if task.token_vectors else None
    budget = min(task.tokens_per_passage, max(embedder.max_tokens - _SPARE_TOKENS, embedder.max_tokens // 2))
    total, done = writer.staged_count(), 0
    for group in _batched(writer.staged(), _ARTICLES_PER_ROUND):
        stored = {article.id: reusable.stored(article.id) for article, known in group if known and reusable}
        fresh = [article for article, _ in group if article.id not in stored]
        tell = partial(_tell, task.on_progress, done, len(fresh), total)
        stored |= _embed_articles(fresh, embedder, codec, budget, tell)
        for article, _ in group:
            writer.add(article, stored[article.id])
        done += len(group)
        task.on_progress(Progress(done, total))


def _tell(on_progress: OnProgress, done: int, articles: int, total: int, share: float) -> None:
    on_progress(Progress(done + int(articles * share), total))


def _embed_articles(
    articles: Sequence[Article], embedder: Embedder, codec: Codec | None, budget: int, on_share: Callable[[float], None]
) -> dict[str, Embedded]:
    segments = [split_passages(article.text, embedder.token_spans, budget) for article in articles]
    passages: list[str] = []
    sentences: list[str] = []
    for article, parts in zip(articles, segments, strict=True):
        context = embedding_context(article.title, article.text)
        passages += [context + article.text[start:end] for start, end in parts.passage_spans()]
        sentences += [context + article.text[start:end] for start, end in parts.sentences]
    codes = [np.empty((0, 0), np.uint8)] * len(passages)

    def keep_tokens(position: int, vectors: FloatArray) -> None:
        if codec and position < len(passages):
            codes[position] = codec.encode(vectors)

    share = _Share(len(passages) + len(sentences), on_share)
    vectors = embedder.embed_passages([*passages, *sentences], share.add, keep_tokens)
    result = {}
    at, sentence = 0, len(passages)
    for article, parts in zip(articles, segments, strict=True):
        behind, sentence_behind = at + len(parts.passages), sentence + len(parts.sentences)
        result[article.id] = Embedded(parts, vectors[at:behind], vectors[sentence:sentence_behind], codes[at:behind])
        at, sentence = behind, sentence_behind
    return result


class _Share:
    """Counts towards a total and tells the share that is done."""

    def __init__(self, total: int, tell: Callable[[float], None]) -> None:
        self._total = total
        self._tell = tell
        self._done = 0

    def add(self, more: int) -> None:
        self._done += more
        self._tell(self._done / self._total)


def _batched(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while group := list(islice(iterator, size)):
        yield group
