"""How a thing ended: of "acquitted" nobody may write "convicted", nor of who beat another that he lost, or that the two drew.

Who lost to another is told of who beat him, so for games and elections it is asked who won.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

import regex

from assistant.generative.checks.clauses import best_clause, has
from assistant.generative.checks.ends import at_same_end
from assistant.generative.checks.frames import Frame, Party
from assistant.generative.checks.meaning import all_keys, content, keys
from assistant.generative.checks.parties import frames, same
from assistant.question.tables import tables
from index.text.language import article_language
from index.text.languages.record import NUKTA
from index.text.words import without_joiners, words

# Behind who wins, where somebody loses: "केरल गोवा से हारा".
_TO = "से"
_MARKS = frozenset("ने को के का की में पर से तक".split())
# By how much somebody wins stands before "से", too.
_COUNTED = frozenset("रन रनों विकेट विकेटों वोट वोटों मत मतों गोल गोलों अंक अंकों अंतर".split())
_BEING = regex.compile(r"\b(?:is|are|was|were|be|been|being)(?: \p{Ll}+ly)? $")
_OVER = regex.compile(r"\b(?:against|over) (?:\S+ ?){1,4}")
_IS_CHOSEN = regex.compile("चुन|निर्वाचित")


def ended_otherwise(claim: str, sentence: str) -> bool:
    """Whether a thing ended in the claim as it can't have where it ended as the sentence tells."""
    is_other = _has_other_of_a_pair(claim, sentence) and not at_same_end(claim, sentence)
    return is_other or _won_otherwise(_result(claim), _result(sentence))


def _has_other_of_a_pair(claim: str, sentence: str) -> bool:
    """Whether the claim has one of a pair alone, and the sentence, in the part that the claim is about, the other."""
    own, part, whole = map(_plain, (claim, best_clause(claim, sentence), sentence))
    for pair in _pairs():
        if not _is_about(pair.sub(" ", own), part):
            continue
        told, there, anywhere = _sides(pair, own), _sides(pair, part), _sides(pair, whole)
        if len(told) == 1 and len(there) == 1 and anywhere == there and told != there:
            if _is_denied(pair, own) == _is_denied(pair, part):
                return True
    return False


def _is_about(own: str, part: str) -> bool:
    """Whether the two have a word in common, where the one has any beside what tells the end."""
    known, said = all_keys(part), content(words(own))
    return not said or any(keys(word) & known for word in said)


def _sides(pair: regex.Pattern[str], text: str) -> set[str]:
    return {match.lastgroup or "" for match in pair.finditer(text)}


def _is_denied(pair: regex.Pattern[str], text: str) -> bool:
    """Whether a text denies something beside what its words of the pair deny."""
    return has(pair.sub(" ", text), "denial")


class Result(NamedTuple):
    """Who won and who lost by a text, and whether nobody did."""

    winners: tuple[Party, ...]
    losers: tuple[Party, ...]
    is_drawn: bool
    is_denied: bool


def _won_otherwise(own: Result, told: Result) -> bool:
    """Whether somebody wins who lost, or loses who won, or a game is drawn that wasn't."""
    if own.is_denied or told.is_denied:
        return False
    is_decided, was_decided = (bool(one.winners or one.losers) for one in (own, told))
    if own.is_drawn != told.is_drawn:
        return not is_decided and was_decided if own.is_drawn else is_decided and not was_decided
    if _any_same(own.winners, told.winners) or _any_same(own.losers, told.losers):
        return False
    return _any_same(own.losers, told.winners) or _any_same(own.winners, told.losers)


def _any_same(some: Sequence[Party], others: Sequence[Party]) -> bool:
    return any(same(one, other) for one in some for other in others)


@lru_cache(maxsize=500)
def _result(text: str) -> Result:
    winners, losers = list[Party](), list[Party]()
    for frame in frames(text):
        for won, lost in _decided(frame):
            winners += won
            losers += lost
    plain = _plain(text)
    is_drawn, is_denied = bool(_phrases("drawn").search(plain)), has(text, "denial")
    return Result(tuple(winners), tuple(losers), is_drawn, is_denied)


def _decided(frame: Frame) -> Iterator[tuple[Sequence[Party], Sequence[Party]]]:
    """Who wins and who loses in a clause that tells one of the two."""
    plain = _plain(frame.text).replace("के हाथों", "से")
    found = [(name, match) for name in ("beating", "losing", "winning") if (match := _phrases(name).search(plain))]
    if len(found) == 1:
        name, match = found[0]
        is_hindi = article_language(frame.text) == "hi"
        yield _in_hindi(frame, name, plain) if is_hindi else _in_english(frame, name, plain, match.start())


def _in_english(frame: Frame, name: str, plain: str, verb: int) -> tuple[Sequence[Party], Sequence[Party]]:
    """By order: who stands before "beat" wins, who stands before "lost" loses."""
    ahead, behind = list[Party](), list[Party]()
    for party in (*frame.agents, *frame.others):
        (ahead if plain.find(party.words[-1]) < verb else behind).append(party)
    is_passive = bool(_BEING.search(plain, endpos=verb))
    if name == "winning" and is_passive:
        return (ahead, ()) if "elected" in plain[verb:] else (behind, ())
    if name == "winning":
        over = _OVER.search(plain, verb)
        return ahead, [one for one in behind if over and one.words[-1] in over[0]]
    return (behind, ahead) if (name == "losing") != is_passive else (ahead, behind)


def _in_hindi(frame: Frame, name: str, plain: str) -> tuple[Sequence[Party], Sequence[Party]]:
    """By case marks; who loses stands before whom he loses to: "केरल गोवा से हारा"."""
    first = Party(tuple(takewhile(lambda word: word not in _MARKS, words(plain)))[:2], True)
    if name != "losing":
        others = [one for one in frame.others if not _counts(one.words)]
        is_chosen = _IS_CHOSEN.search(plain)
        return (frame.agents or others or [first], ()) if is_chosen else (frame.agents, others if name == "beating" else ())
    run, before = list[str](), list[str]()
    for word in words(plain):
        if word == _TO and run and not _counts(run):
            half = max(1, len(run) // 2)
            return (Party(tuple(run[-half:]), True),), [Party(tuple(run[:half]), True)] if len(run) > 1 else _party(before)
        if word in _MARKS:
            before = run if word == "को" else before
            run = []
        else:
            run.append(word)
    return (), [*frame.agents, *_party(before), first]


def _party(said: Sequence[str]) -> list[Party]:
    return [Party(tuple(said[-2:]), True)] if said else []


def _counts(said: Sequence[str]) -> bool:
    return said[-1] in _COUNTED or said[-1][0].isdecimal()


def _plain(text: str) -> str:
    """A text as the patterns are written: in small letters, without nuktas and joiners."""
    return unicodedata.normalize("NFC", without_joiners(text)).lower().replace(NUKTA, "")


@cache
def _phrases(name: str) -> regex.Pattern[str]:
    return regex.compile(_whole(tables("outcomes")[name]["words"]))


@cache
def _pairs() -> tuple[regex.Pattern[str], ...]:
    """The pairs, of each the one side and the other as groups of a pattern."""
    each = [table for table in tables("outcomes").values() if "one" in table]
    return tuple(regex.compile(f"(?P<other>{_whole(table['other'])})|(?P<one>{_whole(table['one'])})") for table in each)


def _whole(lines: str) -> str:
    return rf"(?<![\p{{L}}\p{{M}}])(?:{'|'.join(lines.strip().splitlines())})(?![\p{{L}}\p{{M}}])"
