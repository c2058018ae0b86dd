"""Tables with a header (.csv, .tsv): an article a row."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from types import MappingProxyType

from index.reading.decoding import decode_page
from index.reading.raw import Failure, RawArticle, UnreadableError
from index.reading.typed.details import raw_article
from index.text.normalise import normalise

_LONGEST_FIELD = 5_000_000
_DELIMITERS = ",;\t|"
# What columns are called; the first that a table has counts.
_NAMES: Mapping[str, tuple[str, ...]] = {
    name: tuple(normalise(each.strip()) for each in called.split(","))
    for name, called in {
        "text": "text, body, content, article, article text, article body, full text, story, news, लेख, पाठ, सामग्री, समाचार, "
        "ख़बर, खबर, विवरण, मूल पाठ, maintext, description",
        "title": "title, headline, heading, head, subject, शीर्षक, हेडलाइन, शीर्ष",
        "published": "published, date, published at, publication date, publish date, date published, pubdate, pub date, "
        "posted, दिनांक, तारीख, तारीख़, तिथि, प्रकाशित, प्रकाशन तिथि, timestamp",
        "url": "url, link, address, source url, लिंक, पता, यूआरएल",
        "source": "source, publisher, newspaper, publication, site, स्रोत, अख़बार, अखबार, प्रकाशक",
        "author": "author, authors, byline, writer, reporter, लेखक, संवाददाता",
        "language": "language, lang, भाषा",
        "id": "id, article id, news id, guid, क्रमांक, आईडी",
    }.items()
}
# What a column may hold.
COLUMNS = tuple(_NAMES)


def read(path: Path, columns: Mapping[str, str] = MappingProxyType({})) -> Iterator[RawArticle | Failure]:
    """The article of each row; a row that holds none is a Failure and does not stop the rest.

    `columns` says what columns are called that go by other names than are known, by what they hold: {"text": "मुख्य अंश"}.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    content = decode_page(path.read_bytes())
    if "\0" in content:
        raise UnreadableError("is not text: it holds NUL bytes")
    rows = csv.reader(StringIO(content, newline=""), delimiter=_delimiter(content, path))
    try:
        header = [_folded(name) for name in next(rows, [])]
        given = {name: (_folded(called),) for name, called in columns.items()}
        places = {name: at for name, called in (dict(_NAMES) | given).items() if (at := _column(header, called)) is not None}
        if "text" not in places:
            raise UnreadableError(
                f"has no column for the text: name it with --column text=NAME ({', '.join(header[:10]) or 'it is empty'})"
            )
        for number, row in enumerate(rows, 2):
            if any(map(str.strip, row)):
                yield _row(path, number, {name: row[at] for name, at in places.items() if at < len(row)})
    except csv.Error as error:
        raise UnreadableError(f"is no table: {error}") from error


def _folded(name: str) -> str:
    return " ".join(normalise(name).replace("_", " ").split()).lower()


def _column(header: list[str], called: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in called if name in header), None)


def _row(path: Path, number: int, record: Mapping[str, str]) -> RawArticle | Failure:
    text = record.get("text", "")
    if not text.strip():
        return Failure(f"{path}, row {number}", "has no text")
    given = " ".join(normalise(record.get("id", "")).split())
    return raw_article(text, record, part=f"row {number}", identity=f"{path.stem}-{given}" if given else None)


def _delimiter(content: str, path: Path) -> str:
    """Tabs in a .tsv file; else what stands most often in the header."""
    header = content.lstrip("\ufeff").split("\n", 1)[0]
    if path.suffix.lower() == ".tsv" and "\t" in header:
        return "\t"
    return max(_DELIMITERS, key=header.count)
