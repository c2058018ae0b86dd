"""Trains the reader; stops at the end of its time and goes on from its last checkpoint.

    python -m index.training.reader.train --examples RUN/examples.jsonl.gz --run RUN --minutes 90

A file RUN/stop ends it at once, its state saved. The same command goes on; with more minutes the learning rate rises to
where the longer time has it. On a CPU each worker is a process of one thread with its own batches, and gradients are averaged
once a step: threads that wait for each other in every operation lose most of their time where other programs use the cores.
With --device cuda one process learns from large batches, and the workers draw them.
"""

import argparse
import gc
import logging
import os
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import torch
import torch.distributed as distributed
import torch.multiprocessing as multiprocessing
from torch.utils.data import DataLoader, IterableDataset

from index.embedding import e5_weights
from index.training.reader.drawing import SHARES, batches, draw_examples, families, read_shares
from index.training.reader.examples import Windows, read_examples
from index.training.reader.network import Batch, as_batch
from index.training.reader.optimising import Run

logger = logging.getLogger("train")

CHECKPOINT_S = 240
# The graphics card's is for its speed; that many examples a step also need no lower rate to learn steadily.
TOKENS_PER_BATCH = {"cpu": 2048, "cuda": 32768}


class Drawn(IterableDataset[Batch]):
    """Batches without end; whoever goes through them draws others."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._shares = read_shares(options.shares)
        self._families = families(read_examples(options.examples))
        self._tokens = TOKENS_PER_BATCH[options.device]

    def __iter__(self) -> Iterator[Batch]:
        draw = random.Random(os.getpid() + time.time())
        windows = Windows(e5_weights.load_tokenizer())
        gc.freeze()  # Examples and tokenizer stay; without this, each collection goes through millions of them.
        source = draw_examples(self._families, self._shares, draw)
        return map(as_batch, batches(source, windows, self._tokens, draw))


class Report:
    """Logs the mean losses of some steps."""

    def __init__(self) -> None:
        self._sums, self._steps = defaultdict[str, float](float), 0

    def add(self, run: Run, parts: dict[str, float]) -> None:
        """One step's losses; every 25th step tells."""
        self._steps += 1
        for name, part in parts.items():
            self._sums[name] += part
        if run.step % 25 == 0:
            means = " ".join(f"{name} {total / self._steps:.3f}" for name, total in self._sums.items())
            logger.info("step %d examples %d spent %.0f s rate %.3f %s", run.step, run.seen, run.spent_s, run.rate(), means)
            self._sums, self._steps = defaultdict(float), 0


def learn(options: argparse.Namespace, drawn: Iterable[Batch], saves: bool) -> None:
    """The whole run of one that learns."""
    run, report = Run(options, e5_weights.load_weights()), Report()
    saved_at = time.monotonic()
    for batch in drawn:
        report.add(run, run.learn(batch))
        done = run.stopped or run.spent_s >= run.total_s
        if saves and (done or time.monotonic() - saved_at > CHECKPOINT_S):
            run.save()
            saved_at = time.monotonic()
        if done:
            break


def work(worker: int, options: argparse.Namespace) -> None:
    """One of several workers that learn on the CPU; the first one logs and saves."""
    _log(logging.WARNING if worker else logging.INFO)
    torch.set_num_threads(1)
    meeting = f"file://{(options.run / 'meeting').absolute()}"
    distributed.init_process_group("gloo", init_method=meeting, rank=worker, world_size=options.workers)
    learn(options, Drawn(options), saves=worker == 0)


def _log(level: int) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--shares", type=Path, default=SHARES, help="lines of a group of examples and its share")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a file that ships, to start from where the run has no checkpoint")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--trained-layers", type=int, default=9)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--device", choices=sorted(TOKENS_PER_BATCH), default="cpu")
    options = parser.parse_args()
    for path in filter(None, (options.examples, options.shares, options.start)):
        if not path.exists():
            parser.error(f"There is no {path}.")
    if options.device == "cuda" and not torch.cuda.is_available():
        parser.error("torch finds no graphics card here: leave --device cuda out.")
    options.run.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    for name in ("meeting", "stop"):
        (options.run / name).unlink(missing_ok=True)
    if options.device == "cpu":
        multiprocessing.spawn(work, (options,), options.workers)
        return
    _log(logging.INFO)
    # It plans anew for every shape of a batch, which takes ten times as long as the step.
    torch.backends.cuda.enable_cudnn_sdp(False)
    learn(options, DataLoader(Drawn(options), batch_size=None, num_workers=options.workers), saves=True)


if __name__ == "__main__":
    main()
