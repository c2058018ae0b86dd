"""What the operator and programs see: addresses, sign-in, endpoints, MCP, a path behind a proxy."""

import json
import socket

import httpx
import pytest
from test_readme import README, blocks

from assistant.core import Assistant
from assistant.phrases import page_text
from assistant.web.access import AuthFileError, read_accounts
from assistant.web.options import ChatOptions
from assistant.web.server import ServeError, launch, serve
from index.storage.local import Index

QUESTION = "चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?"


@pytest.fixture(scope="module")
def assistant(seed_index, bundled_embedder):
    return Assistant(Index.open(seed_index), bundled_embedder)


@pytest.fixture(scope="module")
def start(assistant, tmp_path_factory):
    """Serves the page at a free port of this machine: its address."""
    pages = []

    def start(accounts=None, **options):
        pages.append(launch(assistant, tmp_path_factory.mktemp("data"), ChatOptions(**options), accounts))
        return pages[-1].local_url.rstrip("/")

    yield start
    for page in pages:
        page.close()


@pytest.fixture(scope="module")
def address(start):
    return start(mcp=True)


@pytest.fixture(scope="module")
def guarded(start):
    return start(accounts=[("sampadak", "गुप्त-शब्द")])


def test_health_is_told_without_more(address):
    answer = httpx.get(f"{address}/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_the_browser_is_told_to_stay_with_this_server(address):
    policy = httpx.get(address).headers["content-security-policy"]
    assert "default-src 'self'" in policy and "http:" not in policy and "*" not in policy


def test_fonts_are_served_and_nothing_else_of_the_folder(address):
    assert httpx.get(f"{address}/fonts/noto-sans-devanagari-400.woff2").headers["content-type"] == "font/woff2"
    for name in ("OFL.txt", "..%2Fserver.py", "%2e%2e/style.css"):
        assert httpx.get(f"{address}/fonts/{name}").status_code == 404


def test_files_of_the_server_are_not_served(address, seeds):
    for path in (next(seeds.iterdir()), "/etc/passwd", "assistant.toml"):
        assert httpx.get(f"{address}/gradio_api/file={path}").status_code in (403, 404)


def test_nothing_can_be_uploaded_unless_the_operator_allows_it(address):
    answer = httpx.post(f"{address}/gradio_api/upload", files={"files": ("a.txt", b"text")})
    assert answer.status_code == 403


def test_with_accounts_the_page_asks_who_is_there_and_health_does_not(guarded):
    assert httpx.get(f"{guarded}/healthz").status_code == 200
    assert httpx.get(f"{guarded}/gradio_api/info").status_code == 401
    with httpx.Client(base_url=guarded) as client:
        assert client.post("/login", data={"username": "sampadak", "password": "nope"}).status_code == 400
        assert client.post("/login", data={"username": "sampadak", "password": "गुप्त-शब्द"}).status_code == 200


def test_a_client_asks_and_searches(address, assistant, seeds):
    from gradio_client import Client

    client = Client(address, verbose=False)
    answer = client.predict(QUESTION, api_name="/ask")
    assert answer["text"] == assistant.ask(QUESTION).text
    assert answer["citations"][0]["file"] in {path.name for path in seeds.iterdir()}
    found = client.predict(QUESTION, k=2, api_name="/search")
    assert len(found["hits"]) == 2 and found["hits"][0]["file"] in {path.name for path in seeds.iterdir()}
    assert not client.predict("पेरू की राजधानी?", "en", "2024-01-01", api_name="/ask")["found"]
    assert set(client.view_api(return_format="dict")["named_endpoints"]) == {"/ask", "/search"}


def test_the_client_that_the_readme_shows_works(address, seeds, capsys):
    (code,) = [code for _, code in blocks(README, "python") if "gradio_client" in code]
    namespace = {}
    exec(code.replace("http://127.0.0.1:7860", address), namespace)  # noqa: S102
    assert namespace["answer"]["found"] and len(namespace["hits"]) == 3
    assert "शोइगु" in capsys.readouterr().out


@pytest.mark.parametrize(("question", "since"), [("", ""), ("क" * 100_000, ""), (QUESTION, "yesterday")])
def test_a_client_is_told_what_is_wrong_in_a_sentence(address, question, since):
    from gradio_client import Client
    from gradio_client.exceptions import AppError

    with pytest.raises(AppError, match=r"question|date|isoformat"):
        Client(address, verbose=False).predict(question, since=since, api_name="/ask")


async def test_the_same_two_are_tools_for_mcp(address, assistant):
    session_module = pytest.importorskip("mcp", reason="the extra mcp is not installed")
    from mcp.client.streamable_http import streamable_http_client

    async with (
        streamable_http_client(f"{address}/gradio_api/mcp/") as (read, write, _),
        session_module.ClientSession(read, write) as session,
    ):
        await session.initialize()
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert sorted(name.split("_")[-1] for name in tools) == ["ask", "search"]
        ask = next(tool for name, tool in tools.items() if name.endswith("ask"))
        assert "Answer a question from the articles" in ask.description
        assert "Hindi" in ask.inputSchema["properties"]["question"]["description"]
        result = await session.call_tool(ask.name, {"question": QUESTION})
        assert assistant.ask(QUESTION).citations[0].quote in json.dumps(
            [content.text for content in result.content], ensure_ascii=False
        ).replace('\\\\"', '"').replace('\\"', '"')


def test_a_port_that_is_taken_is_named(seed_index, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=rf"127\.0\.0\.1, port {port}"):
            serve(seed_index, tmp_path, 0.4, ChatOptions(port=port))


def test_accounts_are_read_from_a_file(tmp_path):
    path = tmp_path / "accounts"
    path.write_text("# the newsroom\nसंपादक:गुप्त:शब्द\n\nreader: pass \n", encoding="utf-8")
    assert read_accounts(path) == [("संपादक", "गुप्त:शब्द"), ("reader", "pass")]


@pytest.mark.parametrize(
    "host", ["", " ", "nosuch.invalid", "203.0.113.7", "a b", "\udcff", "127.0.0.1:80", "http://localhost"]
)
def test_what_is_no_address_of_this_machine_is_one_sentence(seed_index, tmp_path, host):
    with pytest.raises(ServeError, match=r"can't listen on .* give --host an address"):
        serve(seed_index, tmp_path, 0.4, ChatOptions(host=host))


def test_accounts_with_a_byte_order_mark_and_other_line_ends_are_read(tmp_path):
    path = tmp_path / "accounts"
    path.write_bytes("\ufeffसंपादक:गुप्त\r\nreader:pass\r\n".encode())
    assert read_accounts(path) == [("संपादक", "गुप्त"), ("reader", "pass")]


@pytest.mark.parametrize(
    ("text", "what"), [("nobody", "line 1"), ("a:\n", "line 1"), ("", "no name:password"), (None, "can't be read")]
)
def test_a_file_without_accounts_is_named(tmp_path, text, what):
    path = tmp_path / "accounts"
    if text is not None:
        path.write_text(text)
    with pytest.raises(AuthFileError, match=what):
        read_accounts(path)


def test_a_missing_extra_is_named_with_the_command_that_installs_it(seed_index, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "mcp", None)
    with pytest.raises(ServeError, match=r"pip install 'articles-assistant\[mcp\]'"):
        serve(seed_index, tmp_path, 0.4, ChatOptions(mcp=True))


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({"accept-language": "en-US"}, "en"),
        ({"accept-language": "hi-IN"}, "hi"),
        ({"accept-language": "hi-IN", "cookie": "assistant-language=en"}, "en"),
        ({"accept-language": "en", "cookie": "assistant-language=hi; other=1"}, "hi"),
        ({"accept-language": "en", "cookie": "assistant-language=<script>"}, "en"),
    ],
)
def test_the_page_is_in_the_visitor_s_language_before_any_script_has_run(address, headers, language):
    page = httpx.get(address, headers={"accept": "text/html", **headers}).text
    assert f'<html lang="{language}"' in page
    config = json.JSONDecoder().raw_decode(page, page.index("window.gradio_config = ") + len("window.gradio_config = "))[0]
    assert config["title"] == page_text("title", language)
    said = {component["props"].get("elem_id"): component["props"] for component in config["components"]}
    assert said["question"]["placeholder"] == page_text("question_placeholder", language)
    assert page_text("sources_empty", language) in said["sources"]["value"]
    assert page_text("title", language) in said["header"]["value"]
