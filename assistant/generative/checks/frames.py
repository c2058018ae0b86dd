"""A clause and who stands where in it."""

from dataclasses import dataclass

PRONOUNS = frozenset("उन्होंने उसने इन्होंने इसने जिन्होंने जिसने he she they it".split())


@dataclass(frozen=True)
class Party:
    """Somebody or something: its last words, in small letters, and whether they name it or tell only what it is."""

    words: tuple[str, ...]
    named: bool

    @property
    def is_pronoun(self) -> bool:
        """Whether it is told by a pronoun."""
        return bool(PRONOUNS & set(self.words))


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
