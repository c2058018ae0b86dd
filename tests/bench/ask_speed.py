"""Warm and cold time of one question over the articles in seeds/.

.venv/bin/python tests/bench/ask_speed.py
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from assistant import Assistant

SEEDS = Path(__file__).parents[2] / "seeds"
QUESTION = "शोइगु बीजिंग कब गए?"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.build(SEEDS, folder + "/index")
        assistant.ask(QUESTION)
        warm = [assistant.ask(f"{QUESTION} {number}").timings_ms.total for number in range(50)]
        command = [sys.executable, "-m", "assistant", "ask", QUESTION, "--index", folder + "/index"]
        cold = [timed(command) for _ in range(5)]
    print(f"warm ask: p50 {statistics.median(warm):.0f} ms; cold `assistant ask`: {statistics.median(cold):.2f} s")


def timed(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
