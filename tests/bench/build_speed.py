"""A build beside the stock chain's on the same pages of Hindi Wikipedia, in turns, and what growing costs.

    .venv/bin/python tests/bench/build_speed.py [PAGES] [ROUNDS]

The stock chain: RecursiveCharacterTextSplitter at our passages' size in tokens, a fifth of overlap, SentenceTransformer.encode
with its defaults in float32, a FAISS index. Both models are loaded and have run before. Beside the seconds on the clock stand
those of the processors, which other work on the machine moves less. Then the whole command `assistant index` over all pages
but ten, those ten more, and nothing new, each in a process of its own.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import faiss
from langchain_text_splitters import RecursiveCharacterTextSplitter

from index import Index, build
from index.defaults import TOKENS_PER_PASSAGE
from index.embedding import e5_torch, e5_weights
from index.embedding.embedder import load_embedder
from index.training.data import EVAL, write_lines

NEW = 10
# `assistant index`, and then the most memory that it had; what the system tells of a child begins with its parent's.
COMMAND = """
import sys
from assistant.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""


def main() -> None:
    wanted, rounds = (int(given) for given in (*sys.argv[1:], *("2101", "3")[len(sys.argv) - 1 :]))
    with gzip.open(EVAL / "hiwiki.pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        pages = [{"id": page["page_id"], "text": page["text"]} for page in map(json.loads, lines)][:wanted]
    with tempfile.TemporaryDirectory() as name:
        beside_the_stock_chain(Path(name), pages, rounds)
        growing(Path(name), pages)


def beside_the_stock_chain(folder: Path, pages: list[dict], rounds: int) -> None:
    embedder = load_embedder()
    model = e5_torch.build_model(e5_weights.load_weights(), e5_weights.load_tokenizer())
    write_lines(folder / "warm.jsonl", pages[:1])
    write_lines(folder / "pages.jsonl", pages)
    ours(folder / "warm.jsonl", folder / "warm", embedder)
    stock(pages[:1], model)
    for number in range(rounds):
        build_wall, build_cpu = timed(lambda: ours(folder / "pages.jsonl", folder / "index", embedder))
        stock_wall, stock_cpu = timed(lambda: stock(pages, model))
        print(
            f"{number + 1}: build {build_wall:.1f} s ({build_cpu:.1f} s of processors), stock chain {stock_wall:.1f} s "
            f"({stock_cpu:.1f} s): {build_wall / stock_wall:.2f} x ({build_cpu / stock_cpu:.2f} x)",
            flush=True,
        )
    manifest = Index.open(folder / "index").manifest
    sizes = {name: record.bytes / manifest.passages / 1000 for name, record in manifest.files.items()}
    print(f"{len(pages)} pages, {manifest.passages} passages, {manifest.sentences} sentences, kB a passage:", end=" ")
    print(f"{sum(sizes.values()):.1f}", {name: round(size, 2) for name, size in sizes.items()})


def ours(pages: Path, path: Path, embedder) -> None:
    build([pages], path, embedder=embedder, full=True)


def stock(pages: list[dict], model) -> None:
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=TOKENS_PER_PASSAGE,
        chunk_overlap=TOKENS_PER_PASSAGE // 5,
        length_function=lambda text: len(model.tokenizer.encode(text, add_special_tokens=False).ids),
    )
    chunks = splitter.split_text("\n\n".join(page["text"] for page in pages))
    vectors = model.encode(chunks, prompt=e5_weights.PASSAGE_PROMPT, show_progress_bar=False)
    faiss.IndexFlatIP(vectors.shape[1]).add(vectors)


def timed(run: Callable[[], None]) -> tuple[float, float]:
    """Seconds on the clock, and of all processors."""
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - wall, time.process_time() - cpu


def growing(folder: Path, pages: list[dict]) -> None:
    write_lines(folder / "old.jsonl", pages[:-NEW])
    write_lines(folder / "new.jsonl", pages[-NEW:])
    for what, source in (("all new", "old.jsonl"), (f"{NEW} new", "new.jsonl"), ("nothing new", "old.jsonl")):
        command = [sys.executable, "-c", COMMAND, "index", folder / source, "--index", folder / "grown"]
        wall, before = time.perf_counter(), os.times()
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        wall, after = time.perf_counter() - wall, os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        most = int(done.stdout.splitlines()[-1]) / 1000
        print(f"{what}: {wall:.1f} s ({cpu:.1f} s of processors), {most:,.0f} MB at most", flush=True)


if __name__ == "__main__":
    main()
