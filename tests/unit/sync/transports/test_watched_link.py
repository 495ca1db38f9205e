"""Reading along on a link."""

from __future__ import annotations

import pytest

from sync.errors import EndReason, LinkClosed
from sync.protocol import frames as fr
from sync.protocol.frame_codec import encode_frame
from sync.transports.link import PathKind
from sync.transports.loopback import loopback_pair
from sync.transports.watched_link import WatchedLink
from tests.support.loop import run
from tests.support.workspace import identifier

DRAINING = fr.Notice(fr.NoticeCode.DRAINING, fr.NO_ID, fr.NO_ID, 5)
PONG = fr.Pong(7)


def test_tra1_everything_passes_as_it_is_and_what_is_watched_is_told() -> None:
    """TRA-1: also what cannot be read, which is for the reader to refuse."""

    async def main() -> None:
        here, there = loopback_pair("here", identifier("there"))
        told: list[fr.Notice] = []
        watched = WatchedLink(here, fr.Notice, told.append)
        assert watched.info.kind is PathKind.LOOPBACK
        sent = [encode_frame(DRAINING), encode_frame(PONG), b"\x07", b""]
        for frame in sent:
            await there.send(frame)
        assert [await watched.receive() for _ in sent] == sent
        assert told == [DRAINING]
        await watched.send(b"back")
        assert await there.receive() == b"back"

    run(main())


def test_tra4_what_the_watcher_raises_ends_the_reading() -> None:
    """TRA-4."""

    def end(_notice: fr.Notice) -> None:
        raise LinkClosed(EndReason.NO_ACCESS, "shut out")

    async def main() -> None:
        here, there = loopback_pair()
        await there.send(encode_frame(DRAINING))
        with pytest.raises(LinkClosed):
            await WatchedLink(here, fr.Notice, end).receive()

    run(main())
