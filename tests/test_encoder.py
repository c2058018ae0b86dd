from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.embedding.e5_encoder import Encoder
from index.embedding.e5_graph import MOST, quantised, read_layer
from index.embedding.e5_weights import build_tokenizer, load_weights

TEXTS = [
    "query: शी ने पुतिन से क्या कहा?",
    "query: Who visited Beijing in November?",
    "query: Putin ne Xi se kya kaha?",
    "query: ",
    "query: " + "राष्ट्रपति ने ज़रूरी बात की। " * 12,
]


@pytest.fixture(scope="module")
def tokenizer():
    return build_tokenizer(load_weights())


@pytest.fixture(scope="module")
def encoder():
    return Encoder(load_weights())


def test_every_token_has_a_vector(encoder):
    vectors = encoder.token_vectors([0, 41, 1294, 2])
    assert (vectors.shape, vectors.dtype) == ((4, 384), np.float32)
    assert np.isfinite(vectors).all()


@pytest.mark.parametrize("token_ids", [[0, 2], [2], [0, *([1294] * 510), 2]])
def test_the_shortest_and_the_longest_texts_are_encoded(encoder, token_ids):
    assert np.isfinite(encoder.token_vectors(token_ids)).all()


def test_the_order_of_tokens_matters(encoder):
    assert not np.allclose(encoder.token_vectors([0, 41, 1294, 2])[1], encoder.token_vectors([0, 1294, 41, 2])[2], atol=0.01)


@pytest.mark.parametrize("text", TEXTS)
def test_whole_numbers_and_torch_agree_on_every_token(encoder, tokenizer, torch_model, text):
    ours = encoder.token_vectors(tokenizer.encode(text).ids)
    theirs = np.asarray(torch_model.encode(text, prompt="", output_value="token_embeddings").float().cpu())
    assert ours.shape == theirs.shape
    cosines = (ours * theirs).sum(1) / np.linalg.norm(ours, axis=1) / np.linalg.norm(theirs, axis=1)
    assert cosines.min() > 0.99
    assert cosines.mean() > 0.995


def test_threads_that_encode_at_once_get_what_one_alone_gets_to_the_last_bit(encoder, tokenizer):
    ids = [tokenizer.encode(text).ids for text in TEXTS]
    alone = [encoder.token_vectors(each) for each in ids]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(encoder.token_vectors, ids * 3))
    for expected, found in zip(alone * 3, together, strict=True):
        assert np.array_equal(expected, found)


def test_a_matrix_in_whole_numbers_is_off_by_half_a_step_at_most():
    matrix = np.random.default_rng(5).normal(size=(384, 30)).astype(np.float32)
    numbers, scales = quantised(matrix)
    assert numbers.dtype == np.int8
    assert np.abs(numbers * scales - matrix).max(axis=0) == pytest.approx(scales / 2, rel=0.05)


def test_two_products_fit_into_the_16_bits_that_processors_without_vnni_add_them_in():
    weights = load_weights()
    layer = read_layer(weights.vector, 0, weights.config)
    for matrix in (layer.qkv, layer.out, layer.up, layer.down):
        most = np.abs(quantised(matrix)[0].astype(int)).max()
        assert most == MOST
        assert 2 * 255 * most < 2**15
