"""Reads passages for a question, or for a statement, with the bundled encoder and what training changed in it.

Question and passage go through the encoder together, as in BERT's reading of SQuAD (https://arxiv.org/abs/1810.04805,
section 4.2), so that every word of one sees the other's. No torch: ONNX Runtime reads a few passages in a tenth of a second.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from assistant.comprehension.weights import READER, STATEMENTS, ReaderWeights, WeightsFile, load_reader_weights
from index.arrays import FloatArray
from index.embedding.e5_weights import load_tokenizer, load_weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Verdict = Literal["supported", "contradicted", "not said"]

VERDICTS: Final[tuple[Verdict, ...]] = ("supported", "contradicted", "not said")
QUESTION_TOKENS: Final = 64  # of a longer question the rest is not read
TITLE_TOKENS: Final = 32  # nor of a longer title
ANSWER_TOKENS: Final = 40
AT_ONCE: Final = 2  # passages read at the same time, each on one thread
_START, _END = 0, 2  # <s> and </s>


@dataclass(frozen=True)
class Reading:
    """What one passage says to a question.

    `passage[start:end]` is its best answer, words without the space around them. `span_score` is how much likelier that is
    than no answer by the span alone, `answerable` that the passage answers at all; both natural log-odds.
    """

    start: int
    end: int
    span_score: float
    answerable: float
    _spans: "_Spans" = field(repr=False, compare=False)

    def best_in(self, start: int, end: int) -> tuple[int, int, float] | None:
        """The best answer within `passage[start:end]` and its span score; None where no token was read."""
        return self._spans.best(start, end)


@dataclass(frozen=True)
class Judgement:
    """Whether a passage bears a statement out: the likeliest verdict and the probability of each, in VERDICTS' order."""

    verdict: Verdict
    probabilities: tuple[float, float, float]


@dataclass(frozen=True)
class _Spans:
    """Start and end logits of the passage's tokens, float32, shape (tokens, 2), with their characters, and the sum of both for
    no answer.
    """

    passage: str
    offsets: list[tuple[int, int]]
    logits: FloatArray
    nothing: float

    def best(self, start: int, end: int) -> tuple[int, int, float] | None:
        inside = [at for at, (first, last) in enumerate(self.offsets) if first < end and last > start]
        if not inside:
            return None
        first, last, score = best_span(self.logits[inside[0] : inside[-1] + 1])
        places = self.offsets[inside[0] + first][0], self.offsets[inside[0] + last][1]
        first, last = _words(self.passage, max(start, places[0]), min(end, places[1]))
        return (first, last, score - self.nothing) if first < last else None


@dataclass(frozen=True)
class _States:
    """The last layer's vectors: of <s>, shape (hidden,), and of the passage's tokens, (n, hidden), with their characters."""

    first: FloatArray
    passage: FloatArray
    offsets: list[tuple[int, int]]


@dataclass(frozen=True)
class JointEncoder:
    """Encodes a text together with each of some passages, of at most so many tokens in all."""

    weights: ReaderWeights
    tokenizer: "Tokenizer"
    positions: int

    def encode(self, text: str, passages: Sequence[str], titles: Sequence[str] | None = None) -> list[_States]:
        """The states of each passage below its title, two passages at the same time."""
        asked, titles = self._ids(text, QUESTION_TOKENS), titles or [""] * len(passages)
        if len(passages) < 2:
            return list(map(partial(self._states, asked), passages, titles))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(partial(self._states, asked), passages, titles))

    def _ids(self, text: str, limit: int) -> list[int]:
        ids: list[int] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return ids[:limit]

    def _states(self, asked: list[int], passage: str, title: str) -> _States:
        encoding = self.tokenizer.encode(passage, add_special_tokens=False)
        above = [*self._ids(title, TITLE_TOKENS), _END] if title else []
        head = [_START, *asked, _END, _END, *above]
        room = self.positions - len(head) - 1
        vectors = self.weights.encoder.token_vectors([*head, *encoding.ids[:room], _END])
        return _States(vectors[0], vectors[len(head) : -1], encoding.offsets[:room])


class Reader:
    """Reads passages; safe to share between threads. `statements` gives the encoder for statements where one is read first."""

    def __init__(self, questions: JointEncoder, statements: Callable[[], JointEncoder]) -> None:
        self._questions, self._statements = questions, statements

    def read(self, question: str, passages: Sequence[str], titles: Sequence[str] | None = None) -> list[Reading]:
        """What each passage says, in the passages' order. It is read below its title where there is one: no answer stands in
        that, but it may tell who "he" is. Of a passage beyond the encoder's 512 tokens the end is not read.
        """
        found = self._questions.encode(question, passages, titles)
        return [self._reading(states, passage) for states, passage in zip(found, passages, strict=True)]

    def judge(self, statement: str, passages: Sequence[str]) -> list[Judgement]:
        """Whether each passage supports or contradicts the statement."""
        encoder = self._statements()
        return [_judgement(states, encoder.weights) for states in encoder.encode(statement, passages)]

    def _reading(self, states: _States, passage: str) -> Reading:
        weights = self._questions.weights
        matrix, bias = weights.span
        nothing = float((matrix @ states.first + bias).sum())
        verdict, verdict_bias = weights.verdict
        answerable = float(verdict[0] @ states.first + verdict_bias[0])
        spans = _Spans(passage, states.offsets, states.passage @ matrix.T + bias, nothing)
        return Reading(*(spans.best(0, len(passage)) or (0, 0, -np.inf)), answerable, spans)


def _judgement(states: _States, weights: ReaderWeights) -> Judgement:
    matrix, bias = weights.verdict
    logits = matrix[1:] @ states.first + bias[1:]
    shares = np.exp(logits - logits.max())
    shares /= shares.sum()
    supported, contradicted, not_said = shares.tolist()
    return Judgement(VERDICTS[int(shares.argmax())], (supported, contradicted, not_said))


def best_span(logits: FloatArray) -> tuple[int, int, float]:
    """The first and last token of the best answer and its score, from start and end logits, float32, shape (tokens, 2)."""
    scores = logits[:, 0][:, None] + logits[:, 1][None, :]
    tokens = np.arange(len(logits))
    length = tokens[None, :] - tokens[:, None]
    scores[(length < 0) | (length >= ANSWER_TOKENS)] = -np.inf
    first, last = divmod(int(scores.argmax()), len(logits))
    return first, last, float(scores[first, last])


def _words(passage: str, start: int, end: int) -> tuple[int, int]:
    """The span without space at its ends: a token holds the space before its word."""
    answer = passage[start:end].rstrip()
    return start + len(answer) - len(answer.lstrip()), start + len(answer)


def load_encoder(*parts: WeightsFile) -> JointEncoder:
    """An encoder of the weights in these files; ModelError when one is missing, damaged or not the known one."""
    return JointEncoder(load_reader_weights(*parts), load_tokenizer(), load_weights().config.positions)


@lru_cache(maxsize=1)
def load_reader() -> Reader:
    """The reader that ships, loaded once per process, its part for statements when the first is read; errors as above."""
    return Reader(load_encoder(READER), lru_cache(maxsize=1)(partial(load_encoder, READER, STATEMENTS)))
