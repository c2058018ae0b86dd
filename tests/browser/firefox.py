"""Firefox driven by what it speaks itself, WebDriver BiDi: Playwright's own build can't be installed from packages."""

import json
import os
import re
import subprocess
import threading
import time
from contextlib import contextmanager
from itertools import count

_PREFERENCES = {
    "intl.accept_languages": "hi-IN,hi,en",
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.disabledForTesting": True,
    "network.proxy.type": 0,
    "ui.prefersReducedMotion": 1,
}
_WAIT_SECONDS = 20
_SAYS_WHERE = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


@contextmanager
def firefox(path, profile):
    """A tab of a Firefox with a profile of its own."""
    from websockets.sync.client import connect

    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _PREFERENCES.items())
    (profile / "user.js").write_text("\n".join(lines))
    command = [path, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(profile)]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, "HOME": str(profile)}
    )
    try:
        address = next((found[1] for line in process.stderr if (found := _SAYS_WHERE.search(line))), None)
        assert address, f"{path} ended before it could be driven"
        threading.Thread(target=process.stderr.read, daemon=True).start()  # a full pipe would hold it up
        with connect(f"{address}/session", max_size=None) as socket:
            yield Tab(socket)
    finally:
        process.terminate()
        process.wait(30)


class Tab:
    """A page in Firefox; `errors` are those of its scripts."""

    def __init__(self, socket):
        self._socket = socket
        self._numbers = count(1)
        self.errors = []
        self._call("session.new", capabilities={})
        self._context = self._call("browsingContext.getTree")["contexts"][0]["context"]
        self._call("session.subscribe", events=["log.entryAdded"])

    def open(self, address):
        self._call("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def size(self, width, height):
        self._call("browsingContext.setViewport", context=self._context, viewport={"width": width, "height": height})

    def value(self, script):
        """What an expression of the page's is, in JSON."""
        told = self._call(
            "script.evaluate",
            expression=f"JSON.stringify({script})",
            target={"context": self._context},
            awaitPromise=True,
        )
        if told["type"] != "success":
            raise AssertionError(f"{script}: {told['exceptionDetails']['text']}")
        return json.loads(told["result"].get("value", "null"))

    def until(self, script):
        """Waits until an expression is true, and returns it."""
        end = time.monotonic() + _WAIT_SECONDS
        while not (value := self.value(script)):
            assert time.monotonic() < end, f"never came: {script}"
            time.sleep(0.1)
        return value

    def click(self, selector):
        """Clicks in the middle of an element, as a hand does."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.until(f"!!{found}?.getClientRects().length")
        self.value(f"{found}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
        box = self.value(f"{found}.getClientRects()[0]")
        at = {"x": round(box["x"] + box["width"] / 2), "y": round(box["y"] + box["height"] / 2)}
        steps = [{"type": "pointerMove", **at}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._act({"type": "pointer", "id": "hand", "actions": steps})

    def type(self, text):
        """Types into what has the focus."""
        steps = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keys", "actions": steps})

    def back(self):
        self._call("browsingContext.traverseHistory", context=self._context, delta=-1)

    def _act(self, actions):
        self._call("input.performActions", context=self._context, actions=[actions])

    def _call(self, method, **params):
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self._socket.recv(timeout=60))
            if told.get("method") == "log.entryAdded" and told["params"]["type"] == "javascript":
                self.errors.append(told["params"]["text"])
            if told.get("id") == number:
                assert told["type"] == "success", f"{method}: {told.get('message')}"
                return told["result"]
