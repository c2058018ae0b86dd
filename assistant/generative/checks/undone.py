"""What a sentence tells of without saying that it is so: what is asked for, offered, planned, alleged or denied in it, or what
it tells a model or its reader to say.

A word of such a list governs a part of its clause: in English what stands behind it, in Hindi what stands before it, or behind
"कि". Of what stands only there nothing is told as done, however sure a reader is of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from assistant.generative.checks.amount_words import amount_values
from assistant.generative.checks.clauses import FUTURE, is_planned, is_scheduled
from assistant.generative.checks.meaning import all_keys, content, keys
from assistant.generative.checks.wordlists import irregular, listed, phrases
from assistant.generative.numbers import number_words
from assistant.models import Unsupported
from index.text.language import article_language
from index.text.languages import every
from index.text.words import WORD, words

# Where what an English word governs ends: at a clause that tells of something else.
_ENDS = regex.compile(
    r"[;:]\s|,\s(?:and|but|who|which|where|while|as)\s|\s(?:but|after|before|because|while|although|when|who|which)\s"
)
_HINDI_ENDS = regex.compile(r"[,;:।]\s|\s(?:और|लेकिन|मगर|जबकि|परंतु|किंतु|क्योंकि|जिसने|जिन्होंने|जिससे|जिसके|जिसमें|जिसे|जहाँ|जहां|जो|तो)\s")
# Where what stands behind "कि" ends.
_THAT_ENDS = regex.compile(r"[;।]\s|,\s(?:पर|लेकिन|मगर|जबकि|और|हालाँकि|हालांकि|किंतु|परंतु|जो|जिस\S*)\s|\s(?:लेकिन|मगर|जबकि)\s")
_WHO = regex.compile(r"^.*?\sने\s")
_BEFORE_HEAD = frozenset("की का के को पर लिए से".split())
_TO = frozenset({"को"})
_TO_DO = regex.compile(r"(?:^|\s)to (?!(?:the|a|an|his|her|its|their)\b)(?=\p{Ll})")
# Between a word and the "कि" of what it governs stand so many others at most: "माँग की है कि".
_TO_THAT = 4
_SO_TO_SAY = frozenset({"कथित"})
# "जाने को कहा" asks for what "कहा कि" tells.
_TOLD_TO = frozenset({"कहा"})
_TOLD = frozenset("कहा बताया बोला बोली बोले".split())
# Of the claim's words that tell something at least so many have to be governed.
_SHARE = 1 / 3


@dataclass(frozen=True)
class Governed:
    """What is governed in a sentence, and its core, what is asked or denied to be done: the first or last word of it, or, of a
    whole clause, none. Who asks is told in `who`, all else in `outside`.
    """

    inside: str
    core: str | None
    outside: str
    who: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of governing words, and of which lists a claim has a word that tells it so itself."""

    name: str
    tells_so: tuple[str, ...]
    reason: Unsupported


_KINDS = (
    Kind("instructs", ("saying",), "meaning"),
    Kind("denies", ("denial", "refusal", "strong_refusal", "allegation"), "negation"),
    Kind("alleges", ("denial", "strong_refusal", "saying", "suspicion"), "modality"),
    Kind("asks", ("plan", "wish", "wanted", "request", "agreed", "talks", "condition", "denial", "strong_refusal"), "modality"),
)


def untold(claim: str, sentence: str) -> Unsupported | None:
    """Why a sentence that has what a claim tells doesn't tell it: it is only asked for, alleged or denied. None elsewhere."""
    for kind in _KINDS:
        if kind.reason == "modality" and (is_planned(claim) or is_scheduled(claim)):
            continue
        for part in _governed(sentence, kind.name):
            if not _tells_so(claim, kind, part) and _tells_only(claim, part):
                return kind.reason
    return None


def _tells_so(claim: str, kind: Kind, part: Governed) -> bool:
    """Whether the claim has a word by which it asks or denies, too, and which isn't what is asked or denied."""
    inside = all_keys(part.inside)
    own = [word for word in words(claim) if not keys(word) & inside]
    return any(listed(name).fullmatch(word) for name in kind.tells_so for word in own)


def _tells_only(claim: str, part: Governed) -> bool:
    """Whether the claim tells what is governed: its core, and more that stands only there than what stands only elsewhere."""
    inside, outside, who = (all_keys(_plain(text)) for text in (part.inside, part.outside, part.who))
    told = _telling(_plain(claim))
    only = [word for word in told if keys(word) & inside and not keys(word) & (outside | who)]
    elsewhere = [word for word in told if keys(word) & outside and not keys(word) & inside]
    if part.core is not None:
        is_told = any(keys(word) & keys(part.core) for word in only)
    else:
        is_told = len(only) >= _SHARE * len(told)
    return is_told and len(only) > len(elsewhere)


def _telling(text: str) -> list[str]:
    return [word for word in content(words(text)) if not listed("light").fullmatch(word) and word not in every("persons")]


def _plain(text: str) -> str:
    """A text with English verbs as they stand behind "to": "bought" as "buy"."""
    return " ".join(irregular().get(word, word) for word in words(text))


def _governed(sentence: str, name: str) -> Iterator[Governed]:
    """The parts of a sentence that words of a kind govern. What instructs somebody governs all that stands behind it."""
    if name == "instructs":
        found = phrases(name).search(sentence)
        return iter([Governed(sentence[found.start() :], None, sentence[: found.start()])] if found else [])
    if article_language(sentence) == "hi":
        return _in_hindi(sentence, name)
    return _in_english(sentence, name)


def _in_english(sentence: str, name: str) -> Iterator[Governed]:
    for match in phrases(f"{name}_in_english").finditer(sentence):
        begin = max((end.end() for end in _ENDS.finditer(sentence, 0, match.start())), default=0)
        is_clause = match[0].endswith("that")
        ends = [_ENDS.search(sentence, match.end()), None if is_clause else _and_did(sentence, match.end())]
        end = min((found.start() for found in ends if found), default=len(sentence))
        inside, outside = sentence[match.end() : end], f"{sentence[:begin]} {sentence[end:]}"
        yield Governed(inside, None if is_clause else _done(inside), outside, sentence[begin : match.start()])


def _and_did(sentence: str, at: int) -> regex.Match[str] | None:
    """Where, behind an "and", somebody has done something else: "plans to buy five more and has bought ten"."""
    for match in regex.finditer(r"\sand\s", sentence, pos=at):
        behind = words(sentence[match.end() :])[:5]
        if any(word.endswith("ed") or word in irregular() or word in ("was", "were", "has", "have", "had") for word in behind):
            return match
    return None


def _done(inside: str) -> str:
    """What is asked to be done: the word behind "to", or else the first that tells something."""
    to_do = _TO_DO.search(inside)
    return next(iter(_telling(_plain(inside[to_do.end() :] if to_do else inside))), "")


def _in_hindi(sentence: str, name: str) -> Iterator[Governed]:
    found = list(WORD.finditer(sentence))
    said = [words(match[0])[0] for match in found]
    for at, match in enumerate(found):
        is_future = name == "asks" and bool(FUTURE.fullmatch(said[at]))
        if not is_future and not listed(f"{name}_in_hindi").fullmatch(said[at]):
            continue
        begin = max((end.end() for end in _HINDI_ENDS.finditer(sentence, 0, match.start())), default=0)
        if that := _that(found, said, at, name):
            over = _THAT_ENDS.search(sentence, that.end())
            end = over.start() if over else len(sentence)
            outside = f"{sentence[:begin]} {sentence[end:]}"
            yield Governed(sentence[that.end() : end], None, outside, sentence[begin : that.start()])
        elif is_future or _follows_what_it_governs(said, at):
            clause = sentence[begin : match.end() if is_future else match.start()]
            who = _WHO.match(clause)
            inside, outside = clause[who.end() if who else 0 :], f"{sentence[:begin]} {sentence[match.end() :]}"
            told = [word for word in _telling(inside) if not listed("reports").fullmatch(word)]
            yield Governed(inside, told[-1] if told else "", outside, who[0] if who else "")


def _that(found: Sequence[regex.Match[str]], said: Sequence[str], at: int, name: str) -> regex.Match[str] | None:
    """The last word before what a word governs, if that stands behind it: "माँग की कि", "कथित तौर पर". What is told behind a
    denial isn't denied: "इसे नकारते हुए कहा कि".
    """
    if said[at] in _SO_TO_SAY:
        return found[at + 2] if said[at + 1 : at + 3] in (["तौर", "पर"], ["रूप", "से"]) else None
    between = said[at + 1 : at + 1 + _TO_THAT]
    if said[at] in _TOLD_TO or "कि" not in between or name == "denies" and _TOLD.intersection(between[: between.index("कि")]):
        return None
    return found[said.index("कि", at)]


@cache
def _times() -> frozenset[str]:
    """Words for days, months and parts of the day."""
    return every("weekdays") | every("times") | frozenset(amount_values("parts_of_day")) | number_words()


def _follows_what_it_governs(said: Sequence[str], at: int) -> bool:
    """Whether what a word governs stands before it: "देने की माँग", "देना चाहता", "दे सकता", "ख़बर झूठी"."""
    before = said[at - 1] if at else ""
    if before in _TO and at > 1 and (said[at - 2][0].isdecimal() or said[at - 2] in _times()):  # "15 जून को फ़ैसला"
        return False
    if before in _BEFORE_HEAD or listed("reports").fullmatch(before):
        return True
    return before.endswith(("ना", "नी")) or said[at] in ("सकता", "सकती", "सकते")
