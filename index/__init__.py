"""The write path: article files into an index of passages, sentences and their vectors.

from index import Index, build

build(["seeds/"], "my-index")
for article in Index.open("my-index").articles():
    print(article.id, article.title)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from index.errors import AssistantError
from index.models import Article, ArticleFilter, Passage

if TYPE_CHECKING:
    from index.building.build import BuildReport, build, remove
    from index.search.hits import Hit
    from index.storage.index import Index

__all__ = ["Article", "ArticleFilter", "AssistantError", "BuildReport", "Hit", "Index", "Passage", "build", "remove"]


def __getattr__(name: str) -> Any:
    """Imports what needs numpy and FAISS when it is first used."""
    if name in ("BuildReport", "build", "remove"):
        return getattr(import_module("index.building.build"), name)
    if name == "Hit":
        return import_module("index.search.hits").Hit
    if name == "Index":
        return import_module("index.storage.index").Index
    raise AttributeError(f"module 'index' has no attribute {name!r}")
