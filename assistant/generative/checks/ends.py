"""The two ends of a time: what is "open from 10 am to 6 pm" opens at 10 and closes at 6, and nothing that was so "from 2012 to
2018" began in 2018.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, takewhile
from typing import Literal, NamedTuple

from assistant.generative.checks.amount_words import amount_words
from assistant.generative.checks.marks import JOINS, Mark, marks_of
from assistant.generative.checks.parts_of_day import is_part
from assistant.generative.checks.wordlists import denies, listed
from assistant.generative.tokens import Tokens, tokens_of

End = Literal["since", "until"]
State = Literal["on", "off"]

_SINCE, _UNTIL = frozenset("from since between".split()), frozenset("until till through upto".split())
_HINDI: dict[str, End] = {"से": "since", "se": "since", "तक": "until", "tak": "until"}
# "से पहले" and "after" tell neither end.
_NEITHER = frozenset("before after पहले बाद अधिक ज़्यादा कम".split())
_APART = frozenset(", ; : । . | ? ! और but and लेकिन जबकि while".split())
_FILLING = frozenset("the of year day तारीख़ साल सन वर्ष लेकर date".split())
_SO = frozenset("open closed shut suspended halted stopped खुला खुली खुले बंद ठप".split())
_BEING = frozenset("is are was were be been being remain remains remained stay stays stayed keep kept".split())
_IS = frozenset("है हैं था थी थे थीं".split())
_OTHER: dict[End, End] = {"since": "until", "until": "since"}


class Span(NamedTuple):
    """From when until when something is told to be so, and whether it is on or off then, where that is told."""

    since: Mark
    until: Mark
    state: State | None

    def end_of(self, mark: Mark) -> End | None:
        """Which end a mark is; none where it is neither or both."""
        ends: tuple[tuple[End, Mark], ...] = (("since", self.since), ("until", self.until))
        same = [end for end, own in ends if own.is_same(mark)]
        return same[0] if len(same) == 1 else None


class Told(NamedTuple):
    """A mark, the end that it is of what is told, and whether that is on or off; `happens`: it is told as what happens then."""

    mark: Mark
    end: End
    state: State | None
    happens: bool

    def end_in(self, span: Span) -> End | None:
        """The end that it is of a span: what closes was open until then. None where it isn't told."""
        if self.state and span.state and self.state != span.state:
            return _OTHER[self.end]
        return None if self.happens and self.state and not span.state else self.end


def at_other_end(claim: str, sentence: str) -> bool:
    """Whether something begins in the claim when it ends in the sentence, or ends when it begins there."""
    each = list(chain.from_iterable(marks_of(tokens_of(sentence))))
    once = [told for told in _told(claim) if sum(map(told.mark.is_same, each)) == 1]
    found = [(told.end_in(span), span.end_of(told.mark)) for told in once for span in _spans(sentence)]
    known = [(own, theirs) for own, theirs in found if own and theirs]
    return bool(known) and not any(own == theirs for own, theirs in known)


def at_same_end(claim: str, sentence: str) -> bool:
    """Whether what opens, closes, begins or ends in the claim does so at that end of a span: "closes at 6" of what is open."""
    return any(
        told.happens and told.end_in(span) is not None and told.end_in(span) == span.end_of(told.mark)
        for told in _told(claim)
        for span in _spans(sentence)
    )


@lru_cache(maxsize=500)
def _spans(text: str) -> tuple[Span, ...]:
    said = tokens_of(text)
    return tuple(Span(first, last, _state(said, first.start, last.end)) for first, last in _ranges(said))


@lru_cache(maxsize=500)
def _told(text: str) -> tuple[Told, ...]:
    """The ends that a text tells: of its spans, by a word beside a mark, or by what happens then."""
    said = tokens_of(text)
    found, within = list[Told](), set[int]()
    for first, last in _ranges(said):
        state = _state(said, first.start, last.end)
        found += [Told(first, "since", state, happens=False), Told(last, "until", state, happens=False)]
        within |= {first.start, last.start}
    for mark in chain.from_iterable(marks_of(said)):
        if mark.start not in within and (told := _alone(said, mark)):
            found.append(told)
    return tuple(found)


