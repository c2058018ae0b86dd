"""Follow-ups told from new topics, on pairs of questions; and where words don't tell, by the articles.

    python -m tests.quality.conversation

The rules were tuned on tune.jsonl alone; held_out.jsonl is the other half, divided by a checksum of the question.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from assistant import Assistant
from assistant.question.leaning import Leaning, leaning

DATA = Path(__file__).resolve().parents[1] / "data" / "conversation"
HALVES = ("tune", "held_out")
LANGUAGES = {"hi": "Hindi", "en": "English", "latin": "Latin-letter Hindi"}
READS = {"leaned": "lean, by the articles", "alone": "stand alone, by the articles", "unanswered": "are not in the articles"}


def read(name: str) -> list[dict[str, Any]]:
    """The lines of a file of the conversation data."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def told(pairs: Sequence[dict[str, Any]]) -> tuple[float, float, float]:
    """Precision and recall of "leans", and the share of which the words don't tell; what is unsure counts as not found."""
    verdicts = [(pair["leans"], leaning(pair["question"])) for pair in pairs]
    right = sum(leans and verdict is Leaning.LEANS for leans, verdict in verdicts)
    said = sum(verdict is Leaning.LEANS for _, verdict in verdicts)
    unsure = sum(verdict is Leaning.UNSURE for _, verdict in verdicts)
    return right / said, right / sum(leans for leans, _ in verdicts), unsure / len(verdicts)


def read_rightly(assistant: Assistant, cases: Sequence[dict[str, Any]]) -> Iterator[bool]:
    """Whether each question after its earlier one is answered from the right article, or refused where it has none."""
    for case in cases:
        answer = assistant.ask(case["question"], earlier=[case["earlier"]])
        quotes = [citation.quote for citation in answer.citations]
        yield not answer.found if case["reads"] == "unanswered" else any(case["answer"] in quote for quote in quotes)


def words_table() -> Table:
    """How follow-ups are told by their words."""
    table = Table("pairs of questions", "n", "precision", "recall", "unsure", title="Follow-up or new topic, by the words")
    for half in HALVES:
        pairs = read(half)
        rows = {
            half: pairs,
            **{f"  {name}": [pair for pair in pairs if pair["language"] == code] for code, name in LANGUAGES.items()},
        }
        for name, chosen in rows.items():
            table.add_row(name, str(len(chosen)), *(f"{share:.3f}" for share in told(chosen)))
    return table


def articles_table() -> Table:
    """How follow-ups are told by the articles, where words don't tell."""
    cases = read("unsure")
    table = Table("questions that", "n", "right", title="Where words do not tell: answered or refused as they should be")
    with tempfile.TemporaryDirectory() as folder:
        right = list(read_rightly(Assistant.build(DATA / "articles.jsonl", Path(folder, "index")), cases))
    for code, name in READS.items():
        chosen = [found for found, case in zip(right, cases, strict=True) if case["reads"] == code]
        table.add_row(name, str(len(chosen)), f"{sum(chosen) / len(chosen):.3f}")
    return table


def main() -> None:
    """Prints both tables."""
    console = Console()
    console.print(words_table())
    console.print(articles_table())


if __name__ == "__main__":
    main()
