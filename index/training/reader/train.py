"""Trains the reader; stops at the end of its time and goes on from its last checkpoint.

    python -m index.training.reader.train --examples RUN/examples.jsonl.gz --run RUN --minutes 90

A file RUN/stop ends it at once, its state saved. The same command goes on; with more minutes the learning rate rises to
where the longer time has it. Each worker is a process of one thread with its own batches, and gradients are averaged once
a step: threads that wait for each other in every operation lose most of their time where other programs use the cores.
"""

import argparse
import logging
import os
import random
import time
from collections import defaultdict
from pathlib import Path

import torch
import torch.distributed as distributed
import torch.multiprocessing as multiprocessing

from index.embedding import e5_weights
from index.training.reader.drawing import SHARES, batches, draw_examples, read_shares
from index.training.reader.examples import Windows, read_examples
from index.training.reader.optimising import Run

logger = logging.getLogger("train")

CHECKPOINT_S = 240


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


def work(worker: int, options: argparse.Namespace) -> None:
    """One worker's whole run; the first one logs and saves."""
    logging.basicConfig(level=logging.WARNING if worker else logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(1)
    meeting = f"file://{(options.run / 'meeting').absolute()}"
    distributed.init_process_group("gloo", init_method=meeting, rank=worker, world_size=options.workers)
    draw = random.Random(time.time() + worker)
    weights = e5_weights.load_weights()
    run, report = Run(options, weights), Report()
    source = draw_examples(list(read_examples(options.examples)), read_shares(options.shares), draw)
    saved_at = since = time.monotonic()
    for batch in batches(source, Windows(e5_weights.build_tokenizer(weights)), draw):
        report.add(run, run.learn(batch, since))
        since = time.monotonic()
        done = run.stopped or run.spent_s >= run.total_s
        if worker == 0 and (done or since - saved_at > CHECKPOINT_S):
            run.save()
            saved_at = since
        if done:
            break


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
    options = parser.parse_args()
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    for name in ("meeting", "stop"):
        (options.run / name).unlink(missing_ok=True)
    multiprocessing.spawn(work, (options,), options.workers)


if __name__ == "__main__":
    main()
