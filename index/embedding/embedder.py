"""Embedding models: the built-in multilingual-e5-small, or any other that sentence-transformers loads."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.arrays import FloatArray
from index.embedding import e5_weights
from index.embedding.batches import batches_by_tokens
from index.errors import ModelError
from index.text.content_words import in_content_words
from index.text.sentences import Span

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    from index.embedding.e5_encoder import Encoder

logger = logging.getLogger(__name__)

# Texts times longest text, in tokens. Small batches stay in the processor's cache: on two cores 2,048 is 1.5 times as
# fast as 16,384 (tests/bench/embedding_speed.py).
TOKENS_PER_BATCH = 2048

OnTexts = Callable[[int], None]
OnTokens = Callable[[int, FloatArray], None]


@dataclass(frozen=True)
class QueryVectors:
    """A question: its text and vector, shape (dimension,), the vectors of its content words' tokens, shape (n, dimension), and
    how much each counts. Vectors are of unit length; the weights sum to 1.
    """

    text: str
    vector: FloatArray
    tokens: FloatArray
    weights: FloatArray


class Embedder(Protocol):
    """Turns questions and passages into vectors of one space. Vectors are float32 and L2-normalised."""

    name: str
    dimension: int
    max_tokens: int

    def token_spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """The characters (start, end) of each token of each text, in order, without special tokens or prompt."""

    def embed_query(self, question: str) -> QueryVectors:
        """The vectors of a question."""

    def embed_passages(
        self, texts: Sequence[str], on_texts: OnTexts | None = None, on_tokens: OnTokens | None = None
    ) -> FloatArray:
        """The vectors of passages, shape (len(texts), dimension).

        `on_texts` is told how many more were done. `on_tokens` gets, for each position in `texts`, the unit vectors of the
        tokens, one row for each of `token_spans`' tokens, without those of prompt and special tokens; several threads may call
        it at once.
        """


def load_embedder(name: str = e5_weights.NAME) -> Embedder:
    """The embedder of this name: the built-in one, or a sentence-transformers model by name or path.

    Raises ModelError when there is no such model.
    """
    return BundledEmbedder() if name == e5_weights.NAME else SentenceTransformerEmbedder(name)


class BundledEmbedder:
    """multilingual-e5-small from the installed package, run by ONNX Runtime."""

    name = e5_weights.NAME

    def __init__(self) -> None:
        self._weights = e5_weights.load_weights()
        self.dimension = self._weights.config.hidden
        self.max_tokens = self._weights.config.positions

    def token_spans(self, texts: Sequence[str]) -> list[list[Span]]:  # noqa: D102
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [encoding.offsets for encoding in encodings]

    def embed_query(self, question: str) -> QueryVectors:  # noqa: D102
        encoding = self._tokenizer.encode(e5_weights.QUERY_PROMPT + question)
        token_ids = e5_weights.truncated(encoding.ids, self.max_tokens)
        states = self._encoder.token_vectors(token_ids)
        own = slice(self._prompt_tokens(e5_weights.QUERY_PROMPT), len(token_ids) - 1)
        ahead = len(e5_weights.QUERY_PROMPT)
        spans = [(max(start - ahead, 0), end - ahead) for start, end in encoding.offsets[own]]
        compared = in_content_words(question, spans)
        weights = np.array([self._information(token_id) for token_id in np.array(token_ids[own])[compared]], np.float32)
        return QueryVectors(question, _unit(states.mean(axis=0)), _unit(states[own][compared]), weights / weights.sum())

    def embed_passages(  # noqa: D102
        self, texts: Sequence[str], on_texts: OnTexts | None = None, on_tokens: OnTokens | None = None
    ) -> FloatArray:
        from index.embedding.e5_encoder import encode_each

        prompted = self._tokenizer.encode_batch([e5_weights.PASSAGE_PROMPT + text for text in texts])
        token_ids = [e5_weights.truncated(encoding.ids, self.max_tokens) for encoding in prompted]
        ahead, lengths = self._prompt_tokens(e5_weights.PASSAGE_PROMPT), [len(spans) for spans in self.token_spans(texts)]
        vectors = np.empty((len(texts), self.dimension), np.float32)

        def take(position: int, states: FloatArray) -> None:
            vectors[position] = _unit(states.mean(axis=0))
            if on_tokens:
                on_tokens(position, _unit(states[ahead:-1][: lengths[position]]))  # "" after a prompt is a space

        encode_each(self._encoder, token_ids, take, on_texts or (lambda more: None))
        return vectors

    def _prompt_tokens(self, prompt: str) -> int:
        """How many tokens stand before those of a text: the opening one and the prompt's."""
        return len(self._tokenizer.encode(prompt.strip()).ids) - 1

    def _information(self, token_id: int) -> float:
        """What a token says, in nats: minus the log of its unigram probability; next to nothing for punctuation."""
        piece, log_probability = self._weights.pieces[token_id]
        return -log_probability if any(character.isalnum() for character in piece) else 1e-3

    @property
    def _tokenizer(self) -> "Tokenizer":
        return e5_weights.load_tokenizer()

    @property
    def _encoder(self) -> "Encoder":
        from index.embedding.e5_encoder import load_encoder

        return load_encoder()


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

    def embed_query(self, question: str) -> QueryVectors:  # noqa: D102
        prompt = (self._model.prompts or {}).get("query") or ""
        vectors, tokens = _encode_batch(self._model, [question], prompt)
        (spans,) = self.token_spans([question])
        own = tokens[0][-len(spans) - 1 : -1]
        compared = own[in_content_words(question, spans[: len(own)])]
        return QueryVectors(question, vectors[0], compared, np.full(len(compared), 1 / len(compared), np.float32))

    def embed_passages(  # noqa: D102
        self, texts: Sequence[str], on_texts: OnTexts | None = None, on_tokens: OnTokens | None = None
    ) -> FloatArray:
        lengths = [len(spans) for spans in self.token_spans(texts)]
        return _encode(self._model, texts, lengths, _document_prompt(self._model), on_texts, on_tokens)


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
    model: "SentenceTransformer",
    texts: Sequence[str],
    lengths: Sequence[int],
    prompt: str,
    on_texts: OnTexts | None,
    on_tokens: OnTokens | None,
) -> FloatArray:
    vectors = np.empty((len(texts), model.get_embedding_dimension() or 0), np.float32)
    for batch in batches_by_tokens(lengths, TOKENS_PER_BATCH):
        vectors[batch], tokens = _encode_batch(model, [texts[position] for position in batch], prompt)
        if on_tokens:
            for position, states in zip(batch, tokens, strict=True):
                on_tokens(position, states[-lengths[position] - 1 : -1])
        if on_texts:
            on_texts(len(batch))
    return vectors


def _encode_batch(model: "SentenceTransformer", texts: list[str], prompt: str) -> tuple[FloatArray, list[FloatArray]]:
    """Unit vectors of the texts and of all their tokens, those of prompt and of the special tokens included."""
    encoded: Any = model.encode(texts, prompt=prompt, batch_size=len(texts), output_value=None, show_progress_bar=False)
    vectors = np.stack([output["sentence_embedding"].float().cpu().numpy() for output in encoded])
    kept = [output["attention_mask"].bool() for output in encoded]
    states = [output["token_embeddings"][mask].float().cpu().numpy() for output, mask in zip(encoded, kept, strict=True)]
    tokens = [_unit(vectors) for vectors in states]
    return _unit(vectors), tokens


def _unit(vectors: FloatArray) -> FloatArray:
    """Vectors divided by their lengths along the last axis."""
    unit: FloatArray = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit
