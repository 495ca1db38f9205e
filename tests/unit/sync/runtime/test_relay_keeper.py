"""The relay of a workspace that is asked again after it refused; against real relays see tests/e2e/sync/runtime."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest

from sync.errors import ChannelUntrusted, PeerRefused, Unauthorised
from sync.runtime import relay_keeper
from sync.runtime.relay_keeper import REFUSED_SECONDS, RelayAccess, RelayKeeper
from tests.support.loop import ManualClock, run, until
from tests.support.workspace import identity


class Path:
    """A path that ends as it is told."""

    ends: list[Exception] = []  # noqa: RUF012 - given anew by each test.
    runs = 0

    def __init__(self, *_given: object) -> None:
        pass

    async def run(self, _use: object) -> None:
        Path.runs += 1
        if Path.ends:
            raise Path.ends.pop(0)
        await asyncio.Event().wait()

    def retry_now(self) -> None:
        pass


def kept(monkeypatch: pytest.MonkeyPatch, *ends: Exception) -> tuple[RelayKeeper, ManualClock]:
    """Return a keeper whose attempts end so; one after them lasts."""
    monkeypatch.setattr(relay_keeper, "RelayPath", Path)
    Path.ends, Path.runs = list(ends), 0
    clock = ManualClock()

    async def serve(*_given: object) -> None:
        pass

    keeper = RelayKeeper(identity("ana"), "aa" * 16, serve, clock, random.Random(1), lambda _status: None)
    access: Any = object()
    keeper.use(RelayAccess(access, access))
    return keeper, clock


def test_run12_a_relay_that_refused_is_asked_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """RUN-12: once for each pause, and at once when a person asks for it."""
    keeper, clock = kept(monkeypatch, PeerRefused(0, "no access"), PeerRefused(0, "no access"))

    async def main() -> None:
        keeping = asyncio.ensure_future(keeper.run())
        await until(lambda: clock.waits)
        assert Path.runs == 1
        assert REFUSED_SECONDS / 2 <= clock.waits[0] <= REFUSED_SECONDS
        clock.forward(REFUSED_SECONDS / 2 - 1)
        clock.forward(REFUSED_SECONDS / 2 + 1)
        await until(lambda: len(clock.waits) == 2)
        assert Path.runs == 2
        keeper.try_again()
        await until(lambda: Path.runs == 3)
        keeping.cancel()

    run(main())


@pytest.mark.parametrize("end", [Unauthorised("signed out"), ChannelUntrusted("another key")], ids=["session", "key"])
def test_run13_nothing_is_tried_while_only_a_person_can_help(monkeypatch: pytest.MonkeyPatch, end: Exception) -> None:
    """RUN-13: until there is news."""
    keeper, clock = kept(monkeypatch, end)

    async def main() -> None:
        keeping = asyncio.ensure_future(keeper.run())
        await until(lambda: Path.runs == 1)
        clock.forward(10 * REFUSED_SECONDS)
        keeper.try_again()
        await until(lambda: Path.runs == 2)
        assert not clock.waits
        keeping.cancel()

    run(main())
