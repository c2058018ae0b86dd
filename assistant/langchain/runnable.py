"""The whole assistant as a runnable of LangChain's."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, cast

from langchain_core.callbacks import AsyncCallbackManagerForChainRun, CallbackManager, CallbackManagerForChainRun
from langchain_core.output_parsers import StrOutputParser
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.config import ensure_config, run_in_executor, set_config_context

from assistant.generative.events import Done, Event, Status, Token
from assistant.langchain.asked import Asked, question_of
from assistant.langchain.documents import documents_of
from assistant.langchain.retriever import Answering
from assistant.langchain.text_answer import TextAnswer
from assistant.models import Search


class AnswerRunnable(Runnable[Asked, str]):
    """A question in, an Answer out, which is a string of its text, too: a parser, a prompt or a model may be next.

    A question is a string, a dict such as {"question", "chat_history", "language", "since", "until", "source", "only"}, a
    message or messages. Retrieval is a retriever's run of its own for callbacks and traces, and the language model's run is
    another. `stream` gives the text as it is written, and the Answer last.
    """

    def __init__(self, assistant: Answering, name: str = "articles-assistant") -> None:
        self._assistant = assistant
        self.name = name

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **_: Any) -> TextAnswer:
        """The answer."""
        return cast(TextAnswer, self._call_with_config(self._answer, input, config, run_type="chain"))

    async def ainvoke(self, input: Asked, config: RunnableConfig | None = None, **_: Any) -> TextAnswer:
        """The answer, without blocking."""
        return cast(TextAnswer, await self._acall_with_config(self._aanswer, input, config, run_type="chain"))

    def stream(self, input: Asked, config: RunnableConfig | None = None, **_: Any) -> Iterator[str]:
        """The text as it is written, with its markers, and the answer last.

        What was streamed of a language model's text stays, before a blank line and the quotes, where it then fails.
        """
        yield from self._transform_stream_with_config(iter([input]), self._pieces, config, run_type="chain")

    async def astream(self, input: Asked, config: RunnableConfig | None = None, **_: Any) -> AsyncIterator[str]:
        """The same, without blocking."""

        async def one() -> AsyncIterator[Asked]:
            yield input

        async for piece in self._atransform_stream_with_config(one(), self._apieces, config, run_type="chain"):
            yield piece

    def text(self) -> Runnable[Asked, str]:
        """The answer's text alone."""
        return self | StrOutputParser()

    def _answer(self, asked: Asked, run_manager: CallbackManagerForChainRun, config: RunnableConfig) -> TextAnswer:
        search = retrieve(self._assistant, asked, config)
        with set_config_context(config) as context:
            return TextAnswer.whole(context.run(self._assistant.answer, search))

    async def _aanswer(self, asked: Asked, run_manager: AsyncCallbackManagerForChainRun, config: RunnableConfig) -> TextAnswer:
        return await run_in_executor(config, self._answer, asked, run_manager.get_sync(), config)

    def _pieces(self, asked: Iterator[Asked], run_manager: CallbackManagerForChainRun, config: RunnableConfig) -> Iterator[str]:
        search = retrieve(self._assistant, next(asked), config)
        begun = False
        for event in self._assistant.events(search):
            begun = begun or isinstance(event, Token)
            yield from _said(event, begun)

    async def _apieces(
        self, asked: AsyncIterator[Asked], run_manager: AsyncCallbackManagerForChainRun, config: RunnableConfig
    ) -> AsyncIterator[str]:
        search = await run_in_executor(config, retrieve, self._assistant, await anext(asked), config)
        begun = False
        async for event in self._assistant.aevents(search):
            begun = begun or isinstance(event, Token)
            for piece in _said(event, begun):
                yield piece


def _said(event: Event, begun: bool) -> Iterator[str]:
    """The piece of a stream that an event is, if any; `begun` says whether there is text already."""
    if isinstance(event, Token):
        yield event.text
    elif event == Status("quoting") and begun:
        yield "\n\n"
    elif isinstance(event, Done):
        yield TextAnswer.last(event.answer)


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
    run.on_retriever_end(documents_of(search))
    return search


def answer_runnable(assistant: Answering) -> AnswerRunnable:
    """Question, then hits, then answer."""
    return AnswerRunnable(assistant)
