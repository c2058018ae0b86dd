"""The bundled weights as a sentence-transformers model: for training, and to compare with."""

from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules.input_module import InputModule
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling
from tokenizers import Tokenizer
from torch.nn.utils.rnn import pad_sequence
from transformers import BertConfig, BertModel

from index.embedding.e5_weights import PAD_ID, PASSAGE_PROMPT, QUERY_PROMPT, Weights, truncated

# The file's name of each part of a layer, and BERT's.
LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


class BundledTransformer(InputModule):  # type: ignore[misc]  # untyped here
    """Texts to token vectors: the tokenizer and a BERT filled from the weights file."""

    def __init__(self, weights: Weights, tokenizer: Tokenizer) -> None:
        super().__init__()
        self.max_seq_length = weights.config.positions
        self.tokenizer = tokenizer
        self.bert = build_bert(weights)

    def preprocess(self, inputs: Any, prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """Token ids and attention mask, int64, both of shape (texts, longest text)."""
        encodings = self.tokenizer.encode_batch([(prompt or "") + text for text in inputs])
        ids = [torch.tensor(truncated(encoding.ids, self.max_seq_length)) for encoding in encodings]
        mask = [torch.ones_like(row) for row in ids]
        return {
            "input_ids": pad_sequence(ids, batch_first=True, padding_value=PAD_ID),
            "attention_mask": pad_sequence(mask, batch_first=True),
        }

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Adds "token_embeddings", shape (texts, longest text, hidden)."""
        states = self.bert(input_ids=features["input_ids"], attention_mask=features["attention_mask"])
        return {**features, "token_embeddings": states.last_hidden_state}

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Writes BERT and tokenizer as transformers reads them."""
        self.bert.save_pretrained(output_path)
        self.tokenizer.save(f"{output_path}/tokenizer.json")


def build_model(weights: Weights, tokenizer: Tokenizer) -> SentenceTransformer:
    """multilingual-e5-small as its authors run it: mean pooling over all tokens, L2-normalised, two prompts."""
    transformer = BundledTransformer(weights, tokenizer)
    pooling = Pooling(weights.config.hidden, "mean")
    prompts = {"query": QUERY_PROMPT, "document": PASSAGE_PROMPT}
    model = SentenceTransformer(modules=[transformer, pooling, Normalize()], prompts=prompts)
    return model.eval()


def build_bert(weights: Weights) -> BertModel:
    """The model filled from the weights file."""
    sizes = weights.config
    config = BertConfig(
        vocab_size=sizes.vocabulary,
        hidden_size=sizes.hidden,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=sizes.ffn,
        max_position_embeddings=sizes.positions,
        type_vocab_size=sizes.token_types,
        layer_norm_eps=sizes.epsilon,
    )
    with torch.device("meta"):
        bert = BertModel(config, add_pooling_layer=False)
    # `assign` puts the tensors in place of the empty ones; buffers aren't in the file and are made here.
    bert.load_state_dict(_state_dict(weights), assign=True)
    bert.embeddings.position_ids = torch.arange(sizes.positions).expand(1, -1)
    bert.embeddings.token_type_ids = torch.zeros(1, sizes.positions, dtype=torch.long)
    return bert


def _state_dict(weights: Weights) -> dict[str, torch.Tensor]:
    hidden, ffn = weights.config.hidden, weights.config.ffn
    arrays = {
        "embeddings.word_embeddings.weight": weights.matrix("emb.word", hidden),
        "embeddings.position_embeddings.weight": weights.matrix("emb.pos", hidden),
        "embeddings.token_type_embeddings.weight": weights.matrix("emb.type", hidden),
        "embeddings.LayerNorm.weight": weights.vector("emb.ln.w"),
        "embeddings.LayerNorm.bias": weights.vector("emb.ln.b"),
    }
    for layer in range(weights.config.layers):
        for part, name in LAYER_PARTS.items():
            weight = weights.vector(f"l{layer}.{part}.w")
            if not part.endswith("ln"):
                weight = weight.reshape(-1, ffn if part == "fo" else hidden)
            arrays[f"encoder.layer.{layer}.{name}.weight"] = weight
            arrays[f"encoder.layer.{layer}.{name}.bias"] = weights.vector(f"l{layer}.{part}.b")
    return {name: torch.from_numpy(np.require(array, requirements="W")) for name, array in arrays.items()}
