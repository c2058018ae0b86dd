"""Who stands where in the clauses of a text, who is named in it, and what belongs to whom."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

import regex

from assistant.generative.checks.english_frames import FUNCTION, english_frames, is_verb
from assistant.generative.checks.frames import Frame, Party
from assistant.generative.checks.hindi_frames import MARKS, hindi_frames
from assistant.generative.checks.meaning import keys, sounds_of
from assistant.generative.names import names_somebody, sounds_like
from assistant.question.common import same_names
from index.text.language import article_language
from index.text.languages import every
from index.text.words import words

# Stand before a name, as titles do.
_DESCRIBING = frozenset("कंपनी फ़र्म फर्म पत्नी पति बेटा बेटी भाई बहन छात्र छात्रा मछुआरे किसान पड़ोसी टीम पार्टी".split())
# Behind a case mark: what stands before it is a cause, and nobody.
_CAUSED = frozenset("कारण चलते वजह बदौलत".split())
_OWNED = regex.compile(r"\b(\p{Ll}+) of (?:the )?(\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)")
_OWNER = regex.compile(r"\b(\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)(?:['’]s)? (\p{Ll}+(?: \p{Ll}+)?)")


def frames(text: str, known: frozenset[str] = frozenset()) -> list[Frame]:
    """The clauses of a text in order; one without a subject of its own goes on with the one before. `known` are names that
    are words, too.
    """
    found = hindi_frames(text, known) if article_language(text) == "hi" else english_frames(text)
    return [_with_names(frame, known) for frame in found]


def _with_names(frame: Frame, known: frozenset[str]) -> Frame:
    """A clause in which a word that is somebody's name elsewhere is one: "घोष" behind "दिलीप घोष"."""

    def each(parties: Sequence[Party]) -> tuple[Party, ...]:
        return tuple(replace(one, named=one.named or not known.isdisjoint(one.words)) for one in parties)

    return replace(frame, agents=each(frame.agents), others=each(frame.others), speakers=each(frame.speakers))


@lru_cache(maxsize=200)
def names_in(text: str) -> frozenset[str]:
    """The words that are told as names in a text: of those who act, and of two before a case mark."""
    found = {word for frame in frames(text) for party in frame.named for word in party.words}
    said = words(text)
    for one, other, mark, behind in zip(said, said[1:], said[2:], [*said[3:], ""], strict=False):
        if mark in MARKS and other not in MARKS and names_somebody(one) and behind not in _CAUSED:
            found |= {one, other}
        if mark in MARKS and other not in MARKS and (one in _DESCRIBING or one in every("titles")):
            found.add(other)
    return frozenset(found)


def belongings(text: str) -> set[tuple[str, str]]:
    """What belongs to whom, as (owner, what): "the Japanese ambassador", "मिस्र के राष्ट्रपति"."""
    found = set()
    if article_language(text) == "hi":
        said = words(text)
        for at, word in enumerate(said[1:-1], 1):
            if word in ("का", "के", "की") and said[at + 1] not in MARKS and names_somebody(said[at - 1]):
                found.add((said[at - 1], said[at + 1]))
            elif word in same_names() and said[at + 1] not in MARKS:
                found.add((word, said[at + 1]))
        return found
    for one in _OWNED.finditer(text):
        found.add((words(one[2])[-1], words(one[1])[0]))
    for one in _OWNER.finditer(text):
        owner = "-".join(words(one[1])[-2:])
        owner = owner if owner in same_names() else words(one[1])[-1]
        what = list(takewhile(lambda word: not is_verb(word) and word not in FUNCTION, words(one[2])))
        found |= {(owner, word) for word in what}
    return found


def same(one: Party, other: Party) -> bool:
    """Whether two may be the same, by a word or by how it sounds."""
    known = frozenset().union(*map(keys, other.words))
    sounds = frozenset[str]().union(*map(sounds_of, [*other.words, "".join(other.words[:2])]))
    return any(
        keys(word) & known or any(sounds_like(key, sounds) for key in sounds_of(word))
        for word in [*one.words, "".join(one.words)]
    )
