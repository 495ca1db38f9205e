from __future__ import annotations

from relay_server.domain.meeting import Meeting, Side

HOST, GUEST, OTHER = "aa" * 16, "bb" * 16, "cc" * 16


def test_a_device_is_on_the_side_on_which_it_came() -> None:
    made = Meeting("dd" * 16, "ee" * 16, HOST, 1, GUEST)
    assert [made.side_of(one) for one in (HOST, GUEST, OTHER, None)] == [Side.HOST, Side.GUEST, None, None]
    alone = Meeting("dd" * 16, "ee" * 16, HOST, 1)
    assert alone.side_of(None) is None
    assert (Side.HOST.other, Side.GUEST.other) == (Side.GUEST, Side.HOST)
