from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.embedding.e5_numpy import Encoder
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
def test_numpy_and_torch_agree_on_every_token(encoder, tokenizer, torch_model, text):
    ours = encoder.token_vectors(tokenizer.encode(text).ids)
    theirs = np.asarray(torch_model.encode(text, prompt="", output_value="token_embeddings").float().cpu())
    assert ours.shape == theirs.shape
    cosines = (ours * theirs).sum(1) / np.linalg.norm(ours, axis=1) / np.linalg.norm(theirs, axis=1)
    assert cosines.min() > 0.99999


def test_threads_that_encode_at_once_get_what_one_alone_gets(encoder, tokenizer):
    ids = [tokenizer.encode(text).ids for text in TEXTS]
    alone = [encoder.token_vectors(each) for each in ids]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(encoder.token_vectors, ids * 3))
    for expected, found in zip(alone * 3, together, strict=True):
        assert np.allclose(expected, found, atol=1e-5)
