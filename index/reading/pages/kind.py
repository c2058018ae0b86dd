"""Pages that hold no article: what they are instead."""

from urllib.parse import urlsplit

import regex
from lxml import html

from index.reading.pages.details import PageDetails

# The numbers of this module are judged by eye on saved pages of some twenty sites.
_PROSE_LINE = 60  # characters of a paragraph that is no headline
_ENOUGH_PROSE = 250
_SHORT_PAGE = 800
_LEAST_TEXT = 25
_MANY_STORIES = 8
_LINKED_SHARE = 0.5
_SENTENCE_END = regex.compile("[।॥.?!…][\"'”’)\\]]*$")
_PLACEHOLDER = regex.compile(
    r"""just\ a\ moment | attention\ required | access\ (?:is\ )?denied | (?:enable|turn\ on|requires?)\ (?:javascript|cookies)
    | verify\ (?:that\ )?you\ are\ (?:a\ )?human | checking\ your\ browser | are\ you\ a\ robot | unusual\ traffic
    | (?:page|article|story)\ (?:is\ |was\ )?(?:not\ found|no\ longer\ (?:available|exists)|can(?:no|')t\ be\ found)
    | \b40[34]\b.{0,20}(?:error|not\ found|forbidden) | \b50[0234]\b.{0,20}(?:error|bad\ gateway|unavailable) | error\ 40[34]
    | under\ (?:construction|maintenance) | coming\ soon | domain\ (?:is\ )?for\ sale | site\ can.t\ be\ reached
    | (?:पेज|पृष्ठ|खबर|ख़बर|लेख|यूआरएल)\ (?:उपलब्ध\ )?(?:नहीं\ (?:मिला|मिली|मिल|है)|मौजूद\ नहीं) | जावास्क्रिप्ट\ (?:चालू|सक्षम)
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_CONSENT = regex.compile(
    "cookies?\\b|consent|your privacy|legitimate interest|personal data|कुकी|सहमति|गोपनीयता", regex.IGNORECASE
)
_CONSENT_SHARE = 0.4
_LISTING_TYPES = frozenset({"CollectionPage", "ItemList", "SearchResultsPage"})
_HOME = regex.compile(r"/?(?:(?:index|home)(?:\.[a-z]{3,5})?|(?:hindi|english|hi|en|m|amp)/?)?", regex.IGNORECASE)


def no_article(tree: html.HtmlElement, text: str, details: PageDetails) -> str | None:
    """What a page is if it isn't one with an article: a home page, a cookie notice and the like. None for an article."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    prose = sum(len(line) for line in lines if len(line) >= _PROSE_LINE and _SENTENCE_END.search(line))
    if len(text) <= _SHORT_PAGE and (sign := _PLACEHOLDER.search(f"{details.title or ''}\n{text or _all_text(tree)[:2000]}")):
        return f"is a placeholder page (“{sign.group()}”), not an article"
    if _is_consent(lines, details):
        return "is a cookie notice, not an article"
    if not details.is_article and _is_home(details):
        return "is a home page, not an article"
    if not details.is_article and (details.kinds & _LISTING_TYPES or _lists_stories(tree, lines)):
        return "is a list of articles, not an article"
    if prose >= _ENOUGH_PROSE:
        return None
    if "VideoObject" in details.kinds and prose < _PROSE_LINE or (_is_video(details) and prose < _ENOUGH_PROSE):
        return "is the page of a video, with no article"
    if len(text) < _LEAST_TEXT or (not details.is_article and not prose):
        return "has no text that reads like an article"
    return None


def _is_consent(lines: list[str], details: PageDetails) -> bool:
    about = sum(len(line) for line in lines if _CONSENT.search(line))
    return not details.is_article and bool(lines) and about >= _CONSENT_SHARE * sum(map(len, lines)) and len(lines) < 40


def _is_home(details: PageDetails) -> bool:
    if not details.url or details.published:
        return False
    address = urlsplit(details.url)
    return not address.query and bool(_HOME.fullmatch(address.path))


def _is_video(details: PageDetails) -> bool:
    return any(kind.startswith("og:video") for kind in details.kinds)


def _lists_stories(tree: html.HtmlElement, lines: list[str]) -> bool:
    """Whether most of the page's text is links as long as headlines, and most of what was found are headlines, too."""
    links = [len(_all_text(link)) for link in tree.iter("a")]
    stories = [length for length in links if length >= _PROSE_LINE // 2]
    sentences = sum(bool(_SENTENCE_END.search(line)) for line in lines)
    if len(stories) < _MANY_STORIES or sentences * 2 > len(lines):
        return False
    return sum(links) >= _LINKED_SHARE * len(_all_text(tree))


def _all_text(tree: html.HtmlElement) -> str:
    pieces = tree.xpath(".//text()[not(parent::script or parent::style or parent::noscript or parent::template)]")
    return " ".join(" ".join(pieces).split())
