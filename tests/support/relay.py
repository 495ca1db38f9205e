"""A relay for tests: a real SQLCipher file, real sockets, a clock that stands still, cheap password hashing."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx

from relay_server.bootstrap import Outside, build_server, http_state, open_environment
from relay_server.config import RateSettings, Settings
from relay_server.entrypoints.http.context import HttpState
from relay_server.entrypoints.http.server import RelayServer
from relay_server.ports.mailer import Mail
from relay_server.service.environment import Caller, Environment, Principal
from relay_server.service.rooms.limits import RoomLimits
from relay_server.service.setup import new_setup_code, set_up
from relay_server.service.sign_in import SignedIn
from tests.support.balancer import balanced
from tests.support.relay_databases import put_migrated_file

START_MS = 1_800_000_000_000
PASSWORD = "correct horse battery"
OWNER = "owner@example.org"
CALLER = Caller("192.0.2.7", "192.0.2.7", "test")
NO_LIMITS = RateSettings(**dict.fromkeys(RateSettings.model_fields, "100000 per minute"))


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = START_MS

    def __call__(self) -> int:
        return self.now

    def forward(self, **parts: int) -> None:
        """Move forward by days, hours, minutes and seconds."""
        units = {"days": 86_400_000, "hours": 3_600_000, "minutes": 60_000, "seconds": 1_000}
        self.now += sum(units[name] * count for name, count in parts.items())


@dataclass(slots=True)
class Post:
    """Keeps the mail that was sent."""

    mails: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        self.mails.append(mail)

    def token(self, recipient: str) -> str:
        """Return the token in the last mail to somebody."""
        last = [mail for mail in self.mails if mail.recipient == recipient][-1]
        found = re.search(r"#(\S+)", last.text)
        assert found, last.text
        return found.group(1)


@dataclass(slots=True)
class House:
    """An opened relay and what surrounds it."""

    env: Environment
    clock: Clock
    post: Post
    settings: Settings
    beside: list[House] = field(default_factory=list)

    def settle(self) -> None:
        """Wait for what was put off until after the answer, in every process."""
        for house in (self, *self.beside):
            done = threading.Event()
            house.env.deferred.submit(done.set)
            assert done.wait(60)

    def owner(self) -> SignedIn:
        """Set the relay up."""
        code = new_setup_code(self.env)
        assert code is not None
        return set_up(self.env, CALLER, code, OWNER, PASSWORD, "Olive Owner")

    def principal(self, signed_in: SignedIn) -> Principal:
        """Return account and session as they are now."""
        return self._present(signed_in.account, signed_in.session)

    def again(self, principal: Principal) -> Principal:
        """Return account and session as they are now."""
        return self._present(principal.account.id, principal.session.id)

    def _present(self, account_id: str, session_id: str) -> Principal:
        with self.env.transactions.read() as unit:
            account, session = unit.accounts.get(account_id), unit.sessions.get(session_id)
        assert account is not None
        assert session is not None
        return Principal(account, session)


@contextmanager
def open_house(folder: Path, beside: House | None = None, **settings: Any) -> Iterator[House]:
    """Open a relay in a folder; ``beside`` another process of it, by the same clock."""
    given = {"public_url": "https://relay.test", "rates": NO_LIMITS, "port": 0, "drain_s": 5, **settings}
    chosen = Settings(data_directory=folder / "data", **given)
    clock, post = (beside.clock, beside.post) if beside is not None else (Clock(), Post())
    put_migrated_file(chosen)
    outside = Outside(now_ms=clock, password_cost=4)
    with open_environment(chosen, outside) as env:
        yield House(replace(env, mailer=post), clock, post, chosen)


@dataclass(slots=True)
class Running:
    """A relay that listens."""

    house: House
    url: str
    state: HttpState
    server: RelayServer
    client: httpx.Client
    processes: tuple[Running, ...] = ()

    def metrics(self) -> str:
        """Return what monitoring reads, of all processes."""
        return "\n".join(one.client.get("/metrics").text for one in self.processes or (self,))

    def call(self, method: str, path: str, token: str | None = None, **more: Any) -> httpx.Response:
        """Make a request under /api/v1."""
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return self.client.request(method, f"/api/v1{path}", headers={**headers, **more.pop("headers", {})}, **more)

    def sign_in(self, email: str = OWNER, password: str = PASSWORD, **more: str) -> dict[str, Any]:
        """Sign in and return the tokens."""
        answer = self.call("POST", "/sessions", json={"email": email, "password": password, **more})
        assert answer.status_code == 201, answer.text
        body: dict[str, Any] = answer.json()
        return body


@contextmanager
def running_relay(
    folder: Path,
    adjust: Callable[[HttpState], None] = lambda _: None,
    limits: RoomLimits | None = None,
    processes: int = 1,
    **settings: Any,
) -> Iterator[Running]:
    """Start a relay in a thread on a free port; several processes of it, each in its thread, behind one address."""
    with ExitStack() as stack:
        first = stack.enter_context(_one_process(folder, adjust, limits, None, settings))
        if processes == 1:
            yield first
            return
        others = [
            stack.enter_context(_one_process(folder, adjust, limits, first.house, settings))
            for _ in range(processes - 1)
        ]
        first.house.beside.extend(one.house for one in others)
        front = stack.enter_context(balanced(first.url, *(one.url for one in others)))
        # A connection for each request, so that each may come to another process.
        single = httpx.Limits(max_keepalive_connections=0)
        client = stack.enter_context(httpx.Client(base_url=front.url, timeout=60, limits=single))
        yield Running(first.house, front.url, first.state, first.server, client, (first, *others))


@contextmanager
def _one_process(
    folder: Path,
    adjust: Callable[[HttpState], None],
    limits: RoomLimits | None,
    beside: House | None,
    settings: dict[str, Any],
) -> Iterator[Running]:
    with open_house(folder, beside, **settings) as house:
        state = http_state(house.settings, house.env)
        adjust(state)
        ready = threading.Event()
        ports: list[int] = []

        def on_ready(port: int) -> None:
            ports.append(port)
            ready.set()

        server = build_server(house.settings, state, on_ready, limits)
        thread = threading.Thread(target=server.run, name="relay-under-test", daemon=True)
        thread.start()
        try:
            assert ready.wait(60)
            url = f"http://127.0.0.1:{ports[0]}"
            with httpx.Client(base_url=url, timeout=60) as client:
                yield Running(house, url, state, server, client)
        finally:
            server.should_exit = True
            thread.join(60)
            assert not thread.is_alive()
