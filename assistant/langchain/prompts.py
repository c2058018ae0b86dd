"""The prompts of prompts/generation.toml as LangChain's, for chains of one's own."""

from langchain_core.prompts import ChatPromptTemplate

from assistant.generative.prompting import prompt_parts
from index.models import Language


def answer_prompt(language: Language) -> ChatPromptTemplate:
    """What asks a model for an answer in a language: with {passages} and {question} to be filled in."""
    parts = prompt_parts(language)
    messages = [(role, text if at == len(parts) - 1 else _literal(text)) for at, (role, text) in enumerate(parts)]
    return ChatPromptTemplate.from_messages(messages)


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
