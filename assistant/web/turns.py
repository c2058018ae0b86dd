"""What happened in a conversation: a turn is a question with its answer, or with the reason why there is none."""

from dataclasses import dataclass

from assistant.models import Answer


@dataclass(frozen=True)
class Turn:
    """A question, and its answer or the problem with it, a sentence in the visitor's language.

    `searched_for` is the question as it was looked up where that differs; `suggestions` are questions that the articles
    can answer.
    """

    question: str
    answer: Answer | None = None
    problem: str = ""
    searched_for: str = ""
    suggestions: tuple[str, ...] = ()


Turns = tuple[Turn, ...]


def asked(turns: Turns) -> list[str]:
    """The questions that were answered or refused, oldest first; what was no question doesn't count."""
    return [turn.question for turn in turns if turn.answer]
