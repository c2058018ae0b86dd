"""The web chat: a page that asks an Assistant and shows each quote in its article."""

from assistant.web.options import ChatOptions
from assistant.web.server import serve

__all__ = ["ChatOptions", "serve"]
