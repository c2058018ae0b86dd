"""Who stands where in a Hindi clause, by its case marks."""

from collections.abc import Iterator

import regex

from assistant.generative.checks.clauses import has
from assistant.generative.checks.frames import PRONOUNS, Frame, Party
from assistant.generative.checks.wordlists import phrases, translated_names
from assistant.generative.names import names_somebody
from assistant.question.common import same_names
from index.text.words import words

MARKS = frozenset("ने को से का की के में पर तक द्वारा कि और व ही भी तो".split())
_CLAUSES = regex.compile(
    r"[;:।]\s?|,?\s[\"“‘]|\s(?:कि|लेकिन|मगर|जबकि|क्योंकि|इसलिए|जिससे|जिसे|जो)\s|,\s(?:पर|और)\s|,?\s(?=(?:जिसने|जिन्होंने)\s)"
)
_RELATIVE = frozenset("जिन्होंने जिसने".split())
# Join clauses or names, and belong to neither: "तथा सिंगापुर", "जबकि राहुल ने".
_JOINING = frozenset("तथा एवं जबकि पश्चात बाद वहीं यदि अगर हालाँकि हालांकि नामक लिए अपने अपनी हुए हुई है जिस एक".split())
# "और" between two who act, and not between two names: "जोशी ने 92 रन बनाए और कुमार ने चार विकेट लिए".
_ACTOR_MARK = regex.compile(r"(\sने\s)")
_AND_ANOTHER = regex.compile(r"\sऔर\s(?=(?:\S++\s){1,4}ने\s)")
_GOES = regex.compile(r"पहुँच.*|पहुंच.*|लौट.*|रवाना|गए|गया|गई")
_SAYING = frozenset("अनुसार मुताबिक़ मुताबिक कहना आरोप मानना दावा".split())
_PASSIVE = regex.compile(
    r"\b\p{Devanagari}*(?:ा|ी|े|ए|ई|या) (?:गया|गई|गए|गयी|गये|जाएगा|जाएगी|जाएँगे|जाएंगे|जाना|जाता|जाती|जाते|जा रह\p{M}\p{L}*)"
    r"(?![\p{L}\p{M}])"
)
# Then who does it has "को": "उन्हें जाना होगा", "ट्रकों को चलने की अनुमति नहीं है".
_DATIVE = regex.compile(r"(?:ना|नी|ने) (?:होगा|होगी|होंगे|पड़\S*|पड़\S*|चाहिए)|ने की (?:\S+ )?(?:अनुमति|इजाज़त|छूट|मनाही)")
# A name has so many words.
_TWO = 2
# A clause of so few words may have nobody but who acts.
_SHORT = 4


def _by_who_acts(clause: str) -> list[str]:
    """A Hindi clause cut where, behind one who acts, another begins to."""
    actor, *behind = _ACTOR_MARK.split(clause, maxsplit=1)
    if not behind:
        return [clause]
    mark, rest = behind
    first, *others = _AND_ANOTHER.split(rest)
    return [actor + mark + first, *others]


def hindi_frames(text: str, known: frozenset[str]) -> Iterator[Frame]:
    """The clauses of a Hindi text; `known` are names that are words, too."""
    before: tuple[Party, ...] = ()
    last: Party | None = None
    is_said = False  # of what somebody says, not they but others may be the subject
    parts = [part for whole in _CLAUSES.split(text) for part in _by_who_acts(whole)]
    for clause in filter(words, parts):
        said = words(clause)
        found, last = _marked(said, last)
        agents, others, getting = found["agents"], found["others"], has(clause, "getting")
        if has(clause, "granted") and "ने" not in said:  # "X को Y से पत्र मिला": Y gives
            agents = [name for at, word in enumerate(said) if word == "से" and (name := _before(said, at))]
            others, getting = [one for one in others if one not in agents], False
        elif not agents and _DATIVE.search(clause) and "को" in said and (acting := _before(said, said.index("को"))):
            agents, others = [acting], [one for one in others if one != acting]
        elif not agents and not _PASSIVE.search(clause):
            agents = [first] if (first := _nominative(said, known)) else [] if is_said else list(before)
        speakers, places = tuple(found["speakers"]), tuple(found["places"])
        before, is_said = tuple(agents) or speakers or before, has(clause, "saying")
        yield Frame(clause, tuple(agents), speakers, tuple(others), places, getting, bool(phrases("mutual").search(clause)))


def _marked(said: list[str], last: Party | None) -> tuple[dict[str, list[Party]], Party | None]:
    """Whoever a case mark of a clause stands behind, by what it tells of them, and who was named last."""
    found: dict[str, list[Party]] = {"agents": [], "speakers": [], "others": [], "places": []}
    for at, word in enumerate(said):
        if word in _RELATIVE and last:
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
        if word in MARKS or word in _SAYING or word in _JOINING:
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
        if word and word not in MARKS and (word in known or names_somebody(word)):
            name.append(word)
        elif name and word not in MARKS:
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
