"""Writing a generation: articles are staged first, then split and embedded in the order of their ids."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from index.embedding.embedder import Embedder
from index.models import Article
from index.storage import layout
from index.storage.articles import COLUMNS, PLACES, STORED_COLUMNS, to_article, to_row
from index.storage.generations import publish
from index.storage.local import LocalIndex
from index.storage.records import Changes, Embedded, Recipe
from index.storage.vectors import VectorWriter
from index.text.languages import HINDI, language_of
from index.text.phonetics import phonetic_key
from index.text.words import words as words_of


class GenerationWriter:
    """A generation in the making, in a folder of its own."""

    def __init__(self, folder: Path, previous: LocalIndex | None) -> None:
        self._folder = folder
        self._index_path = folder.parents[1]
        self._previous = previous
        self._database = sqlite3.connect(folder / layout.DATABASE, uri=True)
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + layout.SCHEMA)
        if previous:
            self._database.execute("ATTACH ? AS previous", (previous.database_uri,))
        self._vectors: tuple[VectorWriter, VectorWriter] | None = None
        self._token_file = (folder / layout.TOKEN_VECTORS).open("wb")
        self._tokens = 0
        self._given = 0
        self._vocabulary: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._token_file.close()
        self._database.close()

    def stage(self, article: Article) -> str | None:
        """Takes an article in; where its id is taken, returns the path, or else the title, of the article that has it."""
        try:
            self._database.execute(f"INSERT INTO articles ({STORED_COLUMNS}) VALUES ({PLACES})", to_row(article))
        except sqlite3.IntegrityError:
            found = self._database.execute("SELECT path, title FROM articles WHERE id = ?", (article.id,))
            path, title = found.fetchone()
            return str(path or repr(title))
        return None

    def restage(self, change: Callable[[Article], Article]) -> None:
        """Puts what `change` makes of each staged article in its place."""
        ids = [article_id for (article_id,) in self._database.execute("SELECT id FROM articles")]
        for article_id in ids:
            row = self._database.execute(f"SELECT {COLUMNS} FROM articles WHERE id = ?", (article_id,)).fetchone()
            article = to_article(row)
            changed = change(article)
            if changed is not article:
                self._database.execute(f"REPLACE INTO articles ({STORED_COLUMNS}) VALUES ({PLACES})", to_row(changed))

    def previous_without(self, rule: str) -> Iterator[Article]:
        """The articles of the previous generation from which cleaning took lines by a rule."""
        if self._previous:
            found = f"SELECT {COLUMNS} FROM previous.articles WHERE instr(removed, ?)"
            yield from map(to_article, self._database.cursor().execute(found, (json.dumps(rule, ensure_ascii=False),)))

    def not_staged(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Those of the articles whose ids are not staged."""
        for article in articles:
            if not self._database.execute("SELECT 1 FROM articles WHERE id = ?", (article.id,)).fetchone():
                yield article

    def keep_previous(self, without: Collection[str] = ()) -> None:
        """Stages the previous generation's articles whose ids were not staged anew, but those in `without`."""
        if self._previous:
            self._database.execute(
                f"INSERT OR IGNORE INTO articles ({STORED_COLUMNS}) SELECT {STORED_COLUMNS} FROM previous.articles "
                "WHERE id NOT IN (SELECT value FROM json_each(?))",
                (json.dumps(list(without)),),
            )

    def begin(self, recipe: Recipe) -> None:
        """Says how the articles are made into vectors; all are staged."""
        self._recipe = recipe

    def rounds(self, size: int) -> Iterator[Sequence[tuple[Article, bool]]]:
        """The staged articles in the order of their ids, some at a time, and whether the previous generation has them
        unchanged. Each is to be added, taken over or put back before the next are asked for.
        """
        staged = self.staged()
        while group := list(islice(staged, size)):
            yield group
            self._given += len(group)

    def left(self) -> int:
        """How many articles the rounds have not given yet."""
        return self.staged_count() - self._given

    def take_over(self, article_id: str) -> None:
        """Adds what the previous generation holds of an article that is unchanged."""
        assert self._previous
        self.add(self._previous.article(article_id), self._previous.stored(article_id))

    def put_back(self, article_id: str) -> None:
        """Takes the previous generation's version of a staged article over instead; where there is none, nothing."""
        self._database.execute("DELETE FROM articles WHERE id = ?", (article_id,))
        put = f"INSERT INTO articles ({STORED_COLUMNS}) SELECT {STORED_COLUMNS} FROM previous.articles WHERE id = ?"
        if self._previous and self._database.execute(put, (article_id,)).rowcount:
            self.take_over(article_id)
        else:
            self._given -= 1  # it is counted among the staged no more

    def changes(self) -> Changes:
        """Counts the staged articles that are new, changed and unchanged, and the previous ones that are not staged."""
        staged = self.staged_count()
        if self._previous is None:
            return Changes(staged, 0, 0, 0)
        known, same = self._database.execute(
            "SELECT count(*), coalesce(sum(new.content_hash = old.content_hash), 0) "
            "FROM articles AS new JOIN previous.articles AS old USING (id)"
        ).fetchone()
        return Changes(staged - known, known - same, same, self._previous.manifest.articles - known)

    def staged(self) -> Iterator[tuple[Article, bool]]:
        """The staged articles in the order of their ids, and whether the previous generation has them unchanged."""
        cursor = self._database.cursor()
        known = (
            "EXISTS (SELECT 1 FROM previous.articles AS old WHERE old.id = new.id AND old.content_hash = new.content_hash)"
            if self._previous
            else "0"
        )
        for *row, unchanged in cursor.execute(f"SELECT {COLUMNS}, {known} FROM articles AS new ORDER BY id"):
            yield to_article(tuple(row)), bool(unchanged)

    def staged_count(self) -> int:
        """How many articles are staged."""
        (staged,) = self._database.execute("SELECT count(*) FROM articles").fetchone()
        return int(staged)

    def add(self, article: Article, embedded: Embedded) -> None:
        """Adds a staged article's passages, sentences, terms and vectors."""
        article_id = article.id
        segments = embedded.segments
        if self._vectors is None:
            dimension = embedded.passage_vectors.shape[1]
            self._vectors = VectorWriter(dimension), VectorWriter(dimension)
        self._database.execute("UPDATE articles SET headline = ? WHERE id = ?", (embedded.headline, article_id))
        passages, sentences = self._vectors
        first_passage, first_sentence = len(passages), len(sentences)
        self._database.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
            [
                (first_sentence + at, article_id, *span, words)
                for at, (span, words) in enumerate(zip(segments.sentences, embedded.wordings, strict=True))
            ],
        )
        for at, (span, (first, last)) in enumerate(zip(segments.passage_spans(), segments.passages, strict=True)):
            tokens = embedded.tokens[at]
            run = (first_sentence + first, first_sentence + last, self._tokens, len(tokens.codes))
            places = tokens.places.astype(layout.TOKEN_PLACE).tobytes()
            self._database.execute(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (first_passage + at, article_id, *span, *run, places)
            )
            words = embedded.words[at]
            self._database.execute(
                "INSERT INTO lexical (rowid, terms, sounds) VALUES (?, ?, ?)", (first_passage + at, words.terms, words.sounds)
            )
            self._token_file.write(tokens.codes.tobytes())
            self._tokens += len(tokens.codes)
        said = words_of(f"{article.title} {article.text}")
        self._vocabulary.update(word for word in said if language_of(word) is HINDI)
        passages.append(embedded.passage_vectors)
        sentences.append(embedded.sentence_vectors)

    def finish(self) -> layout.Manifest:
        """Writes everything and, last, the manifest; all of it is on disk when this returns."""
        model = self._recipe.model
        written = self._vectors or (VectorWriter(model.dimension), VectorWriter(model.dimension))
        articles = self.staged_count()
        vocabulary = [(word, count, phonetic_key(word)) for word, count in sorted(self._vocabulary.items())]
        self._database.executemany("INSERT INTO vocabulary VALUES (?, ?, ?)", vocabulary)
        self._database.commit()
        self._database.close()
        self._token_file.close()
        names = (layout.PASSAGE_VECTORS, layout.SENTENCE_VECTORS)
        files = [self._folder / layout.DATABASE, self._folder / layout.TOKEN_VECTORS]
        for name, vectors in zip(names, written, strict=True):
            files += vectors.write(self._folder / name)
        manifest = layout.Manifest(
            format_version=layout.FORMAT_VERSION,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            model=model,
            tokens_per_passage=self._recipe.tokens_per_passage,
            token_vectors=self._recipe.token_vectors,
            articles=articles,
            passages=len(written[0]),
            sentences=len(written[1]),
            files={file.name: layout.record_file(file) for file in sorted(files)},
        )
        manifest.write(self._folder / layout.MANIFEST)
        for path in (*self._folder.iterdir(), self._folder):
            layout.sync(path)
        return manifest

    @contextmanager
    def opened(self) -> Iterator[LocalIndex]:
        """The generation when it is finished, before it serves."""
        index = LocalIndex(self._index_path, self._folder)
        try:
            yield index
        finally:
            index.close()

    def amend(self, model: layout.ModelRecord) -> None:
        """Puts another record of the model into what is finished."""
        path = self._folder / layout.MANIFEST
        replace(layout.Manifest.read(path), model=model).write(path)
        layout.sync(path)

    def publish(self) -> None:
        """Makes what is finished the generation that serves."""
        if self._previous:
            self._previous.close()  # it could not be cleared away else
        publish(self._index_path, self._folder)


def model_record(embedder: Embedder, token_bytes: int) -> layout.ModelRecord:
    """What a generation remembers of its model: its vector of a fixed text, too, by which it is known again."""
    vector = embedder.embed_query(layout.PROBE_TEXT).vector
    probe = tuple(round(float(value), 5) for value in vector)
    return layout.ModelRecord(embedder.name, embedder.dimension, probe, token_bytes)
