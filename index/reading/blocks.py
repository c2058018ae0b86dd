"""The text of a tree of HTML or XHTML, a paragraph for each block."""

from typing import Any

from lxml import etree

_BLOCKS = frozenset(
    """
    p div li td th tr table ul ol dl dd dt h1 h2 h3 h4 h5 h6 blockquote pre section article br body figure figcaption hr
    header footer main aside nav address
    """.split()
)
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "title", "rt", "rp"})
_PARAGRAPH = "\x1d"


def block_text(tree: Any) -> str:
    """The paragraphs of a tree whose elements have no namespaces, white space as a browser shows it."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        pieces.append(_PARAGRAPH if element.tag in _BLOCKS else "")
        if event == "start" and element.tag not in _SILENT:
            pieces.append(element.text or "")
        elif event == "end" and element is not tree:
            pieces.append(element.tail or "")
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(pieces).split(_PARAGRAPH))
    return "\n\n".join(filter(None, paragraphs))
