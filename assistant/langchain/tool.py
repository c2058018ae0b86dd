"""The assistant as a tool of agents."""

import json

from langchain_core.tools import BaseTool, StructuredTool

from assistant.as_json import answer_json
from assistant.langchain.runnable import AnswerRunnable
from index.errors import QuestionError

_ABOUT = (
    "Answers a question from the indexed news articles, in Hindi or English, with quotes and their places. "
    "Ask a whole question. `found` is false where the articles do not answer it."
)


def answer_tool(runnable: AnswerRunnable, name: str = "ask_articles") -> BaseTool:
    """A tool that takes a question and gives the answer as JSON text; the Answer itself is the tool message's artifact."""

    def ask(question: str) -> tuple[str, object]:
        try:
            answer = runnable.invoke(question)
        except QuestionError as error:
            return str(error), None
        told = answer_json(answer)
        kept = {key: told[key] for key in ("found", "text", "citations", "support", "note")}
        return json.dumps(kept, ensure_ascii=False), answer

    return StructuredTool.from_function(ask, name=name, description=_ABOUT, response_format="content_and_artifact")
