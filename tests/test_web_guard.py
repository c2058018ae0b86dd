"""What is refused before the page sees it: other web sites, strangers, too much, too often."""

import socket
from types import SimpleNamespace

import httpx
import pytest
from fakes import FakeEmbedder
from files import write_articles

from assistant.core import Assistant
from assistant.web.conversations import Conversations
from assistant.web.limits import Rate, Throttle
from assistant.web.options import MEGABYTE, ChatOptions
from assistant.web.server import ServeError, launch, serve
from assistant.web.visited import HostNameError, Names, host_name
from index.building.build import build
from index.storage.local import Index

ACCOUNTS = [("संपादक", "गुप्त-ज़ब्त"), ("reader", "pass")]
EVIL = "https://evil.example"
FOREIGN = [{"host": "evil.example"}, {"origin": EVIL}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
NOT_OPEN = ["/config", "/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/queue/data?session_hash=a", "/theme.css"]


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """Serves the page over one article at a free port of this machine."""
    folder = tmp_path_factory.mktemp("guarded")
    build([write_articles(folder / "in", {"a.txt": "The mayor opened a bridge."})], folder / "index", embedder=FakeEmbedder())
    assistant = Assistant(Index.open(folder / "index"), FakeEmbedder())
    pages = []

    def start(accounts=None, **options):
        pages.append(launch(assistant, tmp_path_factory.mktemp("data"), ChatOptions(**options), accounts))
        return pages[-1]

    yield start
    for page in pages:
        page.close()


def address(page):
    return page.local_url.rstrip("/")


@pytest.fixture(scope="module")
def served(start):
    return start(mcp=True, allow_upload=True, max_upload_mb=1, host_names=("news.example",))


@pytest.fixture(scope="module")
def guarded(start):
    return start(accounts=ACCOUNTS)


def raw(page, *lines):
    """The status that a request's head alone is answered with; no body follows."""
    port = int(address(page).rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        return int(connection.recv(1000).split()[1])


# Other web sites.


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("127.0.0.1:7860", True),
        ("localhost", True),
        ("LOCALHOST:1", True),
        ("[::1]:7860", True),
        ("news.example", True),
        ("news.example:8443", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("news.example.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("localhost@evil.example", False),
        ("192.168.1.5:7860", False),
        ("", False),
    ],
)
def test_only_the_names_that_the_page_has_are_answered(served, host, answered):
    for path in ("/", "/config", "/healthz", "/gradio_api/mcp/schema"):
        assert (httpx.get(address(served) + path, headers={"host": host}).status_code != 403) == answered, path


def test_a_request_with_two_names_or_none_is_refused(served):
    assert raw(served, "GET / HTTP/1.1", "Host: localhost", "Host: evil.example") in (400, 403)
    assert raw(served, "GET / HTTP/1.0") == 403


def every_path(routes, before=""):
    for route in routes:
        path = before + getattr(route, "path", "")
        yield path.replace("{", "").replace("}", "").replace(":path", "")
        inside = getattr(route, "routes", None) or getattr(getattr(route, "original_router", None), "routes", [])
        yield from every_path(inside, path)


def test_every_route_refuses_other_names_and_other_sites(served):
    paths = sorted(set(every_path(served.app.routes)))
    assert len(paths) > 50
    with httpx.Client(base_url=address(served)) as client:
        for path in paths:
            for method in ("GET", "POST", "OPTIONS"):
                for headers in FOREIGN:
                    answer = client.request(method, path, headers=headers)
                    assert answer.status_code == 403, (method, path, headers)
                    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1", "news.example"])
def test_no_preflight_of_another_site_is_allowed(served, host):
    asked = {"host": host, "origin": EVIL, "access-control-request-method": "POST", "access-control-request-headers": "x"}
    answer = httpx.options(f"{address(served)}/gradio_api/queue/join", headers=asked)
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("host", "origin", "own"),
    [
        ("localhost:7860", "http://localhost:7860", True),
        ("localhost:7860", "http://localhost:3000", False),
        ("localhost:7860", "http://127.0.0.1:7860", False),
        ("news.example", "https://news.example", True),
        ("127.0.0.1:7860", "https://news.example:8443", True),
        ("news.example", "https://news.example.evil.example", False),
        ("news.example", "https://user@news.example", False),
        ("news.example", "null", False),
        ("news.example", "file://news.example", False),
        ("news.example", "http://[", False),
        ("news.example", "", False),
    ],
)
def test_a_page_of_ones_own_is_told_by_its_origin(host, origin, own):
    assert Names.of("127.0.0.1", ["news.example"]).is_own(origin, host) == own


def test_a_page_on_all_addresses_has_no_name_but_any_address():
    for everywhere in ("0.0.0.0", "::"):
        names = Names.of(everywhere)
        assert all(map(names.has, ("192.168.1.5:7860", "[fe80::1]:7860", "localhost:7860")))
        assert not any(map(names.has, ("evil.example", "192.168.1.5.evil.example", "", "a b", "[", "1.2.3")))
    assert not Names.of("192.168.1.5").has("192.168.1.6") and Names.of("192.168.1.5").has("192.168.1.5:80")


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("News.Example", "news.example"),
        ("news.example:80", "news.example"),
        ("समाचार.भारत", "xn--61b3bh3a5ab.xn--h2brj9c"),
        ("::1", "::1"),
    ],
)
def test_a_name_is_taken_as_browsers_send_it(name, sent):
    assert host_name(name) == sent


