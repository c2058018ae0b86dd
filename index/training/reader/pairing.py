"""Finds again which sentences are translations of each other, where a file has them in different orders."""

from typing import Any

import numpy as np

from index.embedding.embedder import Embedder

NEIGHBOURS = 10


def paired_by_meaning(pairs: list[dict[str, Any]], embedder: Embedder) -> list[dict[str, Any]]:
    """The pairs with each English sentence beside the Hindi one that is its translation; one without a translation is dropped.

    Two sentences belong together where each is the other's best by cosine against the mean of its nearest
    (the margin of Artetxe and Schwenk 2019, "Margin-based Parallel Corpus Mining"). They stay in the English order.
    """
    english, hindi = (np.stack([embedder.embed_query(pair[language]).vector for pair in pairs]) for language in ("en", "hi"))
    cosines = english @ hindi.T
    nearest = min(NEIGHBOURS, len(pairs))
    around_english = np.sort(cosines, axis=1)[:, -nearest:].mean(axis=1, keepdims=True)
    around_hindi = np.sort(cosines, axis=0)[-nearest:].mean(axis=0, keepdims=True)
    margins = 2 * cosines - around_english - around_hindi
    best, back = margins.argmax(axis=1), margins.argmax(axis=0)
    return [pair | {"hi": pairs[best[n]]["hi"]} for n, pair in enumerate(pairs) if back[best[n]] == n]
