"""Text from articles and visitors as text: nothing in it comes to life in Markdown, or reorders what is around it.

HTML is made by templates, which escape on their own (assistant/web/rendering.py).
"""

import regex

# Embeddings, overrides and isolates would reorder what stands around them; halves of a character can't be sent.
_BIDI = regex.compile("[\u202a-\u202e\u2066-\u2069\\p{Cs}]")
_ESCAPED = regex.compile(r"\\([\\`*_\[\]|~$#+=:.)@-])")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
# What Markdown gives a meaning anywhere, at the start of a line, or as a bare address.
_MARKDOWN = regex.compile(
    r"""
    [\\`*_\[\]|~$<>&]
    | ^[ \t]*\K[\#+=:-]
    | ^[ \t]*\d+\K[.)]
    | (?<=\p{L}):(?=//)
    | (?i:(?<=www))\.
    | (?<=\S)@(?=\S)
    | (?i:(?<=mailto|xmpp)):
    """,
    regex.VERBOSE | regex.MULTILINE,
)


def plain(text: str) -> str:
    """Text without the characters that reorder others, and without halves of characters."""
    return _BIDI.sub("", text)


def as_markdown(text: str) -> str:
    """Text as Markdown that shows exactly this text: no markup, links, images or HTML come to life."""
    return _MARKDOWN.sub(lambda match: _ENTITIES.get(match[0], "\\" + match[0]), plain(text))


def from_markdown(text: str) -> str:
    """The text that was made Markdown by `as_markdown`, as somebody has edited it since."""
    unescaped = _ESCAPED.sub(lambda match: match[1], text)
    return unescaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