@pytest.mark.parametrize("name", ["", "http://news.example", "news example", "news.example/ask", "*", "a..b", "a@b", "\udcff"])
def test_what_is_no_name_is_refused_in_a_sentence(name):
    with pytest.raises(HostNameError, match="news.example.org"):
        host_name(name)


def test_following_a_link_to_the_page_is_no_attack_but_framing_it_is(served):
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert httpx.get(address(served), headers=link).status_code == 200
    assert httpx.get(f"{address(served)}/config", headers=link).status_code == 403
    assert httpx.get(address(served), headers={**link, "sec-fetch-dest": "iframe"}).status_code == 403
    assert "frame-ancestors 'self'" in httpx.get(address(served)).headers["content-security-policy"]


# Too much.


def test_what_is_too_large_is_refused_before_it_is_read(served):
    head = ["POST {} HTTP/1.1", "Host: localhost", "Content-Type: application/json", "Content-Length: {}"]
    for path, size in (("/gradio_api/queue/join", MEGABYTE + 1), ("/gradio_api/upload", 10 * MEGABYTE + 1), ("/login", 10_001)):
        for length in (size, 400_000_000, 10**30, "many", "-1"):
            lines = "\r\n".join(head).format(path, length)
            assert raw(served, *lines.split("\r\n")) in (413, 400), (path, length)


def test_what_turns_out_too_large_on_its_way_is_refused(served):
    def endless():
        for _ in range(3000):
            yield b"x" * 1000

    for path in ("/gradio_api/queue/join", "/gradio_api/run/ask", "/gradio_api/mcp/"):
        answer = httpx.post(address(served) + path, content=endless(), headers={"content-type": "application/json"}, timeout=20)
        assert answer.status_code == 413, path


def test_a_long_question_is_still_taken_and_told_to_be_too_long(served):
    answer = httpx.post(f"{address(served)}/gradio_api/call/ask", json={"data": ["क" * 200_000, "", "", "", ""]})
    assert answer.status_code == 200
    told = httpx.get(f"{address(served)}/gradio_api/call/ask/{answer.json()['event_id']}", timeout=20).text
    assert "200,000 characters" in told


def test_whoever_only_opens_the_page_drives_out_nobody_who_has_asked():
    holder = Conversations(SimpleNamespace(_id=7))
    holder.capacity = 10
    for number in range(5):
        holder.session_data[f"asked-{number}"] = SimpleNamespace(state_data={7: ("a turn",)})
    for number in range(1001):
        holder.session_data[f"empty-{number}"] = SimpleNamespace(state_data={7: ()} if number % 2 else {})
        holder.update(f"empty-{number}")
    assert [name for name in holder.session_data if name.startswith("asked")] == [f"asked-{number}" for number in range(5)]
    assert len(holder.session_data) == 10 and "empty-1000" in holder.session_data
    for number in range(20):
        holder.session_data[f"new-{number}"] = SimpleNamespace(state_data={7: ("a turn",)})
        holder.update(f"new-{number}")
    assert list(holder.session_data) == [f"new-{number}" for number in range(10, 20)]


# Strangers.


