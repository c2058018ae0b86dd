"""Trains the product quantiser that compresses the bundled model's token vectors; writes index/data/.

    .venv/bin/python index/training/token_codebook.py

Learned from 700 paragraphs of Hindi Wikipedia and 549 of English Wikipedia (CC BY-SA), none of them XQuAD's. Takes a
few minutes on two cores and gives the same codebook each time on the same machine.
"""

import gzip
import json

import faiss
import numpy as np

from index.embedding import e5_torch, e5_weights, token_codes
from index.training.data import EVAL

TRAINING_TOKENS = 160_000


def main() -> None:
    weights = e5_weights.load_weights()
    model = e5_torch.build_model(weights, e5_weights.build_tokenizer(weights))
    vectors = np.concatenate([unit_tokens(model, texts) for texts in (hindi_texts(), english_texts())])
    rows = np.random.default_rng(0).permutation(len(vectors))[:TRAINING_TOKENS]
    quantiser = faiss.ProductQuantizer(vectors.shape[1], token_codes.PARTS, 8)
    quantiser.train(np.ascontiguousarray(vectors[rows]))
    centroids = faiss.vector_to_array(quantiser.centroids).reshape(token_codes.PARTS, 256, -1)
    np.save(token_codes.CODEBOOK, centroids.astype(np.float16))
    codec = token_codes.ProductCodec()
    decoded = codec.decode(codec.encode(vectors[:5000]))
    print(f"{len(vectors):,} tokens, mean cosine after coding {(decoded * vectors[:5000]).sum(1).mean():.4f}")


def hindi_texts() -> list[str]:
    with gzip.open(EVAL / "hiwiki.pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"][:600] for _, line in zip(range(700), lines, strict=False)]


def english_texts() -> list[str]:
    lines = (EVAL / "xorqa.en.passages.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"][:900] for line in lines]


def unit_tokens(model, texts: list[str]) -> np.ndarray:
    encoded = model.encode(
        sorted(texts, key=len), prompt=e5_weights.PASSAGE_PROMPT, output_value="token_embeddings", batch_size=8
    )
    vectors = np.concatenate([vectors.float().numpy() for vectors in encoded])
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


if __name__ == "__main__":
    main()
