"""The one network thread of the program."""

from __future__ import annotations

import logging
import sys

import pytest

from app.network import SWITCH_SECONDS, ProgramNetwork
from sync.errors import RelayUnavailable


def test_there_is_no_thread_before_it_is_needed_and_one_afterwards(caplog: pytest.LogCaptureFixture) -> None:
    network = ProgramNetwork()
    network.stop()
    assert not network.running
    thread = network.thread()
    assert sys.getswitchinterval() == pytest.approx(SWITCH_SECONDS)
    assert network.running
    assert network.thread() is thread

    async def fail(error: Exception) -> None:
        raise error

    with caplog.at_level(logging.INFO):
        told = thread.spawn("told elsewhere", lambda: fail(RelayUnavailable("secret place")))
        broken = thread.spawn("broken", lambda: fail(ZeroDivisionError()))
        assert isinstance(told.exception(60), RelayUnavailable)
        assert isinstance(broken.exception(60), ZeroDivisionError)
        network.stop()
    assert not network.running
    assert "secret place" not in caplog.text
    assert "broken failed on the network thread" in caplog.text
