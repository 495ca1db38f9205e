from __future__ import annotations

import threading

import pytest

from relay_server.adapters.background import BackgroundThread
from relay_server.errors import Overloaded


def test_work_is_done_in_order_and_outlives_a_failure() -> None:
    done: list[int] = []
    thread = BackgroundThread("test")
    thread.submit(lambda: done.append(1))
    thread.submit(lambda: done.append(1 // 0))
    thread.submit(lambda: done.append(3))
    thread.settle()
    assert done == [1, 3]
    assert thread.close(10)


def test_what_waits_is_done_before_it_ends() -> None:
    done: list[int] = []
    thread = BackgroundThread("test")
    for number in range(50):
        thread.submit(lambda number=number: done.append(number))  # type: ignore[misc] # mypy sees no default here.
    assert thread.close(10)
    assert done == list(range(50))


def test_too_much_is_refused() -> None:
    go, started = threading.Event(), threading.Event()
    thread = BackgroundThread("test", most_waiting=1)

    def hold() -> None:
        started.set()
        go.wait(60)

    thread.submit(hold)
    assert started.wait(60)
    thread.submit(lambda: None)
    with pytest.raises(Overloaded):
        thread.submit(lambda: None)
    go.set()
    assert thread.close(10)
