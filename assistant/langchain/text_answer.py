"""An answer that LangChain's parsers, prompts and models take as the text that it is."""

from typing import Any, Self

from assistant.models import Answer


class TextAnswer(Answer, str):
    """An answer as a string of its text, with all of its fields.

    A stream's pieces are strings and end with an answer that adds nothing to them: the sum of all of them is the whole one.
    """

    def __new__(cls, *_: Any, **fields: Any) -> Self:
        """Takes the fields of an Answer by their names."""
        return str.__new__(cls, fields.get("text", ""))

    @classmethod
    def whole(cls, answer: Answer) -> Self:
        """An answer as a string of its text."""
        return cls(**vars(answer))

    @classmethod
    def last(cls, answer: Answer) -> Self:
        """The end of a stream of its text: as a string empty."""
        made = cls.__new__(cls)
        Answer.__init__(made, **vars(answer))
        return made

    def __radd__(self, before: str) -> Self:
        """The whole answer: this is its end."""
        return type(self)(**vars(self))

    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, str]]:
        """What a copy is made with, before it is given the fields."""
        return (), {"text": str(self)}
