"""What a new generation has to remember of how its model scores, where the model is not the built-in one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from index.embedding import e5_weights
from index.embedding.embedder import Embedder
from index.search.searcher import Searcher
from index.search.unrelated import measure_unrelated
from index.storage import layout
from index.storage.local import Index


def calibrate(index_path: Path, generation: Path, choose_embedder: Callable[[], Embedder]) -> None:
    """Writes how unrelated texts score into a generation's manifest, before it is published.

    The built-in model needs none of it (index/search/profiles.py).
    """
    manifest = layout.Manifest.read(generation / layout.MANIFEST)
    if manifest.model.name == e5_weights.NAME:
        return
    index = Index(index_path, generation)
    unrelated = measure_unrelated(Searcher.over(index), index.passages, choose_embedder())
    index.close()
    replace(manifest, model=replace(manifest.model, unrelated=unrelated)).write(generation / layout.MANIFEST)
    layout.sync(generation / layout.MANIFEST)
