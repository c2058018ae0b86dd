"""A GGUF file as a chat model of LangChain's, run in this process by xllamacpp."""

import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import LanguageModelInput
from langchain_core.language_models.chat_models import BaseChatModel, generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.messages.utils import convert_to_openai_messages
from langchain_core.output_parsers import JsonOutputParser
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from pydantic import ConfigDict


class GgufError(Exception):
    """The model could not be loaded, or did not answer."""


class GgufChatModel(BaseChatModel):
    """Loaded with its first question. Two questions are answered at once; others wait.

    `context_tokens` is how many tokens question and answer may have together, `max_tokens` how many the answer.
    """

    model_config = ConfigDict(ignored_types=(cached_property,))

    path: Path
    context_tokens: int = 8192
    max_tokens: int = 700
    temperature: float = 0.0

    @property
    def _llm_type(self) -> str:
        return "gguf"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model_name": self.path.name, "temperature": self.temperature}

    @cached_property
    def _server(self) -> Any:
        import xllamacpp

        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(self.path)
        parameters.n_ctx = self.context_tokens
        parameters.n_parallel = 2
        parameters.kv_unified = True
        parameters.verbosity = -1
        try:
            return xllamacpp.Server(parameters)
        except Exception as error:
            raise GgufError(f"{self.path} can't be loaded: {error}") from error

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        request = {
            "messages": convert_to_openai_messages(messages),
            "stream": True,
            "stream_options": {"include_usage": True},
            "max_tokens": self.max_tokens,
            "temperature": self.temperature,
            **({"stop": stop} if stop else {}),
            **({"response_format": kwargs["response_format"]} if "response_format" in kwargs else {}),
        }
        for event in self._events(request):
            chunk = _chunk(event)
            if run_manager and chunk.text:
                run_manager.on_llm_new_token(chunk.text, chunk=chunk)
            yield chunk

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def with_structured_output(
        self, schema: dict[str, Any] | type, *, include_raw: bool = False, **kwargs: Any
    ) -> Runnable[LanguageModelInput, Any]:
        """The model, held to JSON of a schema by the engine's grammar."""
        if not isinstance(schema, dict) or include_raw:
            return super().with_structured_output(schema, include_raw=include_raw, **kwargs)
        asked = {"type": "json_schema", "json_schema": {"name": schema.get("title", "answer"), "schema": schema}}
        return self.bind(response_format=asked) | JsonOutputParser()

    def _events(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """What the engine tells, piece by piece. It stops writing when nobody asks for more."""
        server = self._server
        told: SimpleQueue[dict[str, Any] | BaseException | None] = SimpleQueue()
        left = threading.Event()

        def on_event(event: dict[str, Any]) -> bool:
            told.put(event)
            return left.is_set()

        def run() -> None:
            try:
                server.handle_chat_completions(request, on_event)
            except Exception as error:
                told.put(error)
            told.put(None)

        threading.Thread(target=run, daemon=True).start()
        try:
            while (event := told.get()) is not None:
                if isinstance(event, BaseException):
                    raise GgufError(str(event)) from event
                if "error" in event:
                    raise GgufError(str(event["error"].get("message", event["error"])))
                yield event
        finally:
            left.set()


def _chunk(event: dict[str, Any]) -> ChatGenerationChunk:
    """An event of a stream in OpenAI's form as LangChain's."""
    (choice, *_) = event.get("choices") or [{}]
    reason = choice.get("finish_reason")
    usage = event.get("usage")
    counted = None
    if usage:
        read, wrote = usage["prompt_tokens"], usage["completion_tokens"]
        counted = UsageMetadata(input_tokens=read, output_tokens=wrote, total_tokens=read + wrote)
    message = AIMessageChunk(
        content=choice.get("delta", {}).get("content") or "",
        response_metadata={"finish_reason": reason} if reason else {},
        usage_metadata=counted,
    )
    return ChatGenerationChunk(message=message)
