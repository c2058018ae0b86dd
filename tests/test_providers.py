"""Names of language models, and what is said of wrong ones."""

import importlib.util

import pytest
from fakes import saying

from assistant.generative import providers
from assistant.generative.chat import NoSchemaError, held_to
from assistant.generative.failures import LanguageModelError
from assistant.generative.prompting import parse_prompts
from assistant.generative.providers import load_chat
from assistant.generative.pump import Limits
from assistant.generative.quoting import SCHEMA
from assistant.phrases import PhrasesError


@pytest.mark.parametrize("name", ["", "gemma3", "nobody:model", "ollama:", ":x"])
def test_an_unknown_model_is_refused_in_one_sentence_that_names_the_providers(name):
    with pytest.raises(LanguageModelError, match="PROVIDER:MODEL") as error:
        load_chat(name)
    assert repr(name) in str(error.value) and "ollama" in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "extra"),
    [
        ("openai:gpt", "openai"),
        ("ollama:gemma3", "ollama"),
        ("anthropic:claude", "anthropic"),
        ("google:gemini", "google"),
        ("huggingface:some/model", "huggingface"),
        ("gguf:/models/x.gguf", "local"),
    ],
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch, name, extra):
    monkeypatch.setattr(providers, "find_spec", lambda _: None)
    with pytest.raises(LanguageModelError, match=rf"pip install 'articles-assistant\[{extra}\]'"):
        load_chat(name)


def test_a_missing_file_is_named(monkeypatch):
    monkeypatch.setattr(providers, "find_spec", lambda _: object())
    with pytest.raises(LanguageModelError, match=r"'/nowhere/x\.gguf'"):
        load_chat("gguf:/nowhere/x.gguf")


@pytest.mark.skipif(importlib.util.find_spec("langchain_openai") is None, reason="pip install 'articles-assistant[openai]'")
def test_a_server_of_ones_own_needs_no_key(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    chat = load_chat("openai:qwen3@http://127.0.0.1:9/v1")
    assert chat.name == "openai:qwen3"
    model = chat._model()
    assert (model.model_name, model.openai_api_base) == ("qwen3", "http://127.0.0.1:9/v1")


@pytest.mark.skipif(importlib.util.find_spec("langchain_openai") is None, reason="pip install 'articles-assistant[openai]'")
def test_a_client_waits_as_long_as_it_is_told_to():
    chat = load_chat("openai:qwen3@http://127.0.0.1:9/v1").within(Limits(120, 300))
    assert chat._model().request_timeout == 300


@pytest.mark.skipif(importlib.util.find_spec("langchain_openai") is None, reason="pip install 'articles-assistant[openai]'")
def test_a_model_is_held_to_a_schema_by_its_server_and_not_by_a_call_of_a_tool():
    told = held_to(load_chat("openai:qwen3@http://127.0.0.1:9/v1")._model(), SCHEMA)
    assert told.kwargs["response_format"]["json_schema"]["schema"]["required"] == ["sentences"]
    with pytest.warns(UserWarning, match="json_schema"), pytest.raises(NoSchemaError):
        held_to(load_chat("openai:gpt-4@http://127.0.0.1:9/v1")._model(), SCHEMA)


def test_a_model_without_schemas_can_not_be_held_to_one():
    with pytest.raises(NoSchemaError, match="FakeChatModel"):
        held_to(saying("x"), SCHEMA)


def test_a_file_is_held_to_a_schema_by_its_engine(tmp_path):
    from assistant.generative.gguf import GgufChatModel

    told = held_to(GgufChatModel(path=tmp_path / "x.gguf"), SCHEMA)
    assert told.kwargs["response_format"]["json_schema"] == {"name": "answer", "schema": SCHEMA}


PROMPTS = (providers.Path(__file__).parents[1] / "prompts" / "generation.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [("[undated]", "[other]"), ("{not_found}", ""), ("{question}", "{query}"), ('hi = "अज्ञात"', ""), ("{text}", "{text")],
)
def test_prompts_with_a_missing_or_unknown_part_or_name_are_refused(old, new):
    parse_prompts(PROMPTS)
    with pytest.raises(PhrasesError, match=r"generation\.toml"):
        parse_prompts(PROMPTS.replace(old, new, 1))
