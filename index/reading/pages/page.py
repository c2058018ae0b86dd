"""Saved pages: the article of an HTML document without the page around it."""

from collections.abc import Iterator
from pathlib import Path

import regex
from lxml import etree, html

from index.reading.blocks import block_text
from index.reading.cleaning import clean
from index.reading.decoding import decode_page
from index.reading.pages.details import page_details
from index.reading.pages.kind import no_article
from index.reading.raw import RawArticle, UnreadableError

# Below this many characters the other extractor is asked; measured on 33 real pages, where only layout tables need it.
_SHORT_TEXT = 200
# trafilatura drops the joiners that Hindi spelling needs. Rare letters of another script carry them through.
_JOINERS = {"\u200d": "\ua66e", "\u200c": "\ua66c"}
_JOINER_REFERENCES = (
    ("\u200d", regex.compile(r"&zwj;|&#0*8205;|&#x0*200d;", regex.IGNORECASE)),
    ("\u200c", regex.compile(r"&zwnj;|&#0*8204;|&#x0*200c;", regex.IGNORECASE)),
)
_TAG = regex.compile(r"<(?:!doctype|html|head|body|article|main|div|p|h1|table|span|meta|title)\b", regex.IGNORECASE)
_OPENED = regex.compile(r"<(?:html|body)\b", regex.IGNORECASE)
_CLOSED = regex.compile(r"</(?:html|body)\s*>", regex.IGNORECASE)
_DIV, _DIV_END = regex.compile(r"<div\b", regex.IGNORECASE), regex.compile(r"</div\b", regex.IGNORECASE)
_SAVED_FROM = regex.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000}?)\s*-->", regex.IGNORECASE)
# How trafilatura marks the items of a list.
_LIST_MARK = regex.compile(r"^- ", regex.MULTILINE)
_SCRIPT = regex.compile(r"<(?:script|style|svg)\b[^>]{0,2000}>", regex.IGNORECASE)
_SCRIPT_END = regex.compile(r"</(?:script|style|svg)\b", regex.IGNORECASE)
_LONG_SCRIPT = 1_000_000
# How trafilatura marks the items of a list.
_LIST_MARK = regex.compile(r"^- ", regex.MULTILINE)
CUT_OFF = "the page is cut off"


def read(path: Path) -> Iterator[RawArticle]:
    """The article of a page."""
    yield read_page(decode_page(path.read_bytes()))


def read_page(source: str, url: str | None = None) -> RawArticle:
    """The article of a page's source. Raises UnreadableError for a page that holds none, with what it is instead."""
    if not _TAG.search(source[:100_000]):
        raise UnreadableError("is not a page of HTML")
    if not url and (saved := _SAVED_FROM.search(source[:4096])):
        url = saved[1]
    tree = parse_page(source)
    details = page_details(tree, url)
    cut_off = is_cut_off(source)
    text = article_text(source.rstrip("\ufffd") if cut_off else source)
    if problem := no_article(tree, text, details):
        raise UnreadableError(problem)
    seen = None if details.published and details.author else clean(block_text(tree), details.title)
    return RawArticle(
        text,
        title=details.title,
        published=details.published or (seen.published if seen else None),
        date_source="page" if details.published else "dateline",
        url=details.url,
        source=details.source,
        author=details.author or (seen.author if seen else None),
        notes=(CUT_OFF,) if cut_off else (),
    )


def parse_page(source: str) -> html.HtmlElement:
    """The tree of a page, whatever its faults."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    data = _without_scripts(source.replace("\0", "")).encode("utf-8", "replace")
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("is a page without content") from error


def _without_scripts(source: str) -> str:
    """A page without long scripts and styles, at which the parser gives up; data about the article is short."""
    pieces, position = [], 0
    for opening in _SCRIPT.finditer(source):
        if opening.start() < position:
            continue
        end = _SCRIPT_END.search(source, opening.end())
        stop = end.start() if end else len(source)
        if stop - opening.end() > _LONG_SCRIPT:
            pieces.append(source[position : opening.end()])
            position = stop
    return "".join([*pieces, source[position:]])


def article_text(source: str) -> str:
    """The paragraphs of the article on a page, with their joiners; empty where there is none."""
    from trafilatura import extract

    carried = source
    for joiner, references in _JOINER_REFERENCES:
        carried = references.sub(joiner, carried).replace(joiner, _JOINERS[joiner])
    tree = parse_page(carried)
    text = extract(tree, favor_precision=True, include_tables=False, include_comments=False, deduplicate=False) or ""
    if len(text) < _SHORT_TEXT:
        text = max(text, _readable_text(parse_page(carried)), key=len)
    for joiner, carrier in _JOINERS.items():
        text = text.replace(carrier, joiner)
    return _LIST_MARK.sub("", text)


def is_cut_off(source: str) -> bool:
    """Whether a page was opened and never closed: the end of the file is missing."""
    if not _OPENED.search(source[:100_000]) or _CLOSED.search(source):
        return False
    # The end tags of html and body may be left out; those of div may not.
    return not source.rstrip().endswith(">") or len(_DIV.findall(source)) > len(_DIV_END.findall(source))


def _readable_text(tree: html.HtmlElement) -> str:
    """The article by the older of the two ways, which also finds it in tables that are used for layout."""
    from trafilatura.readability_lxml import Document

    try:
        summary = Document(tree).summary()
    except (AttributeError, ValueError, etree.LxmlError):
        return ""
    return block_text(html.fragment_fromstring(summary, create_parent="div")) if summary.strip() else ""
