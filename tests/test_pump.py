"""A model's pieces with limits of time, in one event loop and the next."""

import asyncio
import time

import httpx
import pytest

from assistant.generative.chat import Chat
from assistant.generative.failures import StoppedError, reason_of, retry_after
from assistant.generative.pump import Limits, Pump


def slowly(*waits):
    for at, wait in enumerate(waits):
        time.sleep(wait)
        yield at


def test_pieces_come_in_their_order_in_any_loop():
    assert list(Pump(lambda: slowly(0, 0, 0), Limits()).pieces()) == [0, 1, 2]

    async def taken():
        return [piece async for piece in Pump(lambda: slowly(0, 0), Limits()).apieces()]

    assert asyncio.run(taken()) == asyncio.run(taken()) == [0, 1]


@pytest.mark.parametrize(("waits", "limits"), [((5,), Limits(0.05, 9)), ((0, 5), Limits(9, 0.2))])
def test_what_takes_too_long_is_stopped(waits, limits):
    began = time.monotonic()
    with pytest.raises(StoppedError, match="llm_timeout"):
        list(Pump(lambda: slowly(*waits), limits).pieces())
    assert time.monotonic() - began < 4


def test_an_error_is_raised_where_it_is_waited_for():
    def broken():
        yield 1
        raise KeyError("x")

    with pytest.raises(KeyError):
        list(Pump(broken, Limits()).pieces())


class RateLimitError(Exception):
    def __init__(self, headers):
        self.response = httpx.Response(429, headers=headers)


@pytest.mark.parametrize(
    ("headers", "wait"),
    [({"retry-after": "2"}, 2.0), ({"retry-after": "3600"}, None), ({}, None), ({"retry-after": "soon"}, None)],
)
def test_a_server_s_wait_is_bounded(headers, wait):
    assert retry_after(RateLimitError(headers)) == wait


def test_a_model_that_is_not_there_is_told_from_a_server_that_is_not():
    class NotFoundError(Exception):
        status_code = 404

    assert reason_of(NotFoundError("no such model")) == "llm_unknown"
    assert reason_of(RuntimeError('model "x" not found, try pulling it first')) == "llm_unknown"
    assert reason_of(httpx.ConnectError("refused")) == "llm_unreachable"


def test_a_busy_server_is_asked_once_more(monkeypatch):
    asked = []

    class Model:
        def stream(self, messages):
            asked.append(messages)
            if len(asked) == 1:
                raise RateLimitError({"retry-after": "0"})
            yield "piece"

    chat = Chat("x", Model)
    assert list(chat._pump([]).pieces()) == ["piece"] and len(asked) == 2