def test_without_signing_in_there_is_only_the_page_that_asks_who_is_there(guarded):
    for path in NOT_OPEN:
        answer = httpx.get(address(guarded) + path)
        assert answer.status_code == 401, path
        assert "ask" not in answer.text
    page = httpx.get(address(guarded), headers={"accept": "text/html", "accept-language": "en"})
    assert page.status_code == 401 and "<title>Sign in" in page.text and 'lang="en"' in page.text
    assert 'lang="hi"' in httpx.get(address(guarded), headers={"accept": "text/html"}).text


def test_a_stranger_s_body_is_not_read(guarded):
    head = ["Host: localhost", "Content-Type: application/json", "Content-Length: 900000"]
    assert raw(guarded, "POST /gradio_api/queue/join HTTP/1.1", *head) == 401
    assert raw(guarded, "POST /gradio_api/upload HTTP/1.1", *head) == 401


def test_every_route_but_the_open_ones_asks_who_is_there(guarded):
    is_open = {"/healthz", "/fonts/name", "/gradio_api/startup-events"}
    with httpx.Client(base_url=address(guarded)) as client:
        for path in sorted(set(every_path(guarded.app.routes)) - is_open - {"/login", "/login/", "/logout"}):
            assert client.get(path or "/").status_code == 401, path
            assert client.post(path or "/").status_code == 401, path


def test_an_account_signs_in_asks_and_signs_out(guarded):
    with httpx.Client(base_url=address(guarded)) as client:
        answer = client.post("/login", data={"username": " संपादक ", "password": "गुप्त-ज\u093cब्त"})
        assert answer.status_code == 200
        cookies = answer.headers.get_list("set-cookie")
        assert all("SameSite=lax" in cookie for cookie in cookies)
        (_session,) = (cookie for cookie in cookies if "HttpOnly" in cookie)
        assert client.get("/config").status_code == 200
        assert client.post("/logout").status_code == 303
        assert client.get("/config").status_code == 401


def test_a_browser_is_led_to_the_page_or_told_what_is_wrong(guarded):
    browser = {"accept": "text/html", "accept-language": "en", "origin": address(guarded)}
    with httpx.Client(base_url=address(guarded), headers=browser) as client:
        wrong = client.post("/login", data={"username": "reader", "password": "nope"})
        assert wrong.status_code == 400 and "is wrong" in wrong.text and 'role="alert"' in wrong.text
        right = client.post("/login", data={"username": "reader", "password": "pass"})
        assert (right.status_code, right.headers["location"]) == (303, "./")
        assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "form", [{}, {"username": "reader"}, {"username": "\udcff".encode("utf-8", "surrogatepass"), "password": "x"}]
)
def test_a_form_without_a_name_and_password_signs_nobody_in(start, form):
    page = start(accounts=ACCOUNTS)
    assert httpx.post(f"{address(page)}/login", data=form).status_code == 400
    assert httpx.post(f"{address(page)}/login", files={"username": b"reader", "password": b"pass"}).status_code == 400


def test_guessing_passwords_is_slowed_down(start):
    page = start(accounts=ACCOUNTS)
    with httpx.Client(base_url=address(page)) as client:
        answers = [client.post("/login", data={"username": "reader", "password": str(guess)}) for guess in range(15)]
        assert [answer.status_code for answer in answers] == [400] * 10 + [429] * 5
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 61
        assert client.post("/login", data={"username": "reader", "password": "pass"}).status_code == 429


def test_a_throttle_counts_by_key_and_lets_in_after_a_while():
    now = [0.0]
    throttle = Throttle(Rate(3, 60), lambda: now[0])
    for second in (0, 10, 20):
        now[0] = second
        assert not throttle.wait("a")
        throttle.fail("a")
    assert throttle.wait("a") == 40 and not throttle.wait("b")
    now[0] = 61
    assert not throttle.wait("a")
    throttle.fail("a")
    assert throttle.wait("a") == 9
    throttle.forget("a")
    assert not throttle.wait("a")


def test_mcp_is_not_offered_where_programs_would_have_to_sign_in(tmp_path, seed_index):
    accounts = tmp_path / "accounts"
    accounts.write_text("reader:pass\n")
    with pytest.raises(ServeError, match="--mcp and --auth-file exclude each other"):
        serve(seed_index, tmp_path, 0.4, ChatOptions(mcp=True, auth_file=accounts))
