"""What a reader found becomes an article: cleaned, dated, named."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from index.models import Article
from index.reading import legacy_fonts
from index.reading.cleaning import clean
from index.reading.dating.publication import publication_day
from index.reading.dating.years import year_said
from index.reading.raw import Failure, RawArticle, UnreadableError
from index.text.language import article_language
from index.text.normalise import normalise

# A shorter line of a page, such as its number, may stand anywhere; judged by eye.
_TELLING_LINE = 12

# War and Peace has 3.2 million.
_LONGEST_ARTICLE = 5_000_000


def make_article(raw: RawArticle, path: Path) -> Article | Failure:
    """The article that a file's reader found."""
    stored = stored_path(path)
    try:
        return _article(raw, raw.id or _identity(stored, raw.part), stored)
    except UnreadableError as error:
        return Failure(f"{path}, {raw.part}" if raw.part else str(path), str(error))


def prepare(article: Article) -> Article | Failure:
    """An article that was made in memory, cleaned as those of files are."""
    raw = RawArticle(
        article.text,
        title=article.title,
        published=article.published,
        language=article.language,
        date_source=article.date_source or "given",
        url=article.url,
        source=article.source,
        author=article.author,
        notes=article.notes,
    )
    try:
        return _article(raw, article.id, article.path)
    except UnreadableError as error:
        return Failure(f"the article {article.id!r}", str(error))


def article_at(raw: RawArticle, url: str) -> Article:
    """The article that was found at an address. Raises UnreadableError for a text that holds none."""
    return _article(raw, web_id(url), None)


def web_id(url: str) -> str:
    """The id of the article at an address: the site's name, and what stays when it is read again."""
    digest = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:12]
    return f"{_host(url) or 'web'}-{digest}"


def stored_path(path: Path) -> str:
    """A file's absolute path as its articles have it."""
    return stored_form(str(path.resolve()))


def stored_form(name: str) -> str:
    """A name or path in NFC; bytes that are no UTF-8 become question marks."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode())


def _identity(stored: str, part: str) -> str:
    """An id that stays when the file is read again."""
    digest = hashlib.sha256((f"{stored}\n{part}" if part else stored).encode()).hexdigest()[:8]
    return f"{Path(stored).stem}-{digest}"


def _article(raw: RawArticle, identity: str, path: str | None) -> Article:
    if len(raw.text) > _LONGEST_ARTICLE:
        raise UnreadableError(f"is longer than {_LONGEST_ARTICLE:,} characters: split it into articles")
    raw = _in_unicode(raw)
    cleaned = clean(raw.text, _line(raw.title))
    if not any(character.isalnum() for character in cleaned.text):
        raise UnreadableError("is empty" if not raw.text.strip() else "has no text besides page furniture")
    url = _line(raw.url) or cleaned.url
    published, date_source = publication_day(raw, cleaned.published, url, path, identity)
    said = None if published else year_said(cleaned.text, cleaned.removed)
    return Article(
        id=identity,
        title=cleaned.title,
        text=cleaned.text,
        language="hi" if raw.language == "hi" else "en" if raw.language == "en" else article_language(cleaned.text),
        path=path,
        url=url,
        source=_line(raw.source) or cleaned.source or _host(url),
        published=published,
        date_source=date_source,
        author=_line(raw.author) or cleaned.author,
        pages=page_starts(raw.pages, cleaned.text),
        year=said.year if said else None,
        notes=tuple(dict.fromkeys((*raw.notes, said.note))) if said else raw.notes,
        removed=cleaned.removed,
    )


def _in_unicode(raw: RawArticle) -> RawArticle:
    """The article as it reads where its text was typed for a legacy font."""
    font = legacy_fonts.detect(raw.text)
    if font is None:
        return raw
    title = raw.title and legacy_fonts.convert_text(raw.title, font) if raw.title and raw.title in raw.text else raw.title
    return replace(
        raw,
        text=legacy_fonts.convert_text(raw.text, font),
        title=title,
        pages=tuple(legacy_fonts.convert_text(page, font) for page in raw.pages),
        notes=(*raw.notes, f"converted from {font.name}"),
    )


def page_starts(pages: Sequence[str], text: str) -> tuple[int, ...]:
    """Where in a cleaned text each of the pages that it was made of begins; an empty page where the next one does."""
    starts, position = [], 0
    for page in pages:
        lines = (" ".join(normalise(line).split()) for line in page.split("\n"))
        telling = (line for line in lines if len(line) >= _TELLING_LINE)
        found = next((at for line in telling if (at := text.find(line, position)) >= 0), position)
        starts.append(found)
        position = found
    return tuple(starts)


def _line(value: str | None) -> str | None:
    return (" ".join(normalise(value).split()) or None) if value else None


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None
