"""A language model of LangChain's, made when it is first needed."""

import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.generative.failures import StoppedError, check_stop
from assistant.generative.prompting import Messages, rewrite_messages
from assistant.models import Question, Usage
from assistant.question.parsing import MAX_CHARACTERS
from index.text.normalise import normalise
from index.text.words import words

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

logger = logging.getLogger(__name__)

# No answer is as long: a model that writes on and on is stopped.
MAX_ANSWER_CHARACTERS = 6_000


class Reply:
    """What a model has said so far. `take` gives the text of the next piece, and raises StoppedError where it says that it
    ended early, or has written far too much.
    """

    def __init__(self) -> None:
        self._characters = 0
        self._counted = (0, 0)

    def take(self, message: "BaseMessage") -> str:
        """The text of a piece."""
        if message.additional_kwargs.get("refusal"):
            raise StoppedError("llm_refused")
        usage: Any = getattr(message, "usage_metadata", None) or {}
        read, wrote = self._counted
        self._counted = (read + int(usage.get("input_tokens") or 0), wrote + int(usage.get("output_tokens") or 0))
        check_stop(message.response_metadata)
        text = str(message.text)
        self._characters += len(text)
        if self._characters > MAX_ANSWER_CHARACTERS:
            raise StoppedError("llm_cut_off")
        return text

    @property
    def usage(self) -> Usage | None:
        """The tokens read and written, where the model counts them."""
        return Usage(*self._counted) if any(self._counted) else None


class Chat:
    """A chat model by its name. Safe to share between threads."""

    def __init__(self, name: str, make: "Callable[[], BaseChatModel]") -> None:
        self.name = name
        self._make = make
        self._made: BaseChatModel | None = None
        self._lock = threading.Lock()

    def stream(self, messages: Messages, reply: Reply) -> Iterator[str]:
        """The pieces of the model's text. Raises whatever the model's package does, and StoppedError."""
        for message in self._model().stream(list(messages)):
            yield reply.take(message)

    async def astream(self, messages: Messages, reply: Reply) -> AsyncIterator[str]:
        """The same without blocking."""
        async for message in self._model().astream(list(messages)):
            yield reply.take(message)

    def rewrite(self, question: Question, earlier: Sequence[str]) -> str | None:
        """A follow-up as a question of its own; None where the model failed or wrote something else."""
        try:
            written = "".join(self.stream(rewrite_messages(question, earlier), Reply()))
        except Exception as error:
            logger.warning("The follow-up was not rewritten: %s", error)
            return None
        text = normalise(written).strip()
        usable = words(text) and "\n" not in text and len(text) <= MAX_CHARACTERS and "://" not in text
        return text if usable else None

    def _model(self) -> "BaseChatModel":
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made
