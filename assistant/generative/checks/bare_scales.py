"""Scales without a number, as Hindi has them: "हज़ार से कम" are fewer than one thousand."""

from decimal import Decimal
from typing import Final

from assistant.generative.checks.amount_words import amount_words
from assistant.generative.tokens import Found, Tokens
from index.text.languages.record import word_set

# No "अरब", which is also Arabia.
_SCALES: Final = word_set("सौ हज़ार लाख करोड़ sau hazar hazaar hajar hajaar lakh laakh crore karod karor")
_MARKS = frozenset("- –".split())


def bare_scale_at(said: Tokens, at: int) -> Found[Decimal] | None:
    """The scale at a place, where no number and no "several" stands ahead of it, and it tells no rate."""
    if said.word(at) not in _SCALES or at and said.each[at - 1].kind in ("number", "scale", "quarter"):
        return None
    ahead, behind = said.word(at - 1), said.each[at + 1].kind if at + 1 < len(said) else "mark"
    is_other = behind in ("scale", "number", "percent") or said.number(at - 1) is not None
    is_other = is_other or ahead in amount_words("several") | amount_words("each") | _MARKS
    return None if is_other else Found(at, at + 1, said.each[at].value)
