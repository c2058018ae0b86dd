"""What the operator of the web chat decides."""

from dataclasses import dataclass
from pathlib import Path

from assistant.options import LLM_WAITS_S

# Where Gradio begins to look for a free port, too.
FIRST_PORT = 7860
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class ChatOptions:
    """Where the chat is served, to whom, and what its visitors may do; without a `port` it takes the first free from
    FIRST_PORT.

    `host_names` are further names that visitors reach the page by, such as a reverse proxy's. `llm` names the language model
    that writes the answers, `llm_waits_s` how long its first words and all of them may take, `llm_quotes` has it quote;
    `reads` has the best passages read for where they answer.
    """

    host: str = "127.0.0.1"
    port: int | None = None
    auth_file: Path | None = None
    allow_upload: bool = False
    max_upload_mb: int = 10
    root_path: str = ""
    mcp: bool = False
    llm: str | None = None
    llm_waits_s: tuple[float, float] = LLM_WAITS_S
    llm_quotes: bool = False
    reads: bool = True
    host_names: tuple[str, ...] = ()

    @property
    def has_accounts(self) -> bool:
        """Whether visitors sign in."""
        return self.auth_file is not None
