"""Language models by name: `ollama:gemma3`, `openai:NAME@http://localhost:8080/v1`, `gguf:/models/file.gguf`."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.generative.chat import Chat
from assistant.generative.failures import LanguageModelError
from assistant.generative.pump import Limits

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


def _asked_once(timeout_s: float) -> dict[str, Any]:
    """A server that is asked too much is asked once more at most (assistant/generative/chat.py): a client would wait for as
    long as it says.
    """
    return {"timeout": timeout_s, "max_retries": 0}


def _openai(timeout_s: float) -> dict[str, Any]:
    return {**_asked_once(timeout_s), "stream_usage": True}


def _ollama(timeout_s: float) -> dict[str, Any]:
    """Ollama gives a model 4,096 tokens unless told otherwise, and a prompt in Hindi takes up to 7,200 of some tokenizers."""
    return {"temperature": 0, "num_ctx": 8192, "reasoning": False, "client_kwargs": {"timeout": timeout_s}}


@dataclass(frozen=True)
class _Provider:
    """How LangChain names a provider, the package and the extra that bring it, and what its models are given, by how many
    seconds their server may be silent.
    """

    name: str
    package: str
    extra: str
    options: Callable[[float], dict[str, Any]] = lambda _: {}


_PROVIDERS = {
    "openai": _Provider("openai", "langchain_openai", "openai", _openai),
    "ollama": _Provider("ollama", "langchain_ollama", "ollama", _ollama),
    "anthropic": _Provider("anthropic", "langchain_anthropic", "anthropic", _asked_once),
    "google": _Provider("google_genai", "langchain_google_genai", "google", _asked_once),
    "huggingface": _Provider("huggingface", "langchain_huggingface", "huggingface"),
    "gguf": _Provider("gguf", "xllamacpp", "local"),
}


def load_chat(llm: "str | BaseChatModel") -> Chat:
    """A chat model of this name, or this one. It is made when it is first asked.

    Raises LanguageModelError for an unknown provider, and where a package or file is missing.
    """
    if not isinstance(llm, str):
        name = str(getattr(llm, "model_name", None) or getattr(llm, "model", None) or type(llm).__name__)
        return Chat(name, lambda _: llm)
    provider_name, colon, rest = llm.partition(":")
    provider = _PROVIDERS.get(provider_name)
    if not colon or not rest or provider is None:
        raise LanguageModelError(
            f"There is no language model {llm!r}: name one as PROVIDER:MODEL, with a provider of {', '.join(_PROVIDERS)}."
        )
    if find_spec(provider.package) is None:
        raise LanguageModelError(
            f"The language model {llm!r} needs a package that is not installed: "
            f"`pip install 'articles-assistant[{provider.extra}]'`."
        )
    if provider_name == "gguf":
        path = Path(rest).expanduser()
        if not path.is_file():
            raise LanguageModelError(f"There is no file {rest!r}: `gguf:` takes the path of a GGUF file.")
        return Chat(f"gguf:{path.name}", partial(_make_gguf, path))
    model, at, url = rest.partition("@http")
    return Chat(f"{provider_name}:{model}", partial(_make, provider, model, f"http{url}" if at else None))


def _make(provider: _Provider, model: str, url: str | None, limits: Limits) -> "BaseChatModel":
    """The model. Its client gives up no sooner than who asks it does."""
    from langchain.chat_models import init_chat_model

    options = provider.options(limits.total_s)
    if url:
        options |= {"base_url": url, "temperature": 0}
        if provider.name == "openai" and not os.environ.get("OPENAI_API_KEY"):
            options["api_key"] = "none"  # servers of one's own ask for none, their client does
    made: BaseChatModel = init_chat_model(model, model_provider=provider.name, **options)
    return made


def _make_gguf(path: Path, _: Limits) -> "BaseChatModel":
    from assistant.generative.gguf import GgufChatModel

    return GgufChatModel(path=path)
