"""What is joined in a sentence: "The fair runs for 32 days and has 450 stalls" tells two things, of which an article may tell
each in a sentence of its own.
"""

from itertools import islice

import regex

from assistant.generative.checks.clauses import FUTURE
from assistant.generative.checks.english_frames import is_verb
from assistant.generative.checks.wordlists import irregular
from index.text.language import article_language
from index.text.words import words

_JOINS = regex.compile(
    r"[;,]\s++(?:and|but|while|और|तथा|लेकिन|मगर|जबकि|परंतु|पर)\s++|;\s++|(?<!\s)\s++(?:and|but|while|और|तथा|लेकिन|मगर|जबकि|परंतु)\s++"
)
# What stands behind them is told of a word, and by no clause of its own.
_RELATIVE = regex.compile(r",?\s(?:which|who|whose|whom|where)\s")
_BEING = frozenset("is are was were has have had will would can could may might must does did do".split())
_ENDS = frozenset("है हैं था थी थे थीं हो".split())
# The last word of a Hindi clause: what somebody did, "गया", "बताया", "लगाए".
_DONE = regex.compile(
    r".+(?:या|यी|यीं|ाई|ाए|ाईं)|गई|गए|की|कीं|दी|दीं|दिए|ली|लीं|लिए|हुआ|हुई|हुए|रहा|रही|रहे|कहा|कही|बनी|बना|बने|चली|चला|चले"
    r"|मिला|मिली|मिले|पड़ा|पड़ी|पड़े|मारे|मरे|हारा|हारी|हारे|जीता|जीती|जीते"
)
# No clause has fewer words (judged by eye).
_FEW = 3
# A sentence of more clauses is compared as a whole: each takes a comparison of its own.
_MOST = 4
# A model that repeats itself joins hundreds of things, and what stands around each join is read.
_MOST_JOINS = 20


def conjuncts(sentence: str) -> list[str]:
    """The clauses that are joined in a sentence, each with its verb; an English one without a subject has the one before it."""
    is_told = _tells_in_hindi if article_language(sentence) == "hi" else _tells_in_english
    joins = list(islice(_JOINS.finditer(sentence), _MOST_JOINS + 1))
    if len(joins) > _MOST_JOINS:
        return [sentence]
    found: list[str] = []
    begin = 0
    for join in joins:
        part, rest = sentence[begin : join.start()], sentence[join.end() :]
        if is_told(part) and is_told(rest):
            found.append(part)
            begin = join.end()
        if len(found) == _MOST:
            return [sentence]
    found.append(sentence[begin:])
    if is_told is _tells_in_english:
        for at in range(1, len(found)):
            found[at] = _with_subject(found[at], found[at - 1])
    return found


def _tells_in_hindi(part: str) -> bool:
    said = words(part)
    return len(said) >= _FEW and (said[-1] in _ENDS or bool(FUTURE.fullmatch(said[-1]) or _DONE.fullmatch(said[-1])))


def _tells_in_english(part: str) -> bool:
    said = words(_RELATIVE.split(part)[0])
    return len(said) >= _FEW and any(map(_is_finite, said))


def _is_finite(word: str) -> bool:
    return word in _BEING or is_verb(word) or word in irregular()


def _with_subject(part: str, before: str) -> str:
    """A clause that begins with its verb, with what stands before the verb of the one before it."""
    first = words(part)[:1]
    if not first or not _is_finite(first[0]):
        return part
    said = before.split()
    verb = next((at for at, word in enumerate(said) if _is_finite("".join(words(word)))), 0)
    return " ".join([*said[:verb], part])
