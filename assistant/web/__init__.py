"""The web chat: a page that asks an Assistant and shows each quote in its article."""

from typing import Any

from assistant.web.options import ChatOptions

__all__ = ["ChatOptions", "serve"]


def __getattr__(name: str) -> Any:
    """Imports Gradio, which takes seconds, when the page is to be served."""
    if name == "serve":
        from assistant.web.server import serve

        return serve
    raise AttributeError(f"module 'assistant.web' has no attribute {name!r}")
