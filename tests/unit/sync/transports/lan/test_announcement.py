"""What a room says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import SyncError
from sync.protocol.errors import Malformed
from sync.transports.lan.announcement import announce_room, read_announcement
from tests.support.workspace import digest

KEY, OTHER = digest("room key"), digest("another")


def test_tra40_who_holds_the_key_recognises_the_room() -> None:
    """TRA-40."""
    room = announce_room(KEY)
    heard = read_announcement(room.room, {name.encode(): value for name, value in room.properties().items()})
    assert heard == room
    assert heard.marked_by([("other", OTHER), ("team", KEY)]) == "team"
    assert heard.marked_by([("other", OTHER)]) is None


def test_tra40_nothing_in_it_repeats_or_names_anybody() -> None:
    """TRA-40: two rooms of one workspace share no value, and a room without a key looks the same."""
    first, second, unmarked = announce_room(KEY), announce_room(KEY), announce_room(None)
    texts = [set(room.properties().values()) | {room.room.encode()} for room in (first, second, unmarked)]
    assert texts[0] & texts[1] == {b"1"}
    assert [len(value) for value in unmarked.properties().values()] == [
        len(value) for value in first.properties().values()
    ]


def test_tra40_a_mark_is_of_its_room_only() -> None:
    """TRA-40."""
    room, other = announce_room(KEY), announce_room(None)
    properties = {name.encode(): value for name, value in room.properties().items()}
    assert read_announcement(other.room, properties).marked_by([("team", KEY)]) is None


@given(st.text(max_size=40), st.dictionaries(st.sampled_from([b"v", b"n", b"m"]), st.none() | st.binary(max_size=40)))
def test_tra41_whatever_the_network_says_gives_a_room_or_an_error(
    name: str, properties: dict[bytes, bytes | None]
) -> None:
    """TRA-41."""
    try:
        read_announcement(name, properties)
    except SyncError:
        return


def test_tra41_another_version_is_no_room() -> None:
    """TRA-41."""
    room = announce_room(KEY)
    properties = {name.encode(): value for name, value in room.properties().items()}
    with pytest.raises(Malformed):
        read_announcement(room.room, {**properties, b"v": b"2"})


def test_people_tell_rooms_apart_by_four_characters() -> None:
    room = announce_room(None)
    assert room.short_name == room.room[:4].upper()
