from __future__ import annotations

import pytest

from relay_server.entrypoints.ws.messages import Extent, frame_extent, is_faulty, is_plain, unmasked, whole_message
from tests.support.socket_device import client_frame


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_a_frame_is_found_whole_and_its_length_as_soon_as_its_header_is_there(size: int) -> None:
    payload = bytes(number % 251 for number in range(size))
    data = b"before" + client_frame(payload) + b"after"
    extent = frame_extent(data, 6)
    assert isinstance(extent, Extent)
    assert extent.end == len(data) - 6 - 5
    assert unmasked(data, 6, extent) == payload
    for cut in range(6, 6 + extent.payload - 4):
        assert isinstance(frame_extent(data[:cut], 6), int)


@pytest.mark.parametrize("size", [2, 125, 126, 65_535])
def test_a_frame_that_came_alone_is_taken_at_once_and_nothing_else(size: int) -> None:
    payload = bytes(number % 251 for number in range(size))
    data = client_frame(payload)
    assert whole_message(data) == payload
    text, bare, first = client_frame(payload, 0x81), client_frame(payload, mask=b""), client_frame(payload, 0x02)
    others = (text, bare, first, data + b"\x82", data[:-1], *(data[:cut] for cut in range(8)))
    assert [whole_message(other) for other in others] == [None] * len(others)


def test_a_long_frame_goes_the_long_way() -> None:
    assert whole_message(client_frame(bytes(65_536))) is None


def test_what_is_plain_and_what_is_a_fault() -> None:
    good, text, bare = client_frame(b"x"), client_frame(b"x", 0x81), client_frame(b"x" * 9, mask=b"")
    assert is_plain(good, 0)
    assert not is_plain(text, 0)
    for data, limit, expected in ((good, 1, False), (good, 0, True), (bare, 100, True)):
        extent = frame_extent(data, 0)
        assert isinstance(extent, Extent)
        assert is_faulty(data, 0, extent, limit) is expected
