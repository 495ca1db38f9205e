"""Snapshots in parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.engine.transfer import Assembly, Uploads, parts_of
from sync.protocol.envelope import MAX_SNAPSHOT_ENVELOPE_BYTES
from sync.protocol.errors import Malformed, TooLarge
from sync.protocol.limits import MAX_PART_BYTES

PLAN = "0c" * 16
WHOLE = bytes(range(256)) * (MAX_PART_BYTES // 256) + b"the rest"


def test_eng49_parts_make_the_whole_and_a_new_one_takes_the_place_of_an_unfinished_one() -> None:
    """ENG-49."""
    first, second = parts_of(PLAN, WHOLE, 9)
    assembly = Assembly()
    assert assembly.take(first) == b""
    (small,) = parts_of(PLAN, b"small")
    assert assembly.take(small) == b"small"
    assert assembly.take(first) == b""
    assert assembly.take(second) == WHOLE
    assert (first.upto, first.total, second.offset) == (9, len(WHOLE), MAX_PART_BYTES)


def test_eng49_what_does_not_fit_together_is_refused() -> None:
    """ENG-49."""
    first, second = parts_of(PLAN, WHOLE)
    with pytest.raises(TooLarge):
        Assembly().take(replace(first, total=MAX_SNAPSHOT_ENVELOPE_BYTES + 1))
    changed = replace(second, data=second.data[:-1] + b"!")
    for bad in (second, replace(second, offset=1), replace(second, data=b""), changed, replace(second, data=WHOLE)):
        assembly = Assembly()
        if bad is not second:
            assembly.take(first)
        with pytest.raises(Malformed):
            assembly.take(bad)


def test_eng49_an_upload_goes_on_where_the_relay_says_it_is() -> None:
    """ENG-49: one part at a time; an answer that fits nothing sends nothing."""
    uploads = Uploads()
    first, second = parts_of(PLAN, WHOLE, 9)
    assert uploads.begin(PLAN, WHOLE, 9) == first
    assert uploads.following(replace(first, hash=bytes(32), offset=second.offset, data=b"")) is None
    assert uploads.following(replace(first, offset=second.offset, data=b"")) == second
    assert uploads.following(replace(first, offset=len(WHOLE), data=b"")) is None
    assert uploads.following(replace(first, offset=second.offset, data=b"")) is None
