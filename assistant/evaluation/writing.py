"""What `assistant evaluate --llm` measures beside the rest: the written answers of a question set."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.core import Assistant
from assistant.evaluation.metrics import Gold
from assistant.models import Answer
from index.text.language import article_language


@dataclass(frozen=True)
class WritingMetrics:
    """Shares, None where there was nothing to take one of. `n` answers were asked for, `written` of them came from the model.

    `in_language`: written in the question's language. `citation_precision`: citations of the gold article among all,
    `citation_recall`: answerable questions whose answer cites it. `supported`: sentences that their passages support.
    `refused_unanswerable`: unanswerable questions said not to be answered. Tokens are the model's own count.
    """

    n: int
    written: int
    in_language: float | None
    citation_precision: float | None
    citation_recall: float | None
    supported: float | None
    refused_unanswerable: float | None
    tokens_per_second: float | None

    def as_json(self) -> dict[str, Any]:
        """The metrics by their names."""
        return asdict(self)


def evaluate_writing(assistant: Assistant, golds: Sequence[Gold], on_question: Callable[[], None]) -> WritingMetrics:
    """Asks every question of an assistant with a language model."""
    answers = []
    for gold in golds:
        answers.append((gold, assistant.ask(gold.question)))
        on_question()
    return measure_answers(answers)


def measure_answers(answers: Sequence[tuple[Gold, Answer]]) -> WritingMetrics:
    """The metrics of questions with their answers."""
    written = [(gold, answer) for gold, answer in answers if answer.mode == "generative"]
    said = [answer for _, answer in written if answer.found]
    answerable = [(gold, answer) for gold, answer in written if gold.passage is not None]
    cited = [citation.article.id == gold.passage for gold, answer in answerable for citation in answer.citations]
    counted = [answer for answer in said if answer.usage]
    seconds = sum(answer.timings_ms.answer for answer in counted) / 1000
    tokens = sum(answer.usage.output_tokens for answer in counted if answer.usage)
    return WritingMetrics(
        n=len(answers),
        written=len(written),
        in_language=_share([_in_language(answer) for answer in said]),
        citation_precision=_share(cited),
        citation_recall=_share(
            [any(one.article.id == gold.passage for one in answer.citations) for gold, answer in answerable]
        ),
        supported=_share([sentence.unsupported is None for answer in said for sentence in answer.sentences]),
        refused_unanswerable=_share([not answer.found for gold, answer in answers if gold.passage is None]),
        tokens_per_second=round(tokens / seconds, 2) if seconds else None,
    )


def _in_language(answer: Answer) -> bool:
    return article_language(" ".join(sentence.text for sentence in answer.sentences)) == answer.language


def _share(values: Sequence[bool]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
