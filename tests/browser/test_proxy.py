"""The page behind a reverse proxy that serves it under a path."""

import socket
import threading
import time

import httpx
import pytest
import uvicorn
from browsing import Site
from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.routing import Route

PREFIX = "/ask"


@pytest.fixture(scope="module")
def proxied(serve, site):
    """The address of a proxy that takes the prefix off and hands on the rest."""
    behind = serve(site.assistant, root_path=PREFIX)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(proxy(behind.address), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield Site(f"http://127.0.0.1:{port}{PREFIX}/", site.assistant, behind.data)
    server.should_exit = True
    thread.join(10)


def proxy(target):
    client = httpx.AsyncClient(base_url=target, timeout=30)

    async def forward(request):
        path = request.url.path.removeprefix(PREFIX) + (f"?{request.url.query}" if request.url.query else "")
        sent = client.build_request(request.method, path, headers=request.headers.raw, content=await request.body())
        answer = await client.send(sent, stream=True)
        kept = {name: value for name, value in answer.headers.items() if name != "transfer-encoding"}
        return StreamingResponse(answer.aiter_raw(), answer.status_code, kept)

    return Starlette(routes=[Route(PREFIX + "/{path:path}", forward, methods=["GET", "POST", "HEAD"])])


def test_the_page_works_under_a_path(new_visit, proxied):
    visit = new_visit().open(proxied)
    assert "75वीं वर्षगांठ" in visit.ask("चीन और रूस के राजनयिक संबंधों की कौन सी वर्षगांठ है?").inner_text()
    assert visit.page.evaluate("[...document.fonts].some(font => font.family.includes('Web') && font.status === 'loaded')")
    asked = [address.partition("//")[2].partition("/")[2] for address in visit.addresses if not address.startswith("data:")]
    assert not [path for path in asked if not path.startswith("ask/")]
    assert not visit.surprises
