"""Building: articles into a new generation beside the one that serves."""

import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType, MappingProxyType
from typing import TypeVar

from filelock import FileLock, Timeout

from index.building.calibrating import calibrate
from index.building.embedded import embed_articles
from index.building.remembered import load_memory, save_memory
from index.building.sources import Source, gone, refuse_to_drop_most, stage, web_reader
from index.defaults import TOKENS_PER_PASSAGE
from index.embedding import e5_weights
from index.embedding.embedder import Embedder, load_embedder
from index.errors import ModelError, StoreError
from index.models import Article
from index.reading.files import Failure
from index.reading.network.memory import Memory
from index.search.profiles import choose_codec
from index.storage import layout
from index.storage.generations import abandon, new_generation, publish
from index.storage.local import Index
from index.storage.records import Embedded
from index.storage.writer import GenerationWriter, model_record

_T = TypeVar("_T")

# Room for the prompt, the title, the special tokens, and those that appear when a piece is tokenised on its own.
_SPARE_TOKENS = 128
# Articles that are embedded together: enough to fill batches of one length, few enough to keep memory small.
_ARTICLES_PER_ROUND = 64
# How much of an article is embedded to tell how long all will take: some passages, less than a second.
_TRIAL_CHARACTERS = 2000


@dataclass(frozen=True)
class Progress:
    """How far a build is: articles that are split and embedded, of how many."""

    done: int
    total: int


@dataclass(frozen=True)
class BuildReport:
    """What a build did, in articles. `failures` names what could not be read; `pending` counts the articles that an
    interrupted build has left for the next.
    """

    added: int
    changed: int
    unchanged: int
    removed: int = 0
    failures: tuple[Failure, ...] = field(default=())
    pending: int = 0
    seconds: float = 0.0


OnProgress = Callable[[Progress], None]


def build(
    sources: Sequence[Source],
    path: str | Path,
    *,
    model: str | None = None,
    embedder: Embedder | None = None,
    full: bool = False,
    prune: bool = False,
    drop_most: bool = False,
    tokens_per_passage: int = TOKENS_PER_PASSAGE,
    token_vectors: bool = True,
    on_progress: OnProgress | None = None,
    allow_private: bool = False,
    columns: Mapping[str, str] = MappingProxyType({}),
) -> BuildReport:
    """Adds the new and changed articles of files, folders, addresses and `Article`s to the index in `path`, which is made if
    there is none.

    Unchanged articles keep their stored vectors; `prune` drops those whose files are gone, unless these are most articles and
    `drop_most` doesn't say that this is meant; with `full` the index starts over
    and holds these sources alone. The generation that was there serves until the new one is complete, and stays as it is
    when anything fails. On the first SIGINT what is embedded so far is kept, and `pending` counts the rest. An index keeps
    the model it was made with; `model` names one for a new index, `embedder` gives one that is already loaded. Addresses of
    this machine and its network are read with `allow_private` only. `columns` names those of tables by what they hold, such
    as {"text": "मुख्य अंश"}, where they go by uncommon names.

    Raises SourceError when nothing can be read, StoreError when the index can't be written or another build runs,
    ModelError when the embedding model can't be used.
    """
    with _only_builder(Path(path)) as folder:
        previous = None if full else _open_previous(folder)
        choose = cache(partial(_choose_embedder, previous, model, embedder))
        recipe = _Recipe(tokens_per_passage, token_vectors)
        memory = Memory() if full else load_memory(folder)
        asked = _Asked(sources, memory, prune, drop_most, allow_private, columns)
        report = _build(_Task(folder, previous, choose, recipe, on_progress or (lambda progress: None)), asked.stage)
        if not report.pending:
            save_memory(folder, memory)
        return report


def plan(
    sources: Sequence[Source],
    path: str | Path,
    *,
    model: str | None = None,
    embedder: Embedder | None = None,
    full: bool = False,
    prune: bool = False,
    drop_most: bool = False,
    tokens_per_passage: int = TOKENS_PER_PASSAGE,
    token_vectors: bool = True,
    allow_private: bool = False,
    columns: Mapping[str, str] = MappingProxyType({}),
) -> BuildReport:
    """What `build` would do with the same sources, and about how many seconds it would take; nothing is written.

    The time is that of a passage's length of the new text, which is embedded on trial, times how much there is. Raises as
    `build` does.
    """
    folder, started = Path(path), time.perf_counter()
    _refuse_other_folder(folder)
    previous = None if full else _open_previous(folder)
    choose = partial(_choose_embedder, previous, model, embedder)
    task = _Task(folder, previous, choose, _Recipe(tokens_per_passage, token_vectors))
    memory = Memory() if full else load_memory(folder)
    with TemporaryDirectory() as name, _closed_at_last(previous), GenerationWriter(Path(name), previous) as writer:
        failures = _Asked(sources, memory, prune, drop_most, allow_private, columns).stage(writer, previous)
        reading = time.perf_counter() - started
        reusable = task.reusable()
        fresh = [article for article, known in writer.staged() if not (known and reusable)]
        changes = writer.changes()
    return BuildReport(**vars(changes), failures=tuple(failures), seconds=reading + _embedding_seconds(fresh, task))


