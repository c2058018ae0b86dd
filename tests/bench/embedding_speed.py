"""Tokens per second: plain SentenceTransformer.encode in float32, our batches, both in bfloat16, and all that a build does to
the same texts as articles (cutting, embedding passages and sentences, compressing token vectors, stems), in one run.

.venv/bin/python tests/bench/embedding_speed.py
"""

import json
import time

import torch

from index.building.build import TOKENS_PER_PASSAGE
from index.building.embedded import embed_articles
from index.building.passages import split_passages
from index.embedding import e5_torch, e5_weights
from index.embedding.batches import batches_by_tokens
from index.embedding.embedder import TOKENS_PER_BATCH, BundledEmbedder
from index.embedding.token_codes import choose_codec
from index.models import Article
from index.training.data import EVAL

ROUNDS = 3


def main() -> None:
    texts = [
        json.loads(line)["text"]
        for language in ("hi", "en")
        for line in (EVAL / f"xquad.{language}.passages.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    weights = e5_weights.load_weights()
    tokenizer = e5_weights.build_tokenizer(weights)
    lengths = [len(encoding.ids) for encoding in tokenizer.encode_batch(texts)]
    model = e5_torch.build_model(weights, tokenizer)
    print(f"{len(texts)} texts, {sum(lengths):,} tokens, {torch.get_num_threads()} threads; best of {ROUNDS} rounds")
    for dtype in (torch.float32, torch.bfloat16):
        model.to(dtype)
        plain = best(lambda: model.encode(texts, prompt="passage: ", show_progress_bar=False, convert_to_tensor=True))
        print(f"{dtype}: plain encode {sum(lengths) / plain:,.0f} tokens/s")
        for budget in (1024, TOKENS_PER_BATCH, 4096, 16384):
            batched = best(lambda budget=budget: encode_batches(model, texts, lengths, budget))
            print(
                f"{dtype}: batches of {budget:>6,} tokens {sum(lengths) / batched:,.0f} tokens/s, {plain / batched:.2f} x plain"
            )
    whole_pipeline(model.to(torch.float32), [Article(str(number), "", text, "hi") for number, text in enumerate(texts)])


def whole_pipeline(model, articles) -> None:
    embedder = BundledEmbedder()
    codec = choose_codec(embedder.name, embedder.dimension)
    texts = []
    for article in articles:
        segments = split_passages(article.text, embedder.token_spans, TOKENS_PER_PASSAGE)
        texts += [article.text[start:end] for start, end in [*segments.passage_spans(), *segments.sentences]]
    plain = best(lambda: model.encode(texts, prompt="passage: ", show_progress_bar=False))
    whole = best(lambda: embed_articles(articles, embedder, codec, TOKENS_PER_PASSAGE, lambda share: None))
    print(
        f"{len(texts)} passages and sentences: plain encode {plain:.1f} s, a build's {whole:.1f} s, {plain / whole:.2f} x plain"
    )


def best(run) -> float:
    seconds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def encode_batches(model, texts, lengths, budget) -> None:
    for batch in batches_by_tokens(lengths, budget):
        group = [texts[position] for position in batch]
        model.encode(group, prompt="passage: ", batch_size=len(batch), show_progress_bar=False, convert_to_tensor=True)


if __name__ == "__main__":
    main()
