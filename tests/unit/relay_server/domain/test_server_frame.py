from __future__ import annotations

import pytest
from websockets.frames import Frame, Opcode

from relay_server.domain.server_frame import server_frame


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 200_000])
def test_it_is_what_the_library_would_send(size: int) -> None:
    """RLY-3."""
    payload = bytes(size)
    assert server_frame(payload) == Frame(Opcode.BINARY, payload).serialize(mask=False)
