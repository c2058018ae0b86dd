"""The read path: a question in Hindi, English or Hindi in Latin letters, an answer with its places in the articles.

from assistant import Assistant

assistant = Assistant.open("my-index")
answer = assistant.ask("Who visited Beijing in November?")
print(answer.text)
"""

from typing import TYPE_CHECKING, Any

from assistant.models import Answer, Citation
from index.errors import AssistantError

if TYPE_CHECKING:
    from assistant.core import Assistant

__all__ = ["Answer", "Assistant", "AssistantError", "Citation"]


def __getattr__(name: str) -> Any:
    """Imports what needs numpy and FAISS when it is first used."""
    if name == "Assistant":
        from assistant.core import Assistant

        return Assistant
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")
