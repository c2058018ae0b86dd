"""What LangChain's `loads` makes of a retriever that was written down."""

from typing import Any

from assistant.core import Assistant
from assistant.langchain import PassageRetriever


class StoredRetriever(PassageRetriever):
    """A retriever over the index that its assistant was opened with. Raises as `Assistant.open` does."""

    def __init__(self, *, opened_with: dict[str, Any], **rest: Any) -> None:
        super().__init__(assistant=Assistant.open(**opened_with), **rest)
