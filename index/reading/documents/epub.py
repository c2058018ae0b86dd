"""Books (.epub): an article a chapter."""

from collections.abc import Iterator
from html.entities import html5
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import regex
from lxml import etree

from index.reading.blocks import block_text
from index.reading.raw import Failure, RawArticle, UnreadableError
from index.reading.zipped import member, opened, xml

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_HEADINGS = ("h1", "h2", "h3")
# Covers, dedications and half titles have less; judged by eye.
_SHORTEST_CHAPTER = 200
_ENTITY = regex.compile(rb"&(?!(?:lt|gt|amp|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read(path: Path) -> Iterator[RawArticle | Failure | None]:
    """The chapters of a book in reading order, in the book's own name; what is shorter than a page is left out."""
    with opened(path) as archive:
        _refuse_protected(archive)
        place = xml(member(archive, "META-INF/container.xml")).find(".//{*}rootfile")
        package_path = unquote(place.get("full-path") or "") if place is not None else ""
        package = xml(member(archive, package_path))
        found = False
        for number, name in enumerate(_reading_order(package, dirname(package_path)), 1):
            yield None
            chapter = _chapter(archive, name, f"chapter {number}", package)
            if isinstance(chapter, Failure):
                yield Failure(f"{path}, chapter {number}", chapter.reason)
            elif chapter:
                found = True
                yield chapter
    if not found:
        raise UnreadableError("is a book without a chapter of text")


def _chapter(archive: ZipFile, name: str, part: str, package: Any) -> RawArticle | Failure | None:
    try:
        root = xml(_ENTITY.sub(_numbered, member(archive, name)))
    except (UnreadableError, etree.XMLSyntaxError) as error:
        return Failure(part, str(error))
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    body = root.find(".//body")
    text = block_text(body) if body is not None else ""
    if len(text) < _SHORTEST_CHAPTER or _is_navigation(root):
        return None
    headings = (" ".join(block_text(heading).split()) for tag in _HEADINGS for heading in body.iter(tag))
    return RawArticle(
        text,
        part=part,
        title=next(filter(None, headings), None) or _first(root, ".//head/title"),
        published=_day(package),
        source=_first(package, f".//{_DC}title"),
        author=", ".join(filter(None, (_line(creator) for creator in package.iter(f"{_DC}creator")))) or None,
    )


def _numbered(match: regex.Match[bytes]) -> bytes:
    """A named character of HTML by its number, which XML knows without the book's DTD."""
    characters = html5.get(f"{match[1].decode('ascii')};")
    return "".join(f"&#{ord(each)};" for each in characters).encode("ascii") if characters else match[0]


def _reading_order(package: Any, folder: str) -> list[str]:
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    order = [items.get(entry.get("idref")) for entry in package.iter(f"{_OPF}itemref") if entry.get("linear") != "no"]
    pages = [item for item in order if item is not None and "html" in (item.get("media-type") or "")]
    return [
        normpath(join(folder, unquote(item.get("href") or ""))) for item in pages if "nav" not in (item.get("properties") or "")
    ]


def _is_navigation(root: Any) -> bool:
    """Whether a chapter is the table of contents: most of its text is links."""
    linked = sum(len(str(link.xpath("string()"))) for link in root.iter("a"))
    return linked * 2 > len(str(root.xpath("string(//body)")).strip())


def _day(package: Any) -> str | None:
    """The day of publication; a bare year says too little, and other events are not publications."""
    for element in package.iter(f"{_DC}date"):
        value = _line(element)
        if element.get(f"{_OPF}event") in (None, "publication") and value and len(value) >= len("2024-01-01"):
            return value[: len("2024-01-01")]
    return None


def _first(root: Any, path: str) -> str | None:
    element = root.find(path)
    return _line(element) if element is not None else None


def _line(element: Any) -> str | None:
    return " ".join(str(element.xpath("string()")).split()) or None


def _refuse_protected(archive: ZipFile) -> None:
    if "META-INF/encryption.xml" not in archive.namelist():
        return
    for method in xml(member(archive, "META-INF/encryption.xml")).iter("{*}EncryptionMethod"):
        if method.get("Algorithm") not in _FONT_ALGORITHMS:
            raise UnreadableError("is protected against copying (DRM)")
