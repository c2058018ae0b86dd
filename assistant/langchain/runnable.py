"""The whole assistant as a runnable of LangChain's."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForChainRun, CallbackManager, CallbackManagerForChainRun
from langchain_core.output_parsers import BaseOutputParser
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.config import ensure_config, run_in_executor, set_config_context

from assistant.langchain.asked import Asked, question_of
from assistant.langchain.documents import documents_of
from assistant.langchain.retriever import Answering
from assistant.models import Answer, Search


class AnswerRunnable(Runnable[Asked, Answer]):
    """A question in, an Answer out: a string, {"question", "chat_history", "language"}, a message or messages.

    Retrieval is a retriever's run of its own for callbacks and traces, and the language model's run is another. `stream` gives
    the answer once; `text()` is the same assistant as a stream of text.
    """

    def __init__(self, assistant: Answering, name: str = "articles-assistant") -> None:
        self._assistant = assistant
        self.name = name

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **_: Any) -> Answer:
        """The answer."""
        return self._call_with_config(self._answer, input, config, run_type="chain")

    async def ainvoke(self, input: Asked, config: RunnableConfig | None = None, **_: Any) -> Answer:
        """The answer, without blocking."""
        return await self._acall_with_config(self._aanswer, input, config, run_type="chain")

    def text(self) -> "TextRunnable":
        """The answer's text as it is written."""
        return TextRunnable(self._assistant)

    def __or__(self, other: Any) -> Any:
        """A chain; a parser, which takes text, gets the text."""
        return self.text() | other if isinstance(other, BaseOutputParser) else super().__or__(other)

    def pipe(self, *others: Any, name: str | None = None) -> Any:
        """The same by its other name."""
        if others and isinstance(others[0], BaseOutputParser):
            return self.text().pipe(*others, name=name)
        return super().pipe(*others, name=name)

    def _answer(self, asked: Asked, run_manager: CallbackManagerForChainRun, config: RunnableConfig) -> Answer:
        search = retrieve(self._assistant, asked, config)
        with set_config_context(config) as context:
            return context.run(self._assistant.answer, search)

    async def _aanswer(self, asked: Asked, run_manager: AsyncCallbackManagerForChainRun, config: RunnableConfig) -> Answer:
        return await run_in_executor(config, self._answer, asked, run_manager.get_sync(), config)


class TextRunnable(Runnable[Asked, str]):
    """The text of the answer, with its markers; `stream` gives it piece by piece.

    Where a language model fails on its way, what comes behind an empty line is the answer.
    """

    def __init__(self, assistant: Answering, name: str = "articles-assistant-text") -> None:
        self._assistant = assistant
        self.name = name

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **_: Any) -> str:
        """The text."""
        return AnswerRunnable(self._assistant, str(self.name)).invoke(input, config).text

    def stream(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[str]:
        """The text as it is written."""
        yield from self.transform(iter([input]), config, **kwargs)

    def transform(self, input: Iterator[Asked], config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[str]:
        """The same, as a step of a chain."""
        yield from self._transform_stream_with_config(input, self._pieces, config, run_type="chain")

    async def astream(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> AsyncIterator[str]:
        """The text as it is written, without blocking."""

        async def one() -> AsyncIterator[Asked]:
            yield input

        async for piece in self.atransform(one(), config, **kwargs):
            yield piece

    async def atransform(
        self, input: AsyncIterator[Asked], config: RunnableConfig | None = None, **kwargs: Any
    ) -> AsyncIterator[str]:
        """The same, as a step of a chain."""
        async for piece in self._atransform_stream_with_config(input, self._apieces, config, run_type="chain"):
            yield piece

    async def _apieces(
        self, asked: AsyncIterator[Asked], run_manager: AsyncCallbackManagerForChainRun, config: RunnableConfig
    ) -> AsyncIterator[str]:
        from assistant.generative.events import Status, Token

        given = [each async for each in asked]
        search = await run_in_executor(config, retrieve, self._assistant, given[-1], config)
        begun = False
        async for event in self._assistant.aevents(search):
            if isinstance(event, Token):
                begun = True
                yield event.text
            elif event == Status("quoting") and begun:
                yield "\n\n"

    def _pieces(self, asked: Iterator[Asked], run_manager: CallbackManagerForChainRun, config: RunnableConfig) -> Iterator[str]:
        from assistant.generative.events import Status, Token

        search = retrieve(self._assistant, list(asked)[-1], config)
        begun = False
        for event in self._assistant.events(search):
            if isinstance(event, Token):
                begun = True
                yield event.text
            elif event == Status("quoting") and begun:
                yield "\n\n"


def retrieve(assistant: Answering, asked: Asked, config: RunnableConfig | None) -> Search:
    """The search for a question, as a retriever's run: callbacks get on_retriever_start and on_retriever_end."""
    question, options = question_of(asked)
    config = ensure_config(config)
    callbacks = config.get("callbacks")
    inherited = callbacks if not isinstance(callbacks, list) else list(callbacks)
    manager = CallbackManager.configure(
        inherited, None, inheritable_tags=config.get("tags"), inheritable_metadata=config.get("metadata")
    )
    run = manager.on_retriever_start({"name": "retrieve"}, question, name="retrieve")
    try:
        search = assistant.search(question, **options)
    except BaseException as error:
        run.on_retriever_error(error)
        raise
    run.on_retriever_end(documents_of(search, len(search.hits)))
    return search


def answer_runnable(assistant: Answering) -> AnswerRunnable:
    """Question, then hits, then answer."""
    return AnswerRunnable(assistant)
