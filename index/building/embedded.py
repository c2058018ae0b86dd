"""What an index holds of an article besides the article: its segments, their vectors, and the words of its passages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.arrays import FloatArray, IntArray
from index.building.passages import split_passages
from index.embedding.embedder import Embedder
from index.embedding.token_codes import Codec
from index.models import Article
from index.search.profiles import choose_codec
from index.storage.records import Embedded, PassageWords, Segments, TokenCodes
from index.text.content_words import in_content_words
from index.text.headline import embedding_context
from index.text.sentences import Span, Tokenize
from index.text.words import sounds, terms, wording

# Room for the prompt, the title, the special tokens, and those that appear when a piece is tokenised on its own.
_SPARE_TOKENS = 128


@dataclass(frozen=True)
class _ContentTokens:
    """The tokens of a passage whose vectors are kept: their numbers, and where the middle of each is from the passage's start.

    A quarter of all tokens are punctuation and particles, without which MaxSim finds just as well (docs/index.md).
    """

    numbers: IntArray
    places: IntArray

    @classmethod
    def of(cls, text: str, spans: Sequence[Span], headline: int) -> "_ContentTokens":
        numbers = np.flatnonzero(in_content_words(text, spans))
        return cls(numbers, np.array(spans, np.int64).reshape(-1, 2)[numbers].sum(axis=1) // 2 - headline)


@dataclass(frozen=True)
class _Split:
    """An article cut up."""

    article: Article
    segments: Segments

    @cached_property
    def headline(self) -> str:
        return embedding_context(self.article.title, self.article.text)

    @cached_property
    def passages(self) -> list[str]:
        return [self.headline + self.article.text[start:end] for start, end in self.segments.passage_spans()]

    @cached_property
    def sentences(self) -> list[str]:
        return [self.headline + self.article.text[start:end] for start, end in self.segments.sentences]

    def content_tokens(self, tokenize: Tokenize) -> list[_ContentTokens]:
        """The tokens of each passage that are stored."""
        spans = tokenize(self.passages)
        return [_ContentTokens.of(text, each, len(self.headline)) for text, each in zip(self.passages, spans, strict=True)]

    def words(self) -> list[PassageWords]:
        return [PassageWords(" ".join(terms(said)), " ".join(sounds(said))) for said in self.passages]

    def wordings(self) -> list[int]:
        return [wording(self.article.text[start:end]) for start, end in self.segments.sentences]


@dataclass(frozen=True)
class Cut:
    """How articles are made into vectors, besides the model."""

    tokens_per_passage: int
    token_vectors: bool


def embed(articles: Sequence[Article], embedder: Embedder, cut: Cut, on_share: Callable[[float], None]) -> list[Embedded]:
    """What an index holds of each of the articles; `on_share` is told the share that is done."""
    codec = choose_codec(embedder.name, embedder.dimension) if cut.token_vectors else None
    budget = min(cut.tokens_per_passage, max(embedder.max_tokens - _SPARE_TOKENS, embedder.max_tokens // 2))
    return embed_articles(articles, embedder, codec, budget, on_share)


def embed_articles(
    articles: Sequence[Article],
    embedder: Embedder,
    codec: Codec | None,
    tokens_per_passage: int,
    on_share: Callable[[float], None],
) -> list[Embedded]:
    """Splits and embeds articles together, in the order given. `codec` is None for an index without token vectors;
    `on_share` is told the share that is done.
    """
    splits = [_Split(one, split_passages(one.text, embedder.token_spans, tokens_per_passage)) for one in articles]
    passages = [text for split in splits for text in split.passages]
    sentences = [text for split in splits for text in split.sentences]
    tokens = [TokenCodes(np.empty((0, 0), np.uint8), np.empty(0, np.int64))] * len(passages)
    stored = [each for split in splits for each in split.content_tokens(embedder.token_spans)] if codec else []
    done = 0

    def keep_tokens(position: int, vectors: FloatArray) -> None:
        if codec and position < len(passages):  # a model that cuts a long passage off has vectors for its first tokens
            numbers = stored[position].numbers[stored[position].numbers < len(vectors)]
            tokens[position] = TokenCodes(codec.encode(vectors[numbers]), stored[position].places[: len(numbers)])

    def count(texts: int) -> None:
        nonlocal done
        done += texts
        on_share(done / (len(passages) + len(sentences)))

    vectors = embedder.embed_passages([*passages, *sentences], count, keep_tokens)
    embedded = []
    at, sentence = 0, len(passages)
    for split in splits:
        behind, sentence_behind = at + len(split.passages), sentence + len(split.sentences)
        rows, sentence_rows = slice(at, behind), slice(sentence, sentence_behind)
        embedded.append(
            Embedded(
                split.headline,
                split.segments,
                vectors[rows],
                vectors[sentence_rows],
                tokens[rows],
                split.words(),
                split.wordings(),
            )
        )
        at, sentence = behind, sentence_behind
    return embedded
