"""The reader as a torch module: the bundled encoder, its upper layers trained, and three heads."""

import timeit
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from index.embedding.e5_weights import PAD_ID, Weights
from index.training.reader.examples import Window

NOWHERE = -1e4
NO_STATEMENT = -100


@dataclass(frozen=True)
class Batch:
    """Windows as tensors: token ids and whether an answer may stand there, shape (windows, tokens), and for each window the
    answer's first and last position and the statement's verdict, NO_STATEMENT for a question.
    """

    ids: Tensor
    readable: Tensor
    start: Tensor
    end: Tensor
    statement: Tensor

    def __len__(self) -> int:
        return len(self.ids)

    def to(self, device: torch.device) -> "Batch":
        return Batch(*(getattr(self, field.name).to(device, non_blocking=True) for field in fields(self)))


def as_batch(windows: list[Window]) -> Batch:
    """Windows filled up to the longest one's length, or a little more: graphics cards want a multiple of eight."""
    longest = -(-max(len(window.ids) for window in windows) // 8) * 8
    ids = np.full((len(windows), longest), PAD_ID)
    readable = np.zeros((len(windows), longest), np.bool_)
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = window.ids
        readable[row, window.passage_start : len(window.ids) - 1] = True
        readable[row, 0] = True
    places = np.array([(window.start, window.end) for window in windows])
    verdicts = [NO_STATEMENT if window.statement is None else window.statement for window in windows]
    start, end = torch.from_numpy(places).unbind(1)
    return Batch(torch.from_numpy(ids), torch.from_numpy(readable), start, end, torch.tensor(verdicts))


@dataclass(frozen=True)
class Outputs:
    """Start and end logits, shape (windows, tokens), NOWHERE outside <s> and passage; the answerable logit, shape
    (windows,); the statement's three logits.
    """

    start: Tensor
    end: Tensor
    answerable: Tensor
    statement: Tensor


@cache
def fast_precision(device: str) -> torch.dtype:
    """bfloat16 on a graphics card; on a CPU what it multiplies faster in. Without instructions for bfloat16 that takes seven
    times as long as float32, and of two CPUs that have them one was slower with them, too.
    """
    return torch.bfloat16 if device == "cuda" else min(torch.float32, torch.bfloat16, key=_multiplying_s)


def _multiplying_s(precision: torch.dtype) -> float:
    """The least time, in seconds, that a matrix of about a step's size took of a few."""
    states, weights = torch.ones(2048, 384, dtype=precision), torch.ones(1536, 384, dtype=precision)
    return min(timeit.repeat(lambda: functional.linear(states, weights), number=1, repeat=10))


class ReaderNetwork(nn.Module):
    """Reads question and passage together."""

    def __init__(self, bert: nn.Module, trained_layers: int, dropout: float) -> None:
        super().__init__()
        self.bert = bert
        self.frozen_layers = len(bert.encoder.layer) - trained_layers
        hidden = bert.config.hidden_size
        self.dropout = dropout
        self.span = nn.Linear(hidden, 2)
        self.verdict = nn.Linear(hidden, 4)
        for head in (self.span, self.verdict):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)
        bert.requires_grad_(False).eval()
        for parameter in self.layer_parameters():
            parameter.requires_grad_(True)

    def forward(self, batch: Batch) -> Outputs:
        mask, precision = batch.ids != PAD_ID, fast_precision(batch.ids.device.type)
        bias = torch.zeros(mask.shape, device=mask.device).masked_fill(~mask, NOWHERE)[:, None, None, :]
        bias = None if mask.all() else bias.to(precision)
        with torch.no_grad():
            states = self.bert.embeddings(input_ids=batch.ids).to(precision)
            for layer in self.bert.encoder.layer[: self.frozen_layers]:
                states = run_layer(layer, states, bias)
        dropout = self.dropout if self.training else 0.0
        for layer in self.bert.encoder.layer[self.frozen_layers :]:
            states = run_layer(layer, states, bias, dropout)
        spans = self.span(states.float()).masked_fill(~batch.readable[:, :, None], NOWHERE)
        verdict = self.verdict(states[:, 0].float())
        return Outputs(spans[:, :, 0], spans[:, :, 1], verdict[:, 0], verdict[:, 1:])

    def layer_parameters(self) -> list[nn.Parameter]:
        return list(self.bert.encoder.layer[self.frozen_layers :].parameters())

    def head_parameters(self) -> list[nn.Parameter]:
        return [*self.span.parameters(), *self.verdict.parameters()]

    def trained_parameters(self) -> list[nn.Parameter]:
        return [*self.layer_parameters(), *self.head_parameters()]

    def trained(self) -> dict[str, Tensor]:
        """What training changed."""
        wanted = tuple(f"bert.encoder.layer.{n}." for n in range(self.frozen_layers, len(self.bert.encoder.layer)))
        return {k: v for k, v in self.state_dict().items() if k.startswith((*wanted, "span.", "verdict."))}

    def start_from(self, trained: dict[str, Tensor]) -> None:
        """Takes over what a network has learned. Layers of it below those that are trained here stay as they are."""
        self.load_state_dict(trained, strict=False)

    def load_trained(self, trained: dict[str, Tensor]) -> None:
        """The reverse of `trained`, also from a network of which fewer layers were trained; ValueError for more."""
        if more := trained.keys() - self.trained().keys():
            raise ValueError(f"Trained was more than is to be trained on: {', '.join(sorted(more))}.")
        self.load_state_dict(trained, strict=False)


