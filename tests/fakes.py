"""An embedder that costs nothing: the same text always has the same vector, and texts that share words are near. A language
model that says what it is told to.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import regex
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.output_parsers import JsonOutputParser
from langchain_core.outputs import ChatGenerationChunk, ChatResult

from index.embedding.embedder import QueryVectors
from index.text.content_words import in_content_words

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_CHUNK = regex.compile(r"\S{1,8}")
_WORD_WEIGHT = 3.0


class FakeEmbedder:
    """Hashed words and their character trigrams, L2-normalised; records what it was asked to embed."""

    def __init__(self, name: str = "fake-embedder", dimension: int = 64, max_tokens: int = 512, salt: str = "") -> None:
        self.name = name
        self.dimension = dimension
        self.max_tokens = max_tokens
        self.queries: list[str] = []
        self.passages: list[str] = []
        self._salt = salt

    def token_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """A token is a word, or eight characters of a long one."""
        return [[match.span() for match in _CHUNK.finditer(text)] for text in texts]

    def embed_query(self, question: str) -> QueryVectors:
        self.queries.append(question)
        (spans,) = self.token_spans([question])
        tokens = self._tokens(question)[in_content_words(question, spans)]
        return QueryVectors(question, self._vector(question), tokens, np.full(len(tokens), 1 / len(tokens), np.float32))

    def embed_passages(
        self,
        texts: Sequence[str],
        on_texts: Callable[[int], None] | None = None,
        on_tokens: Callable[[int, np.ndarray], None] | None = None,
    ) -> np.ndarray:
        self.passages.extend(texts)
        vectors = np.array([self._vector(text) for text in texts], np.float32).reshape(-1, self.dimension)
        if on_tokens:
            for position, text in enumerate(texts):
                on_tokens(position, self._tokens(text))
        if on_texts and texts:
            on_texts(len(texts))
        return vectors

    def _tokens(self, text: str) -> np.ndarray:
        """One vector a token."""
        (spans,) = self.token_spans([text])
        return np.array([self._vector(text[start:end]) for start, end in spans], np.float32)

    def _vector(self, text: str) -> np.ndarray:
        vector = np.zeros(self.dimension, np.float32)
        for feature, weight in _features(text):
            digest = zlib.crc32(f"{self._salt}{feature}".encode("utf-8", "replace"))
            vector[digest % self.dimension] += weight if digest & 0x10000 else -weight
        if not vector.any():
            vector[0] = 1
        return vector / np.linalg.norm(vector)


def _features(text: str) -> Iterator[tuple[str, float]]:
    for word in _WORD.findall(text.casefold()):
        yield word, _WORD_WEIGHT
        marked = f"^{word}$"
        for at in range(len(marked) - 2):
            yield marked[at : at + 3], 1.0


class FakeChatModel(BaseChatModel):
    """Says what it was given, a piece at a time, and records what it was asked. An exception among the pieces is raised."""

    pieces: list[Any] = []
    asked: list[list[BaseMessage]] = []
    metadata: dict[str, Any] = {"finish_reason": "stop"}

    def _stream(self, messages: list[BaseMessage], *args: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        self.asked.append(messages)
        assert not options.get("tools")
        for piece in self.pieces:
            if isinstance(piece, BaseException):
                raise piece
            yield ChatGenerationChunk(message=AIMessageChunk(piece))
        usage = {"input_tokens": 100, "output_tokens": len(self.pieces), "total_tokens": 100 + len(self.pieces)}
        yield ChatGenerationChunk(message=AIMessageChunk("", response_metadata=self.metadata, usage_metadata=usage))

    def _generate(self, *args: Any, **options: Any) -> ChatResult:
        raise AssertionError("the chain streams")

    @property
    def _llm_type(self) -> str:
        return "fake"


class QuotingChatModel(FakeChatModel):
    """Says `quoting` where it is held to a schema, and its pieces otherwise."""

    quoting: list[Any] = []
    schemas: list[Any] = []

    def with_structured_output(self, schema: Any, *, method: str = "", **options: Any) -> Any:
        assert method == "json_schema"
        return self.bind(response_format=schema) | JsonOutputParser()

    def _stream(self, messages: list[BaseMessage], *args: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        schema = options.get("response_format")
        self.schemas.append(schema)
        self.asked.append(messages)
        model = FakeChatModel(pieces=self.quoting if schema else self.pieces, asked=[], metadata=self.metadata)
        yield from model._stream(messages)


class HeldChatModel(FakeChatModel):
    """Says its first piece, and the others when it may go on."""

    go: Any = None

    def _stream(self, *args: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        for number, chunk in enumerate(super()._stream(*args, **options)):
            if number:
                self.go.wait(20)
            yield chunk


def saying(text: str, size: int = 5, **values: Any) -> FakeChatModel:
    """A model that says this in pieces of so many characters."""
    return FakeChatModel(pieces=[text[at : at + size] for at in range(0, len(text), size)], asked=[], **values)


def quoting(said: str | list[Any], text: str = "", size: int = 7, **values: Any) -> QuotingChatModel:
    """A model that says this in pieces where it is held to a schema, and the text otherwise."""
    pieces = [said[at : at + size] for at in range(0, len(said), size)] if isinstance(said, str) else said
    return QuotingChatModel(quoting=pieces, pieces=[text], asked=[], schemas=[], **values)


def failing(*pieces: Any) -> FakeChatModel:
    """A model that says these pieces, exceptions raised."""
    return FakeChatModel(pieces=list(pieces), asked=[])
