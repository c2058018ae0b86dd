"""`assistant evaluate`: the assistant and its baselines on the same questions, side by side."""

from collections.abc import Sequence
from typing import Literal

from assistant.core import Assistant
from assistant.evaluation.metrics import AssistantSystem, Gold, PairMetrics, System, evaluate
from assistant.evaluation.writing import WritingMetrics, evaluate_writing
from assistant.options import MIN_CONFIDENCE
from index.building.build import OnProgress, Progress
from index.embedding.embedder import load_embedder
from index.storage.address import Address

_COLUMNS = ("recall@1", "recall@5", "recall@10", "mrr", "ndcg@10", "answer_hit@1", "answer_hit@3", "answer_f1", "answer_em")
_SHARES = ("abstained_on_answerable", "abstained_on_unanswerable")
_TIMES = ("p50_ms", "p95_ms")


def compare(
    path: Address,
    golds: Sequence[Gold],
    baselines: Sequence[Literal["stock", "dense"]],
    on_progress: OnProgress,
    min_confidence: float = MIN_CONFIDENCE,
    reads: bool = True,
) -> dict[str, list[PairMetrics]]:
    """Metrics by system: "assistant" first, then each baseline over the same articles and model."""
    assistant = Assistant.open(path, min_confidence=min_confidence, reads=reads)
    systems: dict[str, System] = {"assistant": AssistantSystem(assistant)}
    if baselines:
        from assistant.evaluation.baselines import StockChain

        articles = list(assistant.index.articles())
        embedder = load_embedder(assistant.index.manifest.model.name)
        systems |= {kind: StockChain(kind, articles, embedder) for kind in baselines}
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        on_progress(Progress(done, len(golds) * len(systems)))

    return {name: evaluate(system, assistant.index, golds, count) for name, system in systems.items()}


def measure_writing(
    path: Address, golds: Sequence[Gold], llm: str, on_progress: OnProgress, min_confidence: float = MIN_CONFIDENCE
) -> WritingMetrics:
    """What a language model makes of the questions."""
    assistant = Assistant.open(path, min_confidence=min_confidence, llm=llm)
    done = iter(range(1, len(golds) + 1))
    return evaluate_writing(assistant, golds, lambda: on_progress(Progress(next(done), len(golds))))


def print_writing(metrics: WritingMetrics) -> None:
    """A row for each figure."""
    from rich.console import Console
    from rich.table import Table

    table = Table("written answers", "")
    for name, value in metrics.as_json().items():
        table.add_row(name.replace("_", " "), "-" if value is None else str(value))
    Console().print(table)


def print_table(results: dict[str, list[PairMetrics]]) -> None:
    """A row for each system and pair of languages."""
    from rich.console import Console
    from rich.table import Table

    table = Table("system", "question", "article", "n", *_COLUMNS, "abst. answerable", "abst. unanswerable", "p50 ms", "p95 ms")
    for name, pairs in results.items():
        for metrics in pairs:
            values = metrics.as_json()
            shares = [_cell(values[column], 3) for column in (*_COLUMNS, *_SHARES)]
            times = [_cell(values[column], 1) for column in _TIMES]
            n = f"{metrics.n} + {metrics.n_unanswerable}" if metrics.n_unanswerable else str(metrics.n)
            table.add_row(name, metrics.question_language, metrics.article_language, n, *shares, *times)
    Console(width=None if Console().is_terminal else 200).print(table)


def _cell(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"
