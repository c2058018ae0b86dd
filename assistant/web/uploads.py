"""Articles that visitors add: each file is judged by what it holds and kept under its own name."""

import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import regex

from assistant.web.escape import plain
from index.models import Article
from index.reading.files import encoding_of, read_file
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


def take_file(source: Path, folder: Path, max_bytes: int) -> Path | Refusal:
    """Copies an uploaded file into `folder` under a safe form of its name, or says why not."""
    name = safe_name(source.name)
    if reason := _problem(source, name, max_bytes):
        return Refusal(name, reason)
    folder.mkdir(parents=True, exist_ok=True)
    target = _free(folder / name, source.read_bytes())
    shutil.copyfile(source, target)
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
    if form.is_apart:
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
