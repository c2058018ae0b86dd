"""A model's pieces with limits of time, in one event loop and the next."""

import asyncio
import time

import httpx
import pytest
from langchain_core.messages import AIMessageChunk

from assistant.generative.chat import Chat, Reply
from assistant.generative.failures import StoppedError, reason_of, retry_after, stop_of
from assistant.generative.pump import Limits, Pump
from assistant.question.parsing import parse_question


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


@pytest.mark.parametrize(
    ("waits", "ends_well"),
    [
        ((0, 5), False),  # a role, then silence
        ((0, 0.1, 0.1, 0.1, 0.1), True),  # it thinks longer than it may be silent
    ],
)
def test_a_piece_without_words_is_a_sign_of_life_and_no_more(waits, ends_well):
    pump = Pump(lambda: slowly(*waits), Limits(0.3, 9), lambda piece: piece == len(waits) - 1)
    if ends_well:
        assert len(list(pump.pieces())) == len(waits)
    else:
        with pytest.raises(StoppedError, match="llm_timeout"):
            list(pump.pieces())


def test_rewriting_and_answering_share_the_time():
    class Silent:
        def stream(self, messages):
            time.sleep(5)
            yield AIMessageChunk("x")

    chat, began = Chat("x", lambda _: Silent(), Limits(9, 0.6)), time.monotonic()
    question = parse_question("वहाँ किससे मिले?")
    assert chat.rewrite(question, ["शोइगु बीजिंग कब गए?"]) is None
    with pytest.raises(StoppedError, match="llm_timeout"):
        list(chat.stream([], Reply(), time.monotonic() - began))
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


class StatusError(Exception):
    def __init__(self, status_code, message):
        super().__init__(message)
        self.status_code = status_code


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (StatusError(400, "Input is too long for requested model"), "llm_too_long"),
        (StatusError(400, "prompt token count of 9000 exceeds the limit of 8192"), "llm_too_long"),
        (StatusError(400, "prompt is too long: 210000 tokens > 200000 maximum"), "llm_too_long"),
        (StatusError(400, "This model's maximum context length is 4096 tokens. Please reduce the length."), "llm_too_long"),
        (StatusError(500, "the request exceeds the available context size"), "llm_too_long"),
        (
            StatusError(400, "The response was filtered due to the prompt triggering the content management policy"),
            "llm_refused",
        ),
        (StatusError(400, "Content Exists Risk"), "llm_refused"),
        (StatusError(403, "Your input was flagged by moderation"), "llm_refused"),
        (StatusError(400, "Input data may contain inappropriate content."), "llm_refused"),
        (StatusError(402, "Insufficient Balance"), "llm_unpaid"),
        (StatusError(429, "You exceeded your current quota (insufficient_quota)"), "llm_unpaid"),
        (StatusError(400, "Your credit balance is too low to access the API"), "llm_unpaid"),
        (StatusError(429, "Rate limit reached: tokens per minute exceeded"), "llm_rate_limit"),
        (StatusError(403, "Forbidden"), "llm_key"),
        (StatusError(404, "The model `m` does not exist"), "llm_unknown"),
        (StatusError(400, "Unsupported value: 'temperature' does not support 0 with this model."), "llm_failed"),
        (StatusError(500, "model requires more system memory than is available"), "llm_failed"),
        (ModuleNotFoundError("No module named 'langchain_x.part'"), "llm_failed"),
        (FileNotFoundError("/etc/certificate.pem"), "llm_failed"),
    ],
)
def test_what_servers_say_is_told_by_its_cause(error, reason):
    assert reason_of(error) == reason


@pytest.mark.parametrize(
    "metadata",
    [
        {"finish_reason": "stop"},
        {"finish_reason": "STOP"},
        {"finish_reason": "eos_token"},
        {"finish_reason": "COMPLETE"},
        {"stop_reason": "end_turn"},
        {"stop_reason": "stop_sequence"},
        {"done": True, "done_reason": "stop"},
        {"done": True},
        {"status": "completed"},
    ],
)
def test_a_model_s_own_end_is_known(metadata):
    assert stop_of(metadata) == (True, None)


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        *(
            ({"finish_reason": told}, "llm_cut_off")
            for told in ("error", "abort", "network_error", "insufficient_system_resource", "tool_calls", "what nobody knows")
        ),
        ({"stop_reason": "pause_turn"}, "llm_cut_off"),
        ({"stop_reason": "tool_use"}, "llm_cut_off"),
        ({"done": True, "done_reason": "unload"}, "llm_cut_off"),
        ({"stop_reason": "model_context_window_exceeded"}, "llm_cut_short"),
        ({"finish_reason": "MAX_TOKENS"}, "llm_cut_short"),
        ({"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}, "llm_cut_short"),
        ({"status": "incomplete", "incomplete_details": {"reason": "content_filter"}}, "llm_refused"),
        ({"finish_reason": "BLOCKLIST"}, "llm_refused"),
    ],
)
def test_what_is_not_known_as_an_end_is_none(metadata, reason):
    assert stop_of(metadata) == (True, reason)


def test_a_refusal_among_the_parts_of_a_message_is_one():
    with pytest.raises(StoppedError, match="llm_refused"):
        Reply().take(AIMessageChunk([{"type": "refusal", "refusal": "I can't."}]))


def test_a_busy_server_is_asked_once_more(monkeypatch):
    asked = []

    class Model:
        def stream(self, messages):
            asked.append(messages)
            if len(asked) == 1:
                raise RateLimitError({"retry-after": "0"})
            yield AIMessageChunk("piece")

    chat = Chat("x", lambda _: Model())
    assert "".join(chat.stream([], Reply())) == "piece" and len(asked) == 2
