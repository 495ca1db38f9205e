from __future__ import annotations

from app.collaboration.room_state import grouped


def test_digits_are_read_in_two_groups() -> None:
    assert grouped("482913") == "482 913"