def _embedding_seconds(fresh: Sequence[Article], task: "_Task") -> float:
    """About how long embedding articles takes, judged by some text of the longest: the second time, when all is loaded."""
    if not fresh:
        return 0.0
    embedder = task.choose_embedder()
    text = max(fresh, key=lambda article: len(article.text)).text[:_TRIAL_CHARACTERS]
    trial = Article("trial", "", text, "hi")
    embed = partial(_embed_fresh, [trial], embedder, task.recipe, lambda share: None)
    embed()
    started = time.perf_counter()
    embed()
    return (time.perf_counter() - started) / len(text) * sum(len(article.text) for article in fresh)


@dataclass(frozen=True)
class _Asked:
    """What is to be read, and how, as `build` and `plan` are told."""

    sources: Sequence[Source]
    memory: Memory
    prune: bool
    drop_most: bool
    allow_private: bool
    columns: Mapping[str, str]

    def stage(self, writer: GenerationWriter, previous: Index | None) -> list[Failure]:
        """Reads the sources into the writer, with what the previous generation has besides; what could not be read."""
        known = cache(lambda: frozenset(previous.passage_counts()) if previous else frozenset[str]())
        with web_reader(self.memory, lambda article_id: article_id in known(), self.allow_private) as read_address:
            read, failures = stage(self.sources, writer, self.prune and previous is not None, read_address, self.columns)
        unseen = writer.not_staged(previous.articles()) if self.prune and previous else ()
        leaving = gone(unseen, read)
        if previous and not self.drop_most:
            refuse_to_drop_most(self.sources, leaving, previous)
        writer.keep_previous(without=leaving)
        return failures


def remove(path: str | Path, ids: Sequence[str]) -> BuildReport:
    """Drops articles from the index. Raises NoSuchArticleError for an id it doesn't hold, and StoreError as `build` does."""

    def stage_others(writer: GenerationWriter, previous: Index | None) -> list[Failure]:
        writer.keep_previous(without=ids)
        return []

    layout.find_generation(Path(path))
    with _only_builder(Path(path)) as folder:
        previous = Index.open(folder)
        for article_id in ids:
            previous.article(article_id)
        recipe = _Recipe(previous.manifest.tokens_per_passage, previous.manifest.token_vectors)
        choose = cache(partial(_choose_embedder, previous, None, None))
        return _build(_Task(folder, previous, choose, recipe), stage_others)


@dataclass(frozen=True)
class _Recipe:
    """How articles are made into vectors, besides the model."""

    tokens_per_passage: int
    token_vectors: bool


@dataclass(frozen=True)
class _Task:
    path: Path
    previous: Index | None
    choose_embedder: Callable[[], Embedder]
    recipe: _Recipe
    on_progress: OnProgress = lambda progress: None

    def reusable(self) -> Index | None:
        """The previous generation if it was made in the same way, so that its vectors can be taken over."""
        if self.previous is None:
            return None
        made = self.previous.manifest
        return self.previous if _Recipe(made.tokens_per_passage, made.token_vectors) == self.recipe else None

    def verify_previous(self) -> None:
        """Raises StoreError where what is taken over is damaged: it would get fresh checksums in the new generation."""
        if self.previous:
            folder = self.path / layout.GENERATIONS / self.previous.generation
            layout.verify(self.path, folder, self.previous.manifest)

    def may_stay_incomplete(self) -> bool:
        """Whether a part of the articles is better than what is there: it adds to it, or there is nothing."""
        return self.reusable() is not None or not (self.path / layout.CURRENT).exists()


@contextmanager
def _only_builder(path: Path) -> Iterator[Path]:
    """Locks the index; what goes wrong on disk becomes a StoreError. A new folder that stays without an index goes again."""
    is_new = not path.exists()
    try:
        _make_folder(path)
        with FileLock(path / layout.LOCK, timeout=0):
            try:
                yield path
            finally:
                if is_new and not (path / layout.CURRENT).exists():
                    abandon(path)
    except Timeout as error:
        raise StoreError(f"Another build is writing the index in {path}: wait until it has finished.") from error
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreError(f"The index in {path} can't be written: {reason}. What was there before is untouched.") from error


def _make_folder(path: Path) -> None:
    _refuse_other_folder(path)
    path.mkdir(parents=True, exist_ok=True)


