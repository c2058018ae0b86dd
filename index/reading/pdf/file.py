"""PDF: the text as it was meant, page by page; by its look where the file doesn't say it."""

import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import regex
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFParser, PDFSyntaxError
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

from index.reading.pdf import ocr
from index.reading.pdf.broken_text import broken_reason
from index.reading.pdf.text import PageText, PageTexts
from index.reading.raw import RawArticle, UnreadableError
from index.text.words import words

_MOST_PAGES = 2_000
_DIGITS = regex.compile(r"\p{Nd}+")
_FURNITURE_MAX = 200  # characters of a line that is set at the head or foot of every page
_PARAGRAPH = "\n\n"
BY_OCR = "read from its picture, as OCR sees it"


def read(path: Path) -> Iterator[RawArticle | None]:
    """One article: all pages of the file, None after each as a sign of life."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages: list[PageText] = []
    with path.open("rb") as file:
        document = _open(PDFParser(file))
        try:
            for page in PageTexts(document):
                pages.append(page)
                yield None
                if len(pages) > _MOST_PAGES:
                    raise UnreadableError(f"has more than {_MOST_PAGES:,} pages: split it")
        except (PSException, PDFSyntaxError) as error:
            raise UnreadableError(f"is a damaged PDF: {str(error)[:200]}") from error
        called = _given_title(document)
    if not pages:
        raise UnreadableError("is a PDF without pages")
    texts = [_PARAGRAPH.join(blocks) for blocks in _without_page_furniture([page.blocks for page in pages])]
    notes: list[str] = []
    unread = _unread(texts, pages)
    if unread and (missing := ocr.missing()):
        if len(unread) == len(texts) or any(texts[number].strip() for number in unread):
            raise UnreadableError(f"{next(iter(unread.values()))}: {missing}")
        notes.append(f"not read, for it is a picture: page {', '.join(str(number + 1) for number in unread)}")
        unread = {}
    for number in unread:
        texts[number] = ocr.read_page(path, number)
        notes = [BY_OCR]
        yield None
    if not any(text.strip() for text in texts):
        raise UnreadableError("is a PDF without text")
    text = _PARAGRAPH.join(filter(None, texts))
    yield RawArticle(text, title=called if _is_in(called, texts[0]) else None, notes=tuple(notes), pages=tuple(texts))


def _open(parser: PDFParser) -> PDFDocument:
    try:
        return PDFDocument(parser)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise UnreadableError("is encrypted with a password: save it without one") from error
    except (PSException, PDFSyntaxError) as error:
        raise UnreadableError(f"is not a PDF, or a damaged one: {str(error)[:200]}") from error


def _unread(texts: list[str], pages: list[PageText]) -> dict[int, str]:
    """The pages whose text isn't there or is not what stands on the page, and why."""
    if reason := broken_reason("\n".join(texts)):
        return {number: reason for number, text in enumerate(texts) if text.strip() or pages[number].has_picture}
    pictures = [number for number, text in enumerate(texts) if not text.strip() and pages[number].has_picture]
    return {number: "is a picture of a page (a scan)" for number in pictures}


def _without_page_furniture(pages: list[list[str]]) -> list[list[str]]:
    """Pages without what is set at the head and the foot of most of them, but for its numbers the same."""
    edges = Counter(edge for blocks in pages for edge in {_masked(block) for block in [*blocks[:2], *blocks[-2:]]})
    repeated = {edge for edge, count in edges.items() if count > 1 and count * 2 > len(pages) and len(edge) <= _FURNITURE_MAX}
    last = len(pages[0]) if pages else 0
    kept = []
    for blocks in pages:
        last = len(blocks) - 2
        kept.append([block for at, block in enumerate(blocks) if not ((at < 2 or at >= last) and _masked(block) in repeated)])
    return kept


def _masked(block: str) -> str:
    return _DIGITS.sub("0", " ".join(block.split()))


def _given_title(document: PDFDocument) -> str | None:
    for info in document.info:
        title = info.get("Title")
        if isinstance(title, bytes) and (text := " ".join(decode_text(title).split())):
            return text
    return None


def _is_in(title: str | None, page: str) -> bool:
    """Whether a title stands on the page; what a program has put there instead ("Microsoft Word - x.doc") does not."""
    own = set(words(title or ""))
    return len(own) > 1 and own <= set(words(page))
