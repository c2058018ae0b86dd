import numpy as np
import pytest

from index.embedding.e5_weights import PASSAGE_PROMPT, QUERY_PROMPT

SHORT = "शी ने बात की।"
LONG = "राष्ट्रपति शी जिनपिंग ने गुरुवार को अपने रूसी समकक्ष के साथ ज़रूरी बातचीत की और व्यापार पर चर्चा की।"


@pytest.fixture
def model(torch_model):
    return torch_model


def test_vectors_are_normalised_and_of_the_models_dimension(model):
    vectors = model.encode([SHORT, LONG], convert_to_tensor=True).float().cpu().numpy()
    assert vectors.shape == (2, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=0.01)


def test_texts_of_other_lengths_in_a_batch_do_not_change_a_vector(model):
    together = model.encode([SHORT, LONG * 5], convert_to_tensor=True).float()[0]
    alone = model.encode([SHORT], convert_to_tensor=True).float()[0]
    assert float(together @ alone) > 0.999


def test_questions_and_passages_have_their_own_prompts(model):
    assert model.prompts["query"] == QUERY_PROMPT
    assert model.prompts["document"] == PASSAGE_PROMPT
    query = model.encode_query(SHORT, convert_to_tensor=True).float()
    written_out = model.encode(QUERY_PROMPT + SHORT, prompt="", convert_to_tensor=True).float()
    assert float(query @ written_out) > 0.9999
    assert float(query @ model.encode_document(SHORT, convert_to_tensor=True).float()) < 0.999


def test_a_text_beyond_the_models_length_is_cut(model):
    features = model[0].preprocess([LONG * 50, SHORT], prompt=PASSAGE_PROMPT)
    assert features["input_ids"].shape == features["attention_mask"].shape == (2, 512)
    assert features["input_ids"][0, -1] == 2
    assert features["attention_mask"].sum(1).tolist() == [512, len(model.tokenizer.encode(PASSAGE_PROMPT + SHORT).ids)]
    assert model.encode([LONG * 50], convert_to_tensor=True).shape == (1, 384)


def test_the_model_does_not_learn_while_it_is_used(model):
    assert not any(module.training for module in model.modules())
