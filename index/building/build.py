"""Building: articles into a new generation beside the one that serves."""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from index.building.calibrating import calibrate
from index.building.embedded import Cut, embed
from index.building.interrupts import StoppedError, first_interrupt
from index.building.known_files import KnownFiles
from index.building.remembered import load_files, load_memory, save_files, save_memory
from index.building.sources import Source, gone, refuse_to_drop_most, stage, web_reader
from index.defaults import TOKENS_PER_PASSAGE
from index.embedding import e5_weights
from index.embedding.embedder import Embedder, load_embedder
from index.errors import ModelError, StoreError
from index.models import Article
from index.reading.files import Failure
from index.reading.network.memory import Memory
from index.search.profiles import choose_codec
from index.storage.address import DatabaseAddress
from index.storage.index import Index
from index.storage.layout import ModelRecord
from index.storage.local import LocalIndex
from index.storage.place import IndexPlace, Writer, place_of
from index.storage.records import Embedded, Recipe
from index.storage.writer import model_record

logger = logging.getLogger(__name__)

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
    path: str | Path | DatabaseAddress,
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
    place = place_of(path)
    with place.only_builder():
        previous = None if full else place.previous()
        choose = cache(partial(_choose_embedder, previous, model, embedder))
        memory = Memory() if full else load_memory(path)
        files = KnownFiles(load_files(path), previous, columns)
        asked = _Asked(sources, memory, files, prune, drop_most, allow_private)
        cut = Cut(tokens_per_passage, token_vectors)
        report = _build(_Task(place, previous, choose, cut, on_progress or (lambda progress: None)), asked.stage)
        if not report.pending:
            save_memory(path, memory)
            _remember_files(place, files)
        return report


