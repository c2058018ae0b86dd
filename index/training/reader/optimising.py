"""One worker's network and optimiser: steps that all workers share, checkpoints, the learning rate."""

import argparse
import logging
import time
from typing import Any

import torch
import torch.distributed as distributed

from index.embedding import e5_weights
from index.training.reader.checkpoint import shipped_network
from index.training.reader.network import Batch, build_network, losses

logger = logging.getLogger("train")

WARM_UP_STEPS = 100
LAYER_RATE, HEAD_RATE = 2e-4, 6e-4
DROPOUT = 0.1


class Run:
    """One worker's network and optimiser, and how far they are."""

    def __init__(self, options: argparse.Namespace, weights: e5_weights.Weights) -> None:
        self.state, self.stop = options.run / "state.pt", options.run / "stop"
        self.trained_layers = options.trained_layers
        self.total_s = options.minutes * 60
        self.device = torch.device(options.device)
        self.network = build_network(weights, options.trained_layers, DROPOUT).to(self.device)
        self.optimiser = torch.optim.AdamW(
            [
                {"params": self.network.layer_parameters(), "rate": LAYER_RATE},
                {"params": self.network.head_parameters(), "rate": HEAD_RATE},
            ],
            lr=0.0,
            weight_decay=0.01,
            betas=(0.9, 0.98),
        )
        self.step, self.spent_s, self.seen, self.stopped = 0, 0.0, 0, False
        self._since = time.monotonic()
        if options.start:
            self.network.start_from(shipped_network(options.start).trained())
        if self.state.exists():
            self._load(torch.load(self.state, map_location=self.device))

    def _load(self, saved: dict[str, Any]) -> None:
        self.network.load_trained(saved["network"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.step, self.spent_s, self.seen = saved["step"], saved["spent"], saved["seen"]
        logger.info("going on at step %d after %.0f s and %d examples", self.step, self.spent_s, self.seen)

    def save(self) -> None:
        """Replaces the checkpoint in one step."""
        temporary = self.state.with_suffix(".new")
        trained = {name: value.cpu() for name, value in self.network.trained().items()}
        fields = {"network": trained, "optimiser": self.optimiser.state_dict(), "step": self.step}
        torch.save(fields | {"spent": self.spent_s, "seen": self.seen, "trained_layers": self.trained_layers}, temporary)
        temporary.rename(self.state)
        logger.info("saved")

    def rate(self) -> float:
        """The share of the full learning rate: it rises over the first steps and falls to the end of the time."""
        return min(1.0, (self.step + 1) / WARM_UP_STEPS) * max(0.02, 1 - self.spent_s / self.total_s)

    def learn(self, batch: Batch) -> dict[str, float]:
        """One step with what all workers found; the parts of this worker's loss."""
        for group in self.optimiser.param_groups:
            group["lr"] = group["rate"] * self.rate()
        batch = batch.to(self.device)
        parts = losses(self.network(batch), batch)
        self.optimiser.zero_grad()
        torch.stack(list(parts.values())).sum().backward()
        self._count(len(batch))
        torch.nn.utils.clip_grad_norm_(self.network.trained_parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        return {name: part.item() for name, part in parts.items()}

    def _count(self, examples: int) -> None:
        """Examples, and the time since the last step began; with several workers, all agree on them and on the gradients."""
        now = time.monotonic()
        told = torch.tensor([float(self.stop.exists()), now - self._since, float(examples)])
        self._since = now
        workers = 1
        if distributed.is_initialized():
            workers = distributed.get_world_size()
            self._share(told, workers)
        self.stopped = bool(told[0])
        self.spent_s += float(told[1]) / workers
        self.seen += round(float(told[2]))

    def _share(self, told: torch.Tensor, workers: int) -> None:
        """Averages the gradients over the workers, and adds up what they tell."""
        parameters = self.network.trained_parameters()
        pieces = [torch.zeros_like(p).flatten() if p.grad is None else p.grad.flatten() for p in parameters]
        flat = torch.cat([*pieces, told])
        distributed.all_reduce(flat)
        told.copy_(flat[-len(told) :])
        flat /= workers
        position = 0
        for parameter in parameters:
            parameter.grad = flat[position : position + parameter.numel()].view_as(parameter)
            position += parameter.numel()
