"""Reading out of zip files, within limits: what a header promises is checked before anything is unpacked."""

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from index.reading.raw import UnreadableError

MOST_MEMBERS = 20_000
MOST_BYTES = 1 << 30
# Text packs to a tenth, at most to a fiftieth; what packs better is made to burst.
_MOST_PACKED = 250
_SMALL_ENOUGH = 16 << 20
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """A zip file that keeps within the limits. Raises UnreadableError for one that doesn't, or is none."""
    with path.open("rb") as file:
        if file.read(len(_OLD_OFFICE)) == _OLD_OFFICE:
            raise UnreadableError("is an Office document of the old kind, or one with a password: save it anew, without one")
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive.infolist())
            yield archive
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, etree.XMLSyntaxError) as error:
        raise UnreadableError(f"is damaged: {str(error)[:200].lower()}") from error


def member(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a member, which is there."""
    try:
        return archive.read(name)
    except KeyError:
        raise UnreadableError(f"is damaged: it holds no {name}") from None


def xml(data: bytes) -> etree._Element:
    """The root of an XML document; entities are left as they stand, and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    root = etree.fromstring(data, parser=parser)
    if root is None:
        raise UnreadableError("is damaged: a part of it is no XML")
    return root


def true_name(info: zipfile.ZipInfo) -> str:
    """A member's name; names in UTF-8 whose archive doesn't say so are common."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def leads_out(info: zipfile.ZipInfo) -> bool:
    """Whether a member would lie outside of the folder that it is unpacked into, or is a link."""
    name = true_name(info).replace("\\", "/")
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    return is_link or name.startswith("/") or ".." in name.split("/") or name[1:2] == ":"


def _check(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_MEMBERS:
        raise UnreadableError(f"holds more than {MOST_MEMBERS:,} files")
    if sum(info.file_size for info in infos) > MOST_BYTES:
        raise UnreadableError(f"unpacks to more than {MOST_BYTES >> 30} GB")
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError("is encrypted with a password: save it without one")
        if info.file_size > _SMALL_ENOUGH and info.file_size > _MOST_PACKED * max(info.compress_size, 1):
            raise UnreadableError("is made to burst: a part of it unpacks to far more than any text does")
