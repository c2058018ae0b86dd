"""What the browser is given to keep of a conversation."""

from assistant.phrases import page_text
from assistant.web.kept import record
from assistant.web.rendering import render
from assistant.web.turns import Turns
from index.models import Language

# What the page's script says of conversations.
_LABELS = (
    "conversations", "conversations_none", "conversations_kept", "conversation_rename", "conversation_remove",
    "conversation_sure", "conversation_name", "conversation_long", "export_markdown", "export_html", "storage_full", "close",
)  # fmt: skip


def kept(turns: Turns, language: Language, **more: object) -> str:
    """The last turn of a conversation, at its place, for the browser to keep; and what else its script is told."""
    last = {"conversation": turns[0].conversation, "at": len(turns) - 1, "record": record(turns[-1])} if turns else None
    labels = {name: page_text(name, language) for name in _LABELS}
    return render("kept", language, last=last, labels=labels, more=more)
