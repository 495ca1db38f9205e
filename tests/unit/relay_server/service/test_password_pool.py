from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from relay_server.domain import passwords
from relay_server.errors import Overloaded
from relay_server.service.password_pool import PasswordPool


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let hashing wait for an event."""
    go = threading.Event()
    real = passwords.matches

    def slow(password: str, stored: str) -> bool:
        assert go.wait(60)
        return real(password, stored)

    monkeypatch.setattr(passwords, "matches", slow)
    yield go
    go.set()


def test_nobody_has_no_password() -> None:
    """ACC-12."""
    pool = PasswordPool(1, cost=4)
    assert not pool.verify("nobody has this password", None)
    assert pool.verify("x", pool.hash("x"))


def test_more_than_a_few_are_refused_and_places_come_back(held: threading.Event) -> None:
    """ACC-13."""
    pool = PasswordPool(1, cost=4, waiting=2)
    stored = pool.hash("x")
    threads = [threading.Thread(target=pool.verify, args=("x", stored), daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(10_000):
        if pool.busy() == 3:
            break
        threading.Event().wait(0.001)
    with pytest.raises(Overloaded):
        pool.verify("x", stored)
    held.set()
    for thread in threads:
        thread.join()
    assert pool.verify("x", stored)
    assert pool.busy() == 0
