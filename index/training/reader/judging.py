"""A trained network on whole passages, and how its answers are counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex
import torch

from assistant.comprehension.reader import best_span
from index.embedding import e5_weights
from index.training.reader.examples import Example, Windows
from index.training.reader.network import Outputs, ReaderNetwork, as_batch

_PUNCTUATION = regex.compile(r"[\p{P}\p{S}।]+")
_ARTICLES = regex.compile(r"\b(?:a|an|the)\b")


def normalised(answer: str) -> list[str]:
    """The words that count: without case, punctuation and English articles, as SQuAD's own measure has it."""
    return _ARTICLES.sub(" ", _PUNCTUATION.sub(" ", answer.lower())).split()


def f1(answer: str, gold: str) -> float:
    """Harmonic mean of the shares of words that two answers have in common."""
    found, wanted = normalised(answer), normalised(gold)
    shared = sum((Counter(found) & Counter(wanted)).values())
    return 2 * shared / (len(found) + len(wanted)) if shared else 0.0


def auroc(positive: list[float], negative: list[float]) -> float:
    """How often a positive score is above a negative one; ties count half."""
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return wins / (len(positive) * len(negative))


@dataclass(frozen=True)
class Judged:
    """The best answer, its score against no answer, the answerable logit, and the statement's three probabilities."""

    answer: str
    span_score: float
    answerable: float
    statement: tuple[float, float, float]

    @property
    def verdict(self) -> int:
        """The likeliest of the three."""
        return max(range(3), key=self.statement.__getitem__)


class Judge:
    """A trained network that reads whole passages."""

    def __init__(self, network: ReaderNetwork, weights: e5_weights.Weights) -> None:
        self._network = network.eval()
        self._tokenizer = e5_weights.build_tokenizer(weights)
        self._windows = Windows(self._tokenizer)

    def read(self, examples: Sequence[Example]) -> list[Judged]:
        """What each question's, or statement's, passage says to it, below its title where there is one."""
        order = sorted(range(len(examples)), key=lambda n: len(examples[n].question) + len(examples[n].passage))
        found: dict[int, Judged] = {}
        for begin in range(0, len(order), 8):
            numbers = order[begin : begin + 8]
            batch = [self._windows.whole(examples[n]) for n in numbers]
            with torch.no_grad():
                outputs = self._network(as_batch(batch))
            for row, number in enumerate(numbers):
                answer, score = self._span(outputs, row, batch[row].passage_start, examples[number].passage)
                supported, contradicted, not_said = torch.softmax(outputs.statement[row], 0).tolist()
                judged = supported, contradicted, not_said
                found[number] = Judged(answer, score, float(outputs.answerable[row]), judged)
        return [found[number] for number in range(len(examples))]

    def _span(self, outputs: Outputs, row: int, first: int, passage: str) -> tuple[str, float]:
        offsets = self._tokenizer.encode(passage, add_special_tokens=False).offsets
        start, end = (logits[row, first : first + len(offsets)] for logits in (outputs.start, outputs.end))
        a, b, score = best_span(torch.stack((start, end), 1).numpy())
        nothing = float(outputs.start[row, 0] + outputs.end[row, 0])
        return passage[offsets[a][0] : offsets[b][1]].strip(), score - nothing
