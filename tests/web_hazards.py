"""Texts that try to come to life on a page, and a reader of HTML that sees whether they did."""

from html.parser import HTMLParser

from markdown_it import MarkdownIt

HAZARDS = [
    "<script>alert(1)</script>",
    '<img src="http://evil.example/x.png" onerror="alert(1)">',
    "</blockquote></details></dialog><iframe src=//evil.example></iframe>",
    "[click](javascript:alert(1))",
    "![](http://evil.example/pixel.png)",
    "[ref]: http://evil.example 'title'",
    "<http://evil.example/auto>",
    "http://evil.example/bare and www.evil.example and spy@evil.example",
    "mailto:spy@evil.example xmpp:spy@evil.example/a",
    "`code` ```fence``` **bold** _thin_ ~~gone~~ | a | b | $x$",
    "&lt;b&gt; &amp;copy; &#60;script&#62;",
    "\\*stars\\* \\\\[x\\](y)",
    "# not a heading - not a list 1. not a number",
    "- not a list",
    "1. not a number",
    "> not a quote",
    "{{ template }} ${value}",
    '" onmouseover="alert(1)" x=\'',
]
BIDI = "\u202egnp.exe\u202c \u2067rtl\u2069"
_TAGS = {
    "p", "br", "strong", "em", "span", "div", "section", "blockquote", "mark", "a", "ul", "ol", "li", "hr", "bdi", "button",
    "dialog", "header", "h2", "input", "label", "nav", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


class Page(HTMLParser):
    """The words that a browser shows, the tags that came to life, and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.tags, self.attributes, self.marked = "", set(), [], []
        self._marking = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs
        self._marking = tag == "mark" or self._marking
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag):
        self._marking = self._marking and tag != "mark"

    def handle_data(self, data):
        self.words += data
        if self._marking:
            self.marked[-1] += data


def shown(markdown: str) -> Page:
    """Markdown as a chat with tables, strikethrough and raw HTML shows it."""
    return Page(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown))


def assert_nothing_came_to_life(page: Page) -> None:
    assert page.tags <= _TAGS
    assert not [(name, value) for name, value in page.attributes if name.startswith("on") or name in ("src", "style", "srcset")]
    links = [value or "" for name, value in page.attributes if name == "href"]
    assert not [link for link in links if not link.startswith(("#", "?article=", "http://", "https://"))]
