"""What a text counts, measures and times, compared as a whole."""

from assistant.generative.checks.clock import clock
from assistant.generative.checks.ordinals import placed_otherwise
from assistant.generative.numbers import figures


def measured_otherwise(claim: str, told: str) -> bool:
    """Whether the claim has a number, a time or a place in a row that isn't told."""
    own, theirs = clock(claim), clock(told)
    readable = figures(told).readable
    return own.missing_from(theirs) or placed_otherwise(own.rest, told, readable) or not figures(own.rest).claimed <= readable
