"""Zip files: of articles, and the documents that are zip files themselves, whatever they are called."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from index.reading.raw import Failure, RawArticle, UnreadableError
from index.reading.zipped import leads_out, opened, true_name

# Which documents are told by what they hold.
_DOCUMENTS = (
    ("word/document.xml", "docx"),
    ("META-INF/container.xml", "epub"),
    ("content.xml", "odt"),
)
_FOREIGN = (("xl/workbook.xml", "a spreadsheet: save it as .csv"), ("ppt/presentation.xml", "a presentation: save it as .pdf"))


def read(path: Path) -> Iterator[RawArticle | Failure | None]:
    """The articles of the document that the file is, or of all files in it that are read."""
    with opened(path) as archive:
        names = set(archive.namelist())
        for sign, what in _FOREIGN:
            if sign in names:
                raise UnreadableError(f"is {what}")
        document = next((module for sign, module in _DOCUMENTS if sign in names), None)
        if document is None:
            if path.suffix.lower() != ".zip":
                raise UnreadableError(f"is not a {path.suffix.lower()} document, but some other zip file")
            yield from _members(archive, path)
    if document:
        yield from import_module(f"index.reading.documents.{document}").read(path)


def _members(archive: ZipFile, path: Path) -> Iterator[RawArticle | Failure | None]:
    from index.reading.formats import format_of

    found = False
    for info in sorted(archive.infolist(), key=true_name):
        name = true_name(info)
        parts = Path(name.replace("\\", "/")).parts
        is_hidden = any(part.startswith(".") and part != ".." for part in parts) or "__MACOSX" in parts
        if info.is_dir() or is_hidden or format_of(Path(name)) is None:
            continue
        yield None
        found = True
        yield from _member(archive, info, path)
    if not found:
        raise UnreadableError("holds no file of a kind that is read")


def _member(archive: ZipFile, info: ZipInfo, path: Path) -> Iterator[RawArticle | Failure | None]:
    """What a member holds; it is unpacked to a file of our own naming."""
    name = true_name(info)
    where = f"{path}, {name}"
    try:
        if leads_out(info):
            raise UnreadableError("leads out of the archive, and was left there")
        with tempfile.TemporaryDirectory(prefix="assistant-") as folder:
            target = Path(folder, f"member{Path(name).suffix.lower()}")
            with archive.open(info) as source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy)
            for found in _read(target):
                yield _named(found, name, str(target), where)
    except UnreadableError as error:
        yield Failure(where, str(error))
    except (UnicodeError, OSError) as error:
        yield Failure(where, f"can't be read: {str(error)[:200]}")


def _read(target: Path) -> Iterator[RawArticle | Failure | None]:
    from index.reading.formats import format_by_content

    form = format_by_content(target)
    if form is None or (form.module == "archive" and target.suffix == ".zip"):
        raise UnreadableError("is a zip file within a zip file: unpack it")
    if target.stat().st_size > form.megabytes << 20:
        raise UnreadableError(f"is larger than {form.megabytes} MB, the most that is read of a {form.suffixes[0]} file")
    yield from form.reader()(target)


def _named(found: RawArticle | Failure | None, name: str, target: str, where: str) -> RawArticle | Failure | None:
    if isinstance(found, RawArticle):
        return replace(found, part=f"{name}, {found.part}" if found.part else name)
    return Failure(found.where.replace(target, where), found.reason) if found else None
