"""What LangChain's chains and agents hand on, as a question and those before it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import regex
from langchain_core.messages import BaseMessage, ChatMessage, HumanMessage
from langchain_core.messages.utils import convert_to_messages
from langchain_core.prompt_values import PromptValue

from assistant.langchain.narrowing import articles_in
from assistant.options import AskOptions
from index.errors import QuestionError
from index.models import ArticleFilter

Asked = Any  # a string, a mapping, a prompt value, a message, or messages in any form of LangChain's
_QUESTION_KEYS = ("question", "input", "query", "text")
_HISTORY_KEYS = ("chat_history", "history", "earlier")
# In the runnable's mapping "language" is the answer's.
_ARTICLE_KEYS = ("since", "until", "source")
_PEOPLE = frozenset({"human", "user"})
# How each turn begins in a conversation that is one text: "Human: When?".
_TURN = regex.compile(r"^(?P<who>human|user|ai|assistant|system|tool|function): ?", regex.IGNORECASE | regex.MULTILINE)
# Who LangChain's messages are of, where they are written as pairs: ("human", "When?").
_SPEAKERS = _PEOPLE | {"ai", "assistant", "system", "developer", "tool", "function"}


def question_of(asked: Asked) -> tuple[str, AskOptions]:
    """The question and the options that go with it. QuestionError where there is none."""
    if isinstance(asked, str):
        return asked, {}
    if isinstance(asked, PromptValue):
        return _of_messages(asked.to_messages())
    if isinstance(asked, Mapping):
        return _of_mapping(asked)
    if isinstance(asked, BaseMessage | Sequence):
        return _of_messages(_messages(asked))
    raise QuestionError(f"A question is asked as a string, a dict or messages, not as {type(asked).__name__}.", "empty")


def _of_mapping(asked: Mapping[str, Any]) -> tuple[str, AskOptions]:
    question, options = question_of(_asked_in(asked))
    if asked.get("language") is not None:
        options["language"] = asked["language"]
    if only := _only(asked):
        options["only"] = only
    for key in _HISTORY_KEYS:
        if asked.get(key):
            options["earlier"] = [*_asked_before(asked[key]), *options.get("earlier", ())]
    return question, options


def _asked_in(asked: Mapping[str, Any]) -> Asked:
    """What of a mapping is the question: what goes by such a name, or a message, or the messages in it."""
    for key in _QUESTION_KEYS:
        if asked.get(key):
            return asked[key]
    if asked.get("content"):
        return [{"role": asked.get("role") or asked.get("type") or "user", "content": asked["content"]}]
    if asked.get("messages"):
        return asked["messages"]
    names = ", ".join(repr(key) for key in (*_QUESTION_KEYS, "content"))
    raise QuestionError(f"The dict has no question: put it under one of {names}, or messages under 'messages'.", "empty")


def _only(asked: Mapping[str, Any]) -> ArticleFilter | None:
    """Which articles a mapping says are looked into, as `only` and by their days and source."""
    only: ArticleFilter | None = asked.get("only")
    said = articles_in({key: asked.get(key) for key in _ARTICLE_KEYS})
    if said == ArticleFilter():
        return only
    return replace(only or ArticleFilter(), **{key: value for key in _ARTICLE_KEYS if (value := getattr(said, key))})


def _of_messages(messages: Sequence[BaseMessage]) -> tuple[str, AskOptions]:
    said = _questions(messages)
    if not said:
        raise QuestionError("There is no message of a person among those that were given.", "empty")
    return said[-1], {"earlier": said[:-1]} if said[:-1] else {}


def _asked_before(history: Any) -> list[str]:
    """The questions of a conversation: texts, messages in any form, or pairs of a question and its answer."""
    if isinstance(history, str | BaseMessage | Mapping) or _is_spoken(history):
        return _asked_once(history)
    if isinstance(history, Sequence):
        return [question for each in history for question in _asked_once(each)]
    raise QuestionError(f"A conversation is a list of questions, messages or pairs, not {type(history).__name__}.")


def _asked_once(said: Any) -> list[str]:
    if isinstance(said, str):
        return _asked_in_buffer(said) if _TURN.match(said) else [said]
    if isinstance(said, Sequence) and len(said) == 2 and isinstance(said[0], str) and not _is_spoken(said):
        return [said[0]]
    return _questions(_messages(said))


def _asked_in_buffer(history: str) -> list[str]:
    """The questions of a conversation in one text, as LangChain's buffer memories hand it on."""
    turns = [*_TURN.finditer(history)]
    ends = [*(turn.start() for turn in turns[1:]), len(history)]
    said = [(turn["who"].lower(), history[turn.end() : end].strip()) for turn, end in zip(turns, ends, strict=True)]
    return [text for who, text in said if who in _PEOPLE and text]


def _questions(messages: Sequence[BaseMessage]) -> list[str]:
    """What people said."""
    return [str(message.text) for message in messages if _is_of_a_person(message)]


def _is_of_a_person(message: BaseMessage) -> bool:
    return isinstance(message, HumanMessage) or (isinstance(message, ChatMessage) and message.role.lower() in _PEOPLE)


def _messages(given: Any) -> list[BaseMessage]:
    """One message or several, in any form of LangChain's."""
    one = isinstance(given, BaseMessage | Mapping) or _is_spoken(given)
    try:
        return convert_to_messages([given] if one else list(given))
    except (ValueError, TypeError, NotImplementedError) as error:
        raise QuestionError(f"These are no messages: {str(given)[:80]}", "empty") from error


def _is_spoken(given: Any) -> bool:
    """Whether it is a message as a pair of who speaks and what is said."""
    return isinstance(given, Sequence) and len(given) == 2 and isinstance(given[0], str) and given[0] in _SPEAKERS
