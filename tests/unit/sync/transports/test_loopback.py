"""Both ends in one process; the rest is in the contract of links."""

from __future__ import annotations

from sync.transports.link import PathKind
from sync.transports.loopback import loopback_pair


def test_each_end_names_the_other() -> None:
    first, second = loopback_pair("aa" * 16, "bb" * 16)
    assert (first.info.device, second.info.device) == ("bb" * 16, "aa" * 16)
    assert first.info.kind is PathKind.LOOPBACK
