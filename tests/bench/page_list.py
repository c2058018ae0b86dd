"""The list of articles over many: what a page of it takes the server, sends, and takes in Chromium until it is shown.

python tests/bench/page_list.py [ARTICLES]
"""

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from assistant.core import Assistant
from assistant.web.options import ChatOptions
from assistant.web.server import launch
from index import Index, build

sys.path.insert(0, str(Path(__file__).parents[1]))
from fakes import FakeEmbedder

FLAGS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


def lines(articles):
    """Articles of a sentence, each with a title of its own, over forty sources and 25 years."""
    for number in range(articles):
        yield {
            "id": f"a{number}",
            "title": f"नगर परिषद की बैठक में पुल और सड़क की मरम्मत पर निर्णय {number}",
            "text": f"क्रमांक {number} की बैठक में पुल की मरम्मत पर निर्णय हुआ।",
            "source": f"समाचार {number % 40}",
            "published": f"{2000 + number % 25}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        }


def resident_mb():
    """What this process, the server, has in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def shown(page, act):
    """Seconds from an act until another page of the list is there."""
    before = page.evaluate("document.querySelector('table.articles')?.innerText ?? ''")
    began = time.perf_counter()
    act()
    page.wait_for_function(
        """before => {
            const now = document.querySelector('table.articles')
            return now && now.offsetParent && now.innerText !== before
        }""",
        arg=before,
    )
    return time.perf_counter() - began


def main():
    articles = int((sys.argv[1:] or ["10000"])[0])
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "articles.jsonl"
        source.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines(articles)), encoding="utf-8")
        build([source], Path(name) / "index", embedder=FakeEmbedder(), token_vectors=False)
        assistant = Assistant(Index.open(Path(name) / "index"), FakeEmbedder())
        served = launch(assistant, Path(name) / "data", ChatOptions(allow_upload=True))
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            page = browser.new_page(viewport={"width": 390, "height": 844}, locale="hi-IN")
            page.goto(served.local_url)
            page.wait_for_selector("#question textarea")
            tab = page.get_by_role("tab").nth(1)
            before = resident_mb()
            turn = page.locator("nav.pages button").last
            words = page.locator("#titles input, #titles textarea")
            steps = [
                ("opening the list", tab.click),
                ("the next page", turn.click),
                ("the next page again", turn.click),
                ("a word for the first time", lambda: words.fill(str(articles - 1))),
                ("another word", lambda: words.fill("7")),
            ]
            for what, act in steps:
                print(f"{what:<28} {shown(page, act) * 1000:6.0f} ms")
            browser.close()
        served.close()
        print(f"memory of the server: {before:.0f} MB before, {resident_mb():.0f} MB after, {articles} articles")


if __name__ == "__main__":
    main()
