"""The form of a language's record."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.models import Language

Months = tuple[tuple[str, ...], ...]


NUKTA = "\N{DEVANAGARI SIGN NUKTA}"


def word_set(text: str) -> frozenset[str]:
    """Words apart by spaces, as words are compared: NFC, lower case; those with a nukta also as many write them, without."""
    written = unicodedata.normalize("NFC", text).lower()
    return frozenset([*written.split(), *written.replace(NUKTA, "").split()])


def letters(text: str) -> dict[str, str]:
    """Names of letters with their letters, from pairs as "एम=m"."""
    return {name: letter for pair in unicodedata.normalize("NFC", text).split() for name, letter in [pair.split("=")]}


def month_names(text: str) -> Months:
    """The names of each month, a line each."""
    return tuple(tuple(line.split()) for line in unicodedata.normalize("NFC", text).strip().splitlines())


def weekday_names(text: str) -> Mapping[str, int]:
    """Names of weekdays, a line a day from Monday on, with 0 for Monday; a Hindi name also without its nukta."""
    lines = text.strip().splitlines()
    return {name: day for day, line in enumerate(lines) for name in word_set(line)}


@dataclass(frozen=True)
class LanguageRecord:
    """The words of a language that mean something to the program, in lower case but for months, titles and acts.

    Where people also write the language in Latin letters, the words that a question is read by come in both spellings.
    """

    code: Language
    # The first and the last letter of its script.
    first: str
    last: str
    # Snowball's name of its stemmer.
    stemmer: str
    # Words that every text has: lexical search leaves them out.
    stop_words: frozenset[str]
    # The commonest of them, which say nothing by themselves: no vectors of theirs are stored.
    particles: frozenset[str]
    # Between clauses: a long sentence may be cut before one.
    conjunctions: frozenset[str]

    # Written with a full stop, and never the last word of a sentence ...
    abbreviations: frozenset[str]
    # ... the same, unless it is all capitals, which is another word ("an MD.") ...
    abbreviations_in_small_letters: frozenset[str]
    # ... the same, but only before a number ("No. 5", "जन. 2024"); elsewhere they are ordinary words ...
    abbreviations_before_numbers: frozenset[str]
    # ... and those that may close a sentence, as in "the U.S." and "5 p.m.": it goes on unless a starter follows.
    abbreviations_that_may_close: frozenset[str]
    sentence_starters: frozenset[str]
    # The names of Latin letters, as in "एम. के. गांधी"; and those of them that are words of their own ("आई" is also "came"),
    # which stand for letters only beside another letter.
    letter_names: Mapping[str, str]
    letter_names_or_words: frozenset[str]
    # Where a site sets no space after the full stop, these words before it show that a sentence ended.
    closing_words: frozenset[str]

    # The names of each month, the usual one first; of the weekdays, with 0 for Monday; and of what is counted in time.
    months: Months
    weekdays: Mapping[str, int]
    times: frozenset[str]

    # Stand for somebody, or for something, that was named before.
    persons: frozenset[str]
    things: frozenset[str]
    # Of these, the ones that may belong to somebody named in the same clause: "Modi ... his".
    possessives: frozenset[str]
    # Patterns of words one space apart in which these words point at nothing that was said before: "is it true that".
    idioms: tuple[str, ...]
    # Tie such a word to what stands in the same question: "those who ...", "जो ... वे".
    relatives: frozenset[str]
    # Between clauses: what is named before one may be meant behind it.
    connectors: frozenset[str]
    # Begin what goes on from something: "And China?".
    openings: frozenset[str]
    # Patterns of words one space apart that do so: "what about".
    continuations: tuple[str, ...]
    # Patterns of words before a topic that needs no other: "what is".
    defining: tuple[str, ...]
    # Join two questions in one.
    and_words: frozenset[str]
    # Ask for a number of what follows.
    quantities: frozenset[str]
    # Stand between a thing and what it belongs to.
    genitives: frozenset[str]
    # Stand at the edge of a phrase that is no sentence by itself: "in Kerala?", "केरल में?".
    edges: frozenset[str]
    # One of these stands in most sentences.
    verbs: frozenset[str]
    # The articles themselves: "these articles" were not named before.
    collection: frozenset[str]
    question_words: frozenset[str]
    # Say only that somebody asks, greets or thanks: "please tell me", "कृपया बताइए".
    polite: frozenset[str]
    # Name no topic, beside all of the above: grammar, and what any question may ask for.
    grammar: frozenset[str]

    # Stand before somebody's name, and, each as a pattern, behind it where somebody acts.
    titles: frozenset[str]
    acts: frozenset[str]
    # Written with a capital, and name nobody by themselves.
    capitalised: frozenset[str] = field(default=frozenset())
    # Words in Latin letters that only it has of all languages, in the ways in which people spell them ...
    in_latin_letters: frozenset[str] = field(default=frozenset())
    # ... of which these stand in names and foreign phrases, too: one alone ("Ban Ki-moon") says nothing.
    weak_in_latin_letters: frozenset[str] = field(default=frozenset())
    months_in_latin_letters: Months = ()

    @property
    def topicless(self) -> frozenset[str]:
        """Words that name no topic."""
        pointing = self.persons | self.things | self.openings | self.relatives | self.connectors
        return self.grammar | self.question_words | self.polite | self.times | self.edges | self.verbs | pointing
