"""What LangChain's chains and agents hand on, as a question and those before it."""

from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage
from langchain_core.messages.utils import convert_to_messages
from langchain_core.prompt_values import PromptValue

from assistant.options import AskOptions
from index.errors import QuestionError

Asked = Any  # a string, a mapping, a prompt value, a message, or messages in any form of LangChain's
_QUESTION_KEYS = ("question", "input", "query", "text")
_HISTORY_KEYS = ("chat_history", "history", "earlier")


def question_of(asked: Asked) -> tuple[str, AskOptions]:
    """The question and the options that go with it. QuestionError where there is none."""
    if isinstance(asked, str):
        return asked, {}
    if isinstance(asked, PromptValue):
        return _of_messages(asked.to_messages())
    if isinstance(asked, BaseMessage):
        return _of_messages([asked])
    if isinstance(asked, Mapping):
        return _of_mapping(asked)
    if isinstance(asked, Sequence):
        return _of_messages(convert_to_messages(list(asked)))
    raise QuestionError(f"A question is asked as a string, a dict or messages, not as {type(asked).__name__}.", "empty")


def _of_mapping(asked: Mapping[str, Any]) -> tuple[str, AskOptions]:
    found = next((asked[key] for key in _QUESTION_KEYS if asked.get(key)), None)
    question, options = question_of(found if found is not None else asked.get("messages") or [])
    for key in ("language", "only"):
        if asked.get(key) is not None:
            options[key] = asked[key]
    for key in _HISTORY_KEYS:
        if asked.get(key):
            options["earlier"] = [*_asked_before(asked[key]), *options.get("earlier", ())]
    return question, options


def _of_messages(messages: Sequence[BaseMessage]) -> tuple[str, AskOptions]:
    said = [str(message.text) for message in messages if isinstance(message, HumanMessage)]
    if not said:
        raise QuestionError("There is no message of a person among those that were given.", "empty")
    return said[-1], {"earlier": said[:-1]} if said[:-1] else {}


def _asked_before(history: Any) -> list[str]:
    if isinstance(history, str):
        return [history]
    if all(isinstance(each, str) for each in history):
        return list(history)
    return [str(message.text) for message in convert_to_messages(list(history)) if isinstance(message, HumanMessage)]
