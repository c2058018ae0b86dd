"""The data that figures are fitted on and measured with: development questions beside the checkout, never in it."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[3] / "shared" / "data"
EVAL = DATA / "eval"
LANGUAGES = ("hi", "en")


def read_lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (EVAL / name).read_text(encoding="utf-8").splitlines()]


def write_lines(path: Path, records: list[dict]) -> None:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
