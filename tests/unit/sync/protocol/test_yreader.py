"""Reading the bytes of an update."""

from __future__ import annotations

import pytest

from sync.errors import UpdateRejected
from sync.protocol.yupdate import inspect_update


def test_st102_a_tower_of_lists_is_refused_not_recursed_into() -> None:
    """ST-102."""
    value = b"\x75\x01" * 5_000 + b"\x7e"
    with pytest.raises(UpdateRejected, match="too deep"):
        inspect_update(b"\x01\x01\x01\x00\x08\x01\x01a\x01" + value + b"\x00")


HEAD = b"\x01\x01\x05\x00"  # One client, one struct, client 5, clock 0.


ROOT = b"\x01\x01m"  # The parent is the root type "m".


@pytest.mark.parametrize(
    ("struct", "ticks"),
    [
        (b"\x02" + ROOT + b"\x02\x011\x01x", 2),  # JSON
        (b"\x03" + ROOT + b"\x03abc", 1),  # binary
        (b"\x05" + ROOT + b"\x02{}", 1),  # embed
        (b"\x06" + ROOT + b"\x01b\x01t", 1),  # format
        (b"\x07" + ROOT + b"\x03\x01p", 1),  # XML element
        (b"\x08" + ROOT + b"\x05" + b"\x7d\xc1\x01" + b"\x7c" + bytes(4) + b"\x77\x02hi" + b"\x74\x01b" + b"\x7f", 5),
        (b"\x08" + ROOT + b"\x01" + b"\x76\x01\x01k\x75\x02\x78\x79", 1),  # a map with a list
        (b"\x01" + ROOT + b"\x09", 9),  # deleted
        (b"\x00\x04", 4),  # collected
        (b"\x0a\x04", 4),  # skipped
        (b"\xc4\x05\x01\x05\x02\x04\xf0\x9f\x98\x80", 2),  # text between two neighbours, one pair of surrogates
        (b"\x24" + ROOT + b"\x01k\x01v", 1),  # text under a key
        (b"\x04\x00\x05\x03\x01v", 1),  # text whose parent is an item
    ],
)
def test_st100_every_kind_of_content_is_read_to_its_end(struct: bytes, ticks: int) -> None:
    """ST-100."""
    assert inspect_update(HEAD + struct + b"\x00").clients == {5: (0, ticks)}
    for cut in range(len(HEAD), len(HEAD + struct)):
        with pytest.raises(UpdateRejected):
            inspect_update((HEAD + struct)[:cut] + b"\x00")


def test_st101_an_endless_integer_is_refused() -> None:
    """ST-101."""
    with pytest.raises(UpdateRejected, match="number too long"):
        inspect_update(HEAD + b"\x08" + ROOT + b"\x01\x7d" + b"\xff" * 50)
    with pytest.raises(UpdateRejected, match="number too large"):
        inspect_update(b"\x01\x01" + b"\xff" * 7 + b"\x7f\x00\x00")
