"""A saved page as a reader would paste it: select all, copy, paste. The visible text, a block a line."""

from lxml import html
from lxml.etree import _Comment, _ProcessingInstruction

_NEVER_SEEN = frozenset(
    "script style noscript template head title meta link iframe svg canvas object select option input textarea audio "
    "video".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code dfn em font i kbd label mark nobr q s samp small span strike strong sub sup time "
    "tt u var wbr amp-link ins del".split()
)
_HIDDEN = ("display:none", "visibility:hidden")


def pasted(page: str) -> str:
    """The lines that a browser would put on the clipboard, blank lines between blocks left out."""
    pieces: list[str] = []
    tree = html.fromstring(page)
    _collect(tree.find("body") if tree.find("body") is not None else tree, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(node: html.HtmlElement, pieces: list[str]) -> None:
    if isinstance(node, (_Comment, _ProcessingInstruction)) or node.tag in _NEVER_SEEN:
        return
    style = (node.get("style") or "").replace(" ", "").lower()
    if node.get("hidden") is not None or any(hidden in style for hidden in _HIDDEN):
        return
    inline = node.tag in _INLINE
    if node.tag == "br" or not inline:
        pieces.append("\n")
    pieces.append(" ".join((node.text or "").split("\n")))
    for child in node:
        _collect(child, pieces)
        pieces.append(" ".join((child.tail or "").split("\n")))
    if node.tag in ("td", "th"):
        pieces.append("\t")
    elif not inline:
        pieces.append("\n")
