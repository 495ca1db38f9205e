"""What the status line rests on."""

from __future__ import annotations

from sync.runtime.status import PathsStatus
from sync.transports.link import PathKind
from sync.transports.relay_path import PathState, PathStatus


def test_run7_alone_means_that_nothing_reaches_anybody() -> None:
    """RUN-7."""
    assert PathsStatus().alone
    assert PathsStatus(PathStatus(PathState.WAITING, 3)).alone
    assert not PathsStatus(PathStatus(PathState.UP)).alone
    assert not PathsStatus(PathStatus(PathState.CONNECTING), {PathKind.LAN: 1}).alone
