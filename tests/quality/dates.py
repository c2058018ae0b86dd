"""How many datelines, addresses and names of files give the day that they say, and none where they say none.

python -m tests.quality.dates
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from index.reading.cleaning import clean
from index.reading.dating.found import day_in_address, day_in_name

CASES = Path(__file__).resolve().parents[1] / "data" / "dates.jsonl"
_REPORT = "दोनों नेताओं ने व्यापार पर चर्चा की और अगले महीने मिलने का निर्णय लिया।\nबैठक दो घंटे चली और उसके बाद बयान जारी किया गया।"


@dataclass(frozen=True)
class Case:
    """A line, an address or a name of a file, the day that it says, and the one that was found."""

    kind: str
    text: str
    day: date | None
    found: date | None


def cases() -> Iterator[Case]:
    """All cases, each looked at."""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        day = date.fromisoformat(case["day"]) if case["day"] else None
        yield Case(case["kind"], case["text"], day, _found(case["kind"], case["text"]))


def _found(kind: str, text: str) -> date | None:
    if kind == "address":
        return day_in_address(text)
    if kind == "file name":
        return day_in_name(PurePath(text))
    return clean(f"{text}\n{_REPORT}", title="बैठक").published


def table() -> str:
    """The counts by kind."""
    lines = [f"{'days':<12}{'said':>6}{'found':>7}{'none said':>11}{'none found':>12}"]
    every = list(cases())
    for kind in dict.fromkeys(case.kind for case in every):
        said = [case for case in every if case.kind == kind and case.day]
        none = [case for case in every if case.kind == kind and not case.day]
        right = [sum(case.found == case.day for case in those) for those in (said, none)]
        lines.append(f"{kind:<12}{len(said):>6}{right[0]:>7}{len(none):>11}{right[1]:>12}")
    wrong = [f"    {case.kind}: {case.text!r} gives {case.found}" for case in every if case.found != case.day]
    return "\n".join([*lines, *wrong])


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
