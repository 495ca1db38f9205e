"""The pages that links in mail open, driven in a real browser under their strict policy."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.sync.client import ClientConnection, connect

from tests.support.chromium import FLAGS, MISSING, chromium
from tests.support.relay import OWNER, PASSWORD, Running, running_relay

NEW = "another good phrase"
RESULT = """
new Promise((resolve) => {
  const line = document.querySelector("[role=status]");
  const look = () => line.textContent && line.textContent !== "One moment." && resolve(line.textContent);
  new MutationObserver(look).observe(line, { childList: true, characterData: true, subtree: true });
  look();
})
"""

pytestmark = pytest.mark.skipif(chromium() is None, reason=MISSING)


class Page:
    """One tab, by the browser's debugging protocol."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._next = 0

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result."""
        self._next += 1
        self._connection.send(json.dumps({"id": self._next, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._connection.recv(timeout=60))
            if answer.get("id") == self._next:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, url: str) -> None:
        """Open an address and wait until it is loaded."""
        self.call("Page.enable")
        self.call("Page.navigate", url=url)
        self.evaluate("document.readyState === 'complete' || new Promise((done) => addEventListener('load', done))")

    def evaluate(self, script: str) -> Any:
        """Return the value of a script, awaited."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return answer["result"].get("value")

    def submit(self, **fields: str) -> str:
        """Fill the form in, send it, and return what the page then says."""
        for name, value in fields.items():
            self.evaluate(f"document.querySelector('[name={name}]').value = {json.dumps(value)}")
        self.evaluate("document.querySelector('form').requestSubmit()")
        return str(self.evaluate(RESULT))


@contextmanager
def browser() -> Iterator[Page]:
    """Start a browser with one empty tab that reaches this machine alone."""
    program = chromium()
    assert program is not None
    flags = [flag for flag in FLAGS if not flag.startswith("--host-resolver-rules")]
    rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [program, *flags, rules, f"--user-data-dir={folder}", "--remote-debugging-port=0", "about:blank"]
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        assert child.stderr is not None
        try:
            port = next(found.group(1) for line in child.stderr if (found := re.search(r"127\.0\.0\.1:(\d+)/", line)))
            # The browser stops when nobody reads what it says.
            reader = threading.Thread(target=child.stderr.read, daemon=True)
            reader.start()
            tabs = httpx.get(f"http://127.0.0.1:{port}/json").json()
            address = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
            with connect(address, max_size=None, open_timeout=60) as connection:
                yield Page(connection)
        finally:
            child.kill()
            child.wait(60)
            reader.join(60)
            child.stderr.close()


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[Running]:
    with running_relay(tmp_path, registration="open") as running:
        running.house.owner()
        yield running


def test_from_forgetting_to_a_new_password(relay: Running) -> None:
    """ACC-50, ACC-96."""
    with browser() as page:
        page.open(f"{relay.url}/account/forgot")
        assert "a mail with a link is on its way" in page.submit(email=OWNER)
        relay.house.settle()
        token = relay.house.post.token(OWNER)
        page.open(f"{relay.url}/account/reset#{token}")
        assert token not in page.evaluate("location.href")
        assert "easy to guess" in page.submit(password="password123")
        assert "Your password is changed" in page.submit(password=NEW)
        assert page.evaluate("document.querySelector('input') === null")
        relay.sign_in(OWNER, NEW)


def test_an_address_is_confirmed(relay: Running) -> None:
    """ACC-4."""
    body = {"email": "ana@example.org", "password": PASSWORD, "name": "Ana"}
    relay.call("POST", "/accounts", json=body)
    with browser() as page:
        page.open(f"{relay.url}/account/verify#{relay.house.post.token('ana@example.org')}")
        assert "not the one you chose" in page.submit(email="ana@example.org", password="wrong")
        assert "Your address is confirmed" in page.submit(email="ana@example.org", password=PASSWORD)
    relay.sign_in("ana@example.org")


def test_a_link_without_its_token_says_so(relay: Running) -> None:
    with browser() as page:
        page.open(f"{relay.url}/account/email")
        assert "incomplete" in page.evaluate(RESULT)
        assert page.evaluate("document.querySelector('button').disabled") is True
