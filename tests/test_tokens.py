import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding import e5_weights
from index.embedding.token_codes import Int8Codec, ProductCodec, maxsim, read_codes
from index.search.profiles import choose_codec

TEXTS = [
    "शी ने पुतिन से ज़रूरी बात की। वार्ता दो घंटे चली और उसके बाद बीजिंग में भोज हुआ।",
    "राष्ट्रपति ने 12 नवंबर 2024 को दिल्ली में किसानों की समस्याओं पर चर्चा की।",
    "The captain scored a hundred before rain stopped the match in Kolkata.",
    "Inflation fell to 4.8% in October, the central bank's governor said on Monday.",
    "Putin ne Xi se kya kaha, aur NATO ke bare mein kya guarantee mangi?",
]


@pytest.fixture(scope="module")
def token_vectors(bundled_embedder):
    """The real model's token vectors of all texts, one array."""
    found = {}
    bundled_embedder.embed_passages(TEXTS, on_tokens=found.__setitem__)
    vectors = np.concatenate([found[at] for at in range(len(TEXTS))])
    assert len(vectors) > 90
    return vectors


@pytest.fixture(scope="module")
def product_codec():
    return ProductCodec()


def cosines(one, other):
    return (one * other).sum(1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)


# Codecs


def test_the_product_codec_keeps_real_token_vectors_nearly_as_they_are(product_codec, token_vectors):
    codes = product_codec.encode(token_vectors)
    assert (codes.shape, codes.dtype) == ((len(token_vectors), product_codec.width), np.uint8)
    decoded = product_codec.decode(codes)
    assert (decoded.shape, decoded.dtype) == (token_vectors.shape, np.float32)
    found = cosines(token_vectors, decoded)
    assert found.mean() > 0.97
    assert found.min() > 0.9
    assert np.linalg.norm(decoded, axis=1) == pytest.approx(1, abs=0.1)


def test_the_product_codec_takes_the_nearest_centroids(product_codec, token_vectors):
    nearest = product_codec._quantiser.compute_codes(token_vectors)
    assert (product_codec.encode(token_vectors) == nearest).mean() > 0.999


def test_the_int8_codec_keeps_real_token_vectors_almost_exactly(token_vectors):
    codec = Int8Codec(384)
    codes = codec.encode(token_vectors)
    assert (codes.shape, codes.dtype, codec.width) == ((len(token_vectors), codec.width), np.uint8, 386)
    decoded = codec.decode(codes)
    assert (decoded.shape, decoded.dtype) == (token_vectors.shape, np.float32)
    assert cosines(token_vectors, decoded).min() > 0.999
    assert np.linalg.norm(decoded, axis=1) == pytest.approx(1, abs=0.01)


def test_quantised_vectors_rank_texts_as_the_real_ones_do(product_codec, token_vectors, bundled_embedder):
    query = bundled_embedder.embed_query("शी ने पुतिन से क्या कहा?")
    lengths = [len(spans) for spans in bundled_embedder.token_spans(TEXTS)]
    starts = np.cumsum(lengths) - lengths
    exact = maxsim(query.tokens, query.weights, token_vectors, starts)
    for codec in (product_codec, Int8Codec(384)):
        scores = maxsim(query.tokens, query.weights, codec.decode(codec.encode(token_vectors)), starts)
        assert scores.argmax() == exact.argmax() == 0
        assert scores == pytest.approx(exact, abs=0.03)


@pytest.mark.parametrize("dimension", [1, 3, 64])
def test_int8_errs_by_no_more_than_half_a_step(dimension):
    vectors = np.random.default_rng(5).normal(size=(50, dimension)).astype(np.float32)
    codec = Int8Codec(dimension)
    steps = np.abs(vectors).max(axis=1, keepdims=True) / 127
    assert (np.abs(codec.decode(codec.encode(vectors)) - vectors) <= steps * 0.6).all()


def test_int8_gives_back_a_vector_of_zeros():
    assert not Int8Codec(8).decode(Int8Codec(8).encode(np.zeros((2, 8), np.float32))).any()


