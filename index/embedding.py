"""Embedding models: the built-in multilingual-e5-small, or any other that sentence-transformers loads."""

import logging
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index import bundled
from index.batches import batches_by_tokens
from index.bundled import FloatArray
from index.errors import ModelError
from index.sentences import Span

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    from index.encoder import Encoder

logger = logging.getLogger(__name__)

# Texts times longest text, in tokens. Small batches stay in the processor's cache: on two cores 2,048 is 1.5 times as
# fast as 16,384 (tests/bench/embedding_speed.py).
TOKENS_PER_BATCH = 2048

OnTexts = Callable[[int], None]


class Embedder(Protocol):
    """Turns questions and passages into vectors of one space. Vectors are float32 and L2-normalised."""

    name: str
    dimension: int
    max_tokens: int

    def token_spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """The characters (start, end) of each token of each text, in order, without special tokens or prompt."""

    def embed_query(self, question: str) -> FloatArray:
        """The vector of a question, shape (dimension,)."""

    def embed_passages(self, texts: Sequence[str], on_texts: OnTexts | None = None) -> FloatArray:
        """The vectors of passages, shape (len(texts), dimension). `on_texts` is told how many more were done."""


def load_embedder(name: str = bundled.NAME) -> Embedder:
    """The embedder of this name: the built-in one, or a sentence-transformers model by name or path.

    Raises ModelError when there is no such model.
    """
    return BundledEmbedder() if name == bundled.NAME else SentenceTransformerEmbedder(name)


class BundledEmbedder:
    """multilingual-e5-small from the installed package: questions by numpy, passages by sentence-transformers."""

    name = bundled.NAME

    def __init__(self) -> None:
        self._weights = bundled.load_weights()
        self.dimension = self._weights.config.hidden
        self.max_tokens = self._weights.config.positions

    def token_spans(self, texts: Sequence[str]) -> list[list[Span]]:  # noqa: D102
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [encoding.offsets for encoding in encodings]

    def embed_query(self, question: str) -> FloatArray:  # noqa: D102
        token_ids = self._tokenizer.encode(bundled.QUERY_PROMPT + question).ids
        states = self._encoder.token_vectors(bundled.truncated(token_ids, self.max_tokens))
        pooled: FloatArray = states.mean(axis=0)
        return pooled / np.linalg.norm(pooled)

    def embed_passages(self, texts: Sequence[str], on_texts: OnTexts | None = None) -> FloatArray:  # noqa: D102
        lengths = [len(spans) for spans in self.token_spans(texts)]
        return _encode(self._model, texts, lengths, bundled.PASSAGE_PROMPT, on_texts)

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        return bundled.build_tokenizer(self._weights)

    @cached_property
    def _encoder(self) -> "Encoder":
        from index.encoder import Encoder

        return Encoder(self._weights)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        from index.torch_model import build_model

        return build_model(self._weights, self._tokenizer)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by hub name or path, with the prompts that it brings."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._model = _load_model(name)
        self.dimension = self._model.get_embedding_dimension() or 0
        self.max_tokens = int(self._model.max_seq_length or 512)

    def token_spans(self, texts: Sequence[str]) -> list[list[Span]]:  # noqa: D102
        encodings = self._model.tokenizer(list(texts), add_special_tokens=False, return_offsets_mapping=True)
        return [[(start, end) for start, end in offsets] for offsets in encodings["offset_mapping"]]

    def embed_query(self, question: str) -> FloatArray:  # noqa: D102
        vector = self._model.encode_query(question, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, np.float32)

    def embed_passages(self, texts: Sequence[str], on_texts: OnTexts | None = None) -> FloatArray:  # noqa: D102
        lengths = [len(spans) for spans in self.token_spans(texts)]
        return _encode(self._model, texts, lengths, _document_prompt(self._model), on_texts)


def _load_model(name: str) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name)
    except Exception as error:  # whatever a model's files or the hub's client can raise
        logger.debug("Loading %s failed", name, exc_info=True)
        first_line = str(error).strip().partition("\n")[0]
        raise ModelError(
            f"The embedding model {name!r} can't be loaded ({type(error).__name__}: {first_line}): give the path of a "
            "sentence-transformers model, or a name whose files are on this machine."
        ) from error


def _document_prompt(model: "SentenceTransformer") -> str:
    """The prompt for what is searched: models name it "document" or "passage"."""
    prompts = model.prompts or {}
    return prompts.get("document") or prompts.get("passage") or ""


def _encode(
    model: "SentenceTransformer", texts: Sequence[str], lengths: Sequence[int], prompt: str, on_texts: OnTexts | None
) -> FloatArray:
    vectors = np.empty((len(texts), model.get_embedding_dimension() or 0), np.float32)
    for batch in batches_by_tokens(lengths, TOKENS_PER_BATCH):
        encoded: Any = model.encode(
            [texts[position] for position in batch],
            prompt=prompt,
            batch_size=len(batch),
            normalize_embeddings=True,
            convert_to_tensor=True,
            show_progress_bar=False,
        )
        vectors[batch] = encoded.float().cpu().numpy()
        if on_texts:
            on_texts(len(batch))
    return vectors
