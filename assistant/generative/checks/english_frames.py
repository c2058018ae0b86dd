"""Who stands where in an English clause, by order."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, get_args

import regex

from assistant.generative.checks.clauses import has
from assistant.generative.checks.frames import PRONOUNS, Frame, Party
from assistant.generative.checks.wordlists import listed, phrases, plain_english
from assistant.question.common import same_names
from assistant.question.times import months
from index.text.languages import ENGLISH
from index.text.words import stems, words

Role = Literal["subjects", "agents", "speakers", "others", "places"]

# Before who says so: "..., said Modi".
_SAID = regex.compile(r"\s*(?:said|says|added)\s")
_CLAUSES = regex.compile(
    r"[:,]\s[\"“‘]|,[\"”’]?\s(?=(?:the\s\p{Ll}+\s|(?:\p{Lu}[\p{Ll}.]+\s)+)(?:said|says|added|told)\b)|"
    rf",[\"”’]?\s(?={_SAID.pattern})|"
    r"(?:,\s)?\b(?:that|because(?! of)|while|whereas|although|so)\b|;\s|"
    r",?\s(?:and|but)\s(?=\p{Ll})|\sand\s(?=\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)*\s\p{Ll})"
)
_RELATIVE = regex.compile(r",?\s(?:who|which)\s")
_PHRASE = regex.compile(r"(?<![\p{L}\p{M}-])\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+\p{Lu}[\p{L}\p{M}.'’-]*)*")
# "The Delhi-based Tata Power": where it is from.
_FROM = regex.compile(r"\p{Lu}[\p{L}\p{M}]*-\p{Ll}+\s+")
_LISTED = regex.compile(r",?\s+(?:and|or)\s+(?:the\s+)?")
_LISTED_BY = regex.compile(r",\s+(?:and\s+)?(?:the\s+)?")
_LAST_TWO = regex.compile(r"(?<=\S)\s+(\S+\s+\S+)$")
_PLACE = regex.compile(r"\b(?:in|at|near|inside|outside|across|into)\s+(?:the\s+)?$", regex.I)
_BY = regex.compile(r"\bby\s+(?!\p{Ll}+ing\b)(?:(?!(?:from|in|at|of|to|for|with|on)\b)\p{L}+\s+){0,4}$")
_NAMED_BEHIND = regex.compile(r"(?:[\s-]\p{Ll}+){1,2}\s\p{Lu}")
_ACCORDING = regex.compile(r"\baccording to\s+(?:\p{Ll}+\s+|\p{Lu}\p{L}+['’]s\s+){0,5}$", regex.I)
_BEHIND = regex.compile(
    r"\b(?:on|of|from|to|with|for|between|over|against|before|after|about|than|as|off|during|since|until|through)"
    r"\s+(?:the\s+|\p{Ll}+\s+){0,2}$",
    regex.I,
)
_AHEAD = regex.compile(
    r"\s*(?:in|on|at|by|from|for|with|during|after|before|since|among|as|when|once|if|although|though)\b", regex.I
)
# "Shopkeepers": mostly no name where they begin a sentence.
_PEOPLE = regex.compile(r"\p{L}+(?:er|or|ist|ian|ee|ant)s")
_OF = regex.compile(r"\bof\s+(?:the\s+)?$", regex.I)
_PASSIVE = regex.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\p{Ll}+ly\s+|not\s+|to\s+be\s+|being\s+|also\s+|then\s+)*(?P<done>\p{Ll}+)\b",
    regex.I,
)
# Between a first verb and what is done: "has been taken", but not "ordered villages to be evacuated".
_AUXILIARIES = regex.compile(
    r"\s*(?:(?:has|have|had|is|are|was|were|will|would|may|might|could|can|should|shall|must|to|not|also|\p{Ll}+ly)\s+)*",
    regex.I,
)
# A name has so many words.
_TWO = 2
_WORD = regex.compile(r"[\p{L}\p{M}'’-]+")


def english_frames(text: str) -> Iterator[Frame]:
    """The clauses of an English text."""
    before: tuple[Party, ...] = ()
    for whole in _with_verbs(_CLAUSES.split(text)):
        last: Party | None = None
        for number, clause in enumerate(filter(str.strip, _RELATIVE.split(whole))):
            frame, last_named = _clause(clause, (last,) if number and last else before)
            before, last = frame.agents or before, last_named or last
            yield frame


def _with_verbs(parts: Sequence[str]) -> Iterator[str]:
    """Clauses, those without a verb together with the next: "The British and Canadian prime ministers"."""
    held = ""
    for part in parts:
        if held and _SAID.match(part):
            yield held
            held = ""
        held = f"{held} and {part}" if held else part
        if _verb(held) < len(held):
            yield held
            held = ""
    if words(held):
        yield held


def _clause(clause: str, before: tuple[Party, ...]) -> tuple[Frame, Party | None]:
    """A clause, and the last that it names."""
    verb, inverted = _verb(clause), _SAID.match(clause)
    passive = _is_passive(clause, verb)
    parties, last = _parties(clause, verb, is_inverted=inverted is not None)
    subjects = [*parties["subjects"], *(Party((word,), False) for word in words(clause)[:1] if word in PRONOUNS)]
    if inverted and not subjects and (head := _head(clause[inverted.end() :])):
        subjects = [head]
    if not subjects and not passive:
        subjects = _unnamed_subjects(clause, verb, before)
    agents, others = parties["agents"], parties["others"]
    agents, others = (agents, [*subjects, *others]) if passive else ([*subjects, *agents], others)
    everybody = tuple(agents), tuple(parties["speakers"]), tuple(others), tuple(parties["places"])
    return Frame(clause, *everybody, _gets(clause), bool(phrases("mutual").search(clause))), last


def _is_passive(clause: str, verb: int) -> bool:
    """Whether what a clause tells is done to its subject."""
    return any(
        _is_participle(match["done"]) and _AUXILIARIES.fullmatch(clause[verb : match.start()])
        for match in _PASSIVE.finditer(clause)
    )


def _parties(clause: str, verb: int, *, is_inverted: bool) -> tuple[dict[Role, list[Party]], Party | None]:
    """Whom a clause names, by what they are in it, and the last one with a name. `verb` is where its first verb begins; in an
    inverted clause who speaks stands behind it.
    """
    found: dict[Role, list[Party]] = {role: [] for role in get_args(Role)}
    last: Party | None = None
    role, end = None, 0
    for start, phrase in _phrases(clause):
        between, behind = clause[end:start], clause[start + len(phrase) :]
        # Of "by Apple, Sony and Ericsson" each is what the first is.
        if not (_LISTED.fullmatch(between) or role == "agents" and _LISTED_BY.fullmatch(between)):
            is_speaker = is_inverted and not any(found.values())
            role = "subjects" if is_speaker else _role(clause[:start], is_before_verb=start < verb)
        end = start + len(phrase)
        if party := _party(phrase, behind):
            if role:
                found[role].append(party)
            last = party if party.named else last
    return found, last


def _party(phrase: str, behind: str) -> Party | None:
    """Whom a capitalised phrase names, or what it tells the noun behind it of: "the Sri Lankan navy" is a navy, and "the Delhi
    collector Kiran Nadar" is named behind.
    """
    name = _name(phrase)
    if name and regex.match(r"[\s-]\p{Ll}+", behind) and _describes(behind):
        return None if _NAMED_BEHIND.match(behind) else Party(tuple(words(behind)[:1]), False)
    return name


def _unnamed_subjects(clause: str, verb: int, before: tuple[Party, ...]) -> list[Party]:
    """The subject of a clause that names none: those before, where it begins with its verb ("... and demanded that"), or the
    noun before the verb.
    """
    if before and verb <= len(clause) - len(clause.lstrip()):
        return list(before)
    head = _head(clause[:verb]) if verb < len(clause) else None
    return [head] if head and head.words != ("there",) else []


def _gets(clause: str) -> bool:
    """Whether who acts gets what another gives: "received it from", but not "received a guest"."""
    return has(clause, "getting") or has(clause, "receiving") and bool(regex.search(r"\bfrom\b", clause))


def _phrases(clause: str) -> Iterator[tuple[int, str]]:
    """The capitalised phrases of a clause that own nothing, and where they begin. Who acts may follow a place at once: "in
    Melbourne Sofia Romano won".
    """
    for match in _PHRASE.finditer(clause):
        start, phrase = match.start(), match[0]
        if phrase.endswith(("'s", "’s", "s’", "s'")):
            continue
        person = _LAST_TWO.search(phrase)
        if person and _PLACE.search(clause[:start]) and _acts_next(clause[match.end() :]):
            yield start, phrase[: person.start()]
            yield start + person.start(1), person[1]
        else:
            yield start, phrase


def _acts_next(behind: str) -> bool:
    said = words(behind)
    return bool(said) and (is_verb(said[0]) or said[0] == "of")


def _role(ahead: str, *, is_before_verb: bool) -> Role | None:
    """What a name is in a clause, by what stands ahead of it."""
    if _PLACE.search(ahead):
        return "places"
    if _ACCORDING.search(ahead):
        return "speakers"
    if _BY.search(ahead):
        return "agents"
    if is_before_verb and not _BEHIND.search(ahead):
        return "subjects"
    return None if _OF.search(ahead) else "others"


def _name(phrase: str) -> Party | None:
    """The words of a capitalised phrase that name somebody or something."""
    said = words(_FROM.sub("", phrase))
    known = [pair for pair in map("-".join, zip(said, said[1:], strict=False)) if pair in same_names()]
    skipped = ENGLISH.weekdays.keys() | months(ENGLISH.months).keys()
    said = [word for word in said if stems([word]) and word not in _lower(skipped) and len(word) > 1]
    own = [word for word in said if not stems([word]) & _plain_stems()]
    if own and len(said) == _TWO:  # "Antony Raj", though "raj" is a word
        own = [word for word in said if word not in ENGLISH.capitalised]
    own = [word for word in own if word not in _CONTRACTED]
    if not own and not known:
        return None
    only_people = not known and len(said) == 1 and bool(_PEOPLE.fullmatch(own[0]))
    return Party(tuple([*own, *known][-2:]), not only_people)


@cache
def _plain_stems() -> frozenset[str]:
    return frozenset(stems(plain_english()))


def _lower(names: "frozenset[str] | set[str]") -> frozenset[str]:
    return frozenset(name.lower() for name in names)


def _describes(behind: str) -> bool:
    """Whether what follows a capitalised word is what it describes, as in "the Japanese ambassador"."""
    word = words(behind)[0]
    return not (is_verb(word) or word in FUNCTION)


def _head(text: str) -> Party | None:
    """The noun of a subject without a name: "A committee of the central government" is one, "On Wednesday" nobody."""
    while _AHEAD.match(text):
        _, _, text = text.partition(",")
    said = [word for word in words(regex.split(r"\b(?:of|from|in|at|for|with|to)\b|,", text)[0]) if word not in _NO_HEADS]
    return Party(tuple(said[-1:]), False) if said else None


def _verb(clause: str) -> int:
    """Where the first verb of a clause begins; its end where none is known."""
    before = ""
    for match in _WORD.finditer(clause):
        word = match[0].lower()
        if match[0].islower() and is_verb(word) and before not in _DETERMINERS:
            return match.start()
        before = word
    return len(clause)


def is_verb(word: str) -> bool:
    """Whether a word is a verb, by its ending or the list."""
    return bool(listed("verbs").fullmatch(word)) or len(word) > 4 and word.endswith("ed")  # noqa: PLR2004


def _is_participle(word: str) -> bool:
    return word.endswith("ed") and word not in _ACTING or bool(listed("participles").fullmatch(word))


# Who is it acts: "trucks are allowed on the bridge", "she was forced to leave".
_ACTING = frozenset(
    "allowed permitted expected supposed scheduled forced required prepared determined interested involved married".split()
)
_DETERMINERS = frozenset("the a an his her its their this that these those of in".split())
FUNCTION = _DETERMINERS | frozenset(
    "and or but to from by with for on at as not no also then who which when where while after before over against into"
    " about".split()
)
_CONTRACTED = frozenset("ve re ll haven hasn hadn don doesn didn isn aren wasn weren won wouldn couldn shouldn".split())
_NO_HEADS = (
    FUNCTION | _CONTRACTED | frozenset("today yesterday tomorrow here there now meanwhile however also instead still".split())
)