@pytest.mark.parametrize("make", [ProductCodec, lambda: Int8Codec(384)])
def test_no_vectors_are_no_codes_and_the_other_way_round(make):
    codec = make()
    codes = codec.encode(np.empty((0, 384), np.float32))
    assert codes.shape == (0, codec.width)
    assert codec.decode(codes).shape == (0, 384)


@pytest.mark.parametrize("make", [ProductCodec, lambda: Int8Codec(384)])
def test_a_vector_is_encoded_the_same_alone_and_among_others_and_by_a_new_codec(make, token_vectors):
    together = make().encode(token_vectors)
    codec = make()
    assert all((codec.encode(token_vectors[at : at + 1])[0] == together[at]).all() for at in range(0, len(together), 7))
    assert (codec.encode(token_vectors[::2]) == together[::2]).all()


def test_the_bundled_model_has_the_product_codec_and_others_int8():
    assert isinstance(choose_codec(e5_weights.NAME, 384), ProductCodec)
    other = choose_codec("another/model", 768)
    assert isinstance(other, Int8Codec)
    assert other.width == 770


# The file


@pytest.mark.parametrize("width", [1, 5, 128])
def test_codes_are_read_as_they_were_written_without_being_loaded(tmp_path, width):
    written = np.random.default_rng(1).integers(0, 256, (12, width), np.uint8)
    (tmp_path / "codes").write_bytes(written.tobytes())
    codes = read_codes(tmp_path / "codes", width)
    assert isinstance(codes, np.memmap)
    assert (codes.shape, codes.dtype) == ((12, width), np.uint8)
    assert (codes == written).all()


def test_codes_can_be_read_but_not_written(tmp_path):
    (tmp_path / "codes").write_bytes(b"abcdef")
    codes = read_codes(tmp_path / "codes", 3)
    with pytest.raises(ValueError, match="read-only"):
        codes[0, 0] = 1
    assert (tmp_path / "codes").read_bytes() == b"abcdef"


def test_an_empty_file_is_no_codes(tmp_path):
    (tmp_path / "codes").write_bytes(b"")
    assert read_codes(tmp_path / "codes", 128).shape == (0, 128)


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match="codes"):
        read_codes(tmp_path / "codes", 128)


def test_a_file_that_ends_within_a_row_is_refused(tmp_path):
    (tmp_path / "codes").write_bytes(b"abcdefg")
    with pytest.raises(ValueError, match="reshape"):
        read_codes(tmp_path / "codes", 3)


# MaxSim


def naive_maxsim(query, weights, texts):
    scores = []
    for tokens in texts:
        score = 0.0
        for vector, weight in zip(query, weights, strict=True):
            score += weight * max(sum(a * b for a, b in zip(vector, token, strict=True)) for token in tokens)
        scores.append(score)
    return scores


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.integers(1, 5), st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_maxsim_is_what_a_double_loop_finds(lengths, questions, dimension, seed):
    random = np.random.default_rng(seed)
    query = random.normal(size=(questions, dimension)).astype(np.float32)
    tokens = random.normal(size=(sum(lengths), dimension)).astype(np.float32)
    weights = random.random(questions).astype(np.float32) + np.float32(0.1)
    weights /= weights.sum()
    starts = np.cumsum(lengths) - lengths
    scores = maxsim(query, weights, tokens, starts)
    assert scores.shape == (len(lengths),)
    texts = np.split(tokens, starts[1:])
    assert scores.tolist() == pytest.approx(naive_maxsim(query.tolist(), weights.tolist(), texts), abs=1e-4)


def test_a_text_that_holds_every_token_of_the_question_scores_one_and_no_other_more(token_vectors):
    query, weights = token_vectors[:8], np.full(8, 1 / 8, np.float32)
    scores = maxsim(query, weights, token_vectors, np.array([0, 8, 40]))
    assert scores[0] == pytest.approx(1, abs=1e-5)
    assert scores[0] > scores[1:].max()


def test_a_token_without_weight_does_not_count():
    query, tokens = np.eye(2, dtype=np.float32), np.eye(2, dtype=np.float32)
    assert maxsim(query, np.array([1, 0], np.float32), tokens, np.array([0, 1])).tolist() == [1, 0]