def plan(
    sources: Sequence[Source],
    path: str | Path | DatabaseAddress,
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
    place, started = place_of(path), time.perf_counter()
    place.refuse_foreign()
    previous = None if full else place.previous()
    choose = partial(_choose_embedder, previous, model, embedder)
    task = _Task(place, previous, choose, Cut(tokens_per_passage, token_vectors))
    memory = Memory() if full else load_memory(path)
    with place.trying(previous, task.reuses) as writer:
        files = KnownFiles(load_files(path), previous, columns)
        failures = _Asked(sources, memory, files, prune, drop_most, allow_private).stage(writer, previous)
        reading = time.perf_counter() - started
        fresh = [article for article, known in writer.staged() if not (known and task.reuses)]
        changes = writer.changes()
    return BuildReport(**vars(changes), failures=tuple(failures), seconds=reading + _embedding_seconds(fresh, task))


def _embedding_seconds(fresh: Sequence[Article], task: "_Task") -> float:
    """About how long embedding articles takes, judged by some text of the longest: the second time, when all is loaded."""
    if not fresh:
        return 0.0
    embedder = task.choose_embedder()
    text = max(fresh, key=lambda article: len(article.text)).text[:_TRIAL_CHARACTERS]
    trial = Article("trial", "", text, "hi")
    try_it = partial(embed, [trial], embedder, task.cut, lambda share: None)
    try_it()
    started = time.perf_counter()
    try_it()
    return (time.perf_counter() - started) / len(text) * sum(len(article.text) for article in fresh)


@dataclass(frozen=True)
class _Asked:
    """What is to be read, and how, as `build` and `plan` are told."""

    sources: Sequence[Source]
    memory: Memory
    files: KnownFiles
    prune: bool
    drop_most: bool
    allow_private: bool

    def stage(self, writer: Writer, previous: Index | None) -> list[Failure]:
        """Reads the sources into the writer, with what the previous generation has besides; what could not be read."""
        known = cache(lambda: frozenset(previous.passage_counts()) if previous else frozenset[str]())
        with web_reader(self.memory, lambda article_id: article_id in known(), self.allow_private) as read_address:
            read, failures = stage(self.sources, writer, self.prune and previous is not None, read_address, self.files.read)
        unseen = writer.not_staged(previous.articles()) if self.prune and previous else ()
        leaving = gone(unseen, read)
        if previous and not self.drop_most:
            refuse_to_drop_most(self.sources, leaving, previous)
        writer.keep_previous(without=leaving)
        return failures


def remove(path: str | Path | DatabaseAddress, ids: Sequence[str]) -> BuildReport:
    """Drops articles from the index. Raises NoSuchArticleError for an id it doesn't hold, and StoreError as `build` does."""

    def stage_others(writer: Writer, previous: Index | None) -> list[Failure]:
        writer.keep_previous(without=ids)
        return []

    place = place_of(path)
    if not place.has_index():
        Index.open(path)  # says so
    with place.only_builder():
        previous = place.previous()
        if previous is None:
            raise StoreError(f"The index in {place.address} is gone.")
        for article_id in ids:
            previous.article(article_id)
        cut = Cut(previous.manifest.tokens_per_passage, previous.manifest.token_vectors)
        choose = cache(partial(_choose_embedder, previous, None, None))
        return _build(_Task(place, previous, choose, cut), stage_others)


def go_back(path: str | Path | DatabaseAddress) -> None:
    """Returns to what the index was before its last build. StoreError where that isn't kept any more."""
    place = place_of(path)
    if not place.has_index():
        Index.open(path)  # says so
    with place.only_builder():
        place.go_back()


@dataclass(frozen=True)
class _Task:
    place: IndexPlace
    previous: Index | None
    choose_embedder: Callable[[], Embedder]
    cut: Cut
    on_progress: OnProgress = lambda progress: None

    @property
    def reuses(self) -> bool:
        """Whether the previous state was made in the same way, so that its vectors can be taken over."""
        if self.previous is None:
            return False
        made = self.previous.manifest
        return Cut(made.tokens_per_passage, made.token_vectors) == self.cut

    def verify_previous(self) -> None:
        """Raises StoreError where files that are taken over are damaged: they would get fresh checksums. A database copies
        nothing.
        """
        if isinstance(self.previous, LocalIndex):
            self.previous.verify()

    def recipe(self) -> Recipe:
        """How its articles are made into vectors."""
        model = self.previous.manifest.model if self.previous else _model_record(self.choose_embedder())
        return Recipe(model, self.cut.tokens_per_passage, self.cut.token_vectors)

    def may_stay_incomplete(self) -> bool:
        """Whether a part of the articles is better than what is there: it adds to it, or there is nothing."""
        return self.reuses or not self.place.has_index()


def _remember_files(place: IndexPlace, files: KnownFiles) -> None:
    """Keeps what makes the files known to the next build; where that can't be written they are read again, no more."""
    if not files.has_read:
        return
    try:
        with closing(Index.open(place.address)) as built:
            save_files(place.address, files.known(built))
    except (OSError, StoreError) as error:
        logger.warning("Which files were read is not remembered in %s: %s", place.address, error)


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


def _build(task: _Task, stage_articles: Callable[[Writer, Index | None], list[Failure]]) -> BuildReport:
    started = time.perf_counter()
    pending = 0
    with task.place.writing(task.previous, task.reuses) as writer:
        failures = stage_articles(writer, task.previous)
        changes = writer.changes()
        if changes or not task.reuses:
            task.verify_previous()
            writer.begin(task.recipe())
            pending = _embed(writer, task)
            changes = writer.changes()
            writer.finish()
            if changes.added or changes.changed:
                calibrate(writer, task.choose_embedder)
            writer.publish()
    seconds = time.perf_counter() - started
    return BuildReport(**vars(changes), failures=tuple(failures), pending=pending, seconds=seconds)


def _model_record(embedder: Embedder) -> ModelRecord:
    return model_record(embedder, choose_codec(embedder.name, embedder.dimension).width)


def _embed(writer: Writer, task: _Task) -> int:
    """Splits and embeds the staged articles, taking over what the previous state holds of the unchanged ones.

    Returns how many were left for the next build when the user asked to stop: these are as they were before.
    """
    total, pending = writer.left(), 0
    with first_interrupt() as stop:
        for group in writer.rounds(_ARTICLES_PER_ROUND):
            fresh = [article for article, known in group if not (known and task.reuses)]
            embedded = _embed_unless_stopped(fresh, task, stop, partial(_tell, task.on_progress, total - writer.left(), total))
            for article, known in group:
                if known and task.reuses:
                    writer.take_over(article.id)
                elif article.id in embedded:
                    writer.add(article, embedded[article.id])
                else:
                    pending += 1
                    writer.put_back(article.id)
    task.on_progress(Progress(total, total))
    if pending and (writer.staged_count() == 0 or not task.may_stay_incomplete()):
        raise KeyboardInterrupt
    return pending


def _embed_unless_stopped(
    fresh: Sequence[Article], task: _Task, stop: threading.Event, tell: Callable[[float], None]
) -> dict[str, Embedded]:
    """What the index shall hold of each article, by id; nothing where the user asked to stop before all were embedded."""

    def go_on(share: float) -> None:
        if stop.is_set():
            raise StoppedError
        tell(share * len(fresh))

    if fresh and not stop.is_set():
        with suppress(StoppedError):
            made = embed(fresh, task.choose_embedder(), task.cut, go_on)
            return {article.id: each for article, each in zip(fresh, made, strict=True)}
    return {}


def _tell(on_progress: OnProgress, done: int, total: int, more: float) -> None:
    on_progress(Progress(done + int(more), total))