def _refuse_other_folder(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file: give a folder for the index.")
    if path.is_dir() and not _may_become_index(path):
        raise StoreError(f"{path} holds files that are not an index: give an empty or a new folder.")


def _may_become_index(path: Path) -> bool:
    """Whether a folder is empty or holds an index, whole or begun; folders that only have names like ours are left alone."""
    generations = [layout.is_generation(entry) for entry in (path / layout.GENERATIONS).glob("*")]
    if {entry.name for entry in path.iterdir()} <= {layout.LOCK, layout.GENERATIONS} and all(generations):
        return True
    return any(generations) or layout.is_current(path / layout.CURRENT)


def _open_previous(path: Path) -> Index | None:
    return Index.open(path) if layout.current_generation(path) else None


def _choose_embedder(previous: Index | None, model: str | None, embedder: Embedder | None) -> Embedder:
    if previous is None:
        return embedder or load_embedder(model or e5_weights.NAME)
    made_with = previous.manifest.model.name
    if model not in (None, made_with):
        raise ModelError(
            f"The index in {previous.path} was made with {made_with!r}: to change to {model!r}, build it anew with "
            "`assistant index --full FOLDER`."
        )
    embedder = embedder or load_embedder(made_with)
    previous.check_model(embedder)
    return embedder


def _build(task: _Task, stage_articles: Callable[[GenerationWriter, Index | None], list[Failure]]) -> BuildReport:
    started = time.perf_counter()
    pending = 0
    with new_generation(task.path) as folder:
        with _closed_at_last(task.previous), GenerationWriter(folder, task.previous) as writer:
            failures = stage_articles(writer, task.previous)
            changes = writer.changes()
            if is_new := bool(changes) or not task.reusable():
                task.verify_previous()
                pending = _embed(writer, task)
                changes = writer.changes()
                model = task.previous.manifest.model if task.previous else _model_record(task.choose_embedder())
                writer.finish(model, task.recipe.tokens_per_passage, task.recipe.token_vectors)
        if is_new:  # and the generation before is closed, which could not be cleared away else
            if changes.added or changes.changed:
                calibrate(task.path, folder, task.choose_embedder)
            publish(task.path, folder)
    seconds = time.perf_counter() - started
    return BuildReport(**vars(changes), failures=tuple(failures), pending=pending, seconds=seconds)


def _model_record(embedder: Embedder) -> layout.ModelRecord:
    return model_record(embedder, choose_codec(embedder.name, embedder.dimension).width)


def _embed(writer: GenerationWriter, task: _Task) -> int:
    """Splits and embeds the staged articles, taking over what the previous generation holds of the unchanged ones.

    Returns how many were left for the next build when the user asked to stop: these are as they were before.
    """
    total, done, pending = writer.staged_count(), 0, 0
    with _first_interrupt() as stop:
        for group in _batched(writer.staged(), _ARTICLES_PER_ROUND):
            for article, embedded in _embed_group(group, task, stop, partial(_tell, task.on_progress, done, total)):
                if embedded:
                    writer.add(article, embedded)
                else:
                    pending += 1
                    if writer.put_back(article.id) and task.previous:
                        writer.add(task.previous.article(article.id), task.previous.stored(article.id))
            done += len(group)
            task.on_progress(Progress(done, total))
    if pending and (writer.staged_count() == 0 or not task.may_stay_incomplete()):
        raise KeyboardInterrupt
    return pending


def _embed_group(
    group: Sequence[tuple[Article, bool]], task: _Task, stop: threading.Event, tell: Callable[[float], None]
) -> Iterator[tuple[Article, Embedded | None]]:
    """Each article with what the index shall hold of it; None where it was to be embedded and the user asked to stop."""
    reusable = task.reusable()
    fresh = [article for article, known in group if not (known and reusable)]

    def go_on(share: float) -> None:
        if stop.is_set():
            raise _StoppedError
        tell(share * len(fresh))

    embedded: dict[str, Embedded] = {}
    if fresh and not stop.is_set():
        with suppress(_StoppedError):
            made = _embed_fresh(fresh, task.choose_embedder(), task.recipe, go_on)
            embedded = {article.id: each for article, each in zip(fresh, made, strict=True)}
    for article, known in group:
        yield article, reusable.stored(article.id) if known and reusable else embedded.get(article.id)


def _embed_fresh(
    articles: Sequence[Article], embedder: Embedder, recipe: _Recipe, on_share: Callable[[float], None]
) -> list[Embedded]:
    codec = choose_codec(embedder.name, embedder.dimension) if recipe.token_vectors else None
    budget = min(recipe.tokens_per_passage, max(embedder.max_tokens - _SPARE_TOKENS, embedder.max_tokens // 2))
    return embed_articles(articles, embedder, codec, budget, on_share)


@contextmanager
def _closed_at_last(index: Index | None) -> Iterator[None]:
    """Closes an index also where a build fails, whose error may keep it alive."""
    try:
        yield
    finally:
        if index:
            index.close()


class _StoppedError(Exception):
    """The user asked to stop."""


@contextmanager
def _first_interrupt() -> Iterator[threading.Event]:
    """An event that the first SIGINT sets, in the main thread, where signals arrive; the second interrupts as ever."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.getsignal(signal.SIGINT)

    def note(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, note)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _tell(on_progress: OnProgress, done: int, total: int, more: float) -> None:
    on_progress(Progress(done + int(more), total))


def _batched(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while group := list(islice(iterator, size)):
        yield group
