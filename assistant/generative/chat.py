"""A language model of LangChain's, made when it is first needed."""

import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.generative.failures import StoppedError, retry_after, stop_of
from assistant.generative.prompting import Messages, rewrite_messages
from assistant.generative.pump import Limits, Pump
from assistant.generative.rewriting import is_rewritten, question_in
from assistant.models import Question, Usage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

logger = logging.getLogger(__name__)

# What a model's JSON has to be like, as JSON Schema; None for text.
Schema = dict[str, Any] | None
# No answer is as long: a model that writes on and on is stopped.
MAX_ANSWER_CHARACTERS = 6_000


class Reply:
    """What a model has said so far. `take` gives the text of the next piece, and raises StoppedError where it refuses or has
    written far too much. `stop` says why it stopped: "llm_cut_off" as long as it hasn't told, None at its own end. The
    tokens of one `before` count, too.
    """

    def __init__(self, before: "Reply | None" = None) -> None:
        self._characters = 0
        self._counted: tuple[int, int] = before._counted if before else (0, 0)
        self._told = (0, 0)
        self._ended = False
        self.stop: str | None = "llm_cut_off"

    def take(self, message: "BaseMessage") -> str:
        """The text of a piece."""
        if message.additional_kwargs.get("refusal") or _is_refusal(message.content):
            raise StoppedError("llm_refused")
        usage: Any = getattr(message, "usage_metadata", None) or {}
        counted = int(usage.get("input_tokens") or 0), int(usage.get("output_tokens") or 0)
        if not self._ended or counted != self._told:  # OpenAI's client tells the sum again behind JSON
            self._counted = (self._counted[0] + counted[0], self._counted[1] + counted[1])
        self._told = counted if any(counted) else self._told
        told, reason = stop_of(message.response_metadata)
        self._ended = self._ended or told
        if told:
            self.stop = reason
        text = str(message.text)
        self._characters += len(text)
        if self._characters > MAX_ANSWER_CHARACTERS:
            raise StoppedError("llm_cut_off")
        return text

    @property
    def usage(self) -> Usage | None:
        """The tokens read and written, where the model counts them."""
        return Usage(*self._counted) if any(self._counted) else None


class NoSchemaError(Exception):
    """A model can't be held to JSON of a schema, or not reliably."""


def held_to(model: "BaseChatModel", schema: dict[str, Any]) -> "Runnable[Any, BaseMessage]":
    """The model, writing JSON of this schema. NoSchemaError where its package has nothing of its own for that."""
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import RunnableBinding, RunnableSequence

    # LangChain's own way is a call of a tool, which models that can't be held to a schema take for a hint.
    if type(model).with_structured_output is BaseChatModel.with_structured_output:
        raise NoSchemaError(f"{type(model).__name__} takes no schema")
    structured = model.with_structured_output(schema, method="json_schema")
    # What stands behind it would parse JSON, and tell nothing until all is there.
    told: Any = structured.first if isinstance(structured, RunnableSequence) else None
    if not isinstance(told, RunnableBinding) or "tools" in told.kwargs:
        raise NoSchemaError(f"{type(model).__name__} has no text for a schema")
    return told


def _is_refusal(content: Any) -> bool:
    return isinstance(content, list) and any(isinstance(part, dict) and part.get("type") == "refusal" for part in content)


class Chat:
    """A chat model by its name. Safe to share between threads and event loops."""

    def __init__(self, name: str, make: "Callable[[Limits], BaseChatModel]", limits: Limits | None = None) -> None:
        self.name = name
        self._make = make
        self._limits = limits or Limits()
        self._made: BaseChatModel | None = None
        self._lock = threading.Lock()

    def within(self, limits: Limits) -> "Chat":
        """The same model with other limits of time."""
        return Chat(self.name, self._make, limits)

    def stream(self, messages: Messages, reply: Reply, spent_s: float = 0.0, schema: Schema = None) -> Iterator[str]:
        """The pieces of the model's text, JSON where there is a schema; of its time so much is gone. Raises whatever the
        model's package does, NoSchemaError and StoppedError.
        """
        for message in self._pump(messages, self._limits.after(spent_s), schema).pieces():
            yield reply.take(message)

    async def astream(
        self, messages: Messages, reply: Reply, spent_s: float = 0.0, schema: Schema = None
    ) -> AsyncIterator[str]:
        """The same without blocking."""
        async for message in self._pump(messages, self._limits.after(spent_s), schema).apieces():
            yield reply.take(message)

    def _pump(self, messages: Messages, limits: Limits, schema: Schema) -> "Pump[BaseMessage]":
        return Pump(lambda: self._asked(messages, schema), limits, lambda message: bool(message.text))

    def _asked(self, messages: Messages, schema: Schema) -> "Iterator[BaseMessage]":
        """The model's messages. One that is asked too much and says for how long is asked once more, after a short time."""
        begun, ended, model = False, False, held_to(self._model(), schema) if schema else self._model()
        try:
            for message in model.stream(list(messages)):
                begun, ended = True, ended or stop_of(message.response_metadata)[0]
                yield message
        except Exception as error:
            if ended:  # a client may still complain that JSON was cut off
                logger.debug("What came behind the end:", exc_info=error)
                return
            wait = retry_after(error)
            if begun or wait is None:
                raise
            time.sleep(wait)
            yield from model.stream(list(messages))

    def rewrite(self, question: Question, earlier: Sequence[str]) -> str | None:
        """A follow-up as a question of its own; None where the model failed, wrote something else, or needed more than half of
        the time that there is for both this and the answer.
        """
        try:
            written = "".join(self.stream(rewrite_messages(question, earlier), Reply(), self._limits.total_s / 2))
        except Exception as error:
            logger.warning("The follow-up was not rewritten: %s", error)
            return None
        text = question_in(written)
        return text if is_rewritten(text, question.text, earlier) else None

    def _model(self) -> "BaseChatModel":
        with self._lock:
            if self._made is None:
                self._made = self._make(self._limits)
            return self._made
