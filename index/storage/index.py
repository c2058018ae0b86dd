"""An index that is open for reading, wherever it is stored."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index.embedding.embedder import Embedder
from index.errors import ModelError, NoSuchArticleError, StoreError
from index.models import Article, ArticleFilter, Place
from index.storage import layout
from index.storage.address import Address, DatabaseAddress, read_address
from index.storage.articles import content_hash, to_article
from index.storage.records import Column, Embedded
from index.storage.store import PassageStore

# A model whose vector of the probe text differs more than this from the stored one is another model. The same weights
# in float32, bfloat16 or another engine stay above 0.99.
_SAME_MODEL_COSINE = 0.98


class Contents(Protocol):
    """What one state of an index was made with, and how much it holds."""

    @property
    def model(self) -> layout.ModelRecord:
        """The embedding model."""

    @property
    def tokens_per_passage(self) -> int:
        """The longest passage."""

    @property
    def token_vectors(self) -> bool:
        """Whether the vectors of tokens are stored."""

    @property
    def articles(self) -> int:
        """How many articles it holds."""

    @property
    def passages(self) -> int:
        """How many passages."""

    @property
    def sentences(self) -> int:
        """How many sentences."""


class Index(ABC):
    """One state of an index, open for reading. Safe to use from several threads.

    index = Index.open("my-index")                        # a directory
    index = Index.open("postgresql://host/news")          # a database
    """

    path: Address
    generation: str
    manifest: Contents
    passages: PassageStore

    @staticmethod
    def open(path: str | Path | DatabaseAddress) -> "Index":
        """What serves now. StoreError when there is no index, or when it is damaged or of another format."""
        address = read_address(path)
        if isinstance(address, DatabaseAddress):
            from index.storage.postgres.index import DatabaseIndex

            return DatabaseIndex.open_at(address)
        from index.storage.local import LocalIndex

        return LocalIndex.open_at(address)

    @abstractmethod
    def renewed(self) -> "Index":
        """The same index as it serves now. Raises as `open` does."""

    @abstractmethod
    def newest(self) -> str:
        """The name of the generation that serves by now; this one's where that can't be told."""

    @abstractmethod
    def close(self) -> None:
        """The index can't be used afterwards."""

    def check_model(self, embedder: Embedder) -> None:
        """Raises ModelError unless `embedder` makes the vectors that this index holds."""
        model = self.manifest.model
        if embedder.name == model.name and embedder.dimension == model.dimension:
            probe = np.array(model.probe, np.float32)
            if float(probe @ embedder.embed_query(layout.PROBE_TEXT).vector) > _SAME_MODEL_COSINE:
                return
        raise ModelError(
            f"The index in {self.path} was made with {model.name!r} ({model.dimension} dimensions), and "
            f"{embedder.name!r} as it is here makes other vectors: build the index anew with `assistant index --full FOLDER`."
        )

    @abstractmethod
    def article(self, article_id: str) -> Article:
        """The article with this id; NoSuchArticleError where there is none, StoreError where it is not as it was written."""

    @abstractmethod
    def articles(self) -> Iterator[Article]:
        """All articles in the order of their ids."""

    @abstractmethod
    def has_articles(self, only: ArticleFilter) -> bool:
        """Whether any article passes a filter."""

    @abstractmethod
    def passage_counts(self) -> dict[str, int]:
        """How many passages each article has."""

    @abstractmethod
    def checksums(self) -> Iterator[tuple[str, str, str]]:
        """The path, the id and the checksum of each article that has a path."""

    @abstractmethod
    def vocabulary(self) -> dict[str, int]:
        """How often each Devanagari word stands in the articles."""

    @abstractmethod
    def words_sounding(self, keys: Collection[str]) -> list[str]:
        """The Devanagari words of the articles that have one of these phonetic keys."""

    @abstractmethod
    def with_words(self, groups: Sequence[Mapping[Column, Collection[str]]], only: ArticleFilter | None = None) -> list[str]:
        """The ids of the articles that have, in each group, one of its words in one of its columns; without groups, all."""

    @abstractmethod
    def elsewhere(self, wordings: Iterable[int], only: ArticleFilter | None = None) -> dict[int, tuple[Place, ...]]:
        """By wording, where sentences of these words stand, for those that stand in several places."""

    @abstractmethod
    def stored(self, article_id: str) -> Embedded:
        """What the index holds of an article besides the article itself. The article must be in the index."""

    @abstractmethod
    def count(self) -> tuple[int, int, int]:
        """How many articles, passages and sentences its tables hold; StoreError when tables and vectors disagree."""

    def _no_such(self, article_id: str) -> NoSuchArticleError:
        return NoSuchArticleError(
            f"The index in {self.path} holds no article {article_id!r}: `assistant articles list` shows their ids."
        )

    def _whole(self, row: Sequence[Any]) -> Article:
        """The article of a row, whose checksum is verified: what is quoted is what was indexed. It takes 35 us an article."""
        *values, checksum = row
        try:
            article = to_article(values)
            if content_hash(article) == checksum:
                return article
        except (ValueError, TypeError, AttributeError):  # values that were never written
            pass
        raise self._damaged(f"the article {str(values[0])[:100]!r} is not as it was written")

    def _damaged(self, what: str) -> StoreError:
        return layout.damaged(self.path, what)
