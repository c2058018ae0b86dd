"""Twenty visitors at once for a minute: each asks through the page's queue, reads for a second, and asks again.

    python tests/bench/visitors.py http://127.0.0.1:7860 [--visitors 20] [--seconds 60]

Prints how many questions were asked, the errors, and the median and 95th percentile of the times to the whole answer.
"""

import argparse
import statistics
import threading
import time

from gradio_client import Client

QUESTIONS = [
    "शी और पुतिन ने क्या बात की?",
    "शोइगु बीजिंग कब गए?",
    "Who met Wang Yi in Beijing?",
    "When did Putin and Li Qiang meet?",
    "putin aur xi jinping ne kya baat ki",
    "पेरू की राजधानी क्या है?",
]


def visit(address: str, start: int, until: float, times: list[float], errors: list[str]) -> None:
    """One visitor: asks until the time is up."""
    client = Client(address, verbose=False)
    at = start
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            client.predict(QUESTIONS[at % len(QUESTIONS)], api_name="/ask")
            times.append(time.monotonic() - began)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
        at += 1
        time.sleep(1)


def main() -> None:
    """Runs the visitors and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    times: list[float] = []
    errors: list[str] = []
    until = time.monotonic() + given.seconds
    threads = [
        threading.Thread(target=visit, args=(given.address, number, until, times, errors)) for number in range(given.visitors)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cuts = statistics.quantiles(times, n=20)
    print(f"{len(times)} questions by {given.visitors} visitors in {given.seconds:.0f} s, {len(errors)} errors")
    print(f"median {statistics.median(times):.2f} s, p95 {cuts[18]:.2f} s, slowest {max(times):.2f} s")
    for error in sorted(set(errors)):
        print(error)


if __name__ == "__main__":
    main()
