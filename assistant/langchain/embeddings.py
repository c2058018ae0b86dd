"""The index's own model as LangChain's embeddings."""

from langchain_core.embeddings import Embeddings

from index.embedding.embedder import Embedder


class IndexEmbeddings(Embeddings):
    """Vectors as the index holds them: of unit length, questions and passages each with the model's own prompt."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """A vector for each passage."""
        vectors: list[list[float]] = self._embedder.embed_passages(texts).tolist() if texts else []
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        vector: list[float] = self._embedder.embed_query(text).vector.tolist()
        return vector
