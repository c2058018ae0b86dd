"""Whether somebody does in a claim what another does in a sentence, or it is done to another, or elsewhere."""

from collections.abc import Sequence
from itertools import pairwise

import regex

from assistant.generative.checks.clauses import has
from assistant.generative.checks.frames import PRONOUNS, Frame, Party
from assistant.generative.checks.meaning import Said, all_keys, content, keys
from assistant.generative.checks.parties import belongings, frames, names_in, same
from assistant.generative.checks.wordlists import listed
from index.text.language import article_language
from index.text.phonetics import phonetic_key
from index.text.words import words

_POINTING = PRONOUNS | frozenset("इसे उसे इन्हें उन्हें इस उस यह वह ये वे him her them this that".split())
_SENTENCE = regex.compile(r"[।.?!]\s|\n")
# Behind it somebody may do more: "he talked to Ghosh and appealed to him".
_AND = regex.compile(r"\b(?:और|and)\b")
# A clause with so much less of the claim's words than the best one is about something else (judged by eye).
_ABOUT = 0.2
# What somebody is stands so many words from the name at most.
_DESCRIBED = 4


def acts_otherwise(claim: str, said: Said) -> bool:
    """Whether somebody acts in the claim who doesn't in the sentence, where that says who does."""
    known = names_in(said.passage or f"{said.before} {said.text}")
    sounds = {phonetic_key(name) for name in known} - {""}
    known |= {word for word in words(claim) if phonetic_key(word) in sounds}  # in the other script
    if article_language(claim) == article_language(said.text) and _stands_for_another(claim, said, known):
        return True
    told, written = frames(claim, known), frames(said.text, known)
    if _belongs_otherwise(claim, said.text, said.before) or _says_otherwise(told, written):
        return True
    speakers = [party for frame in told if has(frame.text, "saying") for party in (*frame.agents, *frame.speakers)]
    for one in told:
        about = _about(one, written)
        # "Paswan alleges that Shukla lied" against "Paswan accused Shukla of lying", in one clause
        inside = [each for each in about if not (one.agents and each.agents and _all_in(each.agents, speakers))]
        if _differs(one, inside if one.agents != tuple(speakers) else about, said, claim):
            return True
    return False


def _stands_for_another(claim: str, said: Said, names: frozenset[str]) -> bool:
    """Whether a word from elsewhere in the passage stands before the same word as another that the claim lacks."""
    there, known = all_keys(said.text), all_keys(claim)
    elsewhere = all_keys(said.passage.replace(said.text, " "))
    written = list(pairwise(words(said.text)))
    for word, behind in pairwise(words(claim)):
        if keys(word) & there or not keys(word) & elsewhere or not all(map(_is_somebody, (word, behind))):
            continue
        others = [other for other, follows in written if keys(follows) & keys(behind)]
        if behind in names or word not in names:  # what else stands there may describe it: "the firm Helios"
            others = [other for other in others if other in names]
        if any(keys(other) and not keys(other) & known and _is_somebody(other) for other in others):
            return True
    return False


def _is_somebody(word: str) -> bool:
    lists = ("light", "plan", "wish", "saying", "verbs", "cause")
    return not (word[0].isdecimal() or word in _POINTING or any(listed(name).fullmatch(word) for name in lists))


def _all_in(parties: Sequence[Party], others: Sequence[Party]) -> bool:
    return all(any(same(one, other) for other in others) for one in parties)


def _says_otherwise(told: Sequence[Frame], written: Sequence[Frame]) -> bool:
    """Whether it is so according to somebody else."""
    speaking = [party for frame in told for party in _named(frame.speakers)]
    there = [party for frame in written for party in (*frame.speakers, *(frame.agents if has(frame.text, "saying") else ()))]
    return bool(speaking) and any(one.named for one in there) and not _all_in(speaking, there)


def _differs(one: Frame, about: Sequence[Frame], said: Said, claim: str) -> bool:
    if not about:
        return False
    sentence, before = said.text, said.before
    there = [name for each in about for name in _named(each.places)]
    if _exchanged(one.named, [*there, *(name for each in about for name in each.named)], sentence, claim, before):
        return True
    if _exchanged(_named(one.places), there, sentence, claim, ""):
        return True
    return all(_acts_otherwise(one, each, said) for each in about)


def _about(one: Frame, written: Sequence[Frame]) -> list[Frame]:
    """The clauses that have most of the claim's words beside the names."""
    if has(one.text, "saying"):  # who says so is told where it is said: "accused her of lying" is told in two clauses
        written = [each for each in written if has(each.text, "saying")] or written
    acting = {word for party in (*one.agents, *one.others, *one.places) for word in party.words}
    said = content([word for word in words(one.text) if word not in acting])
    shares = [sum(bool(keys(word) & all_keys(each.text)) for word in said) / max(1, len(said)) for each in written]
    best = max(shares, default=0.0)
    about = [each for each, share in zip(written, shares, strict=True) if share >= best - _ABOUT]
    named = [sum(_within(party, each.text) for party in (*one.agents, *one.others)) for each in about]
    return [each for each, count in zip(about, named, strict=True) if count == max(named)]


def _exchanged(said: Sequence[Party], there: Sequence[Party], sentence: str, claim: str, before: str) -> bool:
    """Whether somebody of the claim isn't in the sentence, and somebody of the sentence isn't in the claim."""
    missing = [name for name in said if not _within(name, sentence)]
    if not missing or PRONOUNS & set(words(sentence)) and all(_within(name, before) for name in missing):
        return False
    return any(not _within(name, claim) for name in there)


