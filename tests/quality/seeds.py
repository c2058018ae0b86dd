"""How many of forty questions over the demo articles are answered by the quotes that answer them.

    python -m tests.quality.seeds

Half are in Hindi, a quarter in English, a quarter in Hindi in Latin letters; a quarter the articles don't answer.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import Answer, Assistant

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "tests" / "data" / "seeds_questions.jsonl"


@dataclass(frozen=True)
class Outcome:
    """What became of a question: `first` and `any` say whether the first, and whether any, quote has a gold one."""

    question: dict[str, Any]
    answer: Answer
    first: bool
    any: bool

    @property
    def is_right(self) -> bool:
        """Whether a question is answered by a gold quote, or refused where none of the articles answers it."""
        return self.any if self.question["answerable"] else not self.answer.found


def questions() -> list[dict[str, Any]]:
    """The questions, each with the quotes of its answer: any of them will do."""
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def ask(assistant: Assistant) -> Iterator[Outcome]:
    """Asks all questions."""
    for question in questions():
        answer = assistant.ask(question["question"])
        hits = [_has_gold(citation.article.id, citation.quote, question) for citation in answer.citations]
        yield Outcome(question, answer, any(hits[:1]), any(hits))


def table(outcomes: Sequence[Outcome]) -> str:
    """The shares by language and script."""
    lines = [f"{'questions over seeds/':<28}{'n':>4}{'first quote':>13}{'any quote':>11}{'refused':>9}"]
    for name, language, script in (("Hindi", "hi", "devanagari"), ("English", "en", "latin"), ("Latin Hindi", "hi", "latin")):
        those = [each for each in outcomes if (each.question["language"], each.question["script"]) == (language, script)]
        for answerable in (True, False):
            chosen = [each for each in those if each.question["answerable"] == answerable]
            kind = "answered" if answerable else "not in the articles"
            shares = [sum(getattr(each, part) for each in chosen) / len(chosen) for part in ("first", "any")]
            refused = sum(not each.answer.found for each in chosen) / len(chosen)
            lines.append(f"{name + ', ' + kind:<28}{len(chosen):>4}{shares[0]:>13.2f}{shares[1]:>11.2f}{refused:>9.2f}")
    lines.append(f"{'right in all':<28}{len(outcomes):>4}{sum(each.is_right for each in outcomes) / len(outcomes):>13.3f}")
    return "\n".join(lines)


def _has_gold(article_id: str, quote: str, question: dict[str, Any]) -> bool:
    return any(
        article_id.startswith(gold["article"]) and (gold["quote"] in quote or quote.strip(' ।."“”') in gold["quote"])
        for gold in question.get("gold", ())
    )


def main() -> None:
    """Builds an index of the demo articles, asks, and prints the table and what went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes = list(ask(Assistant.build([ROOT / "seeds"], Path(folder, "index"))))
    sys.stdout.write(table(outcomes) + "\n")
    for each in outcomes:
        if not each.is_right:
            quotes = " / ".join(citation.quote[:90] for citation in each.answer.citations) or "refused"
            sys.stdout.write(f"{each.question['id']} {each.question['question']}\n    {quotes}\n")


if __name__ == "__main__":
    main()
