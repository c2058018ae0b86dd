"""What a new state of an index has to remember of how its model scores, where the model is not the built-in one."""

from collections.abc import Callable
from dataclasses import replace

from index.embedding import e5_weights
from index.embedding.embedder import Embedder
from index.search.searcher import Searcher
from index.search.unrelated import measure_unrelated
from index.storage.place import Completed


def calibrate(completed: Completed, choose_embedder: Callable[[], Embedder]) -> None:
    """Writes how unrelated texts score into what is finished, before it is published.

    The built-in model needs none of it (index/search/profiles.py).
    """
    with completed.opened() as index:
        model = index.manifest.model
        if model.name == e5_weights.NAME:
            return
        unrelated = measure_unrelated(Searcher.over(index), index.passages, choose_embedder())
    completed.amend(replace(model, unrelated=unrelated))
