"""A minute of visitors who mean harm, for `make test-slow`: the page goes on answering everybody else."""

import json
import random
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.slow

SECONDS = 60
VISITORS = 6
CORPUS = Path(__file__).parents[1] / "data" / "hostile_questions.jsonl"
QUESTION = "पुतिन ने शी से क्या कहा?"
# Bodies that are no question at all, by path.
BODIES = [
    ("/gradio_api/call/ask", b"[" * 200_000),
    ("/gradio_api/call/ask", b'{"data": ' + b'{"a":' * 50_000),
    ("/gradio_api/call/ask", b"\x00\xff\xfe" * 100_000),
    ("/gradio_api/queue/join", b'{"data": null, "fn_index": 1e999, "session_hash": "a"}'),
    ("/gradio_api/queue/join", b'{"data": [], "fn_index": 0, "session_hash": "' + b"a" * 300_000 + b'"}'),
    ("/gradio_api/upload", b"--x\r\n" * 50_000),
    ("/login", b"username=" + b"a" * 9_000),
    ("/gradio_api/mcp/", b'{"jsonrpc": "2.0", "method": "tools/call", "id": ' + b"9" * 5_000 + b"}"),
]


def questions():
    lines = map(json.loads, CORPUS.read_text("utf-8").splitlines())
    return [line["piece"] * line["times"] for line in lines]


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


@pytest.fixture
def address(seed_index, tmp_path):
    """The page, served by a process of its own: what hangs there must not hang the test."""
    program = [sys.executable, "-m", "assistant", "chat", "--index", seed_index, "--port", str(free_port()), "--mcp"]
    with subprocess.Popen(program, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as page:
        for line in page.stdout:
            if "http://" in line:
                break
        threading.Thread(target=page.stdout.read, daemon=True).start()  # so that the pipe never fills
        yield "http://" + line.split("http://")[1].split()[0].rstrip("/.")
        page.kill()


def harm(address, until, sent, seed):
    draw, hostile = random.Random(seed), questions()
    with httpx.Client(base_url=address, timeout=30) as visitor:
        while time.monotonic() < until:
            with suppress(httpx.HTTPError):  # a body that is too large is not read to its end
                if draw.random() < 0.5:
                    visitor.post("/gradio_api/call/ask", json={"data": [draw.choice(hostile), "", "", "", ""]})
                else:
                    path, body = draw.choice(BODIES)
                    visitor.post(path, content=body, headers={"content-type": "application/json"})
            sent.append(1)


def test_a_minute_of_hostile_visitors_keeps_nobody_waiting(address):
    until, sent, waited = time.monotonic() + SECONDS, [], []
    visitors = [threading.Thread(target=harm, args=(address, until, sent, seed)) for seed in range(VISITORS)]
    for visitor in visitors:
        visitor.start()
    while time.monotonic() < until:
        started = time.monotonic()
        assert httpx.get(f"{address}/healthz", timeout=10).status_code == 200
        waited.append(time.monotonic() - started)
        time.sleep(0.2)
    for visitor in visitors:
        visitor.join()
    assert len(sent) > 100
    assert max(waited) < 1, f"of {len(waited)} requests the slowest took {max(waited):.2f} s"
    begun = httpx.post(f"{address}/gradio_api/call/ask", json={"data": [QUESTION, "", "", "", ""]}, timeout=60)
    assert begun.status_code == 200, begun.text
    told = httpx.get(f"{address}/gradio_api/call/ask/{begun.json()['event_id']}", timeout=60).text
    assert "event: complete" in told and "पुतिन" in json.loads(told.partition("data: ")[2].splitlines()[0])[0]["text"]
