"""What a version of an index in a database was made with, and how much it holds, as JSON in the table `versions`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from index.storage.layout import ModelRecord
from index.storage.records import Recipe


@dataclass(frozen=True)
class VersionContents:
    """`words` counts the stems and sounds of all passages, by which BM25 knows a long one."""

    created: str
    model: ModelRecord
    tokens_per_passage: int
    token_vectors: bool
    articles: int
    passages: int
    sentences: int
    words: int

    def as_json(self) -> dict[str, Any]:
        """Values that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "VersionContents":
        """The contents that `as_json` gave; ValueError, TypeError or KeyError for anything else."""
        return cls(**{**values, "model": model_from_json(values["model"])})


def recipe_from_json(values: Mapping[str, Any]) -> Recipe:
    """A recipe that was written with `asdict`."""
    return Recipe(**{**values, "model": model_from_json(values["model"])})


def model_from_json(values: Mapping[str, Any]) -> ModelRecord:
    """A model's record."""
    unrelated = {pair: (mean, deviation) for pair, (mean, deviation) in values["unrelated"].items()}
    return ModelRecord(**{**values, "probe": tuple(values["probe"]), "unrelated": unrelated})
