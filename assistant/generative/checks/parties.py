"""Who stands where in a clause: who acts, whom it concerns and where, by case marks in Hindi and by order in English."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import takewhile

import regex

from assistant.generative.checks.clauses import has
from assistant.generative.checks.wordlists import listed, phrases, plain_english, translated_names
from assistant.generative.names import names_somebody
from assistant.question.common import same_names
from assistant.question.times import months
from index.text.language import article_language
from index.text.languages import ENGLISH, every
from index.text.words import stems, words


@dataclass(frozen=True)
class Party:
    """Somebody or something: its last words, in small letters, and whether they name it or tell only what it is."""

    words: tuple[str, ...]
    named: bool

    @property
    def is_pronoun(self) -> bool:
        """Whether it is told by a pronoun."""
        return bool(PRONOUNS & set(self.words))


PRONOUNS = frozenset("उन्होंने उसने इन्होंने इसने जिन्होंने जिसने he she they it".split())
_HINDI_CLAUSES = regex.compile(
    r"[;:।]\s?|,?\s[\"“‘]|\s(?:कि|लेकिन|मगर|जबकि|क्योंकि|इसलिए|जिससे|जिसे|जो)\s|,\s(?:पर|और)\s|,?\s(?=(?:जिसने|जिन्होंने)\s)"
)
_RELATIVE_HINDI = frozenset("जिन्होंने जिसने".split())
# "और" between two who act, and not between two names: "जोशी ने 92 रन बनाए और कुमार ने चार विकेट लिए".
_ACTOR_MARK = regex.compile(r"(\sने\s)")
_AND_ANOTHER = regex.compile(r"\sऔर\s(?=(?:\S++\s){1,4}ने\s)")
_ENGLISH_CLAUSES = regex.compile(
    r"[:,]\s[\"“‘]|,\s(?=(?:\p{Lu}\p{Ll}+\s)+(?:said|says)\b)|"
    r"(?:,\s)?\b(?:that|because(?! of)|while|whereas|although|so)\b|;\s|"
    r",?\s(?:and|but)\s(?=\p{Ll})|\sand\s(?=\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)*\s\p{Ll})"
)
_RELATIVE = regex.compile(r",?\s(?:who|which)\s")
_MARKS = frozenset("ने को से का की के में पर तक द्वारा कि और व ही भी तो".split())
# Stand before a name, as titles do.
_DESCRIBING = frozenset("कंपनी फ़र्म फर्म पत्नी पति बेटा बेटी भाई बहन छात्र छात्रा मछुआरे किसान पड़ोसी टीम पार्टी".split())
# Behind a case mark: what stands before it is a cause, and nobody.
_CAUSED = frozenset("कारण चलते वजह बदौलत".split())
_GOES = regex.compile(r"पहुँच.*|पहुंच.*|लौट.*|रवाना|गए|गया|गई")
_SAYING = frozenset("अनुसार मुताबिक़ मुताबिक कहना आरोप मानना दावा".split())
_PASSIVE_HINDI = regex.compile(r"\b\p{Devanagari}*(?:ा|ी|े|ए|ई|या) (?:गया|गई|गए|गयी|गये|जाएगा|जाएगी|जाएँगे|जाएंगे|जाना)\b")
# Then who does it has "को": "उन्हें जाना होगा", "ट्रकों को चलने की अनुमति नहीं है".
_DATIVE = regex.compile(r"(?:ना|नी|ने) (?:होगा|होगी|होंगे|पड़\S*|पड़\S*|चाहिए)|ने की (?:\S+ )?(?:अनुमति|इजाज़त|छूट|मनाही)")
_PHRASE = regex.compile(r"\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+\p{Lu}[\p{L}\p{M}.'’-]*)*")
_LAST_TWO = regex.compile(r"(?<=\S)\s+(\S+\s+\S+)$")
_PLACE = regex.compile(r"\b(?:in|at|near|inside|outside|across|into)\s+(?:the\s+)?$", regex.I)
_BY = regex.compile(r"\bby\s+(?:\p{L}+\s+){0,4}$")
_NAMED_BEHIND = regex.compile(r"(?:[\s-]\p{Ll}+){1,2}\s\p{Lu}")
_ACCORDING = regex.compile(r"\baccording to\s+(?:\p{Ll}+\s+|\p{Lu}\p{L}+['’]s\s+){0,5}$", regex.I)
_BEHIND = regex.compile(
    r"\b(?:on|of|from|to|with|for|between|over|against|before|after|about|than|as|off|during|since|until|through)"
    r"\s+(?:the\s+|\p{Ll}+\s+){0,2}$",
    regex.I,
)
_OF = regex.compile(r"\bof\s+(?:the\s+)?$", regex.I)
_PASSIVE = regex.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\p{Ll}+ly\s+|not\s+|to\s+be\s+|also\s+|then\s+)*(?P<done>\p{Ll}+)\b", regex.I
)
# Between a first verb and what is done: "has been taken", but not "ordered villages to be evacuated".
_AUXILIARIES = regex.compile(
    r"\s*(?:(?:has|have|had|will|would|may|might|could|can|should|shall|must|to|not|also|\p{Ll}+ly)\s+)*", regex.I
)
# A name has so many words.
_TWO = 2
# A clause of so few words may have nobody but who acts.
_SHORT = 4
_WORD = regex.compile(r"[\p{L}\p{M}'’-]+")


@dataclass(frozen=True)
class Frame:
    """A clause: who acts, according to whom, others whom it names, and where it says that it is.

    `getting`: who acts gets what another gives. `mutual`: both do the same.
    """

    text: str
    agents: tuple[Party, ...]
    speakers: tuple[Party, ...]
    others: tuple[Party, ...]
    places: tuple[Party, ...]
    getting: bool
    mutual: bool

    @property
    def named(self) -> tuple[Party, ...]:
        """Whoever acts, says it or is concerned, and has a name."""
        return tuple(one for one in (*self.agents, *self.speakers, *self.others) if one.named)


def frames(text: str, known: frozenset[str] = frozenset()) -> list[Frame]:
    """The clauses of a text in order; one without a subject of its own goes on with the one before. `known` are names that
    are words, too.
    """
    found = _hindi(text, known) if article_language(text) == "hi" else _english(text)
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
        if mark in _MARKS and other not in _MARKS and names_somebody(one) and behind not in _CAUSED:
            found |= {one, other}
        if mark in _MARKS and other not in _MARKS and (one in _DESCRIBING or one in every("titles")):
            found.add(other)
    return frozenset(found)


def belongings(text: str) -> set[tuple[str, str]]:
    """What belongs to whom, as (owner, what): "the Japanese ambassador", "मिस्र के राष्ट्रपति"."""
    found = set()
    if article_language(text) == "hi":
        said = words(text)
        for at, word in enumerate(said[1:-1], 1):
            if word in ("का", "के", "की") and said[at + 1] not in _MARKS and names_somebody(said[at - 1]):
                found.add((said[at - 1], said[at + 1]))
            elif word in same_names() and said[at + 1] not in _MARKS:
                found.add((word, said[at + 1]))
        return found
    for one in _OWNED.finditer(text):
        found.add((words(one[2])[-1], words(one[1])[0]))
    for one in _OWNER.finditer(text):
        owner = "-".join(words(one[1])[-2:])
        owner = owner if owner in same_names() else words(one[1])[-1]
        what = list(takewhile(lambda word: not _is_verb(word) and word not in _FUNCTION, words(one[2])))
        found |= {(owner, word) for word in what}
    return found


_OWNED = regex.compile(r"\b(\p{Ll}+) of (?:the )?(\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)")
_OWNER = regex.compile(r"\b(\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)(?:['’]s)? (\p{Ll}+(?: \p{Ll}+)?)")


def _by_who_acts(clause: str) -> list[str]:
    """A Hindi clause cut where, behind one who acts, another begins to."""
    actor, *behind = _ACTOR_MARK.split(clause, maxsplit=1)
    if not behind:
        return [clause]
    mark, rest = behind
    first, *others = _AND_ANOTHER.split(rest)
    return [actor + mark + first, *others]


def _hindi(text: str, known: frozenset[str]) -> Iterator[Frame]:
    before: tuple[Party, ...] = ()
    last: Party | None = None
    is_said = False  # of what somebody says, not they but others may be the subject
    parts = [part for whole in _HINDI_CLAUSES.split(text) for part in _by_who_acts(whole)]
    for clause in filter(words, parts):
        said = words(clause)
        found, last = _marked(said, last)
        agents, others, getting = found["agents"], found["others"], has(clause, "getting")
        if has(clause, "granted") and "ने" not in said:  # "X को Y से पत्र मिला": Y gives
            agents = [name for at, word in enumerate(said) if word == "से" and (name := _before(said, at))]
            others, getting = [one for one in others if one not in agents], False
        elif not agents and _DATIVE.search(clause) and "को" in said and (acting := _before(said, said.index("को"))):
            agents, others = [acting], [one for one in others if one != acting]
        elif not agents and not _PASSIVE_HINDI.search(clause):
            agents = [first] if (first := _nominative(said, known)) else [] if is_said else list(before)
        speakers, places = tuple(found["speakers"]), tuple(found["places"])
        before, is_said = tuple(agents) or speakers or before, has(clause, "saying")
        yield Frame(clause, tuple(agents), speakers, tuple(others), places, getting, bool(phrases("mutual").search(clause)))


def _marked(said: list[str], last: Party | None) -> tuple[dict[str, list[Party]], Party | None]:
    """Whoever a case mark of a clause stands behind, by what it tells of them, and who was named last."""
    found: dict[str, list[Party]] = {"agents": [], "speakers": [], "others": [], "places": []}
    for at, word in enumerate(said):
        if word in _RELATIVE_HINDI and last:
            found["agents"].append(last)
        elif word in PRONOUNS:
            found["agents"].append(Party((word,), False))
        name = _before(said, at)
        if name is None:
            continue
        last = name if name.named else last
        if word in ("ने", "द्वारा"):
            found["agents"] += filter(None, [_with(said, at), name])
        elif _GOES.fullmatch(word) and names_somebody(name.words[-1]):  # "टोक्यो पहुँचे"
            found["places"].append(Party(name.words[-1:], True))
        elif role := _role(word, said[at + 1] if at + 1 < len(said) else ""):
            if role != "speakers" or not name.words[-1].endswith("ने"):  # "वादा तोड़ने का आरोप": nobody says it
                found[role].append(name)
    return found, last


def _role(mark: str, behind: str) -> str | None:
    """What a case mark tells of whom it stands behind, but of who acts."""
    if mark in ("के", "का") and behind in _SAYING:
        return "speakers"
    if mark in ("को", "से", "पर") or mark == "के" and behind in ("साथ", "ख़िलाफ़", "खिलाफ", "लिए"):
        return "others"
    return "places" if mark == "में" else None


def _with(said: list[str], at: int) -> Party | None:
    """Who acts together with whom a case mark stands behind: "चीन और रूस ने"."""
    for place in range(at - 1, max(0, at - 4), -1):
        if said[place] in ("और", "व", "तथा", "एवं"):
            return _before(said, place)
    return None


def _before(said: list[str], at: int) -> Party | None:
    """The last two words of what a case mark stands behind."""
    name: list[str] = []
    for word in reversed(said[max(0, at - 4) : at]):
        if word in _MARKS or word in _SAYING:
            break
        if word in same_names() and name and name[0] in same_names():
            break  # "केन्या तंज़ानिया से": two countries
        name.insert(0, word)
    return Party(tuple(name[-2:]), any(map(names_somebody, name[-2:]))) if name else None


def _nominative(said: list[str], known: frozenset[str]) -> Party | None:
    """The first name that no case mark stands behind."""
    name: list[str] = []
    if len(said) > _SHORT:  # right before the verb it is where one goes: "जनवरी तक जयपुर पहुँचेगी"
        said = said[:-2]
    for word in [*said, ""]:
        if word and word not in _MARKS and (word in known or names_somebody(word)):
            name.append(word)
        elif name and word not in _MARKS:
            # one unknown word alone is mostly none
            surely = name[0] in known or name[0] in same_names() or name[0] in translated_names()
            return Party(tuple(name[-2:]), len(name) > 1 or surely)
        elif len(name) > 1 and word in ("को", "से") and name[0] in same_names() and name[1] in same_names():
            return Party((name[0],), True)  # "केन्या तंज़ानिया से": the first acts
        elif len(name) > _TWO and word in ("को", "से"):  # "हेलियोस नीलम सोलर को"
            return Party(tuple(name[:-2]), True)
        else:
            name = []
    return None


def _english(text: str) -> Iterator[Frame]:
    before: tuple[Party, ...] = ()
    for whole in _with_verbs(_ENGLISH_CLAUSES.split(text)):
        last: Party | None = None
        for number, clause in enumerate(filter(str.strip, _RELATIVE.split(whole))):
            frame, last_named = _english_clause(clause, (last,) if number and last else before)
            before, last = frame.agents or before, last_named or last
            yield frame


def _with_verbs(parts: Sequence[str]) -> Iterator[str]:
    """Clauses, those without a verb together with the next: "The British and Canadian prime ministers"."""
    held = ""
    for part in parts:
        held = f"{held} and {part}" if held else part
        if _verb(held) < len(held):
            yield held
            held = ""
    if words(held):
        yield held


def _english_clause(clause: str, before: tuple[Party, ...]) -> tuple[Frame, Party | None]:
    """A clause, and the last that it names."""
    verb = _verb(clause)
    passive = any(
        _is_participle(match["done"]) and _AUXILIARIES.fullmatch(clause[verb : match.start()])
        for match in _PASSIVE.finditer(clause)
    )
    found: dict[str, list[Party]] = {"subjects": [], "agents": [], "speakers": [], "others": [], "places": []}
    last: Party | None = None
    for start, phrase in _phrases(clause):
        ahead, behind = clause[:start], clause[start + len(phrase) :]
        name = _name(phrase)
        if name and regex.match(r"[\s-]\p{Ll}+", behind) and _describes(behind):
            # "the Sri Lankan navy" is a navy; "the Delhi collector Kiran Nadar" is named behind
            name = None if _NAMED_BEHIND.match(behind) else Party(tuple(words(behind)[:1]), False)
        if name:
            last = name if name.named else last
            if role := _english_role(ahead, is_before_verb=start < verb):
                found[role].append(name)
    subjects, agents, others = found["subjects"], found["agents"], found["others"]
    said = words(clause)
    subjects += [Party((word,), False) for word in said[:1] if word in PRONOUNS]
    if not subjects and verb <= len(clause) - len(clause.lstrip()) and not passive:
        subjects = list(before)  # "... and demanded that"
    if not subjects and not passive and verb < len(clause) and (head := _head(clause[:verb])) and head.words != ("there",):
        subjects = [head]
    others, agents = ([*subjects, *others], agents) if passive else (others, [*subjects, *agents])
    everybody = tuple(agents), tuple(found["speakers"]), tuple(others), tuple(found["places"])
    return Frame(clause, *everybody, _gets(clause), bool(phrases("mutual").search(clause))), last


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
    return bool(said) and (_is_verb(said[0]) or said[0] == "of")


def _english_role(ahead: str, *, is_before_verb: bool) -> str | None:
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
    said = words(phrase)
    known = [pair for pair in map("-".join, zip(said, said[1:], strict=False)) if pair in same_names()]
    skipped = ENGLISH.weekdays | months(ENGLISH.months).keys()
    said = [word for word in said if stems([word]) and word not in _lower(skipped) and len(word) > 1]
    own = [word for word in said if not stems([word]) & _plain_stems()]
    if own and len(said) == _TWO:  # "Antony Raj", though "raj" is a word
        own = [word for word in said if word not in ENGLISH.capitalised]
    return Party(tuple([*own, *known][-2:]), True) if own or known else None


@cache
def _plain_stems() -> frozenset[str]:
    return frozenset(stems(plain_english()))


def _lower(names: "frozenset[str] | set[str]") -> frozenset[str]:
    return frozenset(name.lower() for name in names)


def _describes(behind: str) -> bool:
    """Whether what follows a capitalised word is what it describes, as in "the Japanese ambassador"."""
    word = words(behind)[0]
    return not (_is_verb(word) or word in _FUNCTION)


def _head(text: str) -> Party | None:
    """The noun of a subject without a name: "A committee of the central government" is a committee."""
    said = [word for word in words(regex.split(r"\b(?:of|from|in|at|for|with|to)\b|,", text)[0]) if word not in _FUNCTION]
    return Party(tuple(said[-1:]), False) if said else None


def _verb(clause: str) -> int:
    """Where the first verb of a clause begins; its end where none is known."""
    before = ""
    for match in _WORD.finditer(clause):
        word = match[0].lower()
        if match[0].islower() and _is_verb(word) and before not in _DETERMINERS:
            return match.start()
        before = word
    return len(clause)


def _is_verb(word: str) -> bool:
    return bool(listed("verbs").fullmatch(word)) or len(word) > 4 and word.endswith("ed")  # noqa: PLR2004


def _is_participle(word: str) -> bool:
    return word.endswith("ed") and word not in _ACTING or bool(listed("participles").fullmatch(word))


# Who is it acts: "trucks are allowed on the bridge", "she was forced to leave".
_ACTING = frozenset(
    "allowed permitted expected supposed scheduled forced required prepared determined interested involved married".split()
)
_DETERMINERS = frozenset("the a an his her its their this that these those of in".split())
_FUNCTION = _DETERMINERS | frozenset(
    "and or but to from by with for on at as not no also then who which when where while after before over against into"
    " about".split()
)
