"""Whether a line is furniture, and by which rule."""

from functools import lru_cache

from index.reading.cleaning.lines import LONGEST_FURNITURE, fits
from index.reading.cleaning.own_words import is_of_the_site
from index.reading.cleaning.rules import LINK_HEAD, MORE_OF, RULES, Place

# Lines are asked for several times, and those of a page often stand there twice.
_REMEMBERED = 8192
OWN_WORDS = "the site's own words"


def rule_of(line: str, *places: Place) -> str | None:
    """The name of the rule for one of the places that a line falls under."""
    if len(line) > LONGEST_FURNITURE:
        return None
    return next((name for place in places if (name := _rule_at(line, place))), None)


@lru_cache(maxsize=_REMEMBERED)
def _rule_at(line: str, place: Place) -> str | None:
    possible = (rule for rule in RULES if rule.place == place and (rule.hint is None or rule.hint.search(line)))
    by_words = (rule.name for rule in possible if fits(rule.pattern, line))
    return next(by_words, None) or (OWN_WORDS if place == "edge" and is_of_the_site(line) else None)


def heads_links(line: str) -> bool:
    """Whether headlines of other stories stand below a line."""
    return rule_of(line, "anywhere", "edge") == "another article" and (fits(LINK_HEAD, line) or fits(MORE_OF, line))
