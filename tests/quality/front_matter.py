"""How many heads of Markdown files give what they say, however one value of them is broken.

python -m tests.quality.front_matter
"""

import json
import logging
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from index.models import Article
from index.reading.files import read_file

CASES = Path(__file__).resolve().parents[1] / "data" / "front_matter.jsonl"
_TEXT = "दोनों नेताओं ने व्यापार पर चर्चा की और अगले महीने मिलने का निर्णय लिया।"


def wrong() -> Iterator[tuple[str, str, object, object]]:
    """Each value that is not what the head says: the head, the field, what it says and what was read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.md")
        for case in cases():
            path.write_text(f"{case['head']}\n{_TEXT}", encoding="utf-8")
            (found,) = read_file(path)
            for field, said in {"text": _TEXT, **case["says"]}.items():
                value = getattr(found, field) if isinstance(found, Article) else found.reason
                value = value.isoformat() if hasattr(value, "isoformat") else value
                if value != said:
                    yield case["head"], field, said, value


def cases() -> list[dict[str, dict[str, str] | str]]:
    """Heads, each with the values that it says."""
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def table() -> str:
    """The counts."""
    values = sum(1 + len(case["says"]) for case in cases())
    those = list(wrong())
    lines = [
        f"{'front matter':<14}{'heads':>7}{'values':>8}{'read':>6}",
        f"{'':<14}{len(cases()):>7}{values:>8}{values - len(those):>6}",
    ]
    return "\n".join([*lines, *(f"    {head!r}: {field} is {value!r}, not {said!r}" for head, field, said, value in those)])


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    sys.stdout.write(table() + "\n")