def _acts_otherwise(one: Frame, other: Frame, told: Said) -> bool:
    if one.mutual or other.mutual and not _AND.search(other.text):  # then it doesn't matter who is named first
        there = _named((*other.agents, *other.others))
        return bool(there) and not _all_in(_named(one.agents), there)
    acting = _who_acts(one, other, told)
    if acting is None:
        return False
    if _hold_other_offices(one.agents, acting):
        return True
    if one.getting != other.getting:
        gives = has(one.text, "giving") or has(other.text, "giving")
        return gives and any(same(name, party) for name in _named(one.agents) for party in other.agents)
    return _others_of_the_passage(one, acting, told) or _change_places(one, other) or _is_another(one, other, acting, told)


def _who_acts(one: Frame, other: Frame, told: Said) -> Sequence[Party] | None:
    """Who acts in a clause of the article, or says so; None where a pronoun may mean anybody."""
    if any(party.is_pronoun for party in other.agents):
        meant = [name for frame in frames(told.before) for name in frame.agents]
        return (*other.agents, *meant) if meant else None
    return other.speakers if other.speakers and has(one.text, "saying") else other.agents


def _named(parties: Sequence[Party]) -> list[Party]:
    return [party for party in parties if party.named]


def _is_another(one: Frame, other: Frame, acting: Sequence[Party], told: Said) -> bool:
    """Whether somebody acts in the claim who doesn't there, or to whom it is done there."""
    said = _named(one.agents)
    if not acting:
        return _any_same(said, other.others)
    if any(not _within(name, told.text) and not _is_described(name, acting, told) for name in said):
        return True
    known = all_keys(told.passage)
    if any(_is_somebody_of(party, known) for party in one.agents) and _is_done_to(acting, one):
        return True
    if _any_same(said, acting):  # of two who act, one may be told alone
        return False
    return bool(said) and any(party.named for party in acting) or _any_same(said, other.others)


def _hold_other_offices(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Whether both are told by an office alone, and by another: the prime minister isn't the president."""
    everybody = [*one, *other]
    offices = all(not party.named and any(listed("offices").fullmatch(word) for word in party.words) for party in everybody)
    return bool(one and other) and offices and not _any_same(one, other)


def _others_of_the_passage(one: Frame, acting: Sequence[Party], told: Said) -> bool:
    """Whether both are told by what they are, and who acts in the claim is told of only elsewhere in the passage."""
    acts = [*one.agents, *one.speakers]
    if not acts or not acting or any(party.named or party.is_pronoun for party in (*acts, *acting)):
        return False
    known, there = all_keys(told.passage), all_keys(told.text)
    own, other = ({key for party in parties for word in party.words for key in keys(word)} for parties in (acts, acting))
    return bool(own & known) and not own & there and bool(other) and not other & all_keys(one.text)


def _is_done_to(acting: Sequence[Party], one: Frame) -> bool:
    """Whether somebody of these doesn't act in a clause, and something is done to them there."""
    others = [party for party in _named(acting) if not any(same(party, other) for other in one.agents)]
    return any(same(party, other) for party in others for other in one.others)


def _is_somebody_of(one: Party, known: frozenset[str]) -> bool:
    return not one.is_pronoun and any(keys(word) & known for word in one.words)


def _is_described(name: Party, acting: Sequence[Party], told: Said) -> bool:
    """Whether somebody may be who acts, by a name or as what the passage calls them: "the minister Sanjay Gupta"."""
    if any(party.named or party.is_pronoun for party in acting):
        return True
    near = {
        word
        for around in map(words, _SENTENCE.split(f"{told.over}\n{told.passage or told.before}"))
        for at, each in enumerate(around)
        if same(name, Party((each,), True))
        for word in around[max(0, at - _DESCRIBED) : at + _DESCRIBED + 1]
    }
    return any(keys(word) & all_keys(" ".join(near)) for party in acting for word in party.words)


def _change_places(one: Frame, other: Frame) -> bool:
    """Whether who acts in the claim is somebody else in the sentence, and who acts there is somebody else in the claim."""
    if _any_same(one.agents, other.agents):
        return False
    for acting in one.agents:
        if acting.is_pronoun or not _within(acting, other.text):
            continue
        for there in other.agents:
            if _within(there, one.text) and (there.named or acting.named):
                return True
    return False


def _belongs_otherwise(claim: str, sentence: str, before: str) -> bool:
    """Whether something belongs to somebody in the claim, and in the sentence to another: of whom the claim tells, too; or
    neither is told of where the other is; or both are countries, "the Indian navy" and the Sri Lankan.
    """
    there, known, told = belongings(sentence), all_keys(sentence), all_keys(claim)
    for owner, thing in belongings(claim):
        owners = [keys(other) for other, what in there if keys(what) & keys(thing)]
        if not owners or any(other & keys(owner) for other in owners):
            continue
        has_other = any(keys(other) & keys(owner) for other, _ in there)
        if has_other and any(other & told for other in owners):
            return True
        if (
            keys(owner)
            and not any(keys(owner) & all_keys(other) for other in (sentence, before))
            and not any(other & told for other in owners)
        ):
            return True
        own = _countries(keys(owner))
        if own and not own & _countries(known) and all(map(_countries, owners)):
            return True
    return False


def _countries(said: frozenset[str]) -> set[str]:
    return {key for key in said if key.startswith("name:")}


def _within(name: Party, text: str) -> bool:
    said = words(text)
    return same(name, Party((*said, *map("".join, zip(said, said[1:], strict=False))), False))


def _any_same(parties: Sequence[Party], others: Sequence[Party]) -> bool:
    return any(same(one, other) for one in parties for other in others)
