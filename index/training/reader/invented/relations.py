"""Relations between two ("accused of fraud", "bought from"), each in many forms of both languages (relations.txt)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from index.models import Language

HERE: Final = Path(__file__).parent
Kind = Literal["person", "firm", "country", "group"]
# It was done; it was not; somebody plans it; it may be done; who is said to have done it denies it.
Mood = Literal["done", "not", "plan", "may", "deny"]
MOODS: Final[tuple[Mood, ...]] = get_args(Mood)
# Who did it; to whom; when, where or why; how many.
Asked = Literal["who", "whom", "circumstance", "count"]
COUNT: Final = "{N}"
# Every so many relations one is only for measuring.
_HELD_OUT: Final = 8


@dataclass(frozen=True)
class Relation:
    """What A of one kind does to B of another: patterns with {A}, {B} and perhaps {N}, a number, by mood and language, and
    patterns of questions about it, with {W} for "when", "where" or "why".

    Everything can be done or not; not everything can be planned ("is older than"), or happens at a time and place.
    """

    name: str
    kinds: tuple[Kind, Kind]
    forms: dict[tuple[Mood | Asked, Language], list[str]]

    @property
    def counted(self) -> bool:
        """Whether there is a number in it."""
        return COUNT in self.forms["done", "en"][0]

    @property
    def moods(self) -> list[Mood]:
        """Those it can be told in."""
        return [mood for mood in MOODS if (mood, "en") in self.forms]

    def can_be_asked(self, asked: Asked) -> bool:
        """Whether there are questions of this kind about it."""
        return (asked, "en") in self.forms

    def of(self, mood: Mood | Asked, language: Language) -> list[str]:
        """The patterns that say the same."""
        return self.forms[mood, language]


def read_relations(*, held_out: bool = False) -> list[Relation]:
    """The relations to train on, or those for measuring."""
    blocks = (HERE / "relations.txt").read_text("utf-8").strip().split("\n\n")
    return [_relation(block) for n, block in enumerate(blocks) if (n % _HELD_OUT == 0) == held_out]


def _relation(block: str) -> Relation:
    name, *lines = block.splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    first, second = fields.pop("kinds").split()
    forms: dict[Any, list[str]] = {}
    for key, patterns in fields.items():
        forms[tuple(key.split())] = [pattern.strip() for pattern in patterns.split("|")]
    return Relation(name.removeprefix("# "), (first, second), forms)  # type: ignore[arg-type]
