"""Whether a line is furniture, and by which rule."""

from index.reading.cleaning.lines import LONGEST_FURNITURE, fits
from index.reading.cleaning.own_words import is_of_the_site
from index.reading.cleaning.rules import LINK_HEAD, RULES, Place

OWN_WORDS = "the site's own words"


def rule_of(line: str, *places: Place) -> str | None:
    """The name of the rule for one of the places that a line falls under."""
    if len(line) > LONGEST_FURNITURE:
        return None
    by_words = (rule.name for rule in RULES if rule.place in places and fits(rule.pattern, line))
    return next(by_words, None) or (OWN_WORDS if "edge" in places and is_of_the_site(line) else None)


def heads_links(line: str) -> bool:
    """Whether headlines of other stories stand below a line."""
    return fits(LINK_HEAD, line)
