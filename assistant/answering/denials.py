"""What denies an answer is part of it: of "denied that the driver was drunk" the last four words alone say the opposite."""

from typing import Final

import regex

# What is said behind it, in the same clause, is denied or was not done.
_DENIES_WHAT_FOLLOWS: Final = regex.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|rul(?:e|es|ed|ing) out|(?:refus|declin)(?:e|es|ed|ing) to|"
    r"fail(?:s|ed|ing)? to|(?:reject|dismiss)(?:s|es|ed|ing)? (?:the |all |any )?"
    r"(?:claims?|reports?|allegations?|suggestions?|rumou?rs?))\b|"
    r"(?<!\S)(?:इस बात से |इससे |इसका )?(?:इनकार|इन्कार|खंडन|नकार\S*)(?: (?!कहा|बताया|कहना|बोले?)\S+){0,3} कि(?!\S)",
    regex.IGNORECASE,
)
# What is said before it, in the same clause.
_DENIES_WHAT_STANDS_BEFORE: Final = regex.compile(
    r"\b(?:was|were|is|are|been|being)(?: [a-z]+ly)? (?:denied|refuted|ruled out)\b|"
    r"(?<!\S)(?:से|का|को) (?:साफ़ |साफ |स्पष्ट |पूरी तरह )*(?:इनकार|इन्कार|खंडन|नकार\S*|मना)"
    r"(?: (?:किया|कर|की|करते|दिया|रहे|गया|है|हैं|था))*(?=[\s,;।.]|$)",
    regex.IGNORECASE,
)
_ASKS_FOR_DENIED: Final = regex.compile(
    r"\b(?:den(?:y|ie)|refus|declin|refut|reject|dismiss|fail|rul(?:e|es|ed|ing) out|inkaa?r|khandan|mana\b)|"
    r"इनकार|इन्कार|खंडन|नकार|मना",
    regex.IGNORECASE,
)
_CLAUSE_ENDS: Final = regex.compile(
    r"[,;:।]|\b(?:and|but|while|because)\b|(?<!\S)(?:और|लेकिन|मगर|जबकि|तथा|क्योंकि)(?!\S)", regex.IGNORECASE
)
# Who stands before these does the denying.
_DENIER_ENDS: Final = regex.compile(r"(?<!\S)(?:ने|इस बात)(?!\S)")


def with_denial(sentence: str, start: int, end: int, question: str) -> tuple[int, int]:
    """The answer `sentence[start:end]` together with what denies it; as it is where nothing does, or where the question asks
    for what was denied.
    """
    if _ASKS_FOR_DENIED.search(question):
        return start, end
    for match in _DENIES_WHAT_FOLLOWS.finditer(sentence):
        if match.end() <= start and not _CLAUSE_ENDS.search(sentence[match.end() : start]):
            return match.start(), end
    for match in _DENIES_WHAT_STANDS_BEFORE.finditer(sentence):
        between = sentence[end : match.start()]
        if end <= match.start() and not _CLAUSE_ENDS.search(between) and not _DENIER_ENDS.search(between):
            return start, match.end()
    return start, end
