"""robots.txt: what a site lets programs read."""

import time
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from index.reading.network.fetching import AGENT, Fetcher, StatusError
from index.reading.raw import UnreadableError

_LARGEST = 500_000  # what RFC 9309 asks a reader to take at least
_LONGEST_DELAY = 10.0


class Robots:
    """The rules of the sites that are visited, each fetched once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, RobotFileParser] = {}
        self._visited: dict[str, float] = {}

    def check(self, url: str) -> None:
        """Waits as long as the site asks for between visits. Raises UnreadableError where it doesn't want this one."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read(site)
        rules = self._rules[site]
        if not rules.can_fetch(AGENT, url):
            raise UnreadableError("is not to be read by programs: the site's robots.txt says so")
        delay = min(float(rules.crawl_delay(AGENT) or 0), _LONGEST_DELAY)
        time.sleep(max(0.0, self._visited.get(site, 0.0) + delay - time.monotonic()))
        self._visited[site] = time.monotonic()

    def _read(self, site: str) -> RobotFileParser:
        """RFC 9309: no file allows all, a server that fails allows nothing."""
        rules = RobotFileParser()
        try:
            data = self._fetcher.get(f"{site}/robots.txt").data or b""
        except StatusError as error:
            rules.allow_all, rules.disallow_all = error.status < 500, error.status >= 500  # type: ignore[attr-defined]
        except UnreadableError:
            raise
        else:
            rules.parse(data[:_LARGEST].decode("utf-8", "replace").removeprefix("\ufeff").splitlines())
        return rules
