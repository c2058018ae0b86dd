"""Twenty visitors for a minute: each asks through the page's own events, waits for the whole answer, and asks again.

python tests/bench/page_visitors.py INDEX [VISITORS] [SECONDS]
"""

import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx

from assistant.core import Assistant
from assistant.web.options import ChatOptions
from assistant.web.server import launch

QUESTIONS = [
    "शी और पुतिन ने क्या बात की?",
    "शोइगु बीजिंग कब गए?",
    "Who met Wang Yi in Beijing?",
    "चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?",
    "पेरू की राजधानी क्या है?",
]


class Visitor:
    """One open page: its session, and the events behind its question box."""

    def __init__(self, client, config):
        self.client = client
        self.session = f"{random.getrandbits(60):x}"
        ids = {part["props"].get("elem_id"): part["id"] for part in config["components"]}
        dependencies = config["dependencies"]
        self.ask = next(each for each in dependencies if [ids["question"], "submit"] in each["targets"])
        self.answer = next(each for each in dependencies if each["trigger_after"] == self.ask["id"])
        self.question = str(ids["question"])
        self.values = {part["id"]: part["props"].get("value") for part in config["components"]}

    def _body(self, event, **said):
        data = [said.get(str(part), self.values[part]) for part in event["inputs"]]
        return {"data": data, "fn_index": event["id"], "session_hash": self.session, "event_data": None}

    async def ask_once(self, question):
        """Seconds until the whole answer is there."""
        began = time.perf_counter()
        body = self._body(self.ask, **{self.question: question})
        (await self.client.post("/gradio_api/run/predict", json=body)).raise_for_status()
        joined = await self.client.post("/gradio_api/queue/join", json=self._body(self.answer))
        joined.raise_for_status()
        event = joined.json()["event_id"]
        async with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.session}) as stream:
            async for line in stream.aiter_lines():
                told = json.loads(line[6:]) if line.startswith("data:") else {}
                if told.get("msg") == "process_completed" and told.get("event_id") == event:
                    if not told["success"]:
                        raise RuntimeError(line[:300])
                    break
        return time.perf_counter() - began


async def visit(client, config, until, seconds, wrong):
    while time.perf_counter() < until:
        visitor = Visitor(client, config)  # a conversation of three questions
        for question in random.sample(QUESTIONS, 3):
            try:
                seconds.append(await visitor.ask_once(question))
            except (httpx.HTTPError, RuntimeError) as error:
                wrong.append(repr(error))
            await asyncio.sleep(random.random())


async def main(address, visitors, duration):
    seconds, wrong = [], []
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=httpx.Limits(max_connections=200)) as client:
        config = (await client.get("/config")).json()
        until = time.perf_counter() + duration
        await asyncio.gather(*(visit(client, config, until, seconds, wrong) for _ in range(visitors)))
    seconds.sort()
    print(f"{visitors} visitors, {duration} s: {len(seconds)} answers, {len(wrong)} failures {wrong[:2]}")
    late = seconds[int(len(seconds) * 0.95)]
    print(f"median {statistics.median(seconds):.2f} s, p95 {late:.2f} s, slowest {seconds[-1]:.2f} s")


if __name__ == "__main__":
    path, *more = sys.argv[1:]
    count, length = (int(more[at]) if len(more) > at else default for at, default in ((0, 20), (1, 60)))
    page = launch(Assistant.open(path), Path(tempfile.mkdtemp()), ChatOptions(), None)
    try:
        asyncio.run(main(page.local_url.rstrip("/"), count, length))
    finally:
        page.close()