def _alone(said: Tokens, mark: Mark) -> Told | None:
    """The end that a mark by itself is."""
    ahead, behind = _skipped(said, mark.start - 1, -1), _skipped(said, mark.end, 1)
    if said.word(ahead) in _NEITHER or {said.word(behind), said.word(behind + 1)} & _NEITHER:
        return None
    end: End | None = _HINDI.get(said.word(behind))
    if said.word(ahead) in _SINCE | _UNTIL:
        end = "since" if said.word(ahead) in _SINCE else "until"
    return Told(mark, end, _state(said, mark.start, mark.end), happens=False) if end else _happening(said, mark)


def _happening(said: Tokens, mark: Mark) -> Told | None:
    """What happens at a mark, where one thing does."""
    near = [at for at in _clause(said, mark.start, mark.end) if not _is_so(said, at)]
    kinds: dict[str, tuple[End, State | None]] = {
        "beginning": ("since", None),
        "ending": ("until", None),
        "opening": ("since", "on"),
        "closing": ("since", "off"),
    }
    found = [told for name, told in kinds.items() if any(listed(name).fullmatch(said.word(at)) for at in near)]
    is_told = len(found) == 1 and not denies(said.word(at) for at in near)
    return Told(mark, *found[0], happens=True) if is_told else None


def _is_so(said: Tokens, at: int) -> bool:
    """Whether a word tells how something is, "was closed", "खुला रहेगा", and not what happens to it."""
    behind = said.word(at + 1)
    is_being = bool({said.word(at - 1), said.word(at - 2)} & _BEING) or behind.startswith("रह") or behind in _IS
    return is_being and said.word(at) in _SO


def _state(said: Tokens, start: int, end: int) -> State | None:
    """Whether something is on or off in the clause around a place, or else in the whole text."""
    clause = [said.word(at) for at in _clause(said, start, end)]
    is_told = any(listed(name).fullmatch(word) for name in ("is_on", "is_off") for word in clause)
    near = clause if is_told or denies(clause) else said.words(0, len(said))
    is_on, is_off = (any(map(listed(name).fullmatch, near)) for name in ("is_on", "is_off"))
    if denies(near):
        return "off" if is_on and not is_off else None
    return None if is_on == is_off else "on" if is_on else "off"


def _clause(said: Tokens, start: int, end: int) -> Iterator[int]:
    for places in (range(start - 1, -1, -1), range(end, len(said))):
        yield from takewhile(lambda at: said.word(at) not in _APART, places)


def _ranges(said: Tokens) -> Iterator[tuple[Mark, Mark]]:
    """The pairs of marks of which the first is told as the beginning, the second as the end."""
    before: Mark | None = None
    if any(listed("moving").fullmatch(said.word(at)) for at in range(len(said))):
        return  # "postponed from Monday to Friday"
    for marks in marks_of(said):
        first, last = marks[0], marks[-1]
        if len(marks) > 1:
            yield first, last
            before = None
        elif before and before.kind == first.kind and _joined(said, before, first):
            yield before, first
            before = None
        else:
            before = first


def _joined(said: Tokens, first: Mark, last: Mark) -> bool:
    between = [said.word(at) for at in range(first.end, last.start) if not _is_filling(said, at)]
    return between in ([join] for join in JOINS) or (
        between == ["and"] and said.word(_skipped(said, first.start - 1, -1)) == "between"
    )


def _skipped(said: Tokens, at: int, step: Literal[1, -1]) -> int:
    """The first place from here on that tells more than the time."""
    while _is_filling(said, at):
        at += step
    return at


def _is_filling(said: Tokens, at: int) -> bool:
    word = said.word(at)
    return word not in JOINS | _SINCE | _UNTIL | _NEITHER and (
        word in amount_words("beside_hours") or word in _FILLING or is_part(said, at)
    )
