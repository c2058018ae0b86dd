"""What lies on disk: the one place that names the files of an index.

    INDEX/
      CURRENT                     the name of the generation that serves, one line
      lock                        held by whoever builds
      generations/000007/
        manifest.json             what made it, counts, sizes and checksums of the other files
        articles.sqlite           articles, and the spans of their passages and sentences
        passages.faiss            one vector a passage in float16, row = passages.id
        sentences.faiss           one vector a sentence in float16, row = sentences.id
        *.sq8.faiss               the same in 8 bits a dimension, where there are many (index/storage/vectors.py)
        tokens.bin                a few bytes a token (index/embedding/token_codes.py), row = passages.first_token and following

A generation never changes once CURRENT names it. Passages and sentences are numbered in the order of their articles'
ids, from 0; a passage is the run of sentences first_sentence..last_sentence, and an overlap belongs to two passages.
`headline` is what stands before an article's passages and sentences when they are embedded; `token_places` where the middle
of each token of a passage is, int32, in characters from the passage's start. Sentences of the same words have the same
`wording`, by which a report that several papers carry is known. `lexical` holds each passage's stems and phonetic keys,
`vocabulary` how often each Devanagari word stands in the articles, and its phonetic key.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from index.errors import StoreError
from index.storage.address import Address

FORMAT_VERSION = 6

# What a manifest says first: only folders that say so are ever removed.
MADE_BY = "articles-assistant"

CURRENT = "CURRENT"
LOCK = "lock"
GENERATIONS = "generations"
PARTIAL_SUFFIX = ".partial"
_GENERATION_NAME = re.compile(r"[0-9]{6,}(?:\.partial)?")

MANIFEST = "manifest.json"
DATABASE = "articles.sqlite"
PASSAGE_VECTORS = "passages.faiss"
SENTENCE_VECTORS = "sentences.faiss"
TOKEN_VECTORS = "tokens.bin"
# How a place in `token_places` is stored.
TOKEN_PLACE = "<i4"
DATA_FILES = (DATABASE, PASSAGE_VECTORS, SENTENCE_VECTORS, TOKEN_VECTORS)
COARSE_SUFFIX = ".sq8.faiss"

SCHEMA = """
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    language TEXT NOT NULL,
    path TEXT,
    url TEXT,
    source TEXT,
    published TEXT,
    author TEXT,
    date_source TEXT,
    year INTEGER,
    pages TEXT NOT NULL,
    notes TEXT NOT NULL,
    removed TEXT NOT NULL,
    headline TEXT NOT NULL DEFAULT '',
    content_hash TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id),
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    first_sentence INTEGER NOT NULL,
    last_sentence INTEGER NOT NULL,
    first_token INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    token_places BLOB NOT NULL
);
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id),
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    wording INTEGER NOT NULL
);
CREATE VIRTUAL TABLE lexical USING fts5 (terms, sounds, tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'");
CREATE VIRTUAL TABLE lexical_terms USING fts5vocab (lexical, col);
CREATE TABLE vocabulary (word TEXT PRIMARY KEY, occurrences INTEGER NOT NULL, sound TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX vocabulary_by_sound ON vocabulary (sound);
CREATE INDEX passages_by_article ON passages (article_id);
CREATE INDEX sentences_by_article ON sentences (article_id);
CREATE INDEX sentences_by_wording ON sentences (wording);
"""


# Mean and deviation of scores between texts that have nothing to do with each other, by the languages of question and
# article: "hi-en".
Unrelated = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class ModelRecord:
    """The embedding model of a generation. `probe` is its vector of PROBE_TEXT as a question, rounded; `token_bytes` how many
    bytes a token takes. `unrelated` was measured on the articles, and does not make it another model; it is empty for the
    built-in one, of which more is known (index/search/profiles.py).
    """

    name: str
    dimension: int
    probe: tuple[float, ...]
    token_bytes: int
    unrelated: Unrelated = field(default_factory=dict, compare=False)


PROBE_TEXT = "यह पहचान का वाक्य है। This sentence identifies the model."


@dataclass(frozen=True)
class FileRecord:
    """A file's size and sha256."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a generation is made of."""

    format_version: int
    created: str
    model: ModelRecord
    tokens_per_passage: int
    token_vectors: bool
    articles: int
    passages: int
    sentences: int
    files: dict[str, FileRecord]

    def write(self, path: Path) -> None:
        """Writes the manifest as JSON, with a checksum of its own."""
        values = {"made_by": MADE_BY, **asdict(self)}
        values["checksum"] = _checksum(values)
        temporary = path.with_name(MANIFEST + PARTIAL_SUFFIX)  # a manifest that is cut off would not prove what is ours
        temporary.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(temporary, path)

    @classmethod
    def read(cls, path: Path) -> "Manifest":
        """Reads a manifest; StoreError when it is missing, damaged or of another format version."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            version = values["format_version"]
            if version != FORMAT_VERSION:
                raise StoreError(
                    f"The index in {path.parents[2]} has format {version}, this program reads format {FORMAT_VERSION}: "
                    "build it anew with `assistant index --full FOLDER`."
                )
            if values.pop("checksum") != _checksum(values):
                raise ValueError("the checksum is another")
            values.pop("made_by")
            values["model"] = _model(values["model"])
            values["files"] = {name: FileRecord(**record) for name, record in values["files"].items()}
            return cls(**values)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise damaged(path.parents[2], f"{path.name} can't be read") from error


def _model(values: dict[str, Any]) -> ModelRecord:
    unrelated = {pair: (mean, deviation) for pair, (mean, deviation) in values.pop("unrelated").items()}
    return ModelRecord(**{**values, "probe": tuple(values["probe"]), "unrelated": unrelated})


def _checksum(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def damaged(index_path: Address, what: str) -> StoreError:
    """The error for an index that is not whole."""
    return StoreError(
        f"The index in {index_path} is damaged: {what}. `assistant doctor` looks closer; build it anew with "
        "`assistant index --full FOLDER`."
    )


def claim(generation: Path) -> None:
    """Marks a new folder as a generation in the making, so that it is known as ours if its build is killed."""
    (generation / MANIFEST).write_text(json.dumps({"made_by": MADE_BY, "unfinished": True}) + "\n", encoding="utf-8")


def is_generation(folder: Path) -> bool:
    """Whether a folder is a generation of ours, complete or not: by its name and by what its manifest says, or because it is
    empty, as a build leaves it that is killed between making it and marking it, or between emptying and removing it.
    """
    if not _GENERATION_NAME.fullmatch(folder.name) or folder.is_symlink() or not folder.is_dir():
        return False
    try:
        return is_empty(folder) or json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["made_by"] == MADE_BY
    except (OSError, ValueError, KeyError, TypeError):
        return False


def is_empty(generation: Path) -> bool:
    """Whether a folder holds nothing, or nothing but a manifest in which nothing is written yet."""
    return all(entry.name == MANIFEST and entry.is_file() and not entry.stat().st_size for entry in generation.iterdir())


def current_generation(index_path: Path) -> Path | None:
    """The folder that CURRENT names, or None where there is no index. StoreError when CURRENT points nowhere."""
    try:
        name = (index_path / CURRENT).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(index_path, f"{CURRENT} can't be read") from error
    folder = index_path / GENERATIONS / name
    if not name.isdigit() or not folder.is_dir():
        raise damaged(index_path, f"{CURRENT} names the generation {name!r}, which is not there")
    return folder


def is_current(path: Path) -> bool:
    """Whether a file says what CURRENT says: the name of a generation."""
    try:
        return bool(_GENERATION_NAME.fullmatch(path.read_text(encoding="utf-8").strip()))
    except (OSError, UnicodeDecodeError):
        return False


def find_generation(index_path: Path) -> Path:
    """The folder that CURRENT names; StoreError where there is no index, too."""
    generation = current_generation(index_path)
    if generation is None:
        raise StoreError(f"There is no index in {index_path}: make one with `assistant index FOLDER --index {index_path}`.")
    return generation


def switch_current(index_path: Path, name: str) -> None:
    """Makes `name` the generation that serves, by an atomic rename."""
    temporary = index_path / f"{CURRENT}{PARTIAL_SUFFIX}"
    temporary.write_text(name + "\n", encoding="utf-8")
    sync(temporary)
    os.replace(temporary, index_path / CURRENT)
    sync(index_path)


def all_files() -> Iterator[str]:
    """The names of all files that a generation may have, but the manifest's."""
    yield from DATA_FILES
    yield from (str(Path(name).with_suffix(COARSE_SUFFIX)) for name in (PASSAGE_VECTORS, SENTENCE_VECTORS))
    yield from (f"{DATABASE}-journal", MANIFEST + PARTIAL_SUFFIX)


def verify(index_path: Path, generation: Path, manifest: Manifest) -> None:
    """Reads every file of a generation; StoreError where one has another checksum than when it was written."""
    for name, record in manifest.files.items():
        if record_file(generation / name) != record:
            raise damaged(index_path, f"{name} has another checksum than when it was written")


def sync(path: Path) -> None:
    """Waits until a file or folder is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def record_file(path: Path) -> FileRecord:
    """Size and checksum of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileRecord(path.stat().st_size, digest)
