from __future__ import annotations

import pytest

from relay_server.domain.rooms import Snapshot
from relay_server.service.rooms.abroad import (
    Kind,
    abroad_message,
    read_snapshot,
    room_topic,
    snapshot_body,
    split_message,
)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_message_says_what_it_is(kind: Kind) -> None:
    assert split_message(abroad_message(kind, b"body")) == (kind, b"body")


def test_every_room_has_a_topic() -> None:
    assert room_topic(1) != room_topic(11)


def test_a_snapshot_is_told_as_it_is() -> None:
    snapshot = Snapshot(bytes(range(32)), 1 << 40, 300)
    assert read_snapshot(snapshot_body(snapshot)) == snapshot
