"""A browser and a served page, each started once; every test is a visitor with a context of its own."""

import shutil

import pytest
from browsing import DESKTOP, Site, Visit, missing

from assistant.core import Assistant
from index.storage.local import Index

# The last one blocks every host but this machine.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def browser():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing("there is no chromium on this machine")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve(tmp_path_factory):
    """Serves the page over an assistant at a free port."""
    from assistant.web.options import ChatOptions
    from assistant.web.server import launch

    pages = []

    def serve(assistant, accounts=None, **options):
        data = tmp_path_factory.mktemp("data")
        page = launch(assistant, data, ChatOptions(**options), accounts)
        pages.append(page)
        return Site(page.local_url.rstrip("/"), assistant, data, page.close)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", str(tmp_path_factory.mktemp("incoming")))
        yield serve
        for page in pages:
            page.close()


@pytest.fixture(scope="session")
def site(serve, seed_index, bundled_embedder, tmp_path_factory):
    """The page over a copy of the demo articles, to which visitors may add."""
    path = shutil.copytree(seed_index, tmp_path_factory.mktemp("served") / "index")
    return serve(Assistant(Index.open(path), bundled_embedder), allow_upload=True, max_upload_mb=1)


@pytest.fixture
def new_visit(browser):
    """Opens browsers of separate visitors."""
    contexts = []

    def new_visit(locale="hi-IN", viewport=DESKTOP, **options):
        context = browser.new_context(locale=locale, viewport=viewport, **options)
        contexts.append(context)
        return watched(context.new_page())

    yield new_visit
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def desk(browser):
    """A Hindi browser at a desk, which keeps the page's files between visits."""
    context = browser.new_context(locale="hi-IN", viewport=DESKTOP)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def visit(desk, site):
    """A visitor at the desk."""
    desk.clear_cookies()  # the language that another visitor chose
    visit = watched(desk.new_page()).open(site)
    yield visit
    visit.page.close()
    assert visit.hosts() == {"127.0.0.1"}
    assert not visit.surprises


def watched(page):
    """A visit on a page, with what it asks for and what goes wrong on it."""
    visit = Visit(page)
    page.set_default_timeout(15_000)
    page.on("request", lambda request: visit.addresses.append(request.url))
    page.on("websocket", lambda opened: visit.addresses.append(opened.url))
    page.on("pageerror", lambda error: visit.surprises.append(str(error)))
    return visit
