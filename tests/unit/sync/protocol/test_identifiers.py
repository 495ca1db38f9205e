"""Identifiers as text."""

from __future__ import annotations

import pytest

from sync.errors import InvalidIdentifierError
from sync.protocol.identifiers import checked_id, new_id


def test_a_new_id_is_random_hex_of_the_source_given() -> None:
    assert new_id(lambda size: bytes(range(size))) == "000102030405060708090a0b0c0d0e0f"
    assert new_id() != new_id()
    assert checked_id(new_id())


@pytest.mark.parametrize("bad", ["", "0" * 31, "0" * 33, "G" * 32, "A" * 32, "0" * 31 + "\n", "٠" * 32])
def test_other_text_is_refused(bad: str) -> None:
    with pytest.raises(InvalidIdentifierError) as caught:
        checked_id(bad)
    assert caught.value.value == bad
