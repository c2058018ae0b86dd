"""Texts into batches that cost about the same."""

from collections.abc import Iterator, Sequence


def batches_by_tokens(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Positions of `lengths`, longest first, in batches whose padded size (texts x longest) stays within `budget` tokens.

    A text longer than the budget is a batch of its own.
    """
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda position: -lengths[position]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > budget:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch
