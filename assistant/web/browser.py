"""What a browser tells of its visitor."""

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie

from index.models import Language

# Written by the page's script (panel.js) when the language is switched.
LANGUAGE_COOKIE = "assistant-language"


def preferred_language(accept: str) -> Language:
    """English where the browser prefers it to Hindi, else Hindi."""
    wanted = [part.partition(";")[0].strip().lower()[:2] for part in accept.split(",")]
    return next(("hi" if tongue == "hi" else "en" for tongue in wanted if tongue in ("hi", "en")), "hi")


def page_language(headers: Mapping[str, str]) -> Language:
    """The language that the visitor chose on this page before, or else the one that the browser prefers."""
    try:
        chosen = SimpleCookie(headers.get("cookie", "")).get(LANGUAGE_COOKIE)
    except CookieError:
        chosen = None
    if chosen and chosen.value in ("hi", "en"):
        return "en" if chosen.value == "en" else "hi"
    return preferred_language(headers.get("accept-language", ""))
