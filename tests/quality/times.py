"""How many of the times that questions name are understood: the half of tests/data/times.jsonl that nothing was tuned on.

python -m tests.quality.times            (--tune: the other half, and --wrong: what was misunderstood)
"""

import json
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.question.language import question_language
from assistant.question.times import asked_days, asks_for_newest

QUESTIONS = Path(__file__).resolve().parents[1] / "data" / "times.jsonl"
# The Sunday that the questions are asked on.
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Case:
    """A question, the first and last day it names, if any, and whether it asks for the newest."""

    question: str
    since: str | None
    until: str | None
    newest: bool

    @property
    def is_held_out(self) -> bool:
        """Whether it is of the half that nothing is tuned on, by a hash of its words."""
        return zlib.crc32(self.question.encode()) % 2 == 1

    @property
    def kind(self) -> str:
        """The language and script."""
        if not self.question.isascii():
            return "Hindi"
        return "Latin Hindi" if question_language(self.question) == "hi" else "English"

    @property
    def expected(self) -> tuple[str, str] | None:
        """The days that it names."""
        return (self.since, self.until) if self.since and self.until else None

    @property
    def understood(self) -> tuple[str, str] | None:
        """The days that are read out of it."""
        days = asked_days(self.question, TODAY)
        return (days.since.isoformat(), days.until.isoformat()) if days else None


def cases() -> list[Case]:
    """All questions."""
    return [Case(**json.loads(line)) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def shares(chosen: Sequence[Case]) -> tuple[float, float]:
    """Precision and recall: of the days that were read those that are right, of those that are named those that were read."""
    right = sum(case.understood is not None and case.understood == case.expected for case in chosen)
    read = sum(case.understood is not None for case in chosen)
    named = sum(case.expected is not None for case in chosen)
    return right / max(read, 1), right / max(named, 1)


def newest_shares(chosen: Sequence[Case]) -> tuple[float, float]:
    """Precision and recall of whether the newest is asked for."""
    right = sum(case.newest and asks_for_newest(case.question) for case in chosen)
    read = sum(asks_for_newest(case.question) for case in chosen)
    return right / max(read, 1), right / max(sum(case.newest for case in chosen), 1)


def table(chosen: Sequence[Case]) -> str:
    """The shares by language and script, and of the newest."""
    lines = [f"{'times in questions':<28}{'n':>5}{'precision':>11}{'recall':>8}"]
    for kind in ("Hindi", "English", "Latin Hindi"):
        those = [case for case in chosen if case.kind == kind]
        precision, recall = shares(those)
        lines.append(f"{kind + ', days':<28}{len(those):>5}{precision:>11.3f}{recall:>8.3f}")
    for name, of in (("all, days", shares), ("all, the newest", newest_shares)):
        precision, recall = of(chosen)
        lines.append(f"{name:<28}{len(chosen):>5}{precision:>11.3f}{recall:>8.3f}")
    return "\n".join(lines)


def main() -> None:
    """Prints the table of one half."""
    chosen = [case for case in cases() if case.is_held_out != ("--tune" in sys.argv)]
    sys.stdout.write(table(chosen) + "\n")
    for case in chosen if "--wrong" in sys.argv else []:
        if case.understood != case.expected or case.newest != asks_for_newest(case.question):
            sys.stdout.write(f"{case.question}\n    {case.understood}, not {case.expected}\n")


if __name__ == "__main__":
    main()
