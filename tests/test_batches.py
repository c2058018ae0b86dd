import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.batches import batches_by_tokens

lengths_lists = st.lists(st.integers(0, 600), max_size=80)


def padded(lengths, batch):
    return len(batch) * max(lengths[position] for position in batch)


def test_texts_of_about_one_length_share_a_batch():
    assert list(batches_by_tokens([1, 9, 2, 10, 8], 30)) == [[3, 1, 4], [2, 0]]


@pytest.mark.parametrize("budget", [1, 100])
def test_no_texts_make_no_batch(budget):
    assert list(batches_by_tokens([], budget)) == []


def test_a_text_longer_than_the_budget_is_a_batch_of_its_own():
    assert list(batches_by_tokens([5, 1000, 5], 10)) == [[1], [0, 2]]


def test_texts_without_tokens_are_not_lost():
    assert list(batches_by_tokens([0, 0, 0], 10)) == [[0, 1, 2]]


@given(lengths_lists, st.integers(1, 2048))
def test_every_text_is_in_exactly_one_batch(lengths, budget):
    assert sorted(position for batch in batches_by_tokens(lengths, budget) for position in batch) == list(range(len(lengths)))


@given(lengths_lists, st.integers(1, 2048))
def test_a_batch_of_several_texts_stays_within_the_budget(lengths, budget):
    assert all(len(batch) == 1 or padded(lengths, batch) <= budget for batch in batches_by_tokens(lengths, budget))


@given(lengths_lists, st.integers(1, 2048))
def test_a_batch_is_only_closed_when_the_next_text_does_not_fit(lengths, budget):
    batches = list(batches_by_tokens(lengths, budget))
    for batch, following in zip(batches, batches[1:], strict=False):
        assert padded(lengths, [*batch, following[0]]) > budget


@given(lengths_lists, st.integers(1, 2048))
def test_the_longest_texts_come_first(lengths, budget):
    order = [lengths[position] for batch in batches_by_tokens(lengths, budget) for position in batch]
    assert order == sorted(lengths, reverse=True)