def run_layer(layer: nn.Module, states: Tensor, bias: Tensor | None, dropout: float = 0.0) -> Tensor:
    """One BERT layer by its own weights, in the states' precision.

    Dropout is on what attention and feed-forward add, and not on the attention weights, where BERT has it, too: there it would
    halve the speed on a CPU.
    """
    own, mixed = layer.attention.self, layer.attention.output
    windows, tokens, hidden = states.shape
    heads = own.num_attention_heads
    together = [own.query, own.key, own.value]
    weight = torch.cat([part.weight for part in together]).to(states.dtype)
    projected = functional.linear(states, weight, torch.cat([part.bias for part in together]).to(states.dtype))
    query, key, value = projected.view(windows, tokens, 3, heads, hidden // heads).permute(2, 0, 3, 1, 4)
    attended = _attended(query, key, value, bias)
    attended = _linear(mixed.dense, attended.transpose(1, 2).reshape(windows, tokens, hidden))
    states = _normalise(mixed.LayerNorm, states + functional.dropout(attended, dropout))
    raised = functional.gelu(_linear(layer.intermediate.dense, states))
    lowered = _linear(layer.output.dense, raised)
    return _normalise(layer.output.LayerNorm, states + functional.dropout(lowered, dropout))


def _attended(query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None) -> Tensor:
    """Attention; torch's own kernel is for graphics cards, on a CPU in bfloat16 it takes twice the time of plain steps."""
    if query.is_cuda:
        return functional.scaled_dot_product_attention(query, key, value, bias)
    scores = query @ key.transpose(2, 3) * query.shape[3] ** -0.5
    return functional.softmax(scores if bias is None else scores + bias, dim=-1) @ value


def _linear(layer: nn.Linear, states: Tensor) -> Tensor:
    return functional.linear(states, layer.weight.to(states.dtype), layer.bias.to(states.dtype))


def _normalise(layer: nn.LayerNorm, states: Tensor) -> Tensor:
    weight, bias = layer.weight.to(states.dtype), layer.bias.to(states.dtype)
    return functional.layer_norm(states, layer.normalized_shape, weight, bias, layer.eps)


def build_network(weights: Weights, trained_layers: int, dropout: float = 0.0) -> ReaderNetwork:
    """The network before training: the bundled weights in float32 and small random heads. In training it drops this share of
    what each trained layer adds.
    """
    from index.embedding.e5_torch import build_bert

    return ReaderNetwork(build_bert(weights).float(), trained_layers, dropout)


def losses(outputs: Outputs, batch: Batch) -> dict[str, Tensor]:
    """The three losses, each a mean over the batch's examples that it concerns, weighed by how many these are."""
    asked = batch.statement == NO_STATEMENT
    parts: dict[str, Tensor] = {}
    if asked.any():
        start, end = batch.start[asked], batch.end[asked]
        span = functional.cross_entropy(outputs.start[asked], start, reduction="sum")
        span = span + functional.cross_entropy(outputs.end[asked], end, reduction="sum")
        parts["span"] = span / 2 / len(batch)
        answered = (start > 0).float()
        binary = functional.binary_cross_entropy_with_logits(outputs.answerable[asked], answered, reduction="sum")
        parts["answerable"] = 0.7 * binary / len(batch)
    if not asked.all():
        stated = functional.cross_entropy(outputs.statement[~asked], batch.statement[~asked], reduction="sum")
        parts["statement"] = stated / len(batch)
    return parts
