"""docs/langchain.md: its snippets run, in order."""

import io
import shutil
from contextlib import redirect_stdout
from typing import Any

from files import REPOSITORY
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from test_readme import blocks

PAGE = (REPOSITORY / "docs" / "langchain.md").read_text(encoding="utf-8")


class CallingModel(BaseChatModel):
    """Calls the tool that it has with the question, and says what the tool said."""

    tools: list[Any] = []

    def bind_tools(self, tools, **_):
        return CallingModel(tools=list(tools))

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        last = messages[-1]
        if self.tools and not isinstance(last, ToolMessage):
            call = {"name": self.tools[0].name, "args": {"question": last.text}, "id": "1", "type": "tool_call"}
            return ChatResult(generations=[ChatGeneration(message=AIMessage("", tool_calls=[call]))])
        return ChatResult(generations=[ChatGeneration(message=AIMessage(f"heard: {last.text}"))])

    @property
    def _llm_type(self) -> str:
        return "calling"


def test_every_snippet_runs(tmp_path, monkeypatch, seed_index):
    shutil.copytree(seed_index, tmp_path / ".assistant" / "index")
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {"__name__": "page", "model": CallingModel()}
    printed = io.StringIO()
    for line, code in blocks(PAGE, "python"):
        with redirect_stdout(printed):
            exec(compile("\n" * (line - 1) + code, "langchain.md", "exec"), namespace)  # noqa: S102
    assert "12 नवंबर" in namespace["answer"].text or namespace["answer"].found
    said = namespace["state"]["messages"][-1].text
    assert said.startswith("heard: {") and "12 नवंबर" in said
    assert "looked up: शोइगु बीजिंग कब गए?\nfound: 10" in printed.getvalue()
