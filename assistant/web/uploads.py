"""Articles that visitors add: each file is judged by what it holds and kept under its own name, apart from the operator's."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import regex

from assistant.web.escape import plain
from assistant.web.private import open_private, private_folder, replace_private
from index.building.sources import Apart
from index.models import Article
from index.reading.files import encoding_of, read_file, stored_path
from index.reading.formats import format_of
from index.text.normalise import normalise

# How files that are no text begin, whatever their names say.
_BINARY_STARTS = (b"%PDF", b"PK\x03\x04", b"\x7fELF", b"MZ", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf")
_NOT_IN_NAMES = regex.compile(r'[\p{Cc}\p{Cs}/\\:*?"<>|]')
# File systems take 255; a number may be added.
_MAX_NAME_BYTES = 200


@dataclass(frozen=True)
class Refusal:
    """A file that was not taken, and the page's string that says why."""

    name: str
    reason: str


class Uploads:
    """The files that visitors have added, and who added each. One at a time may change them."""

    def __init__(self, data: Path) -> None:
        self.folder = data / "uploads"
        self._list = data / "uploaders.json"

    def take(self, source: Path, max_bytes: int, visitor: str | None) -> tuple[Path, bool] | Refusal:
        """Takes a file: where it is kept, and whether it is new. Or why it is not taken."""
        before = set(self.folder.glob("*"))
        taken = take_file(source, self.folder, max_bytes)
        if isinstance(taken, Refusal):
            return taken
        is_new = taken not in before
        if is_new and visitor:
            self._write({**self._uploaders(), taken.name: _hashed(visitor)})
        return taken, is_new

    def apart(self, path: Path) -> Apart:
        """A file as a source of a build: none of its articles can be taken for another's, whatever ids they claim."""
        return Apart(path, f"upload-{_hashed(stored_path(path))}-")

    def has(self, article: Article) -> bool:
        """Whether a visitor added this article."""
        return bool(article.path) and Path(str(article.path)).parent == Path(stored_path(self.folder))

    def is_by(self, article: Article, visitor: str | None) -> bool:
        """Whether this visitor added this article."""
        if not visitor or not self.has(article):
            return False
        return self._uploaders().get(Path(str(article.path)).name) == _hashed(visitor)

    def keeps(self, article: Article) -> bool:
        """Whether the file of a visitor's article is still there, so that a build over it adds the article again."""
        return self.has(article) and (self.folder / Path(str(article.path)).name).exists()

    def discard(self, name: str) -> None:
        """Removes a file."""
        (self.folder / name).unlink(missing_ok=True)
        uploaders = self._uploaders()
        if uploaders.pop(name, None):
            self._write(uploaders)

    def _uploaders(self) -> dict[str, str]:
        try:
            return dict(json.loads(self._list.read_bytes()))
        except (OSError, ValueError):
            return {}

    def _write(self, uploaders: dict[str, str]) -> None:
        private_folder(self._list.parent)
        replace_private(self._list, json.dumps(uploaders, ensure_ascii=False, indent=0).encode())


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def take_file(source: Path, folder: Path, max_bytes: int) -> Path | Refusal:
    """Copies an uploaded file into `folder` under a safe form of its name, or says why not."""
    name = safe_name(source.name)
    if reason := _problem(source, name, max_bytes):
        return Refusal(name, reason)
    private_folder(folder)
    data = source.read_bytes()
    target = _free(folder / name, data)
    if target.exists():
        return target
    with open_private(target, "wb") as file:
        file.write(data)
    if not any(isinstance(found, Article) for found in read_file(target)):
        target.unlink()
        return Refusal(name, "reason_unreadable")
    return target


def safe_name(name: str) -> str:
    """The last part of a file's name, in letters of any script, without what a file system or a page could stumble over."""
    last = PurePosixPath(normalise(name).replace("\\", "/")).name
    cleaned = _NOT_IN_NAMES.sub("", plain(last)).lstrip(". ") or "article.txt"
    stem, dot, suffix = cleaned.rpartition(".")
    room = _MAX_NAME_BYTES - len(suffix.encode())
    return stem.encode()[:room].decode(errors="ignore") + dot + suffix


def _problem(source: Path, name: str, max_bytes: int) -> str | None:
    size = source.stat().st_size
    form = format_of(Path(name))
    if form is None:
        return "reason_kind"
    if size > max_bytes:
        return "reason_too_large"
    if not size:
        return "reason_empty"
    if not form.is_text:
        return None  # its reader judges what it holds, in a process of its own
    with source.open("rb") as file:
        return "reason_kind" if file.read(16).startswith(_BINARY_STARTS) else _text_problem(source)


def _text_problem(source: Path) -> str | None:
    data = source.read_bytes()
    try:
        text = data.decode(encoding_of(data))
    except UnicodeError:
        return "reason_not_text"
    return "reason_not_text" if "\0" in text else None


def _free(target: Path, data: bytes) -> Path:
    """The name itself, or with a number where another file has it."""
    candidate, number = target, 1
    while candidate.exists() and candidate.read_bytes() != data:
        number += 1
        candidate = target.with_name(f"{target.stem}-{number}{target.suffix}")
    return candidate
