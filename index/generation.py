"""Writing a generation: articles are staged first, then split and embedded in the order of their ids."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import regex

from index import layout
from index.cleaning import embedding_context
from index.embedding import Embedder
from index.models import Article
from index.store import ARTICLE_COLUMNS, Embedded, Index, to_article
from index.terms import sounds, terms, wording
from index.vectors import VectorWriter

_DEVANAGARI_WORD = regex.compile(r"[\p{L}\p{M}&&\p{Devanagari}]+", regex.V1)


@dataclass(frozen=True)
class Changes:
    """How the staged articles differ from the previous generation's."""

    added: int
    changed: int
    unchanged: int


class GenerationWriter:
    """A generation in the making, in a folder of its own."""

    def __init__(self, folder: Path, previous: Index | None) -> None:
        self._folder = folder
        self._previous = previous
        self._database = sqlite3.connect(folder / layout.DATABASE, uri=True)
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + layout.SCHEMA)
        if previous:
            self._database.execute("ATTACH ? AS previous", (previous.database_uri,))
        self._vectors: tuple[VectorWriter, VectorWriter] | None = None
        self._token_file = (folder / layout.TOKEN_VECTORS).open("wb")
        self._tokens = 0
        self._vocabulary: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._token_file.close()
        self._database.close()

    def stage(self, article: Article) -> str | None:
        """Takes an article in; where its id is taken, returns the path of the article that has it."""
        try:
            self._database.execute(
                f"INSERT INTO articles ({ARTICLE_COLUMNS}, content_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*_row(article), content_hash(article)),
            )
        except sqlite3.IntegrityError:
            (path,) = self._database.execute("SELECT path FROM articles WHERE id = ?", (article.id,)).fetchone()
            return str(path)
        return None

    def keep_previous(self) -> None:
        """Stages the previous generation's articles whose ids were not staged anew."""
        if self._previous:
            columns = f"{ARTICLE_COLUMNS}, content_hash"
            self._database.execute(f"INSERT OR IGNORE INTO articles ({columns}) SELECT {columns} FROM previous.articles")

    def drop(self, ids: Sequence[str]) -> None:
        """Unstages articles."""
        self._database.executemany("DELETE FROM articles WHERE id = ?", [(article_id,) for article_id in ids])

    def changes(self) -> Changes:
        """Counts the staged articles that are new, changed and unchanged."""
        staged = self.staged_count()
        if self._previous is None:
            return Changes(staged, 0, 0)
        known, same = self._database.execute(
            "SELECT count(*), coalesce(sum(new.content_hash = old.content_hash), 0) "
            "FROM articles AS new JOIN previous.articles AS old USING (id)"
        ).fetchone()
        return Changes(staged - known, known - same, same)

    def staged(self) -> Iterator[tuple[Article, bool]]:
        """The staged articles in the order of their ids, and whether the previous generation has them unchanged."""
        cursor = self._database.cursor()
        known = (
            "EXISTS (SELECT 1 FROM previous.articles AS old WHERE old.id = new.id AND old.content_hash = new.content_hash)"
            if self._previous
            else "0"
        )
        for *row, unchanged in cursor.execute(f"SELECT {ARTICLE_COLUMNS}, {known} FROM articles AS new ORDER BY id"):
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
        passages, sentences = self._vectors
        first_passage, first_sentence = len(passages), len(sentences)
        self._database.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
            [
                (first_sentence + at, article_id, *span, wording(article.text[slice(*span)]))
                for at, span in enumerate(segments.sentences)
            ],
        )
        for at, (span, (first, last)) in enumerate(zip(segments.passage_spans(), segments.passages, strict=True)):
            codes = embedded.token_codes[at]
            run = (first_sentence + first, first_sentence + last, self._tokens, len(codes))
            self._database.execute(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (first_passage + at, article_id, *span, *run)
            )
            said = embedding_context(article.title, article.text) + article.text[slice(*span)]
            self._database.execute(
                "INSERT INTO lexical (rowid, terms, sounds) VALUES (?, ?, ?)",
                (first_passage + at, " ".join(terms(said)), " ".join(sounds(said))),
            )
            self._token_file.write(codes.tobytes())
            self._tokens += len(codes)
        self._vocabulary.update(_DEVANAGARI_WORD.findall(f"{article.title} {article.text}"))
        passages.append(embedded.passage_vectors)
        sentences.append(embedded.sentence_vectors)

    def finish(self, embedder: Embedder, tokens_per_passage: int, token_vectors: bool) -> layout.Manifest:
        """Writes everything and, last, the manifest; all of it is on disk when this returns."""
        assert self._vectors is not None, "a generation holds at least one article"  # noqa: S101
        articles = self.staged_count()
        self._database.executemany("INSERT INTO vocabulary VALUES (?, ?)", sorted(self._vocabulary.items()))
        self._database.commit()
        self._database.close()
        self._token_file.close()
        names = (layout.PASSAGE_VECTORS, layout.SENTENCE_VECTORS)
        for name, vectors in zip(names, self._vectors, strict=True):
            vectors.write(self._folder / name)
        manifest = layout.Manifest(
            format_version=layout.FORMAT_VERSION,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            model=layout.ModelRecord(embedder.name, embedder.dimension, probe(embedder)),
            tokens_per_passage=tokens_per_passage,
            token_vectors=token_vectors,
            articles=articles,
            passages=len(self._vectors[0]),
            sentences=len(self._vectors[1]),
            files={name: layout.record_file(self._folder / name) for name in layout.DATA_FILES},
        )
        manifest.write(self._folder / layout.MANIFEST)
        for path in (*self._folder.iterdir(), self._folder):
            layout.sync(path)
        return manifest


def probe(embedder: Embedder) -> tuple[float, ...]:
    """The model's vector of a fixed text, by which it is known again."""
    return tuple(round(float(value), 5) for value in embedder.embed_query(layout.PROBE_TEXT).vector)


def content_hash(article: Article) -> str:
    """A sha256 over everything that an article says."""
    return hashlib.sha256(repr(_row(article)).encode()).hexdigest()


def _row(article: Article) -> Sequence[str | None]:
    *values, published = astuple(article)
    return (*values, published.isoformat() if published else None)
