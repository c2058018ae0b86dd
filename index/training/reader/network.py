"""The reader as a torch module: the bundled encoder, its upper layers trained, and three heads."""

from dataclasses import dataclass

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from index.embedding.e5_weights import PAD_ID, Weights
from index.training.reader.examples import Window

NOWHERE = -1e4


@dataclass(frozen=True)
class Outputs:
    """Start and end logits, shape (windows, tokens), NOWHERE outside <s> and passage; the answerable logit, shape
    (windows,); the statement's three logits.
    """

    start: Tensor
    end: Tensor
    answerable: Tensor
    statement: Tensor


class ReaderNetwork(nn.Module):
    """Reads question and passage together."""

    def __init__(self, bert: nn.Module, trained_layers: int, dropout: float) -> None:
        super().__init__()
        self.bert = bert
        self.frozen_layers = len(bert.encoder.layer) - trained_layers
        hidden = bert.config.hidden_size
        self.precision = torch.bfloat16
        self.dropout = dropout
        self.span = nn.Linear(hidden, 2)
        self.verdict = nn.Linear(hidden, 4)
        for head in (self.span, self.verdict):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)
        bert.requires_grad_(False).eval()
        for parameter in self.layer_parameters():
            parameter.requires_grad_(True)

    def forward(self, batch: list[Window]) -> Outputs:
        ids, mask, readable = _tensors(batch)
        bias = torch.zeros(mask.shape, dtype=torch.float32).masked_fill(~mask, NOWHERE)[:, None, None, :]
        bias = None if mask.all() else bias.to(self.precision)
        with torch.no_grad():
            states = self.bert.embeddings(input_ids=ids).to(self.precision)
            for layer in self.bert.encoder.layer[: self.frozen_layers]:
                states = run_layer(layer, states, bias)
        dropout = self.dropout if self.training else 0.0
        for layer in self.bert.encoder.layer[self.frozen_layers :]:
            states = run_layer(layer, states, bias, dropout)
        spans = self.span(states.float()).masked_fill(~readable[:, :, None], NOWHERE)
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
    scores = query @ key.transpose(2, 3) * (hidden // heads) ** -0.5
    attended = functional.softmax(scores if bias is None else scores + bias, dim=-1) @ value
    attended = _linear(mixed.dense, attended.transpose(1, 2).reshape(windows, tokens, hidden))
    states = _normalise(mixed.LayerNorm, states + functional.dropout(attended, dropout))
    raised = functional.gelu(_linear(layer.intermediate.dense, states))
    lowered = _linear(layer.output.dense, raised)
    return _normalise(layer.output.LayerNorm, states + functional.dropout(lowered, dropout))


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


def losses(outputs: Outputs, batch: list[Window]) -> dict[str, Tensor]:
    """The three losses, each a mean over the batch's examples that it concerns, weighed by how many these are."""
    start = torch.tensor([window.start for window in batch])
    end = torch.tensor([window.end for window in batch])
    statements = torch.tensor([-100 if window.statement is None else window.statement for window in batch])
    asked = statements == -100
    parts: dict[str, Tensor] = {}
    if asked.any():
        span = functional.cross_entropy(outputs.start[asked], start[asked], reduction="sum")
        span = span + functional.cross_entropy(outputs.end[asked], end[asked], reduction="sum")
        parts["span"] = span / 2 / len(batch)
        answered = (start[asked] > 0).float()
        binary = functional.binary_cross_entropy_with_logits(outputs.answerable[asked], answered, reduction="sum")
        parts["answerable"] = 0.7 * binary / len(batch)
    if not asked.all():
        stated = functional.cross_entropy(outputs.statement[~asked], statements[~asked], reduction="sum")
        parts["statement"] = stated / len(batch)
    return parts


def _tensors(batch: list[Window]) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(window.ids) for window in batch)
    ids = torch.full((len(batch), longest), PAD_ID)
    readable = torch.zeros((len(batch), longest), dtype=torch.bool)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        readable[row, window.passage_start : len(window.ids) - 1] = True
        readable[row, 0] = True
    return ids, ids != PAD_ID, readable
