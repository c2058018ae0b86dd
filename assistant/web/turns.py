"""What happened in a conversation: a turn is a question with its answer, or with the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import uuid4

from assistant.models import Answer
from index.models import Article, Language

# What is being done for an answer.
Stage = Literal["searching", "reading", "writing"]


def _name() -> str:
    return uuid4().hex


@dataclass(frozen=True)
class Turn:
    """A question, and its answer or the problem with it, a sentence in the visitor's language, or in both.

    Without either it is being answered, or was stopped; `writing` is what a language model has written so far, `stage` what is
    being done, and `given` are the articles that the model, `writer`, writes from.

    `searched_for` is the question as it was looked up where that differs; `suggestions` are questions that the articles
    can answer. One that was chosen from these stands `alone`: it leans on nothing that was asked before. `within` says
    where alone the answer was looked for. The `id` is no other turn's; turns of one conversation share that.
    """

    question: str
    answer: Answer | None = None
    problem: str = ""
    problems: Mapping[Language, str] = field(default_factory=dict)
    searched_for: str = ""
    suggestions: tuple[str, ...] = ()
    writing: str = ""
    stopped: bool = False
    alone: bool = False
    within: str = ""
    stage: Stage | None = None
    given: tuple[Article, ...] = ()
    writer: str = ""
    id: str = field(default_factory=_name, compare=False)
    conversation: str = field(default_factory=_name, compare=False)

    @property
    def unfinished(self) -> bool:
        """Whether it is being answered."""
        return self.answer is None and not self.problem and not self.stopped


Turns = tuple[Turn, ...]


def asked(turns: Turns) -> list[str]:
    """The questions that were answered, refused or stopped, oldest first; what was no question doesn't count."""
    return [turn.question for turn in turns if not turn.problem]


def place(name: str, turns: Turns) -> tuple[Article, tuple[int, int] | None] | None:
    """What a name stands for: an article, and the quote in it.

    `cit-TURN-NUMBER` is a citation, `also-TURN-NUMBER-PLACE` another article that says the same, `near-TURN-PLACE` an
    article near to a question without an answer, or one that a language model writes from. All count from 1.
    """
    kind, _, numbers = name.partition("-")
    try:
        turn, number, *more = (int(part) - 1 for part in numbers.split("-") if int(part) > 0)
        answer = turns[turn].answer
        if kind == "near":
            return (answer.nearest if answer else turns[turn].given)[number], None
        if answer is None or kind not in ("cit", "also"):
            return None
        citation = answer.citations[number].also[more[0]] if kind == "also" else answer.citations[number]
        return citation.article, None if citation.in_title else (citation.start, citation.end)
    except (ValueError, IndexError):
        return None


def turn_of(index: int | tuple[int, int] | list[int]) -> int:
    """Which turn a message belongs to, by its place in the chat."""
    return (index if isinstance(index, int) else index[0]) // 2
