"""The assistant as LangChain sees it: a retriever, a runnable, a tool, embeddings, a vector store and prompts."""

from assistant.langchain.documents import to_document
from assistant.langchain.embeddings import IndexEmbeddings
from assistant.langchain.prompts import answer_prompt
from assistant.langchain.retriever import Answering, PassageRetriever
from assistant.langchain.runnable import AnswerRunnable, answer_runnable
from assistant.langchain.tool import answer_tool
from assistant.langchain.vector_store import IndexVectorStore

__all__ = [
    "AnswerRunnable",
    "Answering",
    "IndexEmbeddings",
    "IndexVectorStore",
    "PassageRetriever",
    "answer_prompt",
    "answer_runnable",
    "answer_tool",
    "to_document",
]
